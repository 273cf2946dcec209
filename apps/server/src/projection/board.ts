/** Composes a contest's public board from the facts: pure, so that a rebuild and an update cannot differ. */
import type { BoardRow, BoardState } from '@leitai/contract';
import { outOf, publicFacts, standingsBefore, standingsOf, type ContestFacts, type FactsEntrant } from '@leitai/database';
import { formatFixed, type Standing } from '@leitai/scoring';
import { timerOf } from './timer.ts';
import { scoreDigits } from './digits.ts';
import { hallPart, type HallPart } from './hall.ts';
import { partedBy } from './results-notes.ts';

/** What overview and hall add up: exact totals and ranks by organisation, none of a sealed contest's, and the hall's part. Not public. */
export type Places = { readonly places: readonly { organisationId: string; total: string; rank: number }[]; readonly hall: HallPart };

export type Projected = { readonly board: BoardState; readonly places: Places };

/**
 * All but the count of decided entrants is made of what the public may see: that somebody has an outcome is no secret, which one is.
 * @param now when the board was composed; shown as its time.
 */
export function composeBoard(live: ContestFacts, now: Date): Projected {
  const facts = publicFacts(live);
  const entrants = new Map(facts.entrants.map((entrant) => [entrant.id, entrant]));
  const standings = standingsOf(facts);
  const earlier = new Map(standingsBefore(facts).map((standing) => [standing.entrantId, standing.rank]));
  const corrected = corrections(facts);
  const rows = standings.map((standing, index) => {
    const by = partedBy(facts, standing, standings[index - 1]);
    return { ...row(facts, entrants.get(standing.entrantId)!, standing, earlier), ...corrected.get(standing.entrantId), ...(by && { partedBy: by }) };
  });
  const decided = new Set(live.results.map(({ entrantId }) => entrantId));
  return {
    board: {
      eventId: facts.eventId,
      contestId: facts.contestId,
      revision: facts.revision,
      at: now.toISOString(),
      eventName: facts.eventName,
      letter: facts.letter,
      name: facts.name,
      state: facts.state,
      ...frozenSince(facts),
      confirmed: live.entrants.filter((entrant) => decided.has(entrant.id) || outOf(entrant).out).length,
      entrants: facts.entrants.length,
      rows,
      out: facts.entrants.flatMap((entrant) => outOf(entrant).out?.state ? [{ ...shown(facts, entrant), state: outOf(entrant).out!.state, ...corrected.get(entrant.id) }] : []),
      onStage: onStage(facts, entrants),
      latest: latest(facts, entrants, standings),
    },
    places: {
      places: facts.sealed ? [] : standings.map(({ entrantId, total, rank }) => ({ organisationId: entrants.get(entrantId)!.organisationId, total, rank })),
      hall: hallPart(facts, standings),
    },
  };
}

/** Of a correction the public learns the time, not the reason: that may name a judge. */
const corrections = ({ results }: ContestFacts): ReadonlyMap<string, { correctedAt: string }> =>
  new Map(results.flatMap(({ entrantId, correctedAt }) => (correctedAt ? [[entrantId, { correctedAt: correctedAt.toISOString() }]] : [])));

/** For whatever shows a contest to the public. */
export const frozenSince = ({ frozen }: ContestFacts): { frozenSince?: string } => (frozen ? { frozenSince: new Date(frozen.since).toISOString() } : {});

/** The name leaves the server only where the contest shows names; otherwise it is in no public payload. While sealed there is a code and no more. */
export function shown(facts: ContestFacts, entrant: FactsEntrant): { code: string; name?: string; organisation?: FactsEntrant['organisation'] } {
  const { code, organisation, name } = entrant;
  if (facts.sealed) return { code };
  return facts.boardNames === 'name' ? { code, name, organisation } : { code, organisation };
}

function row(facts: ContestFacts, entrant: FactsEntrant, standing: Standing, earlier: ReadonlyMap<string, number>): BoardRow {
  const digits = scoreDigits(facts.rules);
  const before = earlier.get(standing.entrantId);
  return {
    ...shown(facts, entrant),
    rank: standing.rank,
    tied: standing.tied,
    score: formatFixed(standing.total, digits),
    gap: formatFixed(standing.gap, digits),
    change: before === undefined ? null : before - standing.rank,
  };
}

function onStage(facts: ContestFacts, entrants: ReadonlyMap<string, FactsEntrant>): BoardState['onStage'] {
  const entrant = facts.onStageId === null ? undefined : entrants.get(facts.onStageId);
  if (!entrant || !facts.timer) return null;
  return { code: entrant.code, position: entrant.position, timer: timerOf(facts.scheme, facts.timer) };
}

function latest(facts: ContestFacts, entrants: ReadonlyMap<string, FactsEntrant>, standings: readonly Standing[]): BoardState['latest'] {
  const result = facts.results.findLast(({ entrantId, score }) => score.status === 'scored' && !outOf(entrants.get(entrantId)!).out);
  const standing = standings.find(({ entrantId }) => entrantId === result?.entrantId);
  const entrant = result && entrants.get(result.entrantId);
  if (!standing || !entrant || result.score.status !== 'scored') return null;
  const digits = scoreDigits(facts.rules);
  const judges = result.score.judges.values.map(({ judgeId, value, use }) => ({
    seat: facts.seats.get(judgeId) ?? 0, total: formatFixed(value, digits), use,
  }));
  return {
    ...shown(facts, entrant),
    score: formatFixed(standing.total, digits),
    rank: standing.rank,
    at: result.confirmedAt.toISOString(),
    judges: judges.sort((a, b) => a.seat - b.seat),
  };
}
