/** Mean, median, variance and covariance of exact values. */
import { add, compare, div, integer, mul, sub, sum, ZERO, type Rational } from './exact.ts';

export const meanOf = (values: readonly Rational[]): Rational => div(sum(values), integer(values.length));

/** Of an even number, the mean of the two in the middle. Needs at least one value. */
export function medianOf(values: readonly Rational[]): Rational {
  const ordered = values.toSorted(compare);
  const middle = ordered.length >> 1;
  return meanOf(ordered.slice(ordered.length % 2 === 1 ? middle : middle - 1, middle + 1));
}

/** The sum of products of deviations from the means: Sxy, and Sxx where both are the same. */
export function deviations(xs: readonly Rational[], ys: readonly Rational[]): Rational {
  const [x, y] = [meanOf(xs), meanOf(ys)];
  return xs.map((one, index) => mul(sub(one, x), sub(ys[index] ?? ZERO, y))).reduce(add, ZERO);
}

/** The sample variance (n − 1). Needs at least two values. */
export const varianceOf = (values: readonly Rational[]): Rational => div(deviations(values, values), integer(values.length - 1));
