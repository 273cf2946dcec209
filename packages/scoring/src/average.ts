/** Averages across entrants, for information beside a result. */
import { div, format, integer, parse, sum } from './exact.ts';
import type { Exact } from './result.ts';

/** The exact arithmetic mean; of nothing it is 0. */
export function mean(values: readonly Exact[]): Exact {
  return values.length === 0 ? '0' : format(div(sum(values.map(parse)), integer(values.length)));
}
