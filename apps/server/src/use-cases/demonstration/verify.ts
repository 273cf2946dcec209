/** The organiser looks at the material, indicator by indicator, and enters the team for the review on site or ends the application. */
import { randomUUID } from 'node:crypto';
import type { Admission, ItemVerifying } from '@leitai/contract';
import { Refused } from '@leitai/database';
import type { AccountIdentity } from '../../access/identity.ts';
import type { Context } from '../../context.ts';
import { actorOf } from '../actor.ts';
import { enter } from '../entries.ts';
import { contestsOf, lockEvent, lockOpen, type Lettered } from '../lock-open.ts';
import { applicationStep, type ApplicationPlace } from './application-step.ts';
import { criterionOf } from './apply.ts';

/** @throws Refused as `applicationStep`, 'request.invalid' for an indicator that is not there. */
export async function verifyItem(ctx: Context, me: AccountIdentity, place: ApplicationPlace, input: ItemVerifying): Promise<void> {
  const { criterionId, state, reason } = input;
  const { eventId, applicationId } = place;
  await applicationStep(ctx, me, place, input, 'application:verify', ['submitted'], async (tx, application, now) => {
    await criterionOf(tx, application, criterionId);
    const where = { eventId_applicationId_criterionId: { eventId, applicationId, criterionId } };
    const { id } = await tx.demonstrationItem.update({ where, data: { state, reason, verifiedBy: me.name, verifiedAt: now } });
    return { rows: [{ table: 'demonstration_item', id }], entry: { criterionId }, answer: {} };
  });
}

/**
 * Refused material does not keep a team from the review: the panel sees it refused.
 * @throws Refused as `applicationStep`, 'application.unverified' (details.left), 'contest.marking-started' once the panel has begun.
 */
export async function admit(ctx: Context, me: AccountIdentity, place: ApplicationPlace, input: Admission): Promise<void> {
  const { admitted, reason } = input;
  const { eventId, applicationId } = place;
  let contest: Lettered | undefined;
  await applicationStep(ctx, me, place, input, 'application:admit', ['submitted'], async (tx, { team, organisationId }, now) => {
    const verified = { verifiedBy: me.name, verifiedAt: now };
    if (!admitted) return { set: { ...verified, state: 'refused', endReason: reason }, answer: {} };
    const left = await tx.demonstrationItem.count({ where: { eventId, applicationId, state: { in: ['pending', 'more'] } } });
    if (left > 0) throw new Refused('application.unverified', { left });
    const personId = randomUUID();
    await tx.person.create({ data: { eventId, id: personId, kind: 'team', name: team, organisationId } });
    await enter(tx, actorOf(me), { eventId, personId, organisationId }, contest!);
    const entrant = await tx.entrant.findUniqueOrThrow({ where: { eventId_contestId_personId: { eventId, contestId: contest!.id, personId } } });
    return { set: { ...verified, state: 'review', entrantId: entrant.id }, answer: {} };
  }, async (tx) => {
    const round = await tx.demonstrationRound.findUnique({ where: { eventId } });
    if (!round) throw new Refused('demonstration.no-round');
    await lockEvent(tx, eventId);
    [contest] = await contestsOf(tx, eventId, [round.contestId]) as [Lettered];
    if (admitted) await lockOpen(tx, eventId, [contest]);
  });
  if (contest && admitted) {
    ctx.notices.boardDue(eventId, contest.id);
    ctx.notices.contestChanged(eventId, contest.id);
  }
}
