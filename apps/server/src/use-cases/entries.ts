/** Puts people into contests by hand and takes them out again, each written into the contest's record. The caller holds the contests' locks. */
import { randomUUID } from 'node:crypto';
import { appendEvent, Refused, type Actor, type Transaction } from '@leitai/database';
import { blindCode } from './blind-code.ts';
import { fromOrganiser } from './from-organiser.ts';
import type { Lettered } from './lock-open.ts';
import { requireRepeatAllowed } from './repeat-allowed.ts';

type Who = { readonly eventId: string; readonly personId: string; readonly organisationId: string };

/** Behind all who are there. @throws Refused 'check.repeat'. */
export async function enter(tx: Transaction, actor: Actor, { eventId, personId, organisationId }: Who, { id: contestId, letter }: Lettered): Promise<void> {
  const { _max } = await tx.entrant.aggregate({ where: { eventId, contestId }, _max: { position: true } });
  const position = (_max.position ?? 0) + 1;
  const entrant = { eventId, id: randomUUID(), contestId, personId, organisationId, position, code: blindCode(letter, position) };
  await tx.entrant.create({ data: entrant });
  await appendEvent(tx, eventId, contestId, fromOrganiser(new Date()), actor, { type: 'entrant:enter', subject: entrant.id, person: personId, organisation: organisationId, position }, {}, true);
  await requireRepeatAllowed(tx, { eventId, contestId });
}

/** @returns the sessions of the badge, to be cut off after the commit. @throws Refused 'person.recorded' (details.contests, `recused`) where a judge stepped back from the entrant: that stands. */
export async function takeOut(tx: Transaction, actor: Actor, { eventId, personId }: Pick<Who, 'eventId' | 'personId'>, { id: contestId, letter }: Lettered): Promise<string[]> {
  const entrant = await tx.entrant.findUniqueOrThrow({
    where: { eventId_contestId_personId: { eventId, contestId, personId } }, include: { sessions: { select: { id: true } }, _count: { select: { recusals: true } } },
  });
  if (entrant._count.recusals > 0) throw new Refused('person.recorded', { contests: [letter], why: 'recused' });
  await tx.entrant.delete({ where: { eventId_id: { eventId, id: entrant.id } } });
  const entry = { type: 'entrant:remove', subject: entrant.id, person: personId, organisation: entrant.organisationId, position: entrant.position };
  await appendEvent(tx, eventId, contestId, fromOrganiser(new Date()), actor, entry, {}, true);
  return entrant.sessions.map(({ id }) => id);
}
