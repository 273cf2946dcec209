/** Runs one load in one hall and takes its figures. */
import { setTimeout as pause } from 'node:timers/promises';
import { figuresOf, type Figures } from './figures.ts';
import type { Hall } from './halls.ts';

export type Load = {
  readonly name: string;
  readonly viewers: number;
  /** Results a second; null: each when the hall has been quiet. */
  readonly perSecond: number | null;
  /** At most so many. */
  readonly results: number;
  readonly watch: 'one' | 'every';
};

/** Milliseconds between the starts of two lone results. */
const APART = 150;
/** Results that only bring a server just started up to its speed, and the milliseconds of rest after them, by which it knows that it is the only node. */
const WARM = 20;
const SETTLE = 6_000;
/** Milliseconds viewers are given after the last result before they count as stale. */
const LATEST = 5_000;

/** @param database milliseconds of processor time PostgreSQL has used. */
export async function run(load: Load, hall: Hall, database: () => number | null): Promise<Figures> {
  for (let index = 0; index < WARM; index += 1) await hall.confirm(index);
  await pause(SETTLE);
  const results = Math.min(load.results, hall.results - WARM);
  const [memory, cpu, ofDatabase, started, began] = [hall.server.memoryMb(), hall.server.cpuMs(), database(), performance.now(), process.hrtime.bigint()];
  const [seen, acks, pages]: [number[], number[], string[]] = [[], [], []];
  const one = async (index: number): Promise<void> => {
    const sentAt = process.hrtime.bigint();
    const { page, revision } = await hall.confirm(WARM + index);
    acks.push(Number(process.hrtime.bigint() - sentAt) / 1e6);
    pages.push(page);
    seen.push(Number(BigInt((await hall.crowd.untilSeen(page, revision)).at) - sentAt) / 1e6);
  };
  const works: Promise<void>[] = [];
  for (let index = 0; index < results; index += 1) {
    if (load.perSecond !== null) await pause(Math.max(0, started + (index * 1000) / load.perSecond - performance.now()));
    const work = one(index);
    works.push(work);
    if (load.perSecond === null) await Promise.all([work, pause(APART)]);
  }
  await Promise.all(works);
  const seconds = (performance.now() - started) / 1000;
  const [used, usedByDatabase] = [since(cpu, hall.server.cpuMs()), since(ofDatabase, database())];
  const stale = await staleAtEnd(hall);
  return figuresOf({
    seen, acks, seconds, stale, memory: [memory, hall.server.memoryMb()], cpuMs: used, databaseMs: usedByDatabase,
    bytes: bytesPerResult(hall, pages, began),
  });
}

const since = (before: number | null, after: number | null): number | null => (before === null || after === null ? null : after - before);

/** Asks until nobody lacks anything, or the time is up. */
async function staleAtEnd(hall: Hall): Promise<number> {
  for (const until = performance.now() + LATEST; ; await pause(100)) {
    const stale = await hall.crowd.stale(await hall.truth());
    if (stale === 0 || performance.now() > until) return stale;
  }
}

/** What one viewer of a board was sent for each of its results since then, over all boards. */
function bytesPerResult({ crowd, followers }: Hall, pages: readonly string[], since: bigint): number {
  const bytesOf = (page: string): number => crowd.frames(page).filter(({ at }) => BigInt(at) > since).reduce((sum, { bytes }) => sum + bytes, 0);
  const sent = [...new Set(pages)].reduce((sum, page) => sum + bytesOf(page) * followers.get(page)!, 0);
  return sent / pages.reduce((sum, page) => sum + followers.get(page)!, 0);
}
