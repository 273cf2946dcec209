/** What is looked after while nobody does: again and again, one look at a time, and no failure ends it. */
import type { Logger } from 'pino';

/** Looks at once, then every so many milliseconds. @param what said in the log of a look that failed. @returns `close` waits for what is under way. */
export function roundTheClock(log: Logger, what: string, every: number, look: () => Promise<void>): { close(): Promise<void> } {
  let under: Promise<void> | null = null;
  const begin = (): void => {
    under ??= look().catch((err: unknown) => log.error({ err }, `${what}: not looked after`)).finally(() => { under = null; });
  };
  const timer = setInterval(begin, every);
  begin();
  return {
    async close() {
      clearInterval(timer);
      await under;
    },
  };
}

/** One after the other: what fails is told in the log, and holds up nothing that comes after it. */
export async function eachByItself<T extends object>(log: Logger, what: string, all: Iterable<T>, work: (one: T) => Promise<unknown>): Promise<void> {
  for (const one of all) await work(one).catch((err: unknown) => log.error({ err, one }, `${what}: one was left`));
}
