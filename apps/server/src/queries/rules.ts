/** Rules of an event's contests, and one contest's with what a worked example is made of. */
import type { ContestRules, EventRules, Text } from '@leitai/contract';
import { contestBundle, Refused, valueHash, type Database, type Transaction } from '@leitai/database';
import type { Rules, Scheme } from '@leitai/scoring';
import { isSealed, type Place } from './sealed.ts';

/** Rules are equal when their hashes are. */
export const rulesHash = (rules: unknown): string => valueHash(rules);

/** @throws Refused 'event.not-found'. */
export async function eventRules(db: Database, eventId: string): Promise<EventRules> {
  const event = await db.event.findUnique({ where: { id: eventId }, include: { contests: { include: { post: true }, orderBy: { post: { letter: 'asc' } } } } });
  if (!event) throw new Refused('event.not-found');
  return {
    defaults: event.rules as unknown as Rules | null,
    objectionDays: event.objectionDays,
    contests: event.contests.map(({ id, state, rules, post }) => ({
      id, state, letter: post.letter, name: post.shortName as Text, rules: rules as unknown as Rules, hash: rulesHash(rules),
    })),
  };
}

/** @throws Refused 'contest.not-found'. */
export async function contestRulesPage(db: Database, place: Place): Promise<ContestRules> {
  const { eventId, contestId } = place;
  const contest = await db.contest.findUnique({
    where: { eventId_id: { eventId, id: contestId } },
    include: { scheme: true, signOff: true, judges: { where: { role: 'judge', endedAt: null } }, results: { select: { seq: true }, take: 1 } },
  });
  if (!contest) throw new Refused('contest.not-found');
  const { state, rules, scheme, judges, signOff, recheckTop: top, recheckRest: rest, recheckLimit: limit } = contest;
  return {
    state, judges: judges.length, hash: rulesHash(rules),
    rules: rules as unknown as Rules,
    scheme: scheme.body as unknown as Scheme,
    figures: { top, rest, limit },
    drawn: signOff?.drawnAt != null,
    ground: contest.results.length > 0 && !(await isSealed(db, place)) ? await contestBundle(db, eventId, contestId) : null,
  };
}

/** The contests of one event with their schemes. @throws Refused 'contest.not-found' where one of them is not there. */
export async function contestsWith(db: Database | Transaction, eventId: string, ids: readonly string[]) {
  const contests = await db.contest.findMany({ where: { eventId, id: { in: [...ids] } }, include: { scheme: true }, orderBy: { id: 'asc' } });
  if (contests.length < new Set(ids).size) throw new Refused('contest.not-found');
  return contests;
}
