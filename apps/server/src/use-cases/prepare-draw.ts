/** A sealed draw begins with a committed seed and list; before the contest opens it may be given up, with a reason. */
import { randomBytes } from 'node:crypto';
import type { Text } from '@leitai/contract';
import { listHash, Refused, sha256, type Listed, type Transaction } from '@leitai/database';
import type { AccountIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import type { Place } from '../queries/sealed.ts';
import { drawStep } from './draw-step.ts';

/** Fewer have nothing to draw for. */
const LEAST = 2;

/**
 * @throws Refused 'draw.begun', 'draw.not-ready' (details.entrants, recusals): a recusal is of a code, and codes are about to be given anew.
 */
export async function prepareDraw(ctx: Context, me: AccountIdentity, place: Place): Promise<void> {
  await drawStep(ctx, me, place, 'setup', 'draw:prepare', async (tx, { draw, now }) => {
    if (draw) throw new Refused('draw.begun');
    const list = await listed(tx, place);
    const recusals = await tx.recusal.count({ where: place });
    if (list.length < LEAST || recusals > 0) throw new Refused('draw.not-ready', { entrants: list.length, recusals });
    const seed = randomBytes(32).toString('hex');
    await tx.draw.create({ data: { ...place, seed, list, preparedBy: me.name, preparedAt: now } });
    return { seedHash: sha256(seed), listHash: listHash(list), entrants: list.length };
  });
  ctx.notices.sealed(place.contestId);
}

/** In the order in which they stand now. */
async function listed(tx: Transaction, place: Place): Promise<Listed[]> {
  const entrants = await tx.entrant.findMany({ where: place, orderBy: { position: 'asc' }, include: { person: true, organisation: true } });
  return entrants.map(({ personId, person, organisation }) => ({ personId, name: person.name, organisation: organisation.name as Text }));
}

/**
 * Everybody keeps the code they have by then; names are shown with codes again. The seed is made known, so that anybody sees what was given up.
 * @throws Refused 'draw.bad-step' when there is none.
 */
export function cancelDraw(ctx: Context, me: AccountIdentity, place: Place, reason: string): Promise<void> {
  return drawStep(ctx, me, place, 'setup', 'draw:cancel', async (tx, { draw, now }) => {
    if (!draw) throw new Refused('draw.bad-step', { next: 'prepare' });
    await tx.voidedDraw.create({ data: { ...place, at: now, seed: draw.seed, by: me.name, reason } });
    await tx.draw.delete({ where: { eventId_contestId: place } });
    await tx.entrant.updateMany({ where: place, data: { contestantNumber: null } });
    return { seed: draw.seed, seedHash: sha256(draw.seed), reason };
  });
}
