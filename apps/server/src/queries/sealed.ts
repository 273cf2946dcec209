/** Whether a contest's draw keeps names and codes apart, and whom a reference means that carries no code. */
import type { ContestState } from '@leitai/contract';
import { Refused, type Database, type Transaction } from '@leitai/database';

export type Place = { readonly eventId: string; readonly contestId: string };

export async function isSealed(db: Database | Transaction, { eventId, contestId }: Place): Promise<boolean> {
  return (await db.draw.count({ where: { eventId, contestId, unsealedAt: null } })) > 0;
}

/**
 * The entrant an account means. While sealed accounts know people and not entrants, so that a person's id is taken and an entrant's is not:
 * doing something to a code and reading back whom it was done to would join the two. Once such a contest runs nothing is done to a person
 * at all: that it is refused for who has been on stage would tell who has been.
 * @throws Refused 'draw.unfinished', 'draw.sealed', 'entrant.not-found'.
 */
export async function entrantMeant(tx: Transaction, place: Place, state: ContestState, id: string): Promise<string> {
  const { eventId, contestId } = place;
  await requireDrawn(tx, place);
  const sealed = await isSealed(tx, place);
  if (sealed && state !== 'setup') throw new Refused('draw.sealed');
  const entrant = await tx.entrant.findFirst({ where: { eventId, contestId, ...(sealed ? { personId: id } : { id }) }, select: { id: true } });
  if (!entrant) throw new Refused('entrant.not-found');
  return entrant.id;
}

/** Nothing is tied to an entrant between the draw's beginning and its end: entrants are still to be drawn. @throws Refused 'draw.unfinished'. */
export async function requireDrawn(tx: Transaction, { eventId, contestId }: Place): Promise<void> {
  const unfinished = await tx.draw.count({ where: { eventId, contestId, secondAt: null } });
  if (unfinished > 0) throw new Refused('draw.unfinished');
}
