/** Places from scores: exact ties only, ordered tie-breaks, three ways to number what stays tied (RANK-1 … RANK-8). */
import { compileScheme } from './compile.ts';
import { parse } from './exact.ts';
import { decide, number, type Compare } from './places.ts';
import type { RankInput, Standing, Unranked } from './result.ts';
import type { Rules } from './rules.ts';
import type { Scheme } from './scheme.ts';
import { compareEntrants, type Contender, type Decision } from './tie-break.ts';

/**
 * Ranks the scored entrants, best first; disqualified, withdrawn, absent and incomplete ones have no place (RANK-1, RANK-8). The order of
 * the input changes nothing: what no tie-break tells apart is listed by blind code.
 */
export function rankEntrants(scheme: Scheme, rules: Rules, entrants: readonly RankInput[]): Standing[] {
  return [...ranking(scheme, rules, entrants).standings];
}

/** RANK-8: who has no place, and why; in the order given. */
export function unranked(entrants: readonly RankInput[]): Unranked[] {
  return entrants.flatMap(({ entrantId, score, out }): Unranked[] => {
    if (out) return [{ entrantId, why: out.state, ...(out.reason !== undefined && { reason: out.reason }) }];
    if (score.status === 'disqualified') return [{ entrantId, why: 'disqualified', reason: score.vetoes.join(', ') }];
    return score.status === 'incomplete' ? [{ entrantId, why: score.reason }] : [];
  });
}

/** Standings that can be brought up to date entrant by entrant. A value: `reRank` makes a new one. The lists run beside each other. */
export type Ranking = {
  readonly standings: readonly Standing[];
  readonly order: readonly Contender[];
  /** What tells each from the one before it; null when nothing does. */
  readonly decisions: readonly (Decision | null)[];
  readonly style: Rules['ranking']['style'];
  readonly compare: Compare;
};

export function ranking(scheme: Scheme, rules: Rules, entrants: readonly RankInput[]): Ranking {
  const { style, tieBreaks } = rules.ranking;
  const compare = compareEntrants(compileScheme(scheme), tieBreaks);
  const order = entrants.flatMap(contender).sort((a, b) => position(compare, a, b));
  const decisions = order.map((entrant, index) => decide(compare, entrant, order[index - 1]));
  return { order, decisions, style, compare, standings: number({ order, decisions, style, compare }, []) };
}

/** Replaces, adds or (when it has no place any more) removes one entrant; equals a ranking made anew. Compares only where something changed. */
export function reRank(before: Ranking, changed: RankInput): Ranking {
  const { compare, style } = before;
  const order = [...before.order];
  const decisions = [...before.decisions];
  const earlier: (Standing | undefined)[] = [...before.standings];
  const decideAt = (index: number) => {
    const entrant = order[index];
    if (entrant) decisions[index] = decide(compare, entrant, order[index - 1]);
  };
  const from = order.findIndex((one) => one.entrantId === changed.entrantId);
  if (from >= 0) {
    for (const list of [order, decisions, earlier]) list.splice(from, 1);
    decideAt(from);
  }
  const [entrant] = contender(changed);
  if (entrant) {
    const to = placeOf(order, entrant, compare);
    order.splice(to, 0, entrant);
    decisions.splice(to, 0, null);
    earlier.splice(to, 0, undefined);
    decideAt(to);
    decideAt(to + 1);
  }
  return { order, decisions, style, compare, standings: number({ order, decisions, style, compare }, earlier) };
}

function placeOf(order: readonly Contender[], entrant: Contender, compare: Compare): number {
  let [low, high] = [0, order.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = order[middle];
    if (other && position(compare, other, entrant) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function contender({ entrantId, score, marks, blindCode, out }: RankInput): Contender[] {
  return score.status === 'scored' && !out ? [{ entrantId, code: blindCode ?? entrantId, score, marks, total: parse(score.total) }] : [];
}

/** RANK-6. By code point, not by locale: the same on every machine. */
const position = (compare: Compare, a: Contender, b: Contender): number =>
  compare(a, b)?.order ?? (a.code < b.code ? -1 : a.code > b.code ? 1 : a.entrantId < b.entrantId ? -1 : 1);
