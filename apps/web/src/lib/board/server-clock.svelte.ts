/** The server's time on this screen, which may have slept or have a wrong clock of its own. */
import { clockOffset } from './stage-clock.ts';

const TICK_MS = 250;
/** The Date header is cut to whole seconds: half of one is its mean error. */
const HEADER_ERROR_MS = 500;

export class ServerClock {
  /** Milliseconds since 1970 by the server's clock, moving four times a second. */
  now = $state(Date.now());
  /** Between the monotonic clock and the server's; our own wall clock until the server answered. */
  #offset = Date.now() - performance.now();

  /** Starts ticking; returns what stops it. */
  start(): () => void {
    const timer = setInterval(() => (this.now = performance.now() + this.#offset), TICK_MS);
    return () => clearInterval(timer);
  }

  /** Asks the server for its time. Without an answer the clock goes on as it was. */
  async synchronise(): Promise<void> {
    const asked = performance.now();
    const answer = await fetch('/api/health', { method: 'HEAD', cache: 'no-store' }).catch(() => null);
    const date = Date.parse(answer?.headers.get('date') ?? '');
    if (!Number.isNaN(date)) this.#offset = clockOffset(date + HEADER_ERROR_MS, asked, performance.now());
  }
}
