/** What a unit's leader may see: the own unit's contestants, contest by contest, and how its appeals stand. */
import { isPublished, type OwnResult, type Text, type Unit, type UnitEntrant } from '@leitai/contract';
import { awardsOf, contestFacts, outOf, Refused, standingsOf, type ContestFacts, type FactsEntrant } from '@leitai/database';
import { formatFixed } from '@leitai/scoring';
import type { LeaderIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { scoreDigits } from '../projection/digits.ts';
import { appealSummaries, clock } from './appeals.ts';
import { ownResult } from './own-result.ts';

type Place = { readonly entrantId: string };

export async function unitOf({ db }: Context, { eventId, organisationId }: LeaderIdentity): Promise<Unit> {
  const { event, name } = await db.organisation.findUniqueOrThrow({ where: { eventId_id: { eventId, id: organisationId } }, include: { event: true } });
  const contests = await db.contest.findMany({
    where: { eventId, entrants: { some: { organisationId } } }, orderBy: { post: { letter: 'asc' } }, select: { id: true, objectionsUntil: true },
  });
  const facts = await Promise.all(contests.map(({ id }) => contestFacts(db, eventId, id)));
  return {
    at: await clock(db),
    eventName: event.name as Text,
    unit: name as Text,
    contests: facts.filter((one) => one !== null).map((one) => ({
      id: one.contestId, letter: one.letter, name: one.name, state: one.state,
      until: contests.find(({ id }) => id === one.contestId)?.objectionsUntil?.toISOString() ?? null,
      entrants: entrantsOf(one, organisationId),
    })),
    appeals: await appealSummaries(db, eventId, organisationId),
  };
}

/**
 * Until its results are published a contest tells nobody which name goes by which code, and so neither the leader, who could tell a judge.
 * The list is by name, for its order must not tell either.
 */
function entrantsOf(facts: ContestFacts, organisationId: string): UnitEntrant[] {
  const standings = new Map(standingsOf(facts).map((standing) => [standing.entrantId, standing]));
  const awards = awardsOf(facts, [...standings.values()]);
  const shown = (entrant: FactsEntrant): UnitEntrant['shown'] => {
    if (!isPublished(facts.state)) return null;
    const standing = standings.get(entrant.id);
    const out = outOf(entrant).out?.state;
    return {
      code: entrant.code,
      status: out ?? (standing ? 'scored' : 'disqualified'),
      score: standing ? formatFixed(standing.total, scoreDigits(facts.rules)) : null,
      rank: standing?.rank ?? null, of: standing ? standings.size : null, award: awards.get(entrant.id) ?? null,
    };
  };
  return facts.entrants
    .filter((entrant) => entrant.organisationId === organisationId)
    .map((entrant) => ({ id: entrant.id, name: entrant.name, shown: shown(entrant) }))
    .sort((a, b) => a.name.localeCompare(b.name, 'zh-CN'));
}

/** The same view as the contestant's own. @throws Refused 'entrant.not-found' for another unit's, 'unit.not-shown' before publication. */
export async function unitResult(ctx: Context, { eventId, organisationId }: LeaderIdentity, { entrantId }: Place): Promise<OwnResult> {
  const entrant = await ctx.db.entrant.findFirst({ where: { eventId, id: entrantId, organisationId }, include: { contest: true } });
  if (!entrant) throw new Refused('entrant.not-found');
  if (!isPublished(entrant.contest.state)) throw new Refused('unit.not-shown', { state: entrant.contest.state });
  return ownResult(ctx, entrantId, eventId);
}
