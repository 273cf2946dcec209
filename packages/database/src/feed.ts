/** Competition results as other programmes read them: per organisation and post, exact, with their places. */
import { PUBLISHED, type ContestState, type OutState, type Text } from '@leitai/contract';
import type { Exact } from '@leitai/scoring';
import type { Database, Transaction } from './client.ts';
import { contestFacts, type ContestFacts } from './contest-facts.ts';
import { awardPlace, awardsOf, outOf, standingsOf } from './standings.ts';

type ResultFilter = { readonly organisationId?: string; readonly postCode?: string; readonly publishedOnly?: boolean };

type FedResult = {
  readonly eventId: string;
  readonly contestId: string;
  readonly postCode: string;
  readonly organisationId: string;
  readonly organisation: Text;
  readonly personId: string;
  readonly entrantId: string;
  readonly status: 'scored' | OutState;
  /** Exact rational; null unless scored. */
  readonly total: Exact | null;
  readonly max: Exact;
  /** Place among `ranked` entrants of the contest; null unless scored. */
  readonly rank: number | null;
  readonly ranked: number;
  readonly award: Text | null;
  /** Whether it is the first of the contest's awards. */
  readonly firstAward: boolean;
  readonly contestState: ContestState;
  readonly publishedAt: Date | null;
};

/**
 * Confirmed results of an event, post by post and from the first place down. Ranks count everyone of the contest, whatever the
 * filter leaves; a sealed contest, whose results belong to nobody yet, is left out, and so is a practice copy, whose results are nobody's. An evaluation reads with `publishedOnly`, so that nothing unpublished feeds it; `contestState` says whether it is final.
 */
export async function eventResults(db: Database | Transaction, eventId: string, filter: ResultFilter = {}): Promise<FedResult[]> {
  const contests = await db.contest.findMany({
    where: {
      eventId,
      event: { practice: false },
      NOT: { draw: { unsealedAt: null } },
      ...(filter.postCode !== undefined && { post: { code: filter.postCode } }),
      ...(filter.publishedOnly && { state: { in: [...PUBLISHED] } }),
    },
    select: { id: true },
    orderBy: { post: { letter: 'asc' } },
  });
  const facts = await Promise.all(contests.map(({ id }) => contestFacts(db, eventId, id)));
  const results = facts.filter((contest) => contest !== null).flatMap(contestResults);
  return results.filter(({ organisationId }) => (filter.organisationId ?? organisationId) === organisationId);
}

function contestResults(facts: ContestFacts): FedResult[] {
  const standings = standingsOf(facts);
  const ranks = new Map(standings.map(({ entrantId, rank }) => [entrantId, rank]));
  const awards = awardsOf(facts, standings);
  const entrants = new Map(facts.entrants.map((entrant) => [entrant.id, entrant]));
  // Who still lacks points that are brought in has no result yet.
  const fed = facts.results.filter(({ score }) => score.status !== 'incomplete').map(({ entrantId, score }): FedResult => {
    const entrant = entrants.get(entrantId)!;
    const { organisationId, organisation, personId } = entrant;
    const status = outOf(entrant).out?.state ?? (score.status === 'scored' ? 'scored' : 'disqualified');
    return {
      eventId: facts.eventId,
      contestId: facts.contestId,
      postCode: facts.postCode,
      organisationId, organisation, personId, entrantId,
      status,
      total: status === 'scored' && score.status === 'scored' ? score.total : null,
      max: score.status === 'scored' ? score.max : facts.scheme.max,
      rank: ranks.get(entrantId) ?? null,
      ranked: standings.length,
      award: awards.get(entrantId) ?? null,
      firstAward: awardPlace(facts, awards.get(entrantId)) === 0,
      contestState: facts.state,
      publishedAt: facts.publishedAt,
    };
  });
  return fed.sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity));
}
