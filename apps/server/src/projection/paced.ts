/** Runs work per key: the first call at once, calls during a run or within the pace folded into one run after it. */
import type { Logger } from 'pino';

export type Paced = { due(key: string): void; close(): Promise<void> };

/**
 * @param pace least milliseconds between the starts of two runs of one key.
 * @param run its failure is logged; the next call of the key tries again.
 */
export function paced(pace: number, log: Logger, run: (key: string) => Promise<void>): Paced {
  const active = new Map<string, { again: boolean; done: Promise<void> }>();
  const closing = Promise.withResolvers<void>();
  let closed = false;

  async function work(key: string, entry: { again: boolean }): Promise<void> {
    do {
      entry.again = false;
      const rest = new Promise<void>((resolve) => setTimeout(resolve, pace).unref());
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
