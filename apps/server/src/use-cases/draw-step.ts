/** What every step of a sealed draw shares: one transaction under the contest's lock, its event, and telling of it afterwards. */
import type { ContestState } from '@leitai/contract';
import { appendEvent, lockContest, Refused, type DrawModel, type Entry, type Transaction } from '@leitai/database';
import type { AccountIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { databaseNow } from '../queries/database-now.ts';
import type { Place } from '../queries/sealed.ts';
import { actorOf } from './actor.ts';
import { fromOrganiser } from './from-organiser.ts';

/** `now` is the database's clock, the one the record goes by. */
export type Drawing = { readonly draw: DrawModel | null; readonly now: Date };

/**
 * Carries one step out; `work` returns what is written down besides type, subject and who.
 * @throws Refused 'contest.not-found', 'contest.bad-transition' (details.from, needs) and what `work` refuses.
 */
export async function drawStep(
  ctx: Context, me: AccountIdentity, place: Place, needs: ContestState, type: string,
  work: (tx: Transaction, drawing: Drawing) => Promise<Omit<Entry, 'type' | 'subject'>>,
): Promise<void> {
  const { eventId, contestId } = place;
  await ctx.db.$transaction(async (tx) => {
    const { state } = await lockContest(tx, eventId, contestId);
    if (state !== needs) throw new Refused('contest.bad-transition', { from: state, needs });
    const draw = await tx.draw.findUnique({ where: { eventId_contestId: place } });
    const now = await databaseNow(tx);
    const entry = await work(tx, { draw, now });
    await appendEvent(tx, eventId, contestId, fromOrganiser(now), actorOf(me), { type, subject: contestId, by: me.name, ...entry }, {}, true);
  });
  ctx.notices.boardDue(eventId, contestId);
  ctx.notices.contestChanged(eventId, contestId);
}
