// Nothing acknowledged is lost or doubled: a short run of what npm run chaos does at length.

import { randomInt } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { chaos, CHAOS_SEEDS, fuzz, FUZZ_SEEDS, PARTS } from '../chaos/runs.ts';

/** What must have been tried under faults for a run to mean anything. */
const TRIED = [
  'mark:put', 'note:put', 'evidence:add', 'evidence:remove', 'sheet:submit', 'sheet:withdraw', 'sheet:return', 'sheet:move', 'attempt:grant',
  'entrant:ask-substitute', 'desk:take-over', 'result:confirm', 'correction:propose', 'result:amend',
];

describe('lines that break, double, repeat and reorder; reloads; wrong clocks; cut uploads; two devices; a chief who moves and repeats', { tags: 'drawn' }, () => {
  const tried = new Set<string>();
  test.each([...FUZZ_SEEDS, randomInt(1_000_000)])('the truth is what the judges saw acknowledged (seed %i)', async (seed) => {
    const { wrong, marks, results, kinds } = await fuzz(seed);
    for (const kind of kinds) tried.add(kind);
    expect(wrong).toEqual([]);
    expect(results).toBe(9);
    expect(marks).toBeGreaterThan(300);
  });

  test('every command has met them', () => {
    expect([...tried]).toEqual(expect.arrayContaining(TRIED));
  });
});

describe('kill -9 of the server, Redis, a database backend and PostgreSQL, and a clock that jumps before each, while 80 judges work, every other one on a tablet whose disk fills up', { tags: 'drawn' }, () => {
  test.each(CHAOS_SEEDS)('no acknowledged mark is lost, none doubled, every board stands again (seed %i)', { timeout: 300_000 }, async (seed) => {
    const { wrong, results, killed, kinds, unkept, backwards } = await chaos({ seed, entrants: 1, rounds: 1, between: 1_000, viewers: 32 });
    expect(wrong).toEqual([]);
    expect(results).toBeGreaterThanOrEqual(16);
    expect(killed).toHaveLength(PARTS.length);
    expect(unkept).toBeGreaterThan(0);
    expect(backwards).toBeGreaterThan(0);
    expect(kinds).toEqual(expect.arrayContaining(TRIED));
  });
});
