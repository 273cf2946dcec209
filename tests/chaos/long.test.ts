// npm run chaos: many seeds, longer. CHAOS_RUNS and FUZZ_RUNS say how many, CHAOS_SEED and FUZZ_SEED repeat what was found.

import { randomInt } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { chaos, CHAOS_SEEDS, fuzz, FUZZ_SEEDS } from './runs.ts';

function seeds(kept: readonly number[], one: string | undefined, runs: string | undefined, usual: number): number[] {
  if (one !== undefined) return [Number(one)];
  return [...kept, ...Array.from({ length: Number(runs ?? usual) }, () => randomInt(1_000_000))];
}
const { FUZZ_SEED, FUZZ_RUNS, CHAOS_SEED, CHAOS_RUNS } = process.env;

describe('the judging protocol under every fault of line, clock and page', () => {
  test.each(seeds(FUZZ_SEEDS, FUZZ_SEED, FUZZ_RUNS, 30))('the truth is what the judges saw acknowledged (FUZZ_SEED=%i)', async (seed) => {
    const { wrong, results } = await fuzz(seed);
    expect(wrong).toEqual([]);
    expect(results).toBe(9);
  });
});

describe('kill -9 of every part, again and again, while 80 judges work', () => {
  test.each(seeds(CHAOS_SEEDS, CHAOS_SEED, CHAOS_RUNS, 3))('nothing acknowledged is lost or doubled (CHAOS_SEED=%i)', async (seed) => {
    const { wrong, results, killed, marks, boards } = await chaos(seed, 2, 2, 1_500);
    process.stdout.write(`CHAOS_SEED=${seed}: ${killed.length} kills, ${marks} marks, boards right ${Math.round(boards)} ms after Redis was back\n`);
    expect(wrong).toEqual([]);
    expect(results).toBeGreaterThanOrEqual(32);
    expect(killed).toHaveLength(8);
  });
});
