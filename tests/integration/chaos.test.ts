// Nothing acknowledged is lost or doubled: a short run of what npm run chaos does at length.

import { randomInt } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { chaos, CHAOS_SEEDS, fuzz, FUZZ_SEEDS } from '../chaos/runs.ts';

describe('lines that break, double, repeat and reorder; reloads; wrong clocks', () => {
  test.each([...FUZZ_SEEDS, randomInt(1_000_000)])('the truth is what the judges saw acknowledged (seed %i)', async (seed) => {
    const { wrong, marks, results } = await fuzz(seed);
    expect(wrong).toEqual([]);
    expect(results).toBe(9);
    expect(marks).toBeGreaterThan(300);
  });
});

describe('kill -9 of the server, Redis, a database backend and PostgreSQL while 80 judges work', () => {
  test.each(CHAOS_SEEDS)('no acknowledged mark is lost, none doubled, every board stands again (seed %i)', { timeout: 120_000 }, async (seed) => {
    const { wrong, results, killed } = await chaos(seed, 1, 1, 1_000);
    expect(wrong).toEqual([]);
    expect(results).toBeGreaterThanOrEqual(16);
    expect(killed).toHaveLength(4);
  });
});
