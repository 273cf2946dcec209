/** Whose place, score or award differs between two states of a contest, as people read them. */
import { isDeepStrictEqual } from 'node:util';
import type { CorrectionOutcome, Moved } from '@leitai/contract';
import { awardsOf, outOf, standingsOf, type ContestFacts } from '@leitai/database';
import { formatFixed } from '@leitai/scoring';
import { scoreDigits } from '../projection/digits.ts';

/** As a correction keeps it. */
export type KeptMove = Pick<Moved, 'entrantId' | 'before' | 'after'>;

/** By the place afterwards; the corrected entrant is there also when nothing moves. */
export function movedBy(before: ContestFacts, after: ContestFacts, corrected: string): Moved[] {
  const [was, is] = [outcomesOf(before), outcomesOf(after)];
  return after.entrants
    .filter(({ id }) => id === corrected || !isDeepStrictEqual(was.get(id), is.get(id)))
    .map(({ id, code, name, organisation }): Moved => ({ entrantId: id, code, name, organisation, before: was.get(id)!, after: is.get(id)! }))
    .sort((a, b) => (a.after.rank ?? Infinity) - (b.after.rank ?? Infinity) || (a.code < b.code ? -1 : 1));
}

/** Of everybody with a result. */
function outcomesOf(facts: ContestFacts): Map<string, CorrectionOutcome> {
  const digits = scoreDigits(facts.rules);
  const standings = standingsOf(facts);
  const places = new Map(standings.map((standing) => [standing.entrantId, standing]));
  const awards = awardsOf(facts, standings);
  const scores = new Map(facts.results.map(({ entrantId, score }) => [entrantId, score.status]));
  return new Map(facts.entrants.flatMap((entrant) => {
    const standing = places.get(entrant.id);
    const scored = scores.get(entrant.id);
    if (scored === undefined) return [];
    const outcome: CorrectionOutcome = {
      status: outOf(entrant).out?.state ?? (scored === 'disqualified' ? 'disqualified' : 'scored'),
      total: standing ? formatFixed(standing.total, digits) : null,
      rank: standing?.rank ?? null,
      tied: standing?.tied ?? false,
      award: awards.get(entrant.id) ?? null,
    };
    return [[entrant.id, outcome] as const];
  }));
}
