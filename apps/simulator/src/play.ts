/** What everybody who takes part in a play shares, and how its people differ. */
import { setTimeout as pause } from 'node:timers/promises';
import { randomFor } from './random.ts';
import type { Tally } from './tally.ts';

export type Play = {
  readonly seed: number;
  /** Per judge; Infinity is as fast as the server acknowledges. */
  readonly tapsPerSecond: number;
  readonly signal: AbortSignal;
  readonly tally: Tally;
  /** Pictures judges take though no scheme asks for them, and how often a sheet gets one. */
  readonly pictures?: { readonly often: number; readonly of: readonly Buffer[] };
};

/** How good an entrant is, 0 to 1: the same for every judge. */
export const skillOf = ({ seed }: Play, letter: string, code: string): number => 0.6 + 0.38 * randomFor(seed, letter, code).next();

/** What a judge adds to everybody's performance, as a share of the points. */
export const severityOf = ({ seed }: Play, letter: string, seat: number): number => 0.03 * randomFor(seed, letter, seat).normal();

/** The time a person takes between two taps. @throws AbortError when the play is stopped. */
export async function nextTap({ tapsPerSecond, signal }: Play, share: number): Promise<void> {
  signal.throwIfAborted();
  if (tapsPerSecond !== Infinity) await pause(((0.5 + share) * 1000) / tapsPerSecond, undefined, { signal });
}
