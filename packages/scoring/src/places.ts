/** Numbers an order: ranks, ties and gaps (RANK-3, RANK-5, RANK-7). */
import { format, sub, ZERO } from './exact.ts';
import type { Standing } from './result.ts';
import type { RankingRule } from './rules.ts';
import type { Contender, Decision } from './tie-break.ts';

type Compare = (a: Contender, b: Contender) => Decision | null;

/** `earlier` are standings of the same ranking before a change: one that comes out alike is used again, so that a change costs what it changes. */
export function number(order: readonly Contender[], style: RankingRule['style'], compare: Compare, earlier: readonly Standing[]): Standing[] {
  const best = order[0]?.total ?? ZERO;
  const decisions = order.map((entrant, index) => decide(compare, entrant, order[index - 1]));
  const known = new Map(earlier.map((one) => [one.entrantId, one]));
  const sameBest = earlier[0]?.total === (order[0] && order[0].score.total);
  let groups = 0;
  let listed = 0;
  return order.map((entrant, index) => {
    const decided = decisions[index] ?? null;
    if (decided || index === 0) [groups, listed] = [groups + 1, index];
    const tied = (index > 0 && !decided) || (index + 1 < order.length && !decisions[index + 1]);
    const rank = place(style, listed, groups, index);
    const ahead = order[listed - 1];
    // Who shares a place was told apart from the one ahead by the same rule as the first of them.
    const by = ahead && (listed === index ? decided : decide(compare, entrant, ahead))?.tieBreak;
    const before = known.get(entrant.entrantId);
    const total = entrant.score.total;
    const gap = before && sameBest && before.total === total ? before.gap : format(sub(best, entrant.total));
    const same = before && before.total === total && before.gap === gap && before.rank === rank && before.tied === tied && !by && !before.tieBreak;
    if (same) return before;
    return { entrantId: entrant.entrantId, rank, total, gap, tied, ...(by && { tieBreak: { ...by, otherId: ahead.entrantId } }) };
  });
}

/** What tells an entrant from the one before it in the order; null when nothing does, or there is none. */
const decide = (compare: Compare, entrant: Contender, ahead: Contender | undefined): Decision | null => (ahead ? compare(entrant, ahead) : null);

/** RANK-3: places after a tie are skipped (1224), are not (1223), or everyone has a place of its own (1234). */
function place(style: RankingRule['style'], listed: number, groups: number, index: number): number {
  switch (style) {
    case '1224': return listed + 1;
    case '1223': return groups;
    case '1234': return index + 1;
    default: return style satisfies never;
  }
}
