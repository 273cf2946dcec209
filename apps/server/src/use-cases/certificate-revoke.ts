/** Revoking a certificate: the organiser asks with a reason, a supervisor approves or leaves it valid. Nothing is removed. */
import { randomUUID } from 'node:crypto';
import { appendEvent, lockContest, Refused, type CertificateRevocationModel, type Transaction } from '@leitai/database';
import type { AccountIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { actorOf } from './actor.ts';
import { certificateAt } from './certificate-issue.ts';
import { databaseNow } from './database-now.ts';
import { fromOrganiser } from './from-organiser.ts';
import { sameName } from './sign-results.ts';

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

/** @throws Refused 'certificate.not-found', 'certificate.not-asked', 'sign-off.same-person' for who asked. */
export const approveRevocation = (ctx: Context, me: AccountIdentity, eventId: string, certificateId: string): Promise<void> =>
  decide(ctx, me, eventId, certificateId, 'approved');

/** It stays valid. @throws Refused as `approveRevocation`. */
export const rejectRevocation = (ctx: Context, me: AccountIdentity, eventId: string, certificateId: string): Promise<void> =>
  decide(ctx, me, eventId, certificateId, 'rejected');

function decide(ctx: Context, me: AccountIdentity, eventId: string, certificateId: string, state: 'approved' | 'rejected'): Promise<void> {
  return step(ctx, me, eventId, certificateId, state === 'approved' ? 'certificate:revoke' : 'certificate:revoke-reject', async ({ tx, now, waiting }) => {
    if (!waiting) throw new Refused('certificate.not-asked');
    if (waiting.askedById === me.accountId || sameName(waiting.askedBy, me.name)) throw new Refused('sign-off.same-person', { name: me.name });
    const { id } = waiting;
    await tx.certificateRevocation.update({ where: { eventId_id: { eventId, id } }, data: { state, decidedById: me.accountId, decidedBy: me.name, decidedAt: now } });
    return { revocationId: id };
  });
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
