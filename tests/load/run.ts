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

/** Lone results are taken in turns of so many, one hall after the other, so that whatever else the machine does meets both alike. */
const TURN = 10;

/** What one hall was measured to do, turn after turn. */
type Taken = { seen: number[]; acks: number[]; seconds: number; bytes: number[]; cpuMs: number | null; databaseMs: number | null };

/**
 * @param halls take the same load, and as many results as the one that has fewest.
 * @param database milliseconds of processor time PostgreSQL has used.
 * @returns the figures of each hall.
 */
export async function run(load: Load, halls: readonly Hall[], database: () => number | null): Promise<Figures[]> {
  for (const hall of halls) for (let index = 0; index < WARM; index += 1) await hall.ready(index)();
  await pause(SETTLE);
  const results = Math.min(load.results, ...halls.map((hall) => hall.results - WARM));
  const before = halls.map(({ server }) => server.memoryMb());
  const taken = halls.map((): Taken => ({ seen: [], acks: [], seconds: 0, bytes: [], cpuMs: 0, databaseMs: 0 }));
  const turn = load.perSecond === null ? TURN : results;
  for (let from = 0; from < results; from += turn) {
    for (const [index, hall] of halls.entries()) await take(load, hall, WARM + from, Math.min(turn, results - from), taken[index]!, database);
  }
  return Promise.all(halls.map(async (hall, index) => {
    const { bytes, ...rest } = taken[index]!;
    return figuresOf({
      ...rest, stale: await staleAtEnd(hall), memory: [before[index]!, hall.server.memoryMb()],
      bytes: bytes.reduce((sum, one) => sum + one, 0) / bytes.length,
    });
  }));
}

async function take({ perSecond }: Load, hall: Hall, from: number, results: number, taken: Taken, database: () => number | null): Promise<void> {
  const [cpu, ofDatabase, started, began] = [hall.server.cpuMs(), database(), performance.now(), process.hrtime.bigint()];
  const pages: string[] = [];
  const one = async (index: number): Promise<void> => {
    const confirm = hall.ready(index);
    const sentAt = process.hrtime.bigint();
    const { page, revision } = await confirm();
    taken.acks.push(Number(process.hrtime.bigint() - sentAt) / 1e6);
    pages.push(page);
    taken.seen.push(Number(BigInt((await hall.crowd.untilSeen(page, revision)).at) - sentAt) / 1e6);
  };
  const works: Promise<void>[] = [];
  for (let index = 0; index < results; index += 1) {
    if (perSecond !== null) await pause(Math.max(0, started + (index * 1000) / perSecond - performance.now()));
    const work = one(from + index);
    works.push(work);
    if (perSecond === null) await Promise.all([work, pause(APART)]);
  }
  await Promise.all(works);
  taken.seconds += (performance.now() - started) / 1000;
  taken.cpuMs = plus(taken.cpuMs, since(cpu, hall.server.cpuMs()));
  taken.databaseMs = plus(taken.databaseMs, since(ofDatabase, database()));
  taken.bytes.push(bytesPerResult(hall, pages, began));
  await hall.pause();
}

const plus = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a + b);
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
