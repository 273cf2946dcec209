/** The limits of a contest's spread, and the state that says whether they may still be set. */
import type { SpreadSetting } from '@leitai/contract';
import { Refused, type Database } from '@leitai/database';
import type { Rules } from '@leitai/scoring';

/** @throws Refused 'contest.not-found'. */
export async function spreadSetting(db: Database, eventId: string, contestId: string): Promise<SpreadSetting> {
  const contest = await db.contest.findUnique({ where: { eventId_id: { eventId, id: contestId } }, select: { state: true, rules: true } });
  if (!contest) throw new Refused('contest.not-found');
  const { spread } = contest.rules as unknown as Rules;
  return { state: contest.state, limits: { criterion: spread?.criterion ?? null, total: spread?.total ?? null } };
}
