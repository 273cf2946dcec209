/** The parent's side of the viewers: gathers crowds in a process of their own, and waits for all of one to have a frame. */
import { fork, type ChildProcess } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import type { CrowdNews, CrowdOrder } from './viewers.ts';

export type Seen = { readonly contestId: string; readonly revision: number; readonly at: bigint; readonly bytes: number };

/** Milliseconds a frame may take before the benchmark gives up. */
const PATIENCE = 20_000;

export class Crowds {
  private readonly process: ChildProcess = fork(new URL('./viewers.ts', import.meta.url));
  private readonly changes = new EventEmitter();
  private readonly seen = new Map<string, Seen[]>();

  constructor() {
    this.process.on('message', (news: CrowdNews) => {
      if (news.type === 'seen') {
        const [contestId, revision] = news.frame.split('/') as [string, string];
        this.seen.get(news.crowd)?.push({ contestId, revision: Number(revision), at: BigInt(news.at), bytes: news.bytes });
      }
      this.changes.emit(news.type === 'ready' ? `ready ${news.crowd}` : 'seen');
    });
  }

  async gather(order: CrowdOrder): Promise<void> {
    this.seen.set(order.crowd, []);
    this.process.send(order);
    await once(this.changes, `ready ${order.crowd}`, { signal: AbortSignal.timeout(60_000) });
  }

  /** When every viewer of the crowd had this revision, or a newer one, of the contest. */
  async untilSeen(crowd: string, contestId: string, revision: number): Promise<Seen> {
    const late = AbortSignal.timeout(PATIENCE);
    for (;;) {
      const found = this.frames(crowd).find((frame) => frame.contestId === contestId && frame.revision >= revision);
      if (found) return found;
      await once(this.changes, 'seen', { signal: late });
    }
  }

  /** Every frame the whole crowd has had, in order. */
  frames(crowd: string): readonly Seen[] {
    return this.seen.get(crowd) ?? [];
  }

  close(): void {
    this.process.disconnect();
  }
}
