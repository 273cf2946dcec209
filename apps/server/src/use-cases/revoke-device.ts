/** Takes a paired device its right, at once and on every node. */
import { Refused, type Transaction } from '@leitai/database';
import { forgetSessions } from '../access/sessions.ts';
import type { Context } from '../context.ts';

/** Revoking again changes nothing. @throws Refused 'request.not-found' for what is no device of this event. */
export async function revokeDevice(ctx: Context, eventId: string, sessionId: string): Promise<void> {
  const session = await ctx.db.session.findFirst({ where: { id: sessionId, eventId, kind: 'judge' }, include: { judge: true } });
  if (!session?.judge) throw new Refused('request.not-found');
  await ctx.db.session.updateMany({ where: { id: sessionId, revokedAt: null }, data: { revokedAt: new Date() } });
  cutOff(ctx, [sessionId]);
  ctx.notices.seatsChanged(eventId, session.judge.contestId);
}

/** Ends every device of a judge. Call `cutOff` with the answer after the commit. @returns the sessions. */
export async function revokeDevices(tx: Transaction, eventId: string, judgeId: string, now: Date): Promise<string[]> {
  const sessions = await tx.session.updateManyAndReturn({
    where: { eventId, judgeId, revokedAt: null }, data: { revokedAt: now }, select: { id: true },
  });
  return sessions.map(({ id }) => id);
}

/** After the commit: the sessions are forgotten here and their sockets closed everywhere. */
export function cutOff(ctx: Context, sessionIds: readonly string[]): void {
  forgetSessions(ctx.db, sessionIds);
  for (const id of sessionIds) ctx.notices.deviceRevoked(id);
}
