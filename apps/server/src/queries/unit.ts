/** What a unit's leader may see: the own unit's contestants, contest by contest, and how its appeals stand. */
import { isPublished, PUBLISHED, type OwnResult, type Text, type Unit, type UnitEntrant } from '@leitai/contract';
import { awardsOf, contestFacts, outOf, publicFacts, Refused, standingsOf, type ContestFacts, type FactsEntrant } from '@leitai/database';
import { formatFixed } from '@leitai/scoring';
import type { LeaderIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { scoreDigits } from '../projection/digits.ts';
import { appealSummaries } from './appeals.ts';
import { databaseNow } from './database-now.ts';
import { eventKind } from './enum-names.ts';
import { ownResult } from './own-result.ts';

type Place = { readonly entrantId: string };

export async function unitOf({ db }: Context, { eventId, organisationId }: LeaderIdentity): Promise<Unit> {
  const { event, name } = await db.organisation.findUniqueOrThrow({ where: { eventId_id: { eventId, id: organisationId } }, include: { event: true } });
  const contests = await db.contest.findMany({
    where: { eventId, entrants: { some: { organisationId } } }, orderBy: { post: { letter: 'asc' } },
    include: { post: true, entrants: { where: { organisationId }, select: { person: { select: { id: true, name: true } } } } },
  });
  return {
    at: (await databaseNow(db)).toISOString(),
    kind: eventKind(event.kind),
    eventName: event.name as Text,
    unit: name as Text,
    contests: await Promise.all(contests.map(async ({ id, post, state, objectionsUntil, entrants }) => ({
      id, letter: post.letter, name: post.shortName as Text, state,
      until: objectionsUntil?.toISOString() ?? null,
      entrants: byName(isPublished(state) ? shownEntrants((await contestFacts(db, eventId, id))!, organisationId) : entrants.map(({ person }) => ({ ...person, shown: null }))),
    }))),
    appeals: await appealSummaries(db, eventId, organisationId),
  };
}

/**
 * Until its results are published a contest tells nobody which name goes by which code, and so neither the leader, who could tell a judge: people go
 * by their own ids, and in the order of names, for an entrant's id and place tell the code.
 */
const byName = (entrants: readonly UnitEntrant[]): UnitEntrant[] => [...entrants].sort((a, b) => a.name.localeCompare(b.name, 'zh-CN'));

function shownEntrants(facts: ContestFacts, organisationId: string): UnitEntrant[] {
  const standings = new Map(standingsOf(facts).map((standing) => [standing.entrantId, standing]));
  // Scores may be appealed against while the public's view is frozen; places and awards stand still with it.
  const shared = publicFacts(facts);
  const placed = isPublished(shared.state) ? standingsOf(shared) : [];
  const ranks = new Map(placed.map(({ entrantId, rank }) => [entrantId, rank]));
  const awards = awardsOf(shared, placed);
  const shown = (entrant: FactsEntrant): UnitEntrant['shown'] => {
    const standing = standings.get(entrant.id);
    return {
      code: entrant.code,
      status: outOf(entrant).out?.state ?? (standing ? 'scored' : 'disqualified'),
      score: standing ? formatFixed(standing.total, scoreDigits(facts.rules)) : null,
      rank: ranks.get(entrant.id) ?? null, of: ranks.has(entrant.id) ? ranks.size : null, award: awards.get(entrant.id) ?? null,
    };
  };
  return facts.entrants
    .filter((entrant) => entrant.organisationId === organisationId)
    .map((entrant) => ({ id: entrant.id, name: entrant.name, shown: shown(entrant) }));
}

/** The same view as the contestant's own. @throws Refused 'entrant.not-found' for another unit's, and for everybody before publication. */
export async function unitResult(ctx: Context, { eventId, organisationId }: LeaderIdentity, { entrantId }: Place): Promise<OwnResult> {
  const entrant = await ctx.db.entrant.findFirst({ where: { eventId, id: entrantId, organisationId, contest: { state: { in: [...PUBLISHED] } } } });
  if (!entrant) throw new Refused('entrant.not-found');
  return ownResult(ctx, entrantId, eventId);
}
