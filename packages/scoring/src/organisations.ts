/** Standings of organisations from their members' results (ORG-1 … ORG-5). */
import { add, compare, div, format, integer, parse, sum, ZERO, type Rational } from './exact.ts';
import type { OrganisationMember, OrganisationStanding, OrganisationStep } from './result.ts';
import type { OrganisationRule, Rules } from './rules.ts';

/** `members` are the ranked members of all contests. Best first; equal values share a place and the places after them are skipped. */
export function organisationStandings(rules: Rules, members: readonly OrganisationMember[]): OrganisationStanding[] {
  const order = [...Map.groupBy(members, (member) => member.organisationId)]
    .map(([organisationId, own]) => ({ organisationId, ...valueOf(rules.organisations, own), members: own.length }))
    .sort((a, b) => better(a, b) || (a.organisationId < b.organisationId ? -1 : 1));
  return order.map((one) => ({
    organisationId: one.organisationId,
    rank: order.findIndex((other) => better(other, one) === 0) + 1,
    value: format(one.value),
    members: one.members,
    working: one.working,
  }));
}

type Value = { readonly value: Rational; readonly seconds: Rational | null; readonly working: readonly OrganisationStep[] };

/** ORG-4, ORG-5: more points first, then less time where the rule asks for it. */
const better = (a: Value, b: Value): number => compare(b.value, a.value) || (a.seconds && b.seconds ? compare(a.seconds, b.seconds) : 0);

function valueOf(rule: OrganisationRule, members: readonly OrganisationMember[]): Value {
  const contests = [...Map.groupBy(members, (member) => member.contestId).values()];
  switch (rule.type) {
    case 'mean': {
      const parts = contests.map((contest) => part('ORG-1', contest, []));
      return { ...finish('ORG-1', 'mean', parts, div(sum(parts.map((one) => one.sum)), integer(members.length))), seconds: null };
    }
    case 'sum': {
      const sorted = contests.map((contest) => contest.toSorted((a, b) => compare(parse(b.total), parse(a.total)) || byTime(a, b)));
      const counted = sorted.map((contest) => contest.slice(0, rule.best));
      const parts = sorted.map((contest, index) => part('ORG-2', counted[index] ?? [], contest.slice(counted[index]?.length)));
      const all = finish('ORG-2', 'sum', parts, sum(parts.map((one) => one.sum)));
      if (!rule.thenTime) return { ...all, seconds: null };
      const seconds = counted.flat().map(secondsOf).reduce(add, ZERO);
      return { ...all, seconds, working: [...all.working, { rule: 'ORG-5', type: 'time', seconds: format(seconds) }] };
    }
    case 'rank-points': {
      const parts = contests.map((contest) => part('ORG-3', contest.map((one) => ({ ...one, total: rule.points[one.rank - 1] ?? '0' })), []));
      return { ...finish('ORG-3', 'rank-points', parts, sum(parts.map((one) => one.sum))), seconds: null };
    }
    default: return rule satisfies never;
  }
}

const secondsOf = (member: OrganisationMember): Rational => (member.seconds === undefined ? ZERO : parse(member.seconds));
const byTime = (a: OrganisationMember, b: OrganisationMember): number => compare(secondsOf(a), secondsOf(b));

type Rule = 'ORG-1' | 'ORG-2' | 'ORG-3';
type Part = { readonly sum: Rational; readonly step: OrganisationStep };

/** One contest: what counts, and what lies beyond the best n ("各队各项前三名之和"). */
function part(rule: Rule, counted: readonly OrganisationMember[], left: readonly OrganisationMember[]): Part {
  const total = sum(counted.map((member) => parse(member.total)));
  return {
    sum: total,
    step: {
      rule, type: 'contest', contestId: counted[0]?.contestId ?? '', values: counted.map((member) => member.total),
      notCounted: left.map((member) => member.total), sum: format(total),
    },
  };
}

function finish(rule: Rule, how: 'mean' | 'sum' | 'rank-points', parts: readonly Part[], value: Rational): Omit<Value, 'seconds'> {
  return { value, working: [...parts.map((one) => one.step), { rule, type: 'value', how, result: format(value) }] };
}
