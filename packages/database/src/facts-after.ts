/** A contest's facts after one more result, without reading them: what the confirming node knows already. */
import { withPoints } from './brought-in.ts';
import type { ContestFacts, FactsResult } from './contest-facts.ts';
import { carryRanking } from './standings.ts';

export type WrittenResult = Pick<FactsResult, 'entrantId' | 'seq' | 'confirmedAt' | 'score' | 'sheets'> & {
  /** The board's revision that the result followed, as it stood under the contest's lock. */
  readonly before: number;
};

/** @returns null when these are not the facts right before the result, or lack a judge of it: then they have to be read. */
export function factsAfter(facts: ContestFacts, { before, ...result }: WrittenResult): ContestFacts | null {
  const { entrantId, seq, score, sheets } = result;
  // A command carried out earlier is answered again with the number it had then.
  if (facts.revision !== before || seq <= before || !sheets.every(({ judgeId }) => facts.seats.has(judgeId))) return null;
  const state = score.status === 'disqualified' ? 'disqualified' : 'confirmed';
  const left = facts.onStageId === entrantId;
  const after = withPoints({
    ...facts,
    revision: seq,
    entrants: facts.entrants.map((entrant) => (entrant.id === entrantId ? { ...entrant, state } : entrant)),
    onStageId: left ? null : facts.onStageId,
    timer: left ? null : facts.timer,
    results: [...facts.results, { ...result, judged: score, revision: seq, correctedAt: null, amendedAt: null }],
  });
  // Points brought in may count for others as well.
  if (!facts.rules.stages && !facts.results.some((result) => result.entrantId === entrantId)) carryRanking(facts, after);
  return after;
}
