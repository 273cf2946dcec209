/** Runs work per key: the first call at once, calls during a run or within the pace folded into one run after it. */
import type { Logger } from 'pino';

export type Paced = { due(key: string): void; close(): Promise<void> };

/**
 * @param pace least milliseconds between the starts of two runs of one key.
 * @param run its failure is logged; the next call of the key tries again.
 * @param lead milliseconds the first run waits, for work that matters less than what was started with it.
 */
export function paced(pace: number, log: Logger, run: (key: string) => Promise<void>, lead = 0): Paced {
  const active = new Map<string, { again: boolean; done: Promise<void> }>();
  const closing = Promise.withResolvers<void>();
  let closed = false;

  async function work(key: string, entry: { again: boolean }): Promise<void> {
    if (lead > 0) await Promise.race([after(lead), closing.promise]);
    do {
      entry.again = false;
      const rest = after(pace);
      await run(key).catch((error: unknown) => log.error({ key, error: String(error) }, 'projection failed'));
      await Promise.race([rest, closing.promise]);
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
      closing.resolve();
      await Promise.all([...active.values()].map(({ done }) => done));
    },
  };
}

const after = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
