/** Awards from the top of the standings (AWARD-1 … AWARD-3). */
import { integer, mul, div, parse, round } from './exact.ts';
import type { AssignedAward, Standing } from './result.ts';
import type { AwardRule, Rules } from './rules.ts';

/**
 * `standings` as `rankEntrants` lists them, best first. Each award takes the next places of its quota; who shares the rank of its last
 * place gets it too, and uses up places of the next award.
 */
export function assignAwards(rules: Rules, standings: readonly Standing[]): AssignedAward[] {
  const lastPlaces: { readonly awardId: string; readonly upTo: number }[] = [];
  let upTo = 0;
  for (const award of rules.awards) {
    upTo += quotaOf(award, standings.length);
    lastPlaces.push({ awardId: award.id, upTo });
  }
  return standings.flatMap(({ entrantId, rank }) => {
    const position = standings.findIndex((one) => one.rank === rank) + 1;
    const award = lastPlaces.find((one) => position <= one.upTo);
    return award ? [{ entrantId, awardId: award.awardId }] : [];
  });
}

/** AWARD-1: a share is rounded half-up ("小数点后四舍五入"): 10 % of 16 is 2. */
function quotaOf({ quota }: AwardRule, ranked: number): number {
  switch (quota.type) {
    case 'fixed': return quota.count;
    case 'share': {
      const share = div(mul(parse(quota.percent), integer(ranked)), integer(100));
      return Number(round(share, { digits: 0, mode: 'half-up' }).n);
    }
    default: return quota satisfies never;
  }
}
