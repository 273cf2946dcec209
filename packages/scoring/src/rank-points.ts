/** Points by place on one reading among all entrants of a contest: first 100, second 98, third 96 … (SCALE-12). */
import { compare, format, integer, max, mul, parse, sub } from './exact.ts';
import type { Exact } from './result.ts';
import type { Decimal, RankPointsScale } from './scheme.ts';

/** Equal readings share their place, and the places after them are skipped. Never below the floor. */
export function rankPoints(scale: RankPointsScale, readings: readonly { readonly entrantId: string; readonly reading: Decimal }[]): Record<string, Exact> {
  const first = parse(scale.first);
  const drop = parse(scale.drop);
  const floor = parse(scale.floor);
  const sign = scale.best === 'least' ? 1 : -1;
  const order = readings.map(({ entrantId, reading }) => ({ entrantId, reading: parse(reading) })).sort((a, b) => sign * compare(a.reading, b.reading));
  let ahead = 0;
  return Object.fromEntries(order.map(({ entrantId, reading }, index) => {
    const previous = order[index - 1];
    if (previous && compare(previous.reading, reading) !== 0) ahead = index;
    return [entrantId, format(max(sub(first, mul(drop, integer(ahead))), floor))];
  }));
}
