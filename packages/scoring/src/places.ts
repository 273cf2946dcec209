/** Numbers an order: ranks, ties and gaps (RANK-3, RANK-5, RANK-7). */
import { compare as compareValues, format, parse, sub, ZERO } from './exact.ts';
import type { Standing } from './result.ts';
import type { RankingRule } from './rules.ts';
import type { Contender, Decision } from './tie-break.ts';

export type Compare = (a: Contender, b: Contender) => Decision | null;
/** `decisions` runs beside `order`: what tells each from the one before it. */
export type Ordered = {
  readonly order: readonly Contender[];
  readonly decisions: readonly (Decision | null)[];
  readonly style: RankingRule['style'];
  readonly compare: Compare;
};

/** What tells an entrant from the one before it in the order; null when nothing does, or there is none. */
export const decide = (compare: Compare, entrant: Contender, ahead: Contender | undefined): Decision | null => (ahead ? compare(entrant, ahead) : null);

/** `earlier` runs beside the order: standings of before a change. One that comes out alike is used again, so that a change costs what it changes. */
export function number({ order, decisions, style, compare }: Ordered, earlier: readonly (Standing | undefined)[]): Standing[] {
  const best = order[0]?.total ?? ZERO;
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
    const before = earlier[index];
    const { total } = entrant.score;
    const gap = before ? gapOf(entrant, best, before) : format(sub(best, entrant.total));
    if (before && before.gap === gap && before.rank === rank && before.tied === tied && !by && !before.tieBreak) return before;
    return { entrantId: entrant.entrantId, rank, total, gap, tied, ...(by && { tieBreak: { ...by, otherId: ahead.entrantId } }) };
  });
}

/** RANK-7: written anew only where the first has changed. */
function gapOf(entrant: Contender, best: Contender['total'], before: Standing): string {
  const gap = sub(best, entrant.total);
  return compareValues(gap, parse(before.gap)) === 0 ? before.gap : format(gap);
}

/** RANK-3: places after a tie are skipped (1224), are not (1223), or everyone has a place of its own (1234). */
function place(style: RankingRule['style'], listed: number, groups: number, index: number): number {
  switch (style) {
    case '1224': return listed + 1;
    case '1223': return groups;
    case '1234': return index + 1;
    default: return style satisfies never;
  }
}
