/** The frozen scheme of a contest, kept in memory: once marking may start it never changes. */
import type { Rules, Scheme } from '@leitai/scoring';
import { perDatabase, Refused, type Database } from '@leitai/database';

export type ContestRules = { readonly scheme: Scheme; readonly rules: Rules; /** Results stand without a chief. */ readonly autoConfirm: boolean };

const frozen = perDatabase(() => new Map<string, ContestRules>());

/** @throws Refused 'contest.not-found'. */
export async function contestRules(db: Database, eventId: string, contestId: string): Promise<ContestRules> {
  const cache = frozen(db);
  const known = cache.get(contestId);
  if (known) return known;
  const contest = await db.contest.findUnique({ where: { eventId_id: { eventId, id: contestId } }, include: { scheme: true } });
  if (!contest) throw new Refused('contest.not-found');
  const found = {
    scheme: contest.scheme.body as unknown as Scheme,
    rules: contest.rules as unknown as Rules,
    autoConfirm: contest.autoConfirm,
  };
  if (contest.scheme.frozenAt && contest.state !== 'setup') cache.set(contestId, found);
  return found;
}
