/** From totals to places and awards, written from docs/scoring-rules.md alone. */
import type { AwardRule, Rules } from '../rules.ts';
import { f, less, over, rounded, same, times, type F } from './fraction.ts';

/** `keys` are the values of the tie-breaks in order, turned so that more is better. */
export type RefEntrant = { readonly id: string; readonly total: F; readonly keys: readonly F[] };
export type RefPlace = { readonly id: string; readonly rank: number; readonly tied: boolean };

const ahead = (a: RefEntrant, b: RefEntrant): boolean => {
  const [mine, other] = [[a.total, ...a.keys], [b.total, ...b.keys]];
  for (const [index, value] of mine.entries()) {
    const against = other[index] ?? value;
    if (!same(value, against)) return less(against, value);
  }
  return false;
};
const equalIn = (a: RefEntrant, b: RefEntrant): boolean => !ahead(a, b) && !ahead(b, a);

/** By counting: how many are ahead, or how many different results are. */
export function refPlaces(style: Rules['ranking']['style'], entrants: readonly RefEntrant[]): RefPlace[] {
  const listed = entrants.map((one) => {
    const better = entrants.filter((other) => ahead(other, one));
    const different = better.filter((other, index) => !better.slice(0, index).some((earlier) => equalIn(earlier, other)));
    const tiedWith = entrants.filter((other) => other !== one && equalIn(other, one));
    const before = better.length + tiedWith.filter((other) => other.id < one.id).length;
    const rank = style === '1224' ? better.length + 1 : style === '1223' ? different.length + 1 : before + 1;
    return { before, place: { id: one.id, rank, tied: tiedWith.length > 0 } };
  });
  const places: RefPlace[] = [];
  for (let position = 0; position < entrants.length; position += 1) places.push(...listed.filter((one) => one.before === position).map((one) => one.place));
  return places;
}

/** AWARD-1 … AWARD-5 for entrants in the order of their places; who gets nothing is not in the answer. */
export function refAwards(awards: readonly AwardRule[], places: readonly RefPlace[], totals: Readonly<Record<string, F>>): Record<string, string> {
  const answer: Record<string, string> = {};
  let owed = 0;
  for (const award of awards) {
    const quota = placesOf(award, places.length);
    let left = Math.max(0, quota - owed);
    let given = 0;
    for (const rank of [...new Set(places.map((place) => place.rank))]) {
      const group = places.filter((place) => place.rank === rank && answer[place.id] === undefined)
        .filter((place) => award.atLeast === undefined || !less(totals[place.id] ?? [0n, 1n], f(award.atLeast)));
      if (left <= 0) break;
      if (group.length > left && award.boundary === 'exclude') break;
      const takers = award.boundary === 'keep-to-quota' ? group.slice(0, left) : group;
      for (const place of takers) answer[place.id] = award.id;
      given += takers.length;
      left -= takers.length;
    }
    owed = Math.max(0, owed + given - quota);
  }
  return answer;
}

function placesOf({ quota, override }: AwardRule, ranked: number): number {
  if (override !== undefined) return override;
  if (quota.type === 'fixed') return quota.count;
  if (quota.type === 'threshold') return ranked;
  return Number(rounded(over(times(f(quota.percent), f(ranked)), f(100)), { digits: 0, mode: quota.rounding ?? 'half-up' })[0]);
}
