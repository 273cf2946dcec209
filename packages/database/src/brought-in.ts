/** Results as their stages make them: what was judged here, composed with the points that were brought in (STAGE-1 … STAGE-5). */
import { composeStages, type EntrantScore, type StageRule } from '@leitai/scoring';
import type { ContestFacts, FactsResult } from './contest-facts.ts';

/** Approved points of one stage by person; `changed` are those who had others before. */
export type FactsPoints = { readonly seq: number; readonly at: string; readonly stageId: string; readonly points: Readonly<Record<string, string>>; readonly changed: readonly string[] };

const NO_RESULT: EntrantScore = { status: 'incomplete', reason: 'quorum', working: [] };

/** Whether points count: rules without stages have none, and while the draw is sealed nobody knows whose points they are. */
const composes = ({ rules, sealed }: ContestFacts): boolean => rules.stages !== undefined && !sealed;

/** The facts with every result's `score` composed; where nothing is to be composed, it is what was judged. */
export function withPoints(facts: ContestFacts): ContestFacts {
  if (!composes(facts)) return facts;
  const scores = composedScores(facts);
  const persons = new Map(facts.entrants.map(({ id, personId }) => [id, personId]));
  return { ...facts, results: facts.results.map((result) => ({ ...result, score: scores.get(result.entrantId)!, correctedAt: lastChange(result, facts, persons.get(result.entrantId)) })) };
}

/** By entrant, with or without a result. */
export function composedScores(facts: ContestFacts): ReadonlyMap<string, EntrantScore> {
  const { rules, entrants } = facts;
  const judged = new Map(facts.results.map((result) => [result.entrantId, result.judged]));
  if (!composes(facts)) return new Map(entrants.map(({ id }) => [id, judged.get(id) ?? NO_RESULT]));
  const staged = entrants.map(({ id, personId }) => {
    const score = judged.get(id);
    return {
      entrantId: id,
      attempts: Object.fromEntries(rules.stages!.stages.map((stage) => [stage.id, attemptsOf(stage, score, pointsOf(facts, stage.id, personId))])),
      ...(score && { scores: [score] }),
    };
  });
  const scores = composeStages(rules, staged);
  return new Map(entrants.map(({ id }, index) => [id, scores[index]!]));
}

function attemptsOf({ broughtIn }: StageRule, judged: EntrantScore | undefined, points: string | undefined) {
  if (broughtIn) return points === undefined ? [] : [{ points, max: broughtIn.max }];
  return judged?.status === 'scored' ? [{ points: judged.total, max: judged.max }] : [];
}

/** What stands of a person in a stage. */
export const pointsOf = ({ points }: Pick<ContestFacts, 'points'>, stageId: string, personId: string): string | undefined =>
  points.findLast((one) => one.stageId === stageId && one.points[personId] !== undefined)?.points[personId];

/** A result is corrected, too, where points brought in before it are replaced. */
function lastChange({ seq, correctedAt }: FactsResult, { points }: ContestFacts, personId = ''): Date | null {
  const later = points.findLast((one) => one.seq > seq && one.changed.includes(personId));
  const at = later ? new Date(later.at) : null;
  return at && (!correctedAt || correctedAt < at) ? at : correctedAt;
}
