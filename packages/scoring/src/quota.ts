/** A share of a number of entrants, as whole places. */
import { div, format, integer, mul, parse, round, type Rational } from './exact.ts';
import type { Exact } from './result.ts';
import type { Decimal, RoundingMode } from './scheme.ts';

export type Share = { readonly exact: Exact; readonly places: number };

/** `percent` of `count`, rounded to whole places. */
export function shareOf(percent: Decimal, count: number, mode: RoundingMode = 'half-up'): Share {
  const exact: Rational = div(mul(parse(percent), integer(count)), integer(100));
  return { exact: format(exact), places: Number(round(exact, { digits: 0, mode }).n) };
}
