/** Where to draw the pass mark, by the methods examiners use. They show a mark and how sure it is; people decide (PASS-1 … PASS-4). */
import { add, div, equal, format, integer, mul, parse, sub, sum, ZERO, type Rational } from './exact.ts';
import type { Exact } from './result.ts';
import { sqrtRounded } from './sqrt.ts';
import { deviations, meanOf, medianOf, varianceOf } from './statistics.ts';

/** A suggested cut, with its working. Roots are to six places. Issues say why a mark is missing or should not be relied on. */
export type PassMark = {
  readonly method: 'fixed' | 'angoff' | 'borderline-group' | 'borderline-regression';
  readonly cut: Exact | null;
  /** Angoff: the judges' standard deviation. Regression: the standard error of the cut. */
  readonly uncertainty: Exact | null;
  readonly n: number;
  readonly detail: Readonly<Record<string, Exact>>;
  readonly caution: readonly ('no-judges' | 'no-borderline' | 'few-borderline' | 'too-few' | 'no-spread' | 'not-rising' | 'small-cohort')[];
};

/** What an examiner saw of one candidate: a global rating as a number of the scale used, and the score. */
export type Rated = { readonly rating: Exact; readonly score: Exact };

/** Below this many candidates a regression's standard error is unacceptably large (Homer & Pell 2016, doi 10.3109/0142159X.2015.1029898). */
const SMALL_COHORT = 50;
const FEW_BORDERLINE = 10;

/** PASS-1: a mark set beforehand. */
export const fixedPassMark = (cut: Exact): PassMark =>
  ({ method: 'fixed', cut: format(parse(cut)), uncertainty: null, n: 0, detail: {}, caution: [] });

/**
 * PASS-2, Angoff: for each criterion the judges' mean estimate of how likely a just competent candidate earns it, times its max, summed.
 * `estimates` has a judge per row and a criterion per column, each from 0 to 1; `maxes` runs beside the columns.
 */
export function angoff(maxes: readonly Exact[], estimates: readonly (readonly Exact[])[]): PassMark {
  const cuts = estimates.map((row) => sum(maxes.map((max, index) => mul(parse(max), parse(row[index] ?? '0')))));
  const none: PassMark = { method: 'angoff', cut: null, uncertainty: null, n: cuts.length, detail: {}, caution: ['no-judges'] };
  if (cuts.length === 0) return none;
  const several = cuts.length > 1;
  return { ...none, cut: format(meanOf(cuts)), uncertainty: several ? format(sqrtRounded(varianceOf(cuts), 6)) : null, caution: several ? [] : ['too-few'] };
}

/** PASS-3, borderline group: the mean or median score of the candidates rated borderline. */
export function borderlineGroup(borderline: readonly Exact[], by: 'mean' | 'median' = 'mean'): PassMark {
  const scores = borderline.map(parse);
  const base = { method: 'borderline-group' as const, uncertainty: null, n: scores.length, detail: {} };
  if (scores.length === 0) return { ...base, cut: null, caution: ['no-borderline'] };
  const cut = by === 'median' ? medianOf(scores) : meanOf(scores);
  return { ...base, cut: format(cut), caution: scores.length < FEW_BORDERLINE ? ['few-borderline'] : [] };
}

/**
 * PASS-4, borderline regression: the score that the line through all candidates gives at the borderline rating, with its standard error
 * s·√(1/n + (x − x̄)²/Sxx), s² = SSE/(n − 2). Ratings need not be evenly spaced: give the values in use.
 */
export function borderlineRegression(rated: readonly Rated[], borderline: Exact): PassMark {
  const xs = rated.map((one) => parse(one.rating));
  const ys = rated.map((one) => parse(one.score));
  const base = { method: 'borderline-regression' as const, cut: null, uncertainty: null, n: rated.length, detail: {} };
  if (rated.length < 3) return { ...base, caution: ['too-few'] };
  const sxx = deviations(xs, xs);
  if (equal(sxx, ZERO)) return { ...base, caution: ['no-spread'] };
  const slope = div(deviations(xs, ys), sxx);
  const distance = sub(parse(borderline), meanOf(xs));
  const error = standardError(sub(deviations(ys, ys), mul(slope, deviations(xs, ys))), distance, sxx, rated.length);
  return {
    ...base,
    cut: format(add(meanOf(ys), mul(slope, distance))),
    uncertainty: format(error),
    detail: { slope: format(slope), intercept: format(sub(meanOf(ys), mul(slope, meanOf(xs)))), ...fit(slope, xs, ys) },
    caution: [...(slope.n <= 0n ? ['not-rising' as const] : []), ...(rated.length < SMALL_COHORT ? ['small-cohort' as const] : [])],
  };
}

function standardError(sse: Rational, distance: Rational, sxx: Rational, n: number): Rational {
  const variance = div(sse, integer(n - 2));
  const leverage = add(div(integer(1), integer(n)), div(mul(distance, distance), sxx));
  return sqrtRounded(mul(variance, leverage), 6);
}

/** R²: the share of the scores' variance that the ratings explain; none where all scores are equal. */
function fit(slope: Rational, xs: readonly Rational[], ys: readonly Rational[]): Record<string, Exact> {
  const syy = deviations(ys, ys);
  return equal(syy, ZERO) ? {} : { r2: format(div(mul(slope, deviations(xs, ys)), syy)) };
}
