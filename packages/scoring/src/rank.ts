/** Places from scores: exact ties only, ordered tie-breaks, three ways to number what stays tied (RANK-1 … RANK-7). */
import { compileScheme } from './compile.ts';
import { format, parse, sub, ZERO } from './exact.ts';
import type { RankInput, Standing } from './result.ts';
import type { RankingRule, Rules } from './rules.ts';
import type { Scheme } from './scheme.ts';
import { compareEntrants, type Contender } from './tie-break.ts';

/**
 * Ranks the scored entrants, best first; disqualified and incomplete ones have no place (RANK-1). The order of the input changes nothing:
 * what no tie-break tells apart is listed by blind code.
 */
export function rankEntrants(scheme: Scheme, rules: Rules, entrants: readonly RankInput[]): Standing[] {
  const { style, tieBreaks } = rules.ranking;
  const compare = compareEntrants(compileScheme(scheme), tieBreaks);
  const order = entrants.flatMap(contender).sort((a, b) => compare(a, b)?.order ?? byCode(a, b));
  const groups = groupTied(order, (a, b) => compare(a, b) === null);
  const best = order[0]?.total ?? ZERO;
  let listed = 0;
  return groups.flatMap((group, groupIndex) => {
    const ahead = groups[groupIndex - 1]?.at(-1);
    const standings = group.map((entrant, index): Standing => {
      const decided = ahead && compare(entrant, ahead);
      return {
        entrantId: entrant.entrantId,
        rank: place(style, listed, groupIndex, index),
        total: format(entrant.total),
        gap: format(sub(best, entrant.total)),
        tied: group.length > 1,
        ...(ahead && decided?.tieBreak && { tieBreak: { ...decided.tieBreak, otherId: ahead.entrantId } }),
      };
    });
    listed += group.length;
    return standings;
  });
}

function contender({ entrantId, score, marks, blindCode }: RankInput): Contender[] {
  return score.status === 'scored' ? [{ entrantId, code: blindCode ?? entrantId, score, marks, total: parse(score.total) }] : [];
}

/** By code point, not by locale: the same on every machine. */
const byCode = (a: Contender, b: Contender): number => (a.code < b.code ? -1 : a.code > b.code ? 1 : a.entrantId < b.entrantId ? -1 : 1);

function groupTied(order: readonly Contender[], tied: (a: Contender, b: Contender) => boolean): Contender[][] {
  const groups: Contender[][] = [];
  for (const entrant of order) {
    const group = groups.at(-1);
    const first = group?.[0];
    if (group && first && tied(first, entrant)) group.push(entrant);
    else groups.push([entrant]);
  }
  return groups;
}

/** RANK-3: places after a tie are skipped (1224), are not (1223), or everyone has a place of its own (1234). */
function place(style: RankingRule['style'], listed: number, groupIndex: number, index: number): number {
  switch (style) {
    case '1224': return listed + 1;
    case '1223': return groupIndex + 1;
    case '1234': return listed + index + 1;
    default: return style satisfies never;
  }
}
