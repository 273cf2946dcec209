/** How much of what could be earned was earned. */
import { add, div, format, integer, mul, parse, ZERO } from './exact.ts';
import type { Exact } from './result.ts';

/** Percent of the sum of the maxes, exact; null where nothing could be earned. */
export function earnedRate(parts: readonly { readonly points: Exact; readonly max: Exact }[]): Exact | null {
  const points = parts.reduce((sum, one) => add(sum, parse(one.points)), ZERO);
  const max = parts.reduce((sum, one) => add(sum, parse(one.max)), ZERO);
  return max.n === 0n ? null : format(div(mul(points, integer(100)), max));
}
