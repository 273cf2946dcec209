/** A post qualification rests: the organiser asks with a reason, a supervisor approves or leaves it in force, and lifts it again. Withdrawing is revoking its certificate. */
import { randomUUID } from 'node:crypto';
import { appendEvent, lockContest, Refused, type QualificationSuspensionModel, type Transaction } from '@leitai/database';
import type { AccountIdentity } from '../access/identity.ts';
import { sameName } from '../access/same-name.ts';
import type { Context } from '../context.ts';
import { databaseNow } from '../queries/database-now.ts';
import { actorOf } from './actor.ts';
import { certificateAt } from './certificate-issue.ts';
import { fromOrganiser } from './from-organiser.ts';

type Subject = { readonly eventId: string; readonly certificateId: string };
type Step = { readonly tx: Transaction; readonly now: Date; readonly open: QualificationSuspensionModel | null };

/** @throws Refused 'certificate.not-found', also for one that qualifies for nothing; 'certificate.revoking' once it was withdrawn, 'qualification.suspending' while one is asked for or in force. */
export const askSuspension = (ctx: Context, me: AccountIdentity, subject: Subject, reason: string): Promise<void> =>
  step(ctx, me, subject, 'qualification:suspend-ask', async ({ tx, now, open }) => {
    if (open) throw new Refused('qualification.suspending');
    const id = randomUUID();
    await tx.qualificationSuspension.create({ data: { ...subject, id, reason, askedById: me.accountId, askedBy: me.name, askedAt: now } });
    return { suspensionId: id, reason };
  });

/** @throws Refused 'certificate.not-found', 'qualification.not-asked', also where another request waits by now, 'sign-off.same-person' for who asked. */
export const decideSuspension = (ctx: Context, me: AccountIdentity, subject: Subject, requestId: string, state: 'approved' | 'rejected'): Promise<void> =>
  step(ctx, me, subject, state === 'approved' ? 'qualification:suspend' : 'qualification:suspend-reject', async ({ tx, now, open }) => {
    if (open?.state !== 'proposed' || open.id !== requestId) throw new Refused('qualification.not-asked');
    if (open.askedById === me.accountId || sameName(open.askedBy, me.name)) throw new Refused('sign-off.same-person', { name: me.name });
    const { id } = open;
    await tx.qualificationSuspension.update({ where: { eventId_id: { eventId: subject.eventId, id } }, data: { state, decidedById: me.accountId, decidedBy: me.name, decidedAt: now } });
    return { suspensionId: id };
  });

/** @throws Refused 'certificate.not-found', 'qualification.not-suspended', also where another suspension is in force by now. */
export const liftSuspension = (ctx: Context, me: AccountIdentity, subject: Subject, requestId: string, reason: string): Promise<void> =>
  step(ctx, me, subject, 'qualification:lift', async ({ tx, now, open }) => {
    if (open?.state !== 'approved' || open.id !== requestId) throw new Refused('qualification.not-suspended');
    const { id } = open;
    await tx.qualificationSuspension.update({ where: { eventId_id: { eventId: subject.eventId, id } }, data: { liftReason: reason, liftedBy: me.name, liftedAt: now } });
    return { suspensionId: id, reason };
  });

/** One transaction under the contest's lock, with its event. */
async function step(ctx: Context, me: AccountIdentity, subject: Subject, type: string, work: (step: Step) => Promise<{ suspensionId: string; reason?: string }>): Promise<void> {
  const { eventId, certificateId } = subject;
  const { contestId, number } = await certificateAt(ctx.db, eventId, certificateId);
  await ctx.db.$transaction(async (tx) => {
    await lockContest(tx, eventId, contestId);
    if (!(await tx.postQualification.count({ where: subject }))) throw new Refused('certificate.not-found');
    if (await tx.certificateRevocation.count({ where: { ...subject, state: 'approved' } })) throw new Refused('certificate.revoking');
    const open = await tx.qualificationSuspension.findFirst({ where: { ...subject, state: { not: 'rejected' }, liftedAt: null } });
    const now = await databaseNow(tx);
    const entry = { type, subject: certificateId, by: me.name, number, decidedAt: now.toISOString(), ...(await work({ tx, now, open })) };
    await appendEvent(tx, eventId, contestId, fromOrganiser(now), actorOf(me), entry, {}, false);
  });
  ctx.notices.contestChanged(eventId, contestId);
}
