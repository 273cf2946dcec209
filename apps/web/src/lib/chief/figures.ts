/** How the chief's numbers are written: points, totals, and the one line of arithmetic under the result. */
import { formatFixed, type Combination, type Exact, type WorkingStep } from '@leitai/scoring';

/** Points of a criterion or a judge: one decimal at least, two when the first does not say it all ("2.0", "6.67"). */
export function points(value: Exact): string {
  return formatFixed(value, 2).replace(/0$/, '');
}

export type Arithmetic = {
  readonly how: Combination['rule'];
  readonly high: number;
  readonly low: number;
  /** The kept judges' totals, as shown in the matrix. */
  readonly values: readonly string[];
};

/** The panel's step at sheet level, or null when the panel combines elsewhere: then the full working tells it. */
export function arithmeticOf(working: readonly WorkingStep[]): Arithmetic | null {
  const combined = working.filter((step) => step.type === 'combined');
  const [only] = combined;
  if (!only || combined.length > 1) return null;
  const dropped = working.find((step) => step.type === 'dropped');
  return { how: only.how, high: dropped?.high.length ?? 0, low: dropped?.low.length ?? 0, values: only.values.map(points) };
}
