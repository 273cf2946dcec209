/** Runs work per key: the first call at once, calls during a run or within the pace folded into one run after it. */
import type { Logger } from 'pino';

export type Paced = { due(key: string): void; close(): Promise<void> };

/** Keeps work to a share of the time, whatever it costs and however many keys are due: after each run all wait in proportion to its cost. */
export class Rest {
  readonly #times: number;
  readonly #most: number;
  #until = 0;

  /**
   * @param times milliseconds of rest for each one spent.
   * @param most milliseconds any work waits at most, whatever others spend meanwhile.
   */
  constructor(times: number, most = Infinity) {
    this.#times = times;
    this.#most = most;
  }

  /** Milliseconds until work that has been waiting since then may start. */
  left(since: number): number {
    return Math.max(0, Math.min(this.#until, since + this.#most) - performance.now());
  }

  spent(milliseconds: number): void {
    const now = performance.now();
    this.#until = Math.min(Math.max(this.#until, now) + milliseconds * this.#times, now + this.#most);
  }
}

type Options = {
  /** Milliseconds the first run waits, for work that matters less than what was started with it. */
  readonly lead?: number;
  /** Shared by all work that is to keep to one share of the time; what a run cost is for the run to tell it. */
  readonly rest?: Rest;
};

/**
 * @param pace least milliseconds between the starts of two runs of one key.
 * @param run its failure is logged; the next call of the key tries again.
 */
export function paced(pace: number, log: Logger, run: (key: string) => Promise<void>, { lead = 0, rest }: Options = {}): Paced {
  const active = new Map<string, { again: boolean; done: Promise<void> }>();
  const sleeping = new Set<() => void>();
  let closed = false;
  const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => {
    const wake = (): void => {
      clearTimeout(timer);
      sleeping.delete(wake);
      resolve();
    };
    const timer = setTimeout(wake, milliseconds).unref();
    sleeping.add(wake);
  });

  async function work(key: string, entry: { again: boolean }): Promise<void> {
    if (lead > 0) await pause(lead);
    do {
      const since = performance.now();
      while (rest && rest.left(since) > 0 && !closed) await pause(rest.left(since));
      entry.again = false;
      const due = pause(pace);
      await run(key).catch((error: unknown) => log.error({ key, err: error }, 'projection failed'));
      await due;
    } while (entry.again && !closed);
    active.delete(key);
  }

  return {
    due(key) {
      if (closed) return;
      const entry = active.get(key);
      if (entry) {
        entry.again = true;
        return;
      }
      const fresh = { again: false, done: Promise.resolve() };
      active.set(key, fresh);
      fresh.done = work(key, fresh);
    },
    async close() {
      closed = true;
      for (const wake of sleeping) wake();
      await Promise.all([...active.values()].map(({ done }) => done));
    },
  };
}
