/** A word from the control room to panels and screens; panels answer that they have read it. */
import type { MessageInput, MessageOutput, RouteInput } from '@leitai/contract';
import { Refused } from '@leitai/database';
import type { AccountIdentity, PanelIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { databaseNow } from '../queries/database-now.ts';

/** Sent again with the same id it changes nothing. @throws Refused 'event.not-found', 'contest.not-found'. */
export async function sendBroadcast(ctx: Context, me: AccountIdentity, eventId: string, { id, text, contestIds, screens }: RouteInput<'POST /api/events/:eventId/broadcasts'>): Promise<void> {
  const sent = await ctx.db.$transaction(async (tx) => {
    if (!(await tx.event.findUnique({ where: { id: eventId } }))) throw new Refused('event.not-found');
    const to = [...new Set(contestIds)];
    if ((await tx.contest.count({ where: { eventId, id: { in: to } } })) < to.length) throw new Refused('contest.not-found');
    const data = { eventId, id, text, by: me.name, contestIds: to, screens, at: await databaseNow(tx) };
    const { count } = await tx.broadcast.createMany({ data, skipDuplicates: true });
    return count > 0 ? data : null;
  });
  if (!sent) return;
  ctx.notices.broadcastChanged(eventId, sent.contestIds, id, { id, text, at: sent.at.toISOString(), readAt: null });
}

/** Taken back: it leaves tablets and screens. @throws Refused 'broadcast.not-found'. */
export async function endBroadcast(ctx: Context, eventId: string, id: string): Promise<void> {
  const broadcast = await ctx.db.broadcast.findUnique({ where: { eventId_id: { eventId, id } } });
  if (!broadcast) throw new Refused('broadcast.not-found');
  await ctx.db.$transaction(async (tx) => tx.broadcast.updateMany({ where: { eventId, id, endedAt: null }, data: { endedAt: await databaseNow(tx) } }));
  ctx.notices.broadcastChanged(eventId, broadcast.contestIds, id, null);
}

/** The first reading counts. @throws Refused 'broadcast.not-found' also for what went to other panels. */
export async function readBroadcast(ctx: Context, { eventId, contestId, judgeId }: PanelIdentity, { broadcastId }: MessageInput<'broadcast:read'>): Promise<MessageOutput<'broadcast:read'>> {
  const key = { eventId, broadcastId, judgeId };
  const { at } = await ctx.db.$transaction(async (tx) => {
    if ((await tx.broadcast.count({ where: { eventId, id: broadcastId, contestIds: { has: contestId } } })) === 0) throw new Refused('broadcast.not-found');
    await tx.broadcastRead.createMany({ data: { ...key, at: await databaseNow(tx) }, skipDuplicates: true });
    return tx.broadcastRead.findUniqueOrThrow({ where: { eventId_broadcastId_judgeId: key } });
  });
  ctx.notices.seatsChanged(eventId, null);
  return { at: at.toISOString() };
}
