/** Averages across entrants, for information beside a result. */
import { format, parse } from './exact.ts';
import type { Exact } from './result.ts';
import { meanOf } from './statistics.ts';

/** The exact arithmetic mean. @throws RangeError for no values: the mean of nothing is not 0. */
export function mean(values: readonly Exact[]): Exact {
  if (values.length === 0) throw new RangeError('the mean of no values');
  return format(meanOf(values.map(parse)));
}
