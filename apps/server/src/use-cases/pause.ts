/** Contests stand still, or go on: nobody is called and no timer runs meanwhile. What was performed may still be marked, handed in and confirmed. */
import { appendEvent, lockContest, Refused, type Transaction } from '@leitai/database';
import { elapsedMs } from '@leitai/contract/station-clock';
import type { AccountIdentity } from '../access/identity.ts';
import { serverTime } from '../clock.ts';
import type { Context } from '../context.ts';
import { timerOf } from '../projection/timer.ts';
import { databaseNow } from '../queries/database-now.ts';
import { contestRules, type ContestRules } from '../queries/scheme.ts';
import { actorOf } from './actor.ts';
import { fromOrganiser } from './from-organiser.ts';
import type { Place } from './sign-off-step.ts';

/** All of them or none. @throws Refused 'contest.not-found', 'contest.not-running'. */
export async function pauseContests(ctx: Context, me: AccountIdentity, eventId: string, { contestIds, reason }: { readonly contestIds: readonly string[]; readonly reason: string }): Promise<void> {
  const rules = new Map(await Promise.all(contestIds.map(async (id) => [id, await contestRules(ctx.db, eventId, id)] as const)));
  await each(ctx, eventId, contestIds, (tx, contestId) => pauseOne(tx, me, { eventId, contestId }, rules.get(contestId)!, reason));
}

/** All of them or none. @throws Refused 'contest.not-found'. */
export async function resumeContests(ctx: Context, me: AccountIdentity, eventId: string, contestIds: readonly string[]): Promise<void> {
  await each(ctx, eventId, contestIds, async (tx, contestId) => {
    const where = { eventId_id: { eventId, id: contestId } };
    const { pausedAt } = await tx.contest.findUniqueOrThrow({ where });
    if (pausedAt === null) return false;
    const now = await databaseNow(tx);
    await tx.contest.update({ where, data: { pausedAt: null, pauseReason: '' } });
    await appendEvent(tx, eventId, contestId, fromOrganiser(now), actorOf(me), { type: 'contest:resume', subject: contestId, before: pausedAt.toISOString(), by: me.name }, {}, true);
    return true;
  });
}

/** @param work says whether it changed anything; called under the contest's lock. */
async function each(ctx: Context, eventId: string, contestIds: readonly string[], work: (tx: Transaction, contestId: string) => Promise<boolean>): Promise<void> {
  const changed = await ctx.db.$transaction(async (tx) => {
    const done: string[] = [];
    // In one order, as everywhere that more than one contest is locked.
    for (const contestId of [...new Set(contestIds)].sort()) {
      await lockContest(tx, eventId, contestId);
      if (await work(tx, contestId)) done.push(contestId);
    }
    return done;
  });
  for (const contestId of changed) {
    ctx.notices.boardDue(eventId, contestId);
    ctx.notices.contestChanged(eventId, contestId);
  }
}

async function pauseOne(tx: Transaction, me: AccountIdentity, { eventId, contestId }: Place, { scheme }: ContestRules, reason: string): Promise<boolean> {
  const where = { eventId_id: { eventId, id: contestId } };
  const contest = await tx.contest.findUniqueOrThrow({ where });
  if (contest.pausedAt !== null) return false;
  if (contest.state !== 'running') throw new Refused('contest.not-running');
  const now = await databaseNow(tx);
  await tx.contest.update({ where, data: { pausedAt: now, pauseReason: reason } });
  await appendEvent(tx, eventId, contestId, fromOrganiser(now), actorOf(me), { type: 'contest:pause', subject: contestId, reason, by: me.name }, {}, true);
  const running = await tx.attempt.findMany({ where: { eventId, contestId, runningSince: { not: null } } });
  for (const attempt of running) {
    const { entrantId, number } = attempt;
    const before = timerOf(scheme, attempt);
    const after = await tx.attempt.update({
      where: { eventId_entrantId_number: { eventId, entrantId, number } },
      data: { bankedMs: elapsedMs(before, serverTime().getTime()), runningSince: null },
    });
    // As the chief would have done it: the audit plays it again as any other.
    const entry = { type: 'timer:pause', subject: entrantId, attempt: number, before, after: timerOf(scheme, after), by: me.name };
    await appendEvent(tx, eventId, contestId, fromOrganiser(now), actorOf(me), entry, {}, true);
  }
  return true;
}
