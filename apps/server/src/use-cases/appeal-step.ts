/** What every step of an appeal shares: one transaction under the contest's lock, answered once, its columns written into the chain. */
import type { AppealState } from '@leitai/contract';
import { appendEvent, lockContest, Refused, seenCommand, type Command, type Prisma, type Transaction } from '@leitai/database';
import type { AccountIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { databaseNow } from '../queries/database-now.ts';
import { actorOf } from './actor.ts';

export type AppealPlace = { readonly eventId: string; readonly appealId: string };
const parts = { event: true, signOff: true } satisfies Prisma.ContestInclude;
/** The appeal with its contest, and the database's clock, the only one that decides deadlines. */
type StandingAppeal = Prisma.AppealGetPayload<{ include: { contest: { include: typeof parts } } }> & { readonly now: Date };

/** What keeps results from being final. */
export const OPEN: readonly AppealState[] = ['filed', 'accepted', 'ruled'];

/**
 * Carries one step out from a state that allows it. `work` returns the columns it sets, which the event holds as `after`.
 * @throws Refused 'appeal.not-found', 'appeal.bad-state' (details.state), 'command.reused', and what `work` refuses.
 */
export async function appealStep(
  ctx: Context, me: AccountIdentity, { eventId, appealId }: AppealPlace, command: Command, type: string, from: readonly AppealState[],
  work: (tx: Transaction, appeal: StandingAppeal) => Promise<Prisma.AppealUncheckedUpdateInput>,
): Promise<void> {
  const where = { eventId_id: { eventId, id: appealId } };
  // An appeal never changes its contest: it tells which lock to take.
  const found = await ctx.db.appeal.findUnique({ where, select: { contestId: true } });
  if (!found) throw new Refused('appeal.not-found');
  const { contestId } = found;
  await ctx.db.$transaction(async (tx) => {
    await lockContest(tx, eventId, contestId);
    const appeal = await tx.appeal.findUniqueOrThrow({ where, include: { contest: { include: parts } } });
    if (me.role === 'leader' && appeal.organisationId !== me.organisationId) throw new Refused('appeal.not-found');
    if (await seenCommand(tx, eventId, command, actorOf(me), type, appealId)) return;
    if (!from.includes(appeal.state)) throw new Refused('appeal.bad-state', { state: appeal.state });
    const after = await work(tx, { ...appeal, now: await databaseNow(tx) });
    await tx.appeal.update({ where, data: after });
    const entry = { type, subject: appealId, by: me.name, entrantId: appeal.entrantId, before: appeal.state, after };
    await appendEvent(tx, eventId, contestId, command, actorOf(me), entry, {}, false);
  });
  ctx.notices.contestChanged(eventId, contestId);
}

const HOUR = 3_600_000;
export const hoursAfter = (start: Date, hours: number): Date => new Date(start.getTime() + hours * HOUR);
