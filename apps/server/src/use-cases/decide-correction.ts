/** A supervisor approves a proposed correction, which applies it, or rejects it with a reason. */
import { appendEvent, Refused, type CorrectionModel, type Transaction } from '@leitai/database';
import type { AccountIdentity } from '../access/identity.ts';
import { sameName } from '../access/same-name.ts';
import type { Context } from '../context.ts';
import { toSheet } from '../queries/sheet.ts';
import { actorOf } from './actor.ts';
import { applyAmendment } from './apply-amendment.ts';
import { lockForCorrection, tryCorrection } from './correction-step.ts';
import { fromOrganiser } from './from-organiser.ts';
import type { KeptChange } from './propose-correction.ts';
import type { Place } from './sign-off-step.ts';

/**
 * One transaction: new versions of the marks and sheets, the result through the engine once more, the earlier one kept with the correction.
 * @throws Refused 'correction.not-found', 'correction.decided', 'sign-off.same-person', what `lockForCorrection` and `amend` refuse: the
 * proposal is tried again on what stands now.
 */
export async function approveCorrection(ctx: Context, me: AccountIdentity, place: Place, correctionId: string): Promise<void> {
  const { eventId, contestId } = place;
  const { sheets, revision } = await ctx.db.$transaction(async (tx) => {
    await lockForCorrection(tx, place);
    const correction = await waiting(tx, place, correctionId);
    if (correction.proposedById === me.accountId || sameName(correction.proposedBy, me.name)) throw new Refused('sign-off.same-person', { name: me.name });
    const { before: _, ...change } = correction.change as unknown as KeptChange;
    const amendment = await tryCorrection(tx, place, { ...change, entrantId: correction.entrantId }, correction.reason);
    return applyAmendment(tx, me, place, correction, amendment);
  });
  ctx.notices.boardDue(eventId, contestId);
  for (const sheet of sheets) ctx.notices.sheetChanged(eventId, contestId, toSheet(sheet), revision);
  ctx.notices.contestChanged(eventId, contestId);
}

/** @throws Refused 'correction.not-found', 'correction.decided', and what `lockForCorrection` refuses. */
export async function rejectCorrection(ctx: Context, me: AccountIdentity, place: Place, correctionId: string, reason: string): Promise<void> {
  const { eventId, contestId } = place;
  await ctx.db.$transaction(async (tx) => {
    await lockForCorrection(tx, place);
    const { entrantId } = await waiting(tx, place, correctionId);
    const entry = { type: 'correction:reject', subject: correctionId, by: me.name, entrantId, reason };
    const { recordedAt } = await appendEvent(tx, eventId, contestId, fromOrganiser(new Date()), actorOf(me), entry, {}, false);
    await tx.correction.update({
      where: { eventId_id: { eventId, id: correctionId } },
      data: { state: 'rejected', decidedById: me.accountId, decidedBy: me.name, decidedAt: new Date(recordedAt), rejection: reason },
    });
  });
  ctx.notices.contestChanged(eventId, contestId);
}

/** Call under the contest's lock: of two decisions the second finds it decided. */
async function waiting(tx: Transaction, { eventId, contestId }: Place, id: string): Promise<CorrectionModel> {
  const correction = await tx.correction.findFirst({ where: { eventId, contestId, id } });
  if (!correction) throw new Refused('correction.not-found');
  if (correction.state !== 'proposed') throw new Refused('correction.decided', { state: correction.state, by: correction.decidedBy });
  return correction;
}
