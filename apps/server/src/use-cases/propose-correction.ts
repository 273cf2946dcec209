/** Proposing a correction of a confirmed result, and trying one out first. */
import { randomUUID } from 'node:crypto';
import type { CorrectionChange, CorrectionProposal, Moved } from '@leitai/contract';
import { appendEvent, Refused, type Prisma } from '@leitai/database';
import type { AccountIdentity, PanelIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import type { Amendment } from '../queries/amendment.ts';
import { actorOf } from './actor.ts';
import { lockForCorrection, requireOwn, tryCorrection } from './correction-step.ts';
import { fromOrganiser } from './from-organiser.ts';
import type { Place } from './sign-off-step.ts';

/** A change as it is kept: with the readings that stood when it was proposed. */
export type KeptChange = Omit<CorrectionChange, 'entrantId'> & { readonly before: readonly { readonly sheetId: string; readonly criterionId: string; readonly value: unknown }[] };

const keptChange = ({ resultRevision, marks, vetoes, disqualified }: CorrectionChange, amendment: Amendment): KeptChange => ({
  resultRevision, marks, vetoes, ...(disqualified !== undefined && { disqualified }),
  before: amendment.marks.map(({ sheetId, criterionId, before }) => ({ sheetId, criterionId, value: before })),
});

/** Whose outcome the change would move; nothing is stored. @throws Refused as `proposeCorrection` does. */
export function previewCorrection(ctx: Context, me: AccountIdentity | PanelIdentity, place: Place, change: CorrectionChange): Promise<Moved[]> {
  requireOwn(me, place);
  return ctx.db.$transaction(async (tx) => {
    await lockForCorrection(tx, place);
    const { moved } = await tryCorrection(tx, place, change, '');
    return [...moved];
  });
}

/**
 * Nothing changes until a supervisor approves it.
 * @throws Refused 'access.forbidden', what `lockForCorrection` and `amend` refuse, 'appeal.not-found' for an appeal that is not about this entrant,
 * and 'correction.pending' while another waits for this entrant.
 */
export async function proposeCorrection(
  ctx: Context, me: AccountIdentity | PanelIdentity, place: Place, proposal: CorrectionProposal,
): Promise<{ correctionId: string }> {
  requireOwn(me, place);
  const { eventId, contestId } = place;
  const { reason, appealId, ...change } = proposal;
  const { entrantId } = change;
  const correctionId = randomUUID();
  await ctx.db.$transaction(async (tx) => {
    await lockForCorrection(tx, place);
    if (appealId !== undefined && !(await tx.appeal.count({ where: { eventId, contestId, entrantId, id: appealId } }))) throw new Refused('appeal.not-found');
    if (await tx.correction.count({ where: { eventId, contestId, entrantId, state: 'proposed' } })) throw new Refused('correction.pending', { entrantId });
    const kept = keptChange(change, await tryCorrection(tx, place, change, reason));
    const entry = { type: 'correction:propose', subject: correctionId, by: me.name, entrantId, appealId: appealId ?? null, reason, change: kept };
    const { recordedAt } = await appendEvent(tx, eventId, contestId, fromOrganiser(new Date()), actorOf(me), entry, { correctionId }, false);
    await tx.correction.create({
      data: {
        eventId, contestId, id: correctionId, entrantId, reason, appealId: appealId ?? null, change: kept as unknown as Prisma.InputJsonValue,
        proposedById: actorOf(me).id, proposedBy: me.name, proposedRole: me.role, proposedAt: new Date(recordedAt),
      },
    });
  });
  ctx.notices.contestChanged(eventId, contestId);
  return { correctionId };
}
