/** 封榜: what the public sees of contests stands still, or goes on. Judging, the chief's desk and the console are not touched. */
import { appendEvent, lockContest, type Transaction } from '@leitai/database';
import type { AccountIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { databaseNow } from '../queries/database-now.ts';
import { actorOf } from './actor.ts';
import { fromOrganiser } from './from-organiser.ts';

type Asked = { readonly contestIds: readonly string[]; readonly frozen: boolean };

/** All of them or none. @throws Refused 'contest.not-found'. */
export async function freeze(ctx: Context, me: AccountIdentity, eventId: string, { contestIds, frozen }: Asked): Promise<void> {
  // Always in one order, so that two who freeze at once wait for each other instead of locking each other out.
  const ids = [...new Set(contestIds)].sort();
  const changed = await ctx.db.$transaction(async (tx) => {
    const done: string[] = [];
    for (const contestId of ids) if (await freezeOne(tx, me, eventId, contestId, frozen)) done.push(contestId);
    return done;
  });
  for (const contestId of changed) {
    ctx.notices.boardDue(eventId, contestId);
    ctx.notices.contestChanged(eventId, contestId);
  }
}

/** @returns whether it was otherwise before. */
async function freezeOne(tx: Transaction, me: AccountIdentity, eventId: string, contestId: string, frozen: boolean): Promise<boolean> {
  await lockContest(tx, eventId, contestId);
  const where = { eventId_id: { eventId, id: contestId } };
  const { frozenSeq } = await tx.contest.findUniqueOrThrow({ where });
  if ((frozenSeq !== null) === frozen) return false;
  const now = await databaseNow(tx);
  const entry = { type: frozen ? 'contest:freeze' : 'contest:unfreeze', subject: contestId, by: me.name };
  const { revision } = await appendEvent(tx, eventId, contestId, fromOrganiser(now), actorOf(me), entry, {}, true);
  await tx.contest.update({ where, data: frozen ? { frozenSeq: revision, frozenAt: now } : { frozenSeq: null, frozenAt: null } });
  return true;
}
