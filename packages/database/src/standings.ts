/** A contest's standings and awards, from its facts: what the board, the lists and the contestants' pages all show. */
import type { Text } from '@leitai/contract';
import { assignAwards, ranking, reRank, type RankInput, type Ranking, type Standing } from '@leitai/scoring';
import type { ContestFacts, FactsEntrant, FactsResult } from './contest-facts.ts';

/** Rankings of facts, which never change: made once, however many pages are composed of them. `before`: without the latest result. */
const rankings = new WeakMap<ContestFacts, { readonly ranking: Ranking; before?: Ranking }>();

/** Best first. */
export const standingsOf = (facts: ContestFacts): readonly Standing[] => rankingOf(facts).ranking.standings;

/** As they were before the latest result. */
export function standingsBefore(facts: ContestFacts): readonly Standing[] {
  const kept = rankingOf(facts);
  kept.before ??= rankingAnew(facts, facts.results.slice(0, -1));
  return kept.before.standings;
}

/** Of facts that are those from before and one more result, of somebody who had none: their ranking is brought up to date instead of being made anew. */
export function carryRanking(from: ContestFacts, to: ContestFacts): void {
  const before = rankings.get(from)?.ranking;
  const latest = to.results.at(-1);
  if (before && latest) rankings.set(to, { ranking: reRank(before, inputOf(latest, to.entrants.find(({ id }) => id === latest.entrantId))), before });
}

function rankingOf(facts: ContestFacts): { readonly ranking: Ranking; before?: Ranking } {
  const kept = rankings.get(facts) ?? { ranking: rankingAnew(facts, facts.results) };
  rankings.set(facts, kept);
  return kept;
}

function rankingAnew({ scheme, rules, entrants }: ContestFacts, results: readonly FactsResult[]): Ranking {
  const known = new Map(entrants.map((entrant) => [entrant.id, entrant]));
  return ranking(scheme, rules, results.map((result) => inputOf(result, known.get(result.entrantId))));
}

const inputOf = ({ entrantId, score, sheets }: FactsResult, entrant: FactsEntrant | undefined): RankInput =>
  ({ entrantId, score, marks: sheets, blindCode: entrant?.code ?? entrantId, ...(entrant && outOf(entrant)) });

/** RANK-8: taken out of the contest, before or after a result was confirmed. */
export function outOf({ state }: FactsEntrant): Pick<RankInput, 'out'> {
  return state === 'absent' || state === 'withdrawn' || state === 'disqualified' ? { out: { state } } : {};
}

/** Awards by entrant, as the rules give them on these standings; none while the contest is sealed, since caps go by organisation. */
export function awardsOf(facts: ContestFacts, standings: readonly Standing[]): ReadonlyMap<string, Text> {
  const names = new Map(facts.rules.awards.map(({ id, name }) => [id, name]));
  return new Map([...awardIdsOf(facts, standings)].map(([entrantId, awardId]) => [entrantId, names.get(awardId)!]));
}

/** As `awardsOf`, by the awards' ids. */
export function awardIdsOf(facts: ContestFacts, standings: readonly Standing[]): ReadonlyMap<string, string> {
  if (facts.sealed) return new Map();
  return new Map(assignAwards(facts.rules, standings, { organisations: organisationsOf(facts) }).map(({ entrantId, awardId }) => [entrantId, awardId]));
}

/** An award's index among all awards of the rules, given or not: 0 is the highest. */
export function awardPlace({ rules }: Pick<ContestFacts, 'rules'>, award: Text | undefined): number | null {
  const place = rules.awards.findIndex(({ name }) => name === award);
  return place === -1 ? null : place;
}

/** Organisation by entrant: what caps on awards count by. */
export const organisationsOf = ({ entrants }: ContestFacts): Readonly<Record<string, string>> =>
  Object.fromEntries(entrants.map(({ id, organisationId }) => [id, organisationId]));
