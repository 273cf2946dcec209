/** A contest's standings and awards, from its facts: what the board, the lists and the contestants' pages all show. */
import type { Text } from '@leitai/contract';
import { assignAwards, rankEntrants, type RankInput, type Standing } from '@leitai/scoring';
import type { ContestFacts, FactsEntrant, FactsResult } from './contest-facts.ts';

/** @param results those to rank; the contest's all unless told. */
export function standingsOf(facts: ContestFacts, results: readonly FactsResult[] = facts.results): Standing[] {
  const codes = new Map(facts.entrants.map(({ id, code }) => [id, code]));
  const out = new Map(facts.entrants.map((entrant) => [entrant.id, outOf(entrant)]));
  const inputs = results.map(({ entrantId, score, sheets }) => ({
    entrantId, score, marks: sheets, blindCode: codes.get(entrantId) ?? entrantId, ...out.get(entrantId),
  }));
  return rankEntrants(facts.scheme, facts.rules, inputs);
}

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
