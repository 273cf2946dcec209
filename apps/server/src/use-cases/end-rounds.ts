/** Ends rounds of inspections: what was not visited gets its reason, and the results are final, signed by whoever ends them. */
import type { RouteInput } from '@leitai/contract';
import { appendEvent, lockContest, Refused, seenCommand, type Command, type Transaction } from '@leitai/database';
import type { AccountIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { entrantState } from '../queries/enum-names.ts';
import { readVisits } from '../queries/visits.ts';
import { actorOf } from './actor.ts';
import { requireNoneWaiting } from './correction-step.ts';
import { fromOrganiser } from './from-organiser.ts';
import { commitSeed } from './recheck.ts';
import { moveTo, readStanding, tellStep, type Place } from './sign-off-step.ts';

type Input = RouteInput<'POST /api/events/:eventId/rounds/end'>;

/** Milliseconds for twenty rounds of some hundred visits: Prisma's own five seconds are over before. */
const PATIENCE = 60_000;

/** @throws Refused 'round.not-found', 'round.unfinished' (details.visits), 'contest.not-running' where it has ended, 'correction.pending'. */
export async function endRounds(ctx: Context, me: AccountIdentity, eventId: string, { rounds, reasons }: Input): Promise<void> {
  // In one order, as everywhere that more than one contest is locked.
  const ordered = rounds.toSorted((a, b) => (a.contestId < b.contestId ? -1 : 1));
  await ctx.db.$transaction(async (tx) => {
    for (const { contestId, ...command } of ordered) await endRound(tx, me, { eventId, contestId }, command, reasons);
  }, { timeout: PATIENCE });
  for (const { contestId } of ordered) tellStep(ctx, { eventId, contestId });
  ctx.notices.visitsChanged(eventId);
}

async function endRound(tx: Transaction, me: AccountIdentity, place: Place, { commandId }: Command, reasons: Input['reasons']): Promise<void> {
  const { eventId, contestId } = place;
  if (!(await tx.inspectionRound.findUnique({ where: { eventId_contestId: place } }))) throw new Refused('round.not-found');
  const { state } = await lockContest(tx, eventId, contestId);
  const actor = actorOf(me);
  if (await seenCommand(tx, eventId, { commandId, at: '' }, actor, 'contest:state', contestId)) return;
  // One that was closed like a contest ends all the same.
  if (state !== 'running' && state !== 'closed') throw new Refused('contest.not-running');
  await requireNoneWaiting(tx, place);
  await leaveUndone(tx, me, place, reasons);
  const seedHash = await commitSeed(tx, place);
  const standing = await readStanding(tx, place);
  const { now } = standing;
  const moved = await moveTo(tx, standing, 'final', { publishedAt: now });
  await tx.signOff.update({ where: { eventId_contestId: place }, data: { finalBy: me.name, finalAt: now } });
  const entry = { type: 'contest:state', subject: contestId, by: me.name, ...moved, step: 'round-end', seedHash };
  await appendEvent(tx, eventId, contestId, { commandId, at: now.toISOString() }, actor, entry, {}, true);
}

/** Everything that was not visited stays on the plan as not carried out (未实施), unlike a visit that was dropped from it. */
async function leaveUndone(tx: Transaction, me: AccountIdentity, place: Place, reasons: Input['reasons']): Promise<void> {
  const { eventId, contestId } = place;
  const out = new Set(['done', 'dropped', 'undone']);
  const left = (await readVisits(tx, place)).filter(({ state }) => !out.has(state));
  const open = left.filter(({ id, state }) => state === 'deciding' || reasons[id] === undefined);
  if (open.length > 0) throw new Refused('round.unfinished', { visits: open.map(({ id, state }) => ({ id, state })) });
  for (const { id } of left) {
    const before = await tx.entrant.findUniqueOrThrow({ where: { eventId_id: { eventId, id } } });
    const reason = reasons[id]!;
    await tx.entrant.update({ where: { eventId_id: { eventId, id } }, data: { state: 'absent', outReason: reason } });
    const entry = { type: 'entrant:out', subject: id, before: entrantState(before.state), after: 'absent', reason };
    await appendEvent(tx, eventId, contestId, fromOrganiser(new Date()), actorOf(me), entry, {}, true);
  }
}
