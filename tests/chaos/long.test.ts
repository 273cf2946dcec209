// npm run chaos: many seeds, longer. CHAOS_RUNS and FUZZ_RUNS say how many, CHAOS_SEED and FUZZ_SEED repeat what was found; CHAOS_ROUNDS, CHAOS_JUDGES (of each panel) and CHAOS_VIEWERS make a hall larger.

import { randomInt } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { chaos, CHAOS_SEEDS, fuzz, FUZZ_SEEDS, PARTS, type Struck } from './runs.ts';

function seeds(kept: readonly number[], one: string | undefined, runs: string | undefined, usual: number): number[] {
  if (one !== undefined) return [Number(one)];
  return [...kept, ...Array.from({ length: Number(runs ?? usual) }, () => randomInt(1_000_000))];
}
const { FUZZ_SEED, FUZZ_RUNS, CHAOS_SEED, CHAOS_RUNS, CHAOS_ROUNDS, CHAOS_JUDGES, CHAOS_VIEWERS } = process.env;

describe('the judging protocol under every fault of line, clock and page', () => {
  test.each(seeds(FUZZ_SEEDS, FUZZ_SEED, FUZZ_RUNS, 30))('the truth is what the judges saw acknowledged (FUZZ_SEED=%i)', async (seed) => {
    const { wrong, results } = await fuzz(seed);
    expect(wrong).toEqual([]);
    expect(results).toBe(9);
  });
});

describe('kill -9 of every part, again and again, and a clock that jumps, while 16 panels work', () => {
  test.each(seeds(CHAOS_SEEDS, CHAOS_SEED, CHAOS_RUNS, 3))('nothing acknowledged is lost or doubled (CHAOS_SEED=%i)', async (seed) => {
    const rounds = Number(CHAOS_ROUNDS ?? 3);
    const played = await chaos({ seed, entrants: 3, rounds, between: 2_500, viewers: Number(CHAOS_VIEWERS ?? 500), judges: Number(CHAOS_JUDGES ?? 7), clocks: true });
    const { wrong, results, killed, marks } = played;
    process.stdout.write(reportOf(seed, played));
    expect(wrong).toEqual([]);
    expect(results).toBeGreaterThanOrEqual(48);
    expect(killed).toHaveLength(rounds * PARTS.length);
    expect(marks).toBeGreaterThan(0);
  });
});

/** What was done to the hall, and what became of what it had acknowledged. */
function reportOf(seed: number, { killed, jumps, faults, unkept, backwards, marks, results, judges, viewers, wrong, boards, behind }: Struck): string {
  const count = (start: string): number => wrong.filter((line) => line.startsWith(start)).length;
  const hours = (way: 1 | -1): string => {
    const far = jumps.map((jump) => (way * jump) / 3_600_000).filter((jump) => jump > 0);
    return `${far.length} (${Math.max(0, ...far).toFixed(1)} h at most)`;
  };
  const rows: readonly (readonly [string, string | number])[] = [
    ['CHAOS_SEED', seed], ['judges, screens', `${judges}, ${viewers}`],
    ['faults injected', ''],
    ['  kill -9 / FLUSHALL', PARTS.map((part) => `${part} ${killed.filter((one) => one === part).length}`).join(', ')],
    ['  clock put forward, back', `${hours(1)}, ${hours(-1)}`], ['  events recorded before the last', backwards],
    ['  connections cut', faults.breaks], ['  messages doubled', faults.doubles], ['  repeated late', faults.late], ['  held up', faults.slow],
    ['  marks put down on a full disk', unkept],
    ['marks acknowledged', marks], ['results confirmed', results],
    ['lost', count('lost')], ['doubled', count('doubled')], ['otherwise wrong', wrong.length - count('lost') - count('doubled')],
    ['longest wrong board', `${Math.round(behind)} ms`], ['boards right after the last blow', `${Math.round(boards)} ms`],
  ];
  return `\n${rows.map(([what, value]) => `${what.padEnd(36)}${value}`).join('\n')}\n`;
}
