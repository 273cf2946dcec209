/** The organiser decides how an event's certificates are numbered, worded and laid out. What is issued already stays as it is. */
import type { CertificatePlan } from '@leitai/contract';
import { Refused } from '@leitai/database';
import type { Context } from '../context.ts';

/** @throws Refused 'event.not-found', 'certificate.prefix-taken' by another event, 'certificate.prefix-fixed' once a number with it was given out. */
export async function saveCertificatePlan(ctx: Context, eventId: string, plan: CertificatePlan): Promise<void> {
  await ctx.db.$transaction(async (tx) => {
    // Plans are few and rarely saved: one at a time, so that no two events take the same prefix. Then whoever is issuing is waited for.
    await tx.$executeRaw`LOCK TABLE certificate_plan IN SHARE ROW EXCLUSIVE MODE`;
    await tx.$queryRaw`SELECT 1 FROM certificate_plan WHERE event_id = ${eventId}::uuid FOR UPDATE`;
    if (!(await tx.event.count({ where: { id: eventId } }))) throw new Refused('event.not-found');
    const { prefix } = plan;
    if (await tx.certificatePlan.count({ where: { prefix, eventId: { not: eventId } } })) throw new Refused('certificate.prefix-taken', { prefix });
    const stands = await tx.certificatePlan.findUnique({ where: { eventId } });
    if (stands && stands.prefix !== prefix && (await tx.certificate.count({ where: { eventId } }))) throw new Refused('certificate.prefix-fixed', { prefix: stands.prefix });
    await tx.certificatePlan.upsert({ where: { eventId }, create: { eventId, prefix, body: plan }, update: { prefix, body: plan } });
  });
}
