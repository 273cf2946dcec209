/** Standings of organisations from their members' results (ORG-1 … ORG-4). */
import { add, compare, div, format, integer, parse, sum, ZERO, type Rational } from './exact.ts';
import type { OrganisationMember, OrganisationStanding } from './result.ts';
import type { OrganisationRule, Rules } from './rules.ts';

/** `members` are the ranked members of all contests. Best first; equal values share a place and the places after them are skipped. */
export function organisationStandings(rules: Rules, members: readonly OrganisationMember[]): OrganisationStanding[] {
  const groups = Map.groupBy(members, (member) => member.organisationId);
  const order = [...groups]
    .map(([organisationId, own]) => ({ organisationId, value: valueOf(rules.organisations, own), members: own.length }))
    .sort((a, b) => compare(b.value, a.value) || (a.organisationId < b.organisationId ? -1 : 1));
  return order.map(({ organisationId, value, members: count }) => ({
    organisationId,
    rank: order.findIndex((one) => compare(one.value, value) === 0) + 1,
    value: format(value),
    members: count,
  }));
}

function valueOf(rule: OrganisationRule, members: readonly OrganisationMember[]): Rational {
  switch (rule.type) {
    case 'mean': return div(sum(members.map((member) => parse(member.total))), integer(members.length));
    case 'sum': return sumOfBest(members, rule.best);
    case 'rank-points': return sum(members.map((member) => parse(rule.points[member.rank - 1] ?? '0')));
    default: return rule satisfies never;
  }
}

/** ORG-2: the best n of each contest ("各队各项前三名之和"); without n, all. */
function sumOfBest(members: readonly OrganisationMember[], best: number | undefined): Rational {
  return [...Map.groupBy(members, (member) => member.contestId).values()]
    .map((contest) => contest.map((member) => parse(member.total)).sort((a, b) => compare(b, a)).slice(0, best))
    .reduce((all, totals) => add(all, sum(totals)), ZERO);
}
