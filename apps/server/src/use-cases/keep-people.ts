/** People by hand: added, changed, entered elsewhere, taken out. What has begun is left as it is, and says why. */
import type { PersonInput, RouteInput } from '@leitai/contract';
import { appendEvent, Refused, type Prisma, type Transaction } from '@leitai/database';
import type { AccountIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { actorOf } from './actor.ts';
import { enter, takeOut } from './entries.ts';
import { fromOrganiser } from './from-organiser.ts';
import { contestsOf, lockEvent, lockOpen, type Lettered } from './lock-open.ts';
import { cutOff } from './revoke-device.ts';

type Whom = { readonly eventId: string; readonly personId: string };
const parts = { organisation: true, pooled: true, entrants: { select: { contestId: true } }, judges: { select: { contestId: true } } } satisfies Prisma.PersonInclude;
type Found = Prisma.PersonGetPayload<{ include: typeof parts }>;

/** The command's id becomes the person's. @throws Refused 'event.not-found', 'organisation.not-found', 'contest.not-found', 'person.number-taken' (details.name), and what `lockOpen` refuses. */
export async function addPerson(
  ctx: Context, me: AccountIdentity, eventId: string, { commandId: personId, at: _, contestIds, ...written }: RouteInput<'POST /api/events/:eventId/people'>,
): Promise<{ id: string }> {
  const contests = await ctx.db.$transaction(async (tx) => {
    await lockEvent(tx, eventId);
    if (await tx.person.count({ where: { eventId, id: personId } })) return [];
    const contests = await contestsOf(tx, eventId, contestIds);
    await lockOpen(tx, eventId, contests);
    const data = await checked(tx, { eventId, personId }, written);
    await tx.person.create({ data: { eventId, id: personId, ...data } });
    for (const contest of contests) await enter(tx, actorOf(me), { eventId, personId, organisationId: written.organisationId }, contest);
    return contests;
  });
  tell(ctx, eventId, contests);
  return { id: personId };
}

/**
 * Number and gender may change at any time; name and organisation only while all contests of the person are open, for results, recusals and draws go by them.
 * @throws Refused 'person.not-found', 'organisation.not-found', 'person.number-taken', and what `lockOpen` refuses.
 */
export async function changePerson(ctx: Context, me: AccountIdentity, whom: Whom, written: PersonInput): Promise<void> {
  const { eventId, personId } = whom;
  const contests = await ctx.db.$transaction(async (tx) => {
    await lockEvent(tx, eventId);
    const before = await find(tx, whom);
    const data = await checked(tx, whom, written);
    const same = before.name === data.name && before.organisationId === data.organisationId;
    const contests = same ? [] : await contestsOf(tx, eventId, [...before.entrants, ...before.judges].map(({ contestId }) => contestId));
    await lockOpen(tx, eventId, contests);
    await tx.person.update({ where: { eventId_id: { eventId, id: personId } }, data });
    await tx.entrant.updateMany({ where: { eventId, personId, contestId: { in: contests.map(({ id }) => id) } }, data: { organisationId: written.organisationId } });
    const entry = { type: 'person:change', subject: personId, before: named(before), after: named(data) };
    for (const { id } of contests) await appendEvent(tx, eventId, id, fromOrganiser(new Date()), actorOf(me), entry, {}, true);
    return contests;
  });
  tell(ctx, eventId, contests);
}

/** @throws Refused 'person.not-found', 'contest.not-found', 'person.recorded', 'organisation.not-found' for who has none to compete for, and what `lockOpen` refuses. */
export async function changeEntries(ctx: Context, me: AccountIdentity, whom: Whom, contestIds: readonly string[]): Promise<void> {
  const { eventId } = whom;
  const { contests, ended } = await ctx.db.$transaction(async (tx) => {
    await lockEvent(tx, eventId);
    const person = await find(tx, whom);
    const entered = new Set(person.entrants.map(({ contestId }) => contestId));
    const added = contestIds.filter((id) => !entered.has(id));
    const left = [...entered].filter((id) => !contestIds.includes(id));
    const contests = await contestsOf(tx, eventId, [...added, ...left]);
    await lockOpen(tx, eventId, contests);
    const ended = await leave(tx, me, whom, contests.filter(({ id }) => left.includes(id)));
    if (added.length > 0 && person.organisationId === null) throw new Refused('organisation.not-found');
    for (const contest of contests.filter(({ id }) => added.includes(id))) await enter(tx, actorOf(me), { ...whom, organisationId: person.organisationId! }, contest);
    return { contests, ended };
  });
  cutOff(ctx, ended);
  tell(ctx, eventId, contests);
}

/** Takes the person out of what is still open, and out of the event. @throws Refused 'person.not-found', 'person.recorded' (a panel's judge, or of the pool), and what `lockOpen` refuses. */
export async function removePerson(ctx: Context, me: AccountIdentity, whom: Whom): Promise<void> {
  const { eventId, personId } = whom;
  const { contests, ended } = await ctx.db.$transaction(async (tx) => {
    await lockEvent(tx, eventId);
    const person = await find(tx, whom);
    if (person.judges.length > 0 || person.pooled) throw new Refused('person.recorded', { why: 'judge' });
    const contests = await contestsOf(tx, eventId, person.entrants.map(({ contestId }) => contestId));
    await lockOpen(tx, eventId, contests);
    const ended = await leave(tx, me, whom, contests);
    await tx.person.delete({ where: { eventId_id: { eventId, id: personId } } });
    return { contests, ended };
  });
  cutOff(ctx, ended);
  tell(ctx, eventId, contests);
}

async function leave(tx: Transaction, me: AccountIdentity, whom: Whom, contests: readonly Lettered[]): Promise<string[]> {
  const ended: string[] = [];
  for (const contest of contests) ended.push(...(await takeOut(tx, actorOf(me), whom, contest)));
  return ended;
}

async function find(tx: Transaction, { eventId, personId: id }: Whom): Promise<Found> {
  const person = await tx.person.findUnique({ where: { eventId_id: { eventId, id } }, include: parts });
  if (!person) throw new Refused('person.not-found');
  return person;
}

async function checked(tx: Transaction, { eventId, personId }: Whom, { name, gender, employeeNo: written, organisationId }: PersonInput) {
  if (!(await tx.organisation.findUnique({ where: { eventId_id: { eventId, id: organisationId } } }))) throw new Refused('organisation.not-found');
  return { name: name.normalize('NFC'), gender, organisationId, employeeNo: await freeNumber(tx, { eventId, personId }, written) };
}

/** Null for none. @throws Refused 'person.number-taken' (details.name, whose it is). */
export async function freeNumber(tx: Transaction, { eventId, personId }: Whom, written: string): Promise<string | null> {
  const employeeNo = written.normalize('NFC');
  if (employeeNo === '') return null;
  const holder = await tx.person.findUnique({ where: { eventId_employeeNo: { eventId, employeeNo } } });
  if (holder && holder.id !== personId) throw new Refused('person.number-taken', { name: holder.name });
  return employeeNo;
}

const named = ({ name, organisationId }: Pick<Found, 'name' | 'organisationId'>) => ({ name, organisation: organisationId });

function tell(ctx: Context, eventId: string, contests: readonly Lettered[]): void {
  for (const { id } of contests) {
    ctx.notices.boardDue(eventId, id);
    ctx.notices.contestChanged(eventId, id);
  }
  ctx.notices.seatsChanged(eventId, null);
}
