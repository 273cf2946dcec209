/** Points of stages that are not judged here: proposed by one person, and counted once another has approved them. */
import { randomUUID } from 'node:crypto';
import type { PointsProposal, PointsRow } from '@leitai/contract';
import { appendEvent, contestFacts, lockContest, pointsOf, Refused, type ContestFacts, type PointsImportModel, type Prisma, type Transaction } from '@leitai/database';
import type { AccountIdentity } from '../access/identity.ts';
import { sameName } from '../access/same-name.ts';
import type { Context } from '../context.ts';
import { databaseNow } from '../queries/database-now.ts';
import { peopleIn, pointsFault } from '../queries/points.ts';
import { actorOf } from './actor.ts';
import { extended } from './apply-amendment.ts';
import { fromOrganiser } from './from-organiser.ts';
import { recheckAgain, type Again } from './recheck-again.ts';
import { readStanding, type Place } from './sign-off-step.ts';

/**
 * Locks the contest where its points may change: until the chief has signed, and again while the results are provisional.
 * @throws Refused 'contest.not-found', 'correction.signed', 'correction.final'.
 */
async function lockForPoints(tx: Transaction, { eventId, contestId }: Place): Promise<ContestFacts> {
  const { state } = await lockContest(tx, eventId, contestId);
  if (state === 'signed') throw new Refused('correction.signed');
  if (state === 'final') throw new Refused('correction.final');
  return (await contestFacts(tx, eventId, contestId))!;
}

/**
 * Nothing counts before it is approved. Points that stand already are left out.
 * @throws Refused what `lockForPoints` refuses, 'points.stage', 'points.pending', 'points.invalid' (details.rows), 'points.empty'.
 */
export async function proposePoints(ctx: Context, me: AccountIdentity, place: Place, { stageId, reason, rows }: PointsProposal): Promise<{ importId: string }> {
  const { eventId, contestId } = place;
  const importId = randomUUID();
  await ctx.db.$transaction(async (tx) => {
    const facts = await lockForPoints(tx, place);
    const stage = facts.rules.stages?.stages.find(({ id }) => id === stageId)?.broughtIn;
    if (!stage) throw new Refused('points.stage', { stageId });
    if (await tx.pointsImport.count({ where: { ...place, stageId, state: 'proposed' } })) throw new Refused('points.pending');
    const known = new Set((await peopleIn(tx, place)).map(({ personId }) => personId));
    const twice = rows.filter(({ personId }, index) => rows.findIndex((one) => one.personId === personId) !== index);
    const wrong = rows.filter((row) => !known.has(row.personId) || twice.includes(row) || pointsFault(row.points, stage.max));
    if (wrong.length > 0) throw new Refused('points.invalid', { rows: wrong });
    const changes = rows
      .map(({ personId, points }): PointsRow => ({ personId, before: pointsOf(facts, stageId, personId) ?? null, after: points }))
      .filter(({ before, after }) => before !== after);
    if (changes.length === 0) throw new Refused('points.empty');
    const entry = { type: 'points:propose', subject: importId, by: me.name, stageId, reason, rows: changes };
    const { recordedAt } = await appendEvent(tx, eventId, contestId, fromOrganiser(await databaseNow(tx)), actorOf(me), entry, {}, false);
    await tx.pointsImport.create({
      data: { ...place, id: importId, stageId, reason, rows: changes as unknown as Prisma.InputJsonValue, proposedById: me.accountId, proposedBy: me.name, proposedAt: new Date(recordedAt) },
    });
  });
  ctx.notices.contestChanged(eventId, contestId);
  return { importId };
}

/**
 * From here on they count. Where a recheck was drawn it looks again at whom they concern; published results keep a day to object.
 * @throws Refused what `lockForPoints` refuses, 'points.not-found', 'points.decided', 'sign-off.same-person'.
 */
export async function approvePoints(ctx: Context, me: AccountIdentity, place: Place, importId: string): Promise<void> {
  const { eventId, contestId } = place;
  await ctx.db.$transaction(async (tx) => {
    const facts = await lockForPoints(tx, place);
    const { stageId, rows } = await waiting(tx, me, place, importId);
    const where = { eventId_id: { eventId, id: importId } };
    // Before the event, so that the recheck sees the ranks as they will be.
    await tx.pointsImport.update({ where, data: { state: 'approved' } });
    const recheck = await recheckAll(tx, place, facts, (rows as unknown as PointsRow[]).map(({ personId }) => personId));
    const until = facts.state === 'provisional' ? extended(await readStanding(tx, place)) : null;
    const entry = { type: 'points:approve', subject: importId, by: me.name, stageId, until: until?.toISOString() ?? null, recheck };
    const { revision, recordedAt } = await appendEvent(tx, eventId, contestId, fromOrganiser(await databaseNow(tx)), actorOf(me), entry, {}, true);
    await tx.pointsImport.update({ where, data: { decidedById: me.accountId, decidedBy: me.name, decidedAt: new Date(recordedAt), seq: revision, until } });
    if (until) await tx.contest.update({ where: { eventId_id: { eventId, id: contestId } }, data: { objectionsUntil: until } });
  });
  ctx.notices.boardDue(eventId, contestId);
  ctx.notices.contestChanged(eventId, contestId);
}

/** @throws Refused what `lockForPoints` refuses, 'points.not-found', 'points.decided', 'sign-off.same-person'. */
export async function rejectPoints(ctx: Context, me: AccountIdentity, place: Place, importId: string, reason: string): Promise<void> {
  const { eventId, contestId } = place;
  await ctx.db.$transaction(async (tx) => {
    await lockForPoints(tx, place);
    await waiting(tx, me, place, importId);
    const entry = { type: 'points:reject', subject: importId, by: me.name, reason };
    const { recordedAt } = await appendEvent(tx, eventId, contestId, fromOrganiser(await databaseNow(tx)), actorOf(me), entry, {}, false);
    await tx.pointsImport.update({
      where: { eventId_id: { eventId, id: importId } },
      data: { state: 'rejected', decidedById: me.accountId, decidedBy: me.name, decidedAt: new Date(recordedAt), rejection: reason },
    });
  });
  ctx.notices.contestChanged(eventId, contestId);
}

/** For somebody else than who proposed it. Call under the contest's lock: of two decisions the second finds it decided. */
async function waiting(tx: Transaction, me: AccountIdentity, place: Place, id: string): Promise<PointsImportModel> {
  const found = await tx.pointsImport.findFirst({ where: { ...place, id } });
  if (!found) throw new Refused('points.not-found');
  if (found.state !== 'proposed') throw new Refused('points.decided', { state: found.state, by: found.decidedBy });
  if (found.proposedById === me.accountId || sameName(found.proposedBy, me.name)) throw new Refused('sign-off.same-person', { name: me.name });
  return found;
}

/** Of everybody with a result whose points change, one after the other: each may bring others among the top. */
async function recheckAll(tx: Transaction, place: Place, { state, entrants, results }: ContestFacts, persons: readonly string[]): Promise<{ entrantId: string; recheck: NonNullable<Again> }[]> {
  if (state !== 'closed') return [];
  const scored = new Set(results.map(({ entrantId }) => entrantId));
  const all = [];
  for (const { id } of entrants.filter((entrant) => persons.includes(entrant.personId) && scored.has(entrant.id))) {
    const recheck = await recheckAgain(tx, place, await readStanding(tx, place), id);
    if (recheck) all.push({ entrantId: id, recheck });
  }
  return all;
}
