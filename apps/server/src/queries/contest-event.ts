/** Which event a contest belongs to: never changes, so it is looked up once. */
import { perDatabase, Refused, type Database } from '@leitai/database';

const known = perDatabase(() => new Map<string, string>());

/** @throws Refused 'contest.not-found'. */
export async function contestEvent(db: Database, contestId: string): Promise<string> {
  const memory = known(db);
  const eventId = memory.get(contestId);
  if (eventId !== undefined) return eventId;
  const contest = await db.contest.findFirst({ where: { id: contestId }, select: { eventId: true } });
  if (!contest) throw new Refused('contest.not-found');
  memory.set(contestId, contest.eventId);
  return contest.eventId;
}
