/** Adds an organisation to an event, or gives one another name. */
import type { RouteInput, Text } from '@leitai/contract';
import { appendEvent, lockContest, Refused, type Transaction } from '@leitai/database';
import type { AccountIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { actorOf } from './actor.ts';
import { fromOrganiser } from './from-organiser.ts';
import { lockEvent } from './lock-open.ts';

/** The command's id becomes the organisation's. @throws Refused 'event.not-found', 'organisation.name-taken'. */
export async function addOrganisation(ctx: Context, eventId: string, { commandId: id, name: written }: RouteInput<'POST /api/events/:eventId/organisations'>): Promise<{ id: string }> {
  const name = composed(written);
  await ctx.db.$transaction(async (tx) => {
    await lockEvent(tx, eventId);
    if (await tx.organisation.count({ where: { eventId, id } })) return;
    await requireFree(tx, eventId, id, name);
    await tx.organisation.create({ data: { eventId, id, name } });
  });
  return { id };
}

/** Every contest it has entrants in writes the new name down, and shows it. @throws Refused 'organisation.not-found', 'organisation.name-taken'. */
export async function renameOrganisation(ctx: Context, me: AccountIdentity, { eventId, organisationId: id }: { readonly eventId: string; readonly organisationId: string }, written: Text): Promise<void> {
  const after = composed(written);
  const contests = await ctx.db.$transaction(async (tx) => {
    await lockEvent(tx, eventId);
    const entered = await tx.contest.findMany({ where: { eventId, entrants: { some: { organisationId: id } } }, orderBy: { id: 'asc' }, select: { id: true } });
    for (const contest of entered) await lockContest(tx, eventId, contest.id);
    await requireFree(tx, eventId, id, after);
    const organisation = await tx.organisation.findUnique({ where: { eventId_id: { eventId, id } } });
    if (!organisation) throw new Refused('organisation.not-found');
    const before = organisation.name as Text;
    if (before.zh === after.zh && before.en === after.en) return [];
    await tx.organisation.update({ where: { eventId_id: { eventId, id } }, data: { name: after } });
    const entry = { type: 'organisation:rename', subject: id, before, after };
    for (const contest of entered) await appendEvent(tx, eventId, contest.id, fromOrganiser(new Date()), actorOf(me), entry, {}, true);
    return entered;
  }, { timeout: 30_000 });
  for (const contest of contests) {
    ctx.notices.boardDue(eventId, contest.id);
    ctx.notices.contestChanged(eventId, contest.id);
  }
  ctx.notices.seatsChanged(eventId, null);
}

const composed = ({ zh, en }: Text): Text => ({ zh: zh.normalize('NFC'), en: en.normalize('NFC') });

/** A name means one organisation, in either language. */
async function requireFree(tx: Transaction, eventId: string, id: string, { zh, en }: Text): Promise<void> {
  const others = await tx.organisation.findMany({ where: { eventId, id: { not: id } } });
  const names = new Set(others.flatMap(({ name }) => Object.values(name as Text)));
  const taken = [zh, en].find((name) => names.has(name));
  if (taken !== undefined) throw new Refused('organisation.name-taken', { name: taken });
}
