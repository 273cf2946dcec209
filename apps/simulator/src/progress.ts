/** Shows how far a play is: one line that changes on a terminal, a line now and then elsewhere. */
import type { Tally } from './tally.ts';
import type { Texts } from './texts.ts';

const TERMINAL_MS = 250;
const PLAIN_MS = 5_000;

export class Progress {
  private readonly out: NodeJS.WriteStream;
  private readonly timer: NodeJS.Timeout;
  private stage = '';
  private readonly figures: () => string;

  constructor(out: NodeJS.WriteStream, tally: Tally, texts: Texts) {
    this.out = out;
    this.figures = () => texts.progress(tally.confirmed.length, tally.acknowledged, Math.round((performance.now() - tally.started) / 1000));
    this.timer = setInterval(() => this.show(), out.isTTY ? TERMINAL_MS : PLAIN_MS);
  }

  enter(stage: string): void {
    this.stage = stage;
    this.show();
  }

  /** A line that stays. */
  line(text: string): void {
    this.out.write(`${this.out.isTTY ? '\r\x1b[2K' : ''}${text}\n`);
  }

  end(): void {
    clearInterval(this.timer);
    if (this.out.isTTY) this.out.write('\r\x1b[2K');
  }

  private show(): void {
    const text = `${this.stage} · ${this.figures()}`;
    this.out.write(this.out.isTTY ? `\r\x1b[2K${text}` : `${text}\n`);
  }
}
