/** What the engine makes of one team's review: points by aspect and indicator, rank, grade, and whether all that naming asks for is met. */
import type { Text } from '@leitai/contract';
import { awardIdsOf, standingsOf, type ContestFacts } from '@leitai/database';
import { gradeOf } from '@leitai/scoring';

export type Outcome = {
  readonly total: string | null;
  readonly modules: ReadonlyMap<string, string>;
  readonly criteria: ReadonlyMap<string, string>;
  readonly rank: number | null;
  readonly grade: Text | null;
  /** Null before there is a result. */
  readonly eligible: boolean | null;
};
const NONE: Outcome = { total: null, modules: new Map(), criteria: new Map(), rank: null, grade: null, eligible: null };

/** Named may be who has the best grade, where there are grades, and an award, where there are awards. */
export function outcomeOf(facts: ContestFacts, entrantId: string | null): Outcome {
  const score = facts.results.find((one) => one.entrantId === entrantId)?.score;
  if (entrantId === null || !score) return NONE;
  if (score.status !== 'scored') return { ...NONE, eligible: false };
  const standings = standingsOf(facts);
  const { grades, awards } = facts.rules;
  const grade = grades ? gradeOf(grades, score) : null;
  const graded = !grades || grade?.gradeId === grades.bands[0]?.id;
  const awarded = awards.length === 0 || awardIdsOf(facts, standings).has(entrantId);
  const rank = standings.find((one) => one.entrantId === entrantId)?.rank ?? null;
  return {
    total: score.total, rank, eligible: rank !== null && graded && awarded,
    grade: grades?.bands.find(({ id }) => id === grade?.gradeId)?.name ?? null,
    modules: points(score.modules), criteria: points(score.criteria),
  };
}

const points = (parts: readonly { readonly id: string; readonly points: string }[]): ReadonlyMap<string, string> => new Map(parts.map((one) => [one.id, one.points]));
