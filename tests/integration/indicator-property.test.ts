// Every derived value equals its query made again from raw rows: random years of records, each source against a plain recomputation that shares nothing with it.

import { INDICATOR_SOURCES, type SourceId } from '@leitai/contract';
import { migrate, openDatabase, sha256, type Database } from '@leitai/database';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Question } from '../../apps/server/src/indicators/source.ts';
import { figuresOf, readSource, thawed } from '../../apps/server/src/indicators/sources.ts';
import { naive, read, type Figures } from '../support/indicator-naive.ts';
import { records, writeWorld, type World } from '../support/indicator-world.ts';
import { createDatabase } from '../support/services.ts';

const SOURCES = Object.keys(INDICATOR_SOURCES) as SourceId[];
let db: Database;
let run = 0;

beforeAll(async () => {
  const url = await createDatabase();
  await migrate(url);
  db = openDatabase(url, 4);
});
afterAll(() => db.$disconnect());

const readAll = (question: Question) => db.$transaction(async (tx) => {
  const readings = new Map<SourceId, Awaited<ReturnType<typeof readSource>>>();
  for (const id of SOURCES) readings.set(id, await readSource(tx, id, question));
  return readings;
}, { isolationLevel: 'RepeatableRead' });

/** What the product makes of the world is what anybody makes of its tables; from the frozen text alone as well. */
async function holds(world: World): Promise<ReadonlyMap<SourceId, Figures>> {
  const [found, expected] = [await readAll(world.question), await naive(db, world)];
  const exact = new Map<SourceId, Figures>();
  for (const [id, { figures, text, sha256: hash }] of found) {
    const made = figures && Object.fromEntries(Object.entries(figures).map(([name, figure]) => [name, read(figure)]));
    expect(made, id).toEqual(expected[id]);
    expect(sha256(text)).toBe(hash);
    expect(figuresOf(id, thawed(text).rows).figures).toEqual(figures);
    exact.set(id, made);
  }
  return exact;
}

test('every source gives what its definition makes of the rows', async () => {
  const seen = new Map(SOURCES.map((id) => [id, new Set<string>()]));
  await fc.assert(fc.asyncProperty(records, async (all) => {
    run += 1;
    const figures = await holds(await writeWorld(db, all, run));
    for (const [id, made] of figures) seen.get(id)!.add(made ? `${made['value']!.n}/${made['value']!.d}` : 'nothing');
  }), { seed: 20_261_122, numRuns: 12, endOnFailure: true });
  // No source was only ever asked about nothing, or found nothing.
  for (const [id, values] of seen) {
    expect(values.size, id).toBeGreaterThan(1);
    expect([...values].some((value) => value !== 'nothing' && value !== '0/1'), id).toBe(true);
  }
});

test('where nothing was asked, nothing is known; where it was and there are no rows, only what finding nothing says', async () => {
  const [empty] = fc.sample(records, { seed: 1, numRuns: 1 }).map((one) => Object.fromEntries(Object.keys(one).map((key) => [key, key === 'declared' ? 4 : []])) as unknown as typeof one);
  run += 1;
  const world = await writeWorld(db, empty!, run);
  const figures = await holds(world);
  const known = [...figures].filter(([, made]) => made !== null).map(([id]) => id);
  expect(known).toEqual(['competition-participation-rate', 'drill-count', 'certified-rate', 'awards-and-incidents']);
  for (const [, made] of await holds({ ...world, question: { ...world.question, eventIds: [] } })) expect(made).toBeNull();
  // A headcount of 0 is nobody to be a share of.
  const nobody = await holds({ ...world, question: { ...world.question, headcount: null } });
  expect([...nobody].filter(([, made]) => made !== null).map(([id]) => id)).toEqual(['drill-count', 'awards-and-incidents']);
});
