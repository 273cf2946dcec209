/** 解密: an anonymiser opens the registers of a closed and rechecked contest before a witness; then names and codes belong together. */
import { Refused, sha256, type Transaction } from '@leitai/database';
import type { AccountIdentity } from '../access/identity.ts';
import { sameName } from '../access/same-name.ts';
import type { Context } from '../context.ts';
import type { Place } from '../queries/sealed.ts';
import { drawStep } from './draw-step.ts';

/** @throws Refused 'draw.bad-step' when there is nothing to open, 'recheck.unfinished' (details.left): what is found afterwards could not be marked again. */
export function openDraw(ctx: Context, me: AccountIdentity, place: Place): Promise<void> {
  return drawStep(ctx, me, place, 'closed', 'draw:open', async (tx, { draw, now }) => {
    if (!draw || draw.openedAt) throw new Refused('draw.bad-step', { next: draw ? 'witness' : 'prepare' });
    await requireRechecked(tx, place);
    await tx.draw.update({ where: { eventId_contestId: place }, data: { openedBy: me.name, openedAt: now } });
    return {};
  });
}

/** @throws Refused 'draw.bad-step' unless it is being opened, 'draw.same-officer' for one of the opener's name. */
export function witnessDraw(ctx: Context, me: AccountIdentity, place: Place): Promise<void> {
  return drawStep(ctx, me, place, 'closed', 'draw:unseal', async (tx, { draw, now }) => {
    if (!draw?.openedAt || draw.unsealedAt) throw new Refused('draw.bad-step', { next: draw && !draw.openedAt ? 'open' : 'done' });
    if (sameName(draw.openedBy ?? '', me.name)) throw new Refused('draw.same-officer');
    await requireRechecked(tx, place);
    await tx.draw.update({ where: { eventId_contestId: place }, data: { witnessedBy: me.name, unsealedAt: now } });
    return { seed: draw.seed, seedHash: sha256(draw.seed), opened: draw.openedBy };
  });
}

/** Checked by codes, as it was marked. A practical check has no recheck. */
async function requireRechecked(tx: Transaction, place: Place): Promise<void> {
  const signOff = await tx.signOff.findUniqueOrThrow({ where: { eventId_contestId: place }, include: { rechecks: true, contest: { include: { event: true } } } });
  if (signOff.contest.event.kind === 'practicalCheck') return;
  const left = signOff.rechecks.filter(({ checkedAt }) => !checkedAt).length;
  if (!signOff.drawnAt || left > 0) throw new Refused('recheck.unfinished', { left: signOff.drawnAt ? left : null });
}
