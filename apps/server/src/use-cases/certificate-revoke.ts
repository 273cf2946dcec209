/** Revoking a certificate: the organiser asks with a reason, a supervisor approves or leaves it valid. Nothing is removed. */
import { randomUUID } from 'node:crypto';
import { appendEvent, lockContest, Refused, type Actor, type CertificateRevocationModel, type Transaction } from '@leitai/database';
import type { AccountIdentity } from '../access/identity.ts';
import { sameName } from '../access/same-name.ts';
import type { Context } from '../context.ts';
import { databaseNow } from '../queries/database-now.ts';
import { actorOf } from './actor.ts';
import { certificateAt } from './certificate-issue.ts';
import { fromOrganiser } from './from-organiser.ts';

type Step = { readonly tx: Transaction; readonly now: Date; readonly waiting: CertificateRevocationModel | null; readonly revoked: boolean };

/** @throws Refused 'certificate.not-found', 'certificate.revoking' when it is revoked, or that is asked for already. */
export function askRevocation(ctx: Context, me: AccountIdentity, eventId: string, certificateId: string, reason: string): Promise<void> {
  return step(ctx, me, eventId, certificateId, 'certificate:revoke-ask', async ({ tx, now, waiting, revoked }) => {
    if (waiting || revoked) throw new Refused('certificate.revoking');
    const id = randomUUID();
    await tx.certificateRevocation.create({ data: { eventId, id, certificateId, reason, askedById: me.accountId, askedBy: me.name, askedAt: now } });
    return { revocationId: id, reason };
  });
}

/** The request that was seen. */
type Seen = { readonly eventId: string; readonly certificateId: string; readonly requestId: string };

/** @throws Refused 'certificate.not-found', 'certificate.not-asked', also where another request waits by now, 'sign-off.same-person' for who asked. */
export const approveRevocation = (ctx: Context, me: AccountIdentity, seen: Seen): Promise<void> => decide(ctx, me, seen, 'approved');

/** It stays valid. @throws Refused as `approveRevocation`. */
export const rejectRevocation = (ctx: Context, me: AccountIdentity, seen: Seen): Promise<void> => decide(ctx, me, seen, 'rejected');

function decide(ctx: Context, me: AccountIdentity, { eventId, certificateId, requestId: id }: Seen, state: 'approved' | 'rejected'): Promise<void> {
  return step(ctx, me, eventId, certificateId, state === 'approved' ? 'certificate:revoke' : 'certificate:revoke-reject', async ({ tx, now, waiting }) => {
    if (waiting?.id !== id) throw new Refused('certificate.not-asked');
    if (waiting.askedById === me.accountId || sameName(waiting.askedBy, me.name)) throw new Refused('sign-off.same-person', { name: me.name });
    await tx.certificateRevocation.update({ where: { eventId_id: { eventId, id } }, data: { state, decidedById: me.accountId, decidedBy: me.name, decidedAt: now } });
    return { revocationId: id };
  });
}

/**
 * Revokes what two people took away by another way, as asked and approved: both in the contest's record, with who asked by name. Call under the contest's lock.
 * One that is revoked already stays so; one that is being asked about is decided.
 */
export async function revokeNow(
  tx: Transaction, me: AccountIdentity, eventId: string, certificateId: string, now: Date, asked: { readonly askedById: string; readonly askedBy: string; readonly askedAt: Date; readonly reason: string },
): Promise<void> {
  const { contestId, number } = await certificateAt(tx, eventId, certificateId);
  const standing = await tx.certificateRevocation.findFirst({ where: { eventId, certificateId, state: { not: 'rejected' } } });
  if (standing?.state === 'approved') return;
  const say = (type: string, actor: Actor, by: string, at: Date, more: object) =>
    appendEvent(tx, eventId, contestId, fromOrganiser(at), actor, { type, subject: certificateId, by, number, decidedAt: at.toISOString(), ...more }, {}, false);
  const revocationId = standing?.id ?? randomUUID();
  if (!standing) {
    const { askedById, askedBy, askedAt, reason } = asked;
    await tx.certificateRevocation.create({ data: { eventId, id: revocationId, certificateId, reason, askedById, askedBy, askedAt } });
    await say('certificate:revoke-ask', { id: askedById, role: 'organiser', device: null }, askedBy, askedAt, { revocationId, reason });
  }
  await tx.certificateRevocation.update({ where: { eventId_id: { eventId, id: revocationId } }, data: { state: 'approved', decidedById: me.accountId, decidedBy: me.name, decidedAt: now } });
  await say('certificate:revoke', actorOf(me), me.name, now, { revocationId });
}

/** One transaction under the contest's lock, with its event. */
async function step(
  ctx: Context, me: AccountIdentity, eventId: string, certificateId: string, type: string, work: (step: Step) => Promise<{ revocationId: string; reason?: string }>,
): Promise<void> {
  const { contestId, number } = await certificateAt(ctx.db, eventId, certificateId);
  await ctx.db.$transaction(async (tx) => {
    await lockContest(tx, eventId, contestId);
    const asked = await tx.certificateRevocation.findMany({ where: { eventId, certificateId, state: { not: 'rejected' } } });
    const now = await databaseNow(tx);
    const did = await work({ tx, now, waiting: asked.find(({ state }) => state === 'proposed') ?? null, revoked: asked.some(({ state }) => state === 'approved') });
    const entry = { type, subject: certificateId, by: me.name, number, decidedAt: now.toISOString(), ...did };
    await appendEvent(tx, eventId, contestId, fromOrganiser(now), actorOf(me), entry, {}, false);
  });
  ctx.notices.contestChanged(eventId, contestId);
}
