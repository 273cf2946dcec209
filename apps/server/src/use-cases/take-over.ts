/** desk:take-over — a judge goes on with another device; from then on only its commands are taken. */
import type { MessageInput, MessageOutput } from '@leitai/contract';
import { appendEvent, lockContest, Refused, seenCommand, type Transaction } from '@leitai/database';
import type { PanelIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { actorOf } from './actor.ts';
import { fromOrganiser } from './from-organiser.ts';

/** @throws Refused 'device.not-active' unless the judge works with this device. Call under the contest's lock. */
export async function requireActive(tx: Transaction, { eventId, judgeId, sessionId }: PanelIdentity): Promise<void> {
  const judge = await tx.judge.findUnique({ where: { eventId_id: { eventId, id: judgeId } }, select: { activeSessionId: true } });
  if (judge?.activeSessionId !== sessionId) throw new Refused('device.not-active');
}

/** A seat held by an account has no pairing: the first device that comes to it is the active one, and the next after that one has signed out. */
export async function claimSeat(ctx: Context, me: PanelIdentity): Promise<void> {
  const { activeSessionId } = await ctx.db.judge.findUniqueOrThrow({ where: { eventId_id: { eventId: me.eventId, id: me.judgeId } }, select: { activeSessionId: true } });
  const held = activeSessionId !== null && (await ctx.db.session.count({ where: { id: activeSessionId, revokedAt: null, expiresAt: { gt: new Date() } } })) > 0;
  if (!held) await takeOver(ctx, me, fromOrganiser(new Date()));
}

/** Taking over what is one's own already changes nothing. Works in every state of the contest. */
export async function takeOver(ctx: Context, me: PanelIdentity, input: MessageInput<'desk:take-over'>): Promise<MessageOutput<'desk:take-over'>> {
  const { eventId, contestId, judgeId, sessionId } = me;
  const { revision, others } = await ctx.db.$transaction(async (tx) => {
    await lockContest(tx, eventId, contestId);
    const seen = await seenCommand<{ revision: number }>(tx, eventId, input, actorOf(me), 'desk:take-over', judgeId);
    if (seen) return { revision: seen.revision, others: [] };
    const where = { eventId_id: { eventId, id: judgeId } };
    const before = await tx.judge.findUniqueOrThrow({ where, select: { activeSessionId: true } });
    if (before.activeSessionId === sessionId) {
      const contest = await tx.contest.findUniqueOrThrow({ where: { eventId_id: { eventId, id: contestId } }, select: { revision: true } });
      return { revision: Number(contest.revision), others: [] };
    }
    await tx.judge.update({ where, data: { activeSessionId: sessionId } });
    const entry = { type: 'desk:take-over', subject: judgeId, before: before.activeSessionId, after: sessionId };
    const event = await appendEvent(tx, eventId, contestId, input, actorOf(me), entry, {}, false);
    const others = await tx.session.findMany({
      where: { revokedAt: null, id: { not: sessionId }, OR: [{ eventId, judgeId }, ...(before.activeSessionId ? [{ id: before.activeSessionId }] : [])] }, select: { id: true },
    });
    return { revision: event.revision, others };
  });
  for (const { id } of others) ctx.notices.deviceInactive(id);
  ctx.notices.seatsChanged(eventId, contestId);
  return { revision };
}
