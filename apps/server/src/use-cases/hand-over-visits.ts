/** Gives another inspector what one has not inspected yet: of every round of a plan that goes on, and of those to come. */
import { randomUUID } from 'node:crypto';
import type { RouteInput, RouteOutput } from '@leitai/contract';
import { appendEvent, lockContest, Refused, type Transaction } from '@leitai/database';
import type { AccountIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { actorOf } from './actor.ts';
import { ensureSheets } from './ensure-sheets.ts';
import { fromOrganiser } from './from-organiser.ts';
import { lockPlan, type PlanPlace } from './keep-plans.ts';
import { inspectorsPerson, type StoredInspector } from './open-round.ts';

type Route = 'POST /api/events/:eventId/plans/:planId/handover';
type Input = RouteInput<Route>;

/**
 * What was handed in stays under the name of whoever handed it in, and counts; what was only begun stays in the record and counts nowhere. A round in which nothing is left keeps its inspector.
 * Done again it finds nothing more.
 * @throws Refused 'plan.not-found', 'plan.bad-inspector' for no account that inspects, 'plan.inspector-seated' where the other sits in one of these rounds already, or did.
 */
export async function handOverVisits(ctx: Context, me: AccountIdentity, place: PlanPlace, { from, to, reason }: Input): Promise<RouteOutput<Route>> {
  const { eventId, planId } = place;
  const visits = await ctx.db.$transaction(async (tx) => {
    const plan = await lockPlan(tx, place);
    const other = await tx.account.findFirst({ where: { id: to, role: 'inspector', closedAt: null } });
    if (!other || to === from) throw new Refused('plan.bad-inspector');
    // In one order, as everywhere that more than one contest is locked.
    const seats = await tx.judge.findMany({ where: { eventId, accountId: from, endedAt: null, contest: { state: 'running', round: { planId } } }, orderBy: { contestId: 'asc' } });
    let handed = 0;
    for (const { contestId, id, seat } of seats) handed += await handOver(tx, me, { eventId, contestId }, { id, seat }, other, reason);
    const named = plan.inspectors as unknown as StoredInspector[];
    if (named.some(({ accountId }) => accountId === from)) {
      const inspectors = [...named.filter(({ accountId }) => accountId !== from && accountId !== to), { accountId: to, name: other.name }];
      await tx.inspectionPlan.update({ where: { eventId_id: { eventId, id: planId } }, data: { inspectors, revision: { increment: 1 }, savedBy: me.name, savedAt: new Date() } });
    }
    return handed;
  });
  ctx.notices.visitsChanged(eventId);
  return { visits };
}

type Seat = { readonly id: string; readonly seat: number };

/** Under the contest's lock. @returns how many visits. */
async function handOver(tx: Transaction, me: AccountIdentity, place: { eventId: string; contestId: string }, held: Seat, other: { id: string; name: string }, reason: string): Promise<number> {
  const { eventId, contestId } = place;
  const { state } = await lockContest(tx, eventId, contestId);
  const left = await tx.sheet.count({ where: { ...place, judgeId: held.id, state: { in: ['open', 'returned'] }, entrant: { state: { in: ['waiting', 'onStage', 'performed'] } } } });
  if (state !== 'running' || left === 0) return 0;
  if ((await tx.judge.count({ where: { ...place, accountId: other.id } })) > 0) throw new Refused('plan.inspector-seated');
  const now = new Date();
  await tx.judge.update({ where: { eventId_id: { eventId, id: held.id } }, data: { endedAt: now } });
  const [id, personId] = [randomUUID(), await inspectorsPerson(tx, eventId, other.id, other.name)];
  await tx.judge.create({ data: { ...place, id, accountId: other.id, personId, role: 'judge', seat: held.seat } });
  await appendEvent(tx, eventId, contestId, fromOrganiser(now), actorOf(me), { type: 'judge:appoint', subject: id, seat: held.seat, judgeRole: 'judge', person: personId, before: held.id, reason }, {}, false);
  await ensureSheets(tx, eventId, contestId);
  return left;
}
