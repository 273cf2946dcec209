/** Standard scores: results of different contests on one scale. A formula of our own, named as such (STD-1). */
import { add, compare, div, equal, format, integer, mul, parse, sub, ZERO, type Rational } from './exact.ts';
import type { Exact } from './result.ts';
import { sqrtRounded } from './sqrt.ts';
import { medianOf, varianceOf } from './statistics.ts';

export type StandardScores = {
  readonly n: number;
  readonly median: Exact | null;
  /** The sample standard deviation to six places, for the reader; the scores are computed from the exact variance. */
  readonly deviation: Exact | null;
  readonly scores: readonly Exact[];
};

const CENTRE = integer(700);
const SPREAD = integer(50);

/**
 * 700 + 50 × (x − median) ÷ SD, rounded half-up to two places in the deviation from 700. In the order given.
 * Where there is no spread (one result, or all equal) everyone has 700.
 */
export function standardScores(totals: readonly Exact[]): StandardScores {
  const values = totals.map(parse);
  if (values.length === 0) return { n: 0, median: null, deviation: null, scores: [] };
  const median = medianOf(values);
  const variance = values.length > 1 ? varianceOf(values) : ZERO;
  return {
    n: values.length,
    median: format(median),
    deviation: values.length > 1 ? format(sqrtRounded(variance, 6)) : null,
    scores: values.map((value) => format(add(CENTRE, deviationOf(sub(value, median), variance)))),
  };
}

/** ±50·|d| ÷ √v as one root, √(2500·d² ÷ v), so that it is rounded once. */
function deviationOf(distance: Rational, variance: Rational): Rational {
  if (equal(variance, ZERO)) return ZERO;
  const scaled = mul(SPREAD, distance);
  const root = sqrtRounded(div(mul(scaled, scaled), variance), 2);
  return compare(distance, ZERO) < 0 ? { n: -root.n, d: root.d } : root;
}
