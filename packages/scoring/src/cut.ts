/** Who goes on to the next round (CUT-1). */
import { compare, format, parse, type Rational } from './exact.ts';
import { shareOf } from './quota.ts';
import type { Exact } from './result.ts';
import type { CutRule } from './rules.ts';

export type Cut = { readonly through: readonly string[]; readonly out: readonly string[]; /** Points of the last that goes on. */ readonly least: Exact | null };

/** Splits entrants by points, more being better; the order of the input changes nothing but the order of the lists. Ties are decided by exact equality. */
export function cutEntrants(rule: CutRule, entrants: readonly { readonly entrantId: string; readonly points: Exact }[]): Cut {
  const order = entrants.map(({ entrantId, points }) => ({ entrantId, points: parse(points) })).sort((a, b) => compare(b.points, a.points));
  const values = order.map((one) => one.points);
  const count = countOf(rule, values);
  const least = order[count - 1]?.points;
  return {
    through: order.slice(0, count).map((one) => one.entrantId),
    out: order.slice(count).map((one) => one.entrantId),
    least: least ? format(least) : null,
  };
}

/** How many go on. Those equal to the last place go on together, or none of them does. */
function countOf(rule: CutRule, values: readonly Rational[]): number {
  if (rule.type === 'threshold') return values.filter((value) => compare(value, parse(rule.atLeast)) >= 0).length;
  const places = rule.type === 'best' ? rule.count : shareOf(rule.percent, values.length, rule.rounding).places;
  const [last, next] = [values[places - 1], values[places]];
  if (!last || !next || compare(last, next) !== 0) return Math.min(places, values.length);
  return values.filter((value) => compare(value, last) > (rule.ties === 'include' ? -1 : 0)).length;
}
