/** What the house does with an appeal: accepts it for an arbitrator or rejects it, rules on it, links the correction; and the unit may withdraw it. */
import type { AppealAcceptance, AppealCorrection, AppealHours, AppealRejection, AppealRuling } from '@leitai/contract';
import { Refused, type Command } from '@leitai/database';
import type { AccountIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { arbitratorsFor } from './appeal-arbitrators.ts';
import { appealStep, hoursAfter, type AppealPlace } from './appeal-step.ts';

/** Before the ruling only. */
export function withdrawAppeal(ctx: Context, me: AccountIdentity, place: AppealPlace, command: Command): Promise<void> {
  return appealStep(ctx, me, place, command, 'appeal:withdraw', ['filed', 'accepted'], (_tx, { now }) =>
    Promise.resolve({ state: 'withdrawn', endedBy: me.name, endedAt: now }));
}

/** @throws Refused 'appeal.arbitrator' (details.bar: why this one may not). */
export function acceptAppeal(ctx: Context, me: AccountIdentity, place: AppealPlace, input: AppealAcceptance): Promise<void> {
  return appealStep(ctx, me, place, input, 'appeal:accept', ['filed', 'accepted'], async (tx, appeal) => {
    const arbitrator = (await arbitratorsFor(tx, appeal)).find(({ id }) => id === input.arbitratorId);
    if (!arbitrator || arbitrator.barred) throw new Refused('appeal.arbitrator', { bar: arbitrator?.barred ?? null });
    return { state: 'accepted', arbitratorId: arbitrator.id, arbitratorName: arbitrator.name, acceptedBy: me.name, acceptedAt: appeal.now };
  });
}

/** For form: late, without grounds, by nobody entitled. What is right or wrong is for the arbitrator. */
export function rejectAppeal(ctx: Context, me: AccountIdentity, place: AppealPlace, input: AppealRejection): Promise<void> {
  return appealStep(ctx, me, place, input, 'appeal:reject', ['filed'], (_tx, { now }) =>
    Promise.resolve({ state: 'rejected', endedBy: me.name, endedAt: now, rejection: input.reason }));
}

/**
 * Closes the appeal unless a correction is to follow. What was not granted in full may be taken to the second instance for some hours.
 * @throws Refused 'appeal.not-yours' for anybody but the assigned arbitrator, 'request.invalid' for a correction after a dismissal.
 */
export function ruleOnAppeal(ctx: Context, me: AccountIdentity, place: AppealPlace, input: AppealRuling): Promise<void> {
  const { outcome, findings, reasons, correctionNeeded } = input;
  if (outcome === 'dismissed' && correctionNeeded) throw new Refused('request.invalid', { fields: [{ path: 'correctionNeeded', code: 'custom' }] });
  return appealStep(ctx, me, place, input, 'appeal:rule', ['accepted'], (_tx, { arbitratorId, instance, contest, now }) => {
    if (arbitratorId !== me.accountId) throw new Refused('appeal.not-yours');
    const further = instance === 1 && outcome !== 'upheld';
    return Promise.resolve({
      outcome, findings, reasons, correctionNeeded, ruledAt: now, reviewUntil: further ? hoursAfter(now, contest.event.reviewHours) : null,
      ...(correctionNeeded ? { state: 'ruled' as const } : { state: 'closed' as const, closedAt: now }),
    });
  });
}

/** @throws Refused 'appeal.not-yours' for another arbitrator, 'appeal.correction' for one that is not approved, not of this entrant, or older than the appeal. */
export function linkCorrection(ctx: Context, me: AccountIdentity, place: AppealPlace, input: AppealCorrection): Promise<void> {
  const { correctionId } = input;
  return appealStep(ctx, me, place, input, 'appeal:correct', ['ruled'], async (tx, { eventId, contestId, entrantId, arbitratorId, filedAt, now }) => {
    if (me.role === 'arbitrator' && arbitratorId !== me.accountId) throw new Refused('appeal.not-yours');
    const correction = await tx.correction.findFirst({ where: { eventId, contestId, entrantId, id: correctionId, state: 'approved', decidedAt: { gte: filedAt } } });
    if (!correction) throw new Refused('appeal.correction');
    return { state: 'closed', correctionId, closedAt: now };
  });
}

/** For appeals filed, and rulings made, from now on. @throws Refused 'event.not-found'. */
export async function changeAppealHours(ctx: Context, eventId: string, { answer, review }: AppealHours): Promise<void> {
  const { count } = await ctx.db.event.updateMany({ where: { id: eventId }, data: { appealHours: answer, reviewHours: review } });
  if (count === 0) throw new Refused('event.not-found');
}
