/** The one line of arithmetic under the chief's result, read from the engine's working. */
import type { Combination, WorkingStep } from '@leitai/scoring';
import { pointsText } from '#lib/judge/points.ts';

export type Arithmetic = {
  readonly how: Combination['rule'];
  readonly high: number;
  readonly low: number;
  /** The kept judges' totals, as shown in the matrix. */
  readonly values: readonly string[];
};

/** The panel's step over whole sheets, or null when the panel combines elsewhere: then the full working tells it. */
export function arithmeticOf(working: readonly WorkingStep[]): Arithmetic | null {
  const combined = working.find((step) => step.type === 'combined' && step.of === undefined);
  if (combined?.type !== 'combined') return null;
  const dropped = working.find((step) => step.type === 'dropped' && step.of === undefined);
  const [high, low] = dropped?.type === 'dropped' ? [dropped.high.length, dropped.low.length] : [0, 0];
  return { how: combined.how, high, low, values: combined.values.map(pointsText) };
}
