/** Averages across entrants, for information beside a result. */
import { div, format, integer, parse, sum } from './exact.ts';
import type { Exact } from './result.ts';

/** The exact arithmetic mean. @throws RangeError for no values: the mean of nothing is not 0. */
export function mean(values: readonly Exact[]): Exact {
  if (values.length === 0) throw new RangeError('the mean of no values');
  return format(div(sum(values.map(parse)), integer(values.length)));
}
