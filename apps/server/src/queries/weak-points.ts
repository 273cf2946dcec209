/** Where points are lost: what was earned of each criterion, per person, organisation and post over events, from published results and by the engine's own workings. */
import { isPublished, type Text, type WeakPoint } from '@leitai/contract';
import { dayOf } from '@leitai/contract/house-day';
import { publicFacts, type ContestFacts, type Database } from '@leitai/database';
import { allCriteria, compareExact, earnedRate, type Exact } from '@leitai/scoring';
import { readFacts } from '../projection/facts.ts';
import { dateOf, isoDay, startOfDay } from './today.ts';

/** A post's published contest, in whichever event. */
export type PostContest = { readonly facts: ContestFacts; readonly kind: 'competition' | 'practicalCheck' | 'inspection'; readonly day: string };
/** One criterion of one result. Exact; `clauses` as the scheme has them. */
export type CriterionEarned = {
  readonly eventId: string; readonly contestId: string; readonly day: string; readonly postCode: string; readonly entrantId: string; readonly personId: string;
  readonly organisation: Text; readonly criterionId: string; readonly name: Text; readonly clause: WeakPoint['clause']; readonly points: Exact; readonly max: Exact;
};

/** Practical checks go by their day, competitions by the day they were published. Oldest first. @param since an ISO day. */
export async function postContests(db: Database, postCode: string, since?: string): Promise<PostContest[]> {
  const contests = await db.contest.findMany({
    where: {
      post: { code: postCode }, event: { kind: { in: ['competition', 'practicalCheck'] }, practice: false }, publishedAt: { not: null }, NOT: { draw: { unsealedAt: null } },
      // What is older need not be read.
      ...(since !== undefined && { OR: [{ check: { day: { gte: dateOf(since) } } }, { check: null, publishedAt: { gte: startOfDay(since) } }] }),
    },
    select: { eventId: true, id: true, publishedAt: true, event: { select: { kind: true } }, check: { select: { day: true } } },
  });
  const read = await Promise.all(contests.map(async ({ eventId, id, publishedAt, event, check }) => {
    const facts = await readFacts(db, eventId, id);
    return facts && { facts: publicFacts(facts), kind: event.kind as PostContest['kind'], day: check ? isoDay(check.day) : dayOf(publishedAt!) };
  }));
  return read.filter((one) => one !== null).filter(({ facts }) => isPublished(facts.state) && !facts.sealed).sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** Who has no score has earned nothing and lost nothing. */
export function criteriaEarned({ facts, day }: PostContest): CriterionEarned[] {
  const criteria = new Map(allCriteria(facts.scheme).map((criterion) => [criterion.id, criterion]));
  const entrants = new Map(facts.entrants.map((entrant) => [entrant.id, entrant]));
  return facts.results.flatMap(({ entrantId, judged }) => (judged.status !== 'scored' ? [] : judged.criteria.map(({ id, points, max }): CriterionEarned => {
    const { personId, organisation } = entrants.get(entrantId)!;
    const { name, clauses } = criteria.get(id)!;
    const clause = clauses[0] ? { standard: clauses[0].standard, title: clauses[0].title, number: clauses[0].number ?? null } : null;
    return { eventId: facts.eventId, contestId: facts.contestId, day, postCode: facts.postCode, entrantId, personId, organisation, criterionId: id, name, clause, points, max };
  })));
}

/**
 * Criteria some of whose points were lost, the worst first.
 * @param own whose points they are. @param least results below which the mean of all is not told.
 */
export function weakPoints(all: readonly CriterionEarned[], own: (one: CriterionEarned) => boolean, least = 1): WeakPoint[] {
  return [...Map.groupBy(all, ({ postCode, criterionId }) => `${postCode}\n${criterionId}`).values()].flatMap((everybody): WeakPoint[] => {
    const mine = everybody.filter(own);
    const lost = mine.filter(({ points, max }) => compareExact(points, max) < 0);
    const [rate, mean] = [earnedRate(mine), earnedRate(everybody)];
    if (lost.length === 0 || rate === null) return [];
    const { postCode, criterionId, name, clause } = everybody.at(-1)!;
    return [{ postCode, criterionId, name, clause, rate, mean: everybody.length < least ? null : mean, lost: lost.length, of: mine.length, since: Number(lost[0]!.day.slice(0, 4)) }];
  }).sort((a, b) => compareExact(a.rate, b.rate) || (a.criterionId < b.criterionId ? -1 : 1));
}
