/** What every step towards publication shares: one transaction under the contest's lock, its event, and telling of it afterwards. */
import type { ContestState } from '@leitai/contract';
import { appendEvent, lockContest, Refused, type Entry, type Prisma, type Transaction } from '@leitai/database';
import type { AccountIdentity, PanelIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { databaseNow } from '../queries/database-now.ts';
import type { Place } from '../queries/sealed.ts';
import { actorOf } from './actor.ts';
import { fromOrganiser } from './from-organiser.ts';

export type { Place };
const parts = { contest: { include: { event: true } }, rechecks: true } satisfies Prisma.SignOffInclude;
/** The contest and how far it has come; `now` is the database's clock, the only one that decides deadlines. */
export type Standing = Prisma.SignOffGetPayload<{ include: typeof parts }> & { readonly now: Date };

type Work = (tx: Transaction, standing: Standing) => Promise<Omit<Entry, 'type' | 'subject'>>;

/**
 * Carries out one step from a state that allows it. `work` changes what it changes and returns what is written down besides type and subject.
 * @throws Refused 'contest.not-found', 'contest.bad-transition' (details.from) and what `work` refuses.
 */
export async function signOffStep(ctx: Context, me: AccountIdentity | PanelIdentity, place: Place, from: ContestState, type: string, work: Work): Promise<void> {
  await ctx.db.$transaction((tx) => signOffStepIn(tx, me, place, from, type, work));
  tellStep(ctx, place);
}

/** The step within a transaction that takes others too; `tellStep` after its commit. */
export async function signOffStepIn(tx: Transaction, me: AccountIdentity | PanelIdentity, place: Place, from: ContestState, type: string, work: Work): Promise<void> {
  const { eventId, contestId } = place;
  const { state } = await lockContest(tx, eventId, contestId);
  if (state !== from) throw new Refused('contest.bad-transition', { from: state, needs: from });
  const standing = await readStanding(tx, place);
  const entry = await work(tx, standing);
  await appendEvent(tx, eventId, contestId, fromOrganiser(standing.now), actorOf(me), { type, subject: contestId, by: me.name, ...entry }, {}, true);
}

export function tellStep(ctx: Context, { eventId, contestId }: Place): void {
  ctx.notices.boardDue(eventId, contestId);
  ctx.notices.contestChanged(eventId, contestId);
}

/** Call under the contest's lock. */
export async function readStanding(tx: Transaction, place: Place): Promise<Standing> {
  const signOff = await tx.signOff.findUniqueOrThrow({ where: { eventId_contestId: place }, include: parts });
  return { ...signOff, now: await databaseNow(tx) };
}

/** Moves the contest to its next state; returns what the event says of it. */
export async function moveTo(tx: Transaction, { eventId, contestId, contest }: Standing, after: ContestState, columns: Prisma.ContestUpdateInput = {}) {
  await tx.contest.update({ where: { eventId_id: { eventId, id: contestId } }, data: { ...columns, state: after } });
  return { before: contest.state, after };
}
