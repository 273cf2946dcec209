/** What the public results site calls people: one choice for the whole event, written into every contest's record, so that each is composed anew. */
import type { PublicNames } from '@leitai/contract';
import { appendEvent, lockContest, Refused } from '@leitai/database';
import type { AccountIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { databaseNow } from '../queries/database-now.ts';
import { actorOf } from './actor.ts';
import { fromOrganiser } from './from-organiser.ts';

/** Asking for what it is changes nothing. @throws Refused 'event.not-found'. */
export async function changePublicNames(ctx: Context, me: AccountIdentity, eventId: string, names: PublicNames): Promise<void> {
  const changed = await ctx.db.$transaction(async (tx) => {
    // In one order, as everywhere that more than one contest is locked.
    const contests = await tx.contest.findMany({ where: { eventId }, select: { id: true }, orderBy: { id: 'asc' } });
    for (const { id } of contests) await lockContest(tx, eventId, id);
    const event = await tx.event.findUnique({ where: { id: eventId } });
    if (!event) throw new Refused('event.not-found');
    if (event.publicNames === names) return [];
    await tx.event.update({ where: { id: eventId }, data: { publicNames: names } });
    const now = await databaseNow(tx);
    for (const { id } of contests) {
      const entry = { type: 'contest:public-names', subject: id, before: event.publicNames, after: names, by: me.name };
      await appendEvent(tx, eventId, id, fromOrganiser(now), actorOf(me), entry, {}, true);
    }
    return contests.map(({ id }) => id);
  });
  for (const contestId of changed) {
    ctx.notices.boardDue(eventId, contestId);
    ctx.notices.contestChanged(eventId, contestId);
  }
}
