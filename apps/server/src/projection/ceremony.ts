/** The steps of a ceremony, derived from the recorded results, and what they have revealed so far: pure. */
import { isDeepStrictEqual } from 'node:util';
import type { CeremonyPage, CeremonyPlan, CeremonyPost, CeremonyState, CeremonyStep, Winner } from '@leitai/contract';
import { organisationsOf, sha256, standingsOf, type ContestFacts } from '@leitai/database';
import { assignAwards, formatFixed } from '@leitai/scoring';
import { shown } from './board.ts';
import { tableOf } from './ceremony-tables.ts';
import { scoreDigits } from './digits.ts';

/** Of a planned post, or of every contest where tables are planned: its facts, as they are now. */
export type Facts = ReadonlyMap<string, ContestFacts>;
type Given = { readonly contestId: string; readonly awardId: string; readonly winners: readonly Winner[] };

/** Who gets an award by the recorded results, from the first rank down. */
export function winnersOf(facts: ContestFacts, awardId: string): Winner[] {
  const standings = standingsOf(facts);
  const given = new Set(assignAwards(facts.rules, standings, { organisations: organisationsOf(facts) }).filter((one) => one.awardId === awardId).map(({ entrantId }) => entrantId));
  const entrants = new Map(facts.entrants.map((entrant) => [entrant.id, entrant]));
  return standings.filter(({ entrantId }) => given.has(entrantId)).map(({ entrantId, rank, tied, total }) => {
    const entrant = entrants.get(entrantId)!;
    return { entrantId, ...shown(facts, entrant), organisation: entrant.organisation, score: formatFixed(total, scoreDigits(facts.rules)), rank, tied };
  });
}

/** All planned awards in the order of the rules: what the steps must end in. */
const recorded = ({ posts }: CeremonyPlan, facts: Facts): Given[] =>
  posts.flatMap(({ contestId, awards }) => {
    const contest = facts.get(contestId)!;
    return contest.rules.awards.filter(({ id }) => awards.includes(id)).map(({ id }) => ({ contestId, awardId: id, winners: winnersOf(contest, id) }));
  });

/** What a ceremony was prepared from; another one once any of it has changed. */
export const fingerprint = (plan: CeremonyPlan, facts: Facts): string => sha256(JSON.stringify([...recorded(plan, facts), ...tablesOf(plan, facts)]));

const tablesOf = ({ tables }: CeremonyPlan, facts: Facts): CeremonyStep[] => tables.map(({ kind }) => tableOf(kind, [...facts.values()]));

/** From the last award to the first, and within an award from the last rank to the first; an award nobody gets has no step. */
export function stepsOf(plan: CeremonyPlan, facts: Facts): CeremonyStep[] {
  const posts = plan.posts.flatMap(({ contestId }): CeremonyStep[] => {
    const given = recorded(plan, facts).filter((one) => one.contestId === contestId).reverse();
    const awards = given.flatMap(({ awardId, winners }) =>
      [...Map.groupBy(winners, ({ rank }) => rank).values()].reverse().map((same): CeremonyStep => ({ kind: 'award', contestId, awardId, winners: same })));
    return [{ kind: 'post', contestId }, ...awards];
  });
  return [{ kind: 'opening' }, ...posts, ...tablesOf(plan, facts), { kind: 'closing' }];
}

/** What is stored has been JSON. */
const same = (one: unknown, other: unknown): boolean => isDeepStrictEqual(JSON.parse(JSON.stringify(one)), JSON.parse(JSON.stringify(other)));

/** Whether the steps, played to the end, leave exactly the recorded awards: nobody missing, nobody twice, nobody else, in no other order. */
export function endsAsRecorded(plan: CeremonyPlan, steps: readonly CeremonyStep[], facts: Facts): boolean {
  const played = recorded(plan, facts).map(({ contestId, awardId }) => ({ contestId, awardId, winners: revealed(steps, contestId, awardId) }));
  const known = steps.every((step) => step.kind !== 'award' || played.some(({ contestId, awardId }) => contestId === step.contestId && awardId === step.awardId));
  const kinds = (all: readonly CeremonyStep[]): unknown[] => all.map((step) => ('contestId' in step ? `${step.kind} ${step.contestId}` : step));
  return known && same(played, recorded(plan, facts)) && same(kinds(steps), kinds(stepsOf(plan, facts)));
}

/** Later steps reveal better ranks, so they come first. */
const revealed = (steps: readonly CeremonyStep[], contestId: string, awardId: string): Winner[] =>
  steps.flatMap((step) => (step.kind === 'award' && step.contestId === contestId && step.awardId === awardId ? [step.winners] : [])).reverse().flat();

export type Running = Pick<CeremonyState, 'stage' | 'step' | 'revision'> & { readonly plan: CeremonyPlan; readonly steps: readonly CeremonyStep[] };

/** What a wall may know at this step: made of the steps up to it and of nothing else of them. */
export function ceremonyView(event: Pick<CeremonyState, 'eventId' | 'eventName'>, ceremony: Running | null, facts: Facts): CeremonyState {
  const none: CeremonyState = { ...event, revision: 0, stage: 'none', step: 0, page: null, at: 0, posts: 0, next: null };
  if (!ceremony) return none;
  const { plan, steps, stage, step, revision } = ceremony;
  const state: CeremonyState = { ...none, revision, stage, step, posts: plan.posts.length };
  if (stage === 'prepared') return { ...state, next: nameAt(plan, facts, 0) };
  if (stage === 'ended') return { ...state, page: { kind: 'closing', text: plan.closing }, at: plan.posts.length };
  const past = steps.slice(0, step + 1);
  const at = past.filter(({ kind }) => kind === 'post').length;
  return { ...state, page: pageOf(plan, past, facts), at, next: nameAt(plan, facts, at) };
}

const nameAt = ({ posts }: CeremonyPlan, facts: Facts, index: number): CeremonyState['next'] => (posts[index] ? facts.get(posts[index].contestId)!.name : null);

function pageOf(plan: CeremonyPlan, past: readonly CeremonyStep[], facts: Facts): CeremonyPage {
  const last = past.at(-1)!;
  switch (last.kind) {
    case 'opening': return { kind: 'opening', text: plan.opening };
    case 'closing': return { kind: 'closing', text: plan.closing };
    case 'post': return { kind: 'post', post: postOf(plan, past, last.contestId, facts), newest: null };
    case 'award': return { kind: 'post', post: postOf(plan, past, last.contestId, facts), newest: { awardId: last.awardId, codes: last.winners.map(({ code }) => code) } };
    case 'organisations':
    case 'medals': return last;
    default: return last satisfies never;
  }
}

function postOf({ posts }: CeremonyPlan, past: readonly CeremonyStep[], contestId: string, facts: Facts): CeremonyPost {
  const { letter, name, rules, boardNames } = facts.get(contestId)!;
  // Names are the organiser's choice to the last: hiding one must not wait for another ceremony.
  const told = ({ entrantId: _, name: person, ...one }: Winner) => (person !== undefined && boardNames === 'name' ? { ...one, name: person } : one);
  const { awards, presenter } = posts.find((post) => post.contestId === contestId)!;
  return {
    contestId, letter, name, presenter,
    awards: rules.awards.flatMap(({ id, name: award }, place) =>
      (awards.includes(id) ? [{ id, place, name: award, revealed: revealed(past, contestId, id).map(told) }] : [])),
  };
}
