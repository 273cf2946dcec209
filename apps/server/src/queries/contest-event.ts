/** Which event a contest belongs to: never changes, so it is looked up once. */
import { Refused, type Database } from '@leitai/database';

const known = new Map<string, string>();

/** @throws Refused 'contest.not-found'. */
export async function contestEvent(db: Database, contestId: string): Promise<string> {
  const eventId = known.get(contestId);
  if (eventId !== undefined) return eventId;
  const contest = await db.contest.findFirst({ where: { id: contestId }, select: { eventId: true } });
  if (!contest) throw new Refused('contest.not-found');
  known.set(contestId, contest.eventId);
  return contest.eventId;
}
