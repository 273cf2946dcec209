/** Seats a person on a contest's panel, in the place of whoever sat there. */
import { randomUUID } from 'node:crypto';
import type { RouteInput, Text } from '@leitai/contract';
import { appendEvent, lockContest, Refused, type Transaction } from '@leitai/database';
import type { AccountIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { actorOf } from './actor.ts';
import { ensureSheets } from './ensure-sheets.ts';
import { fromOrganiser } from './from-organiser.ts';
import { organisationIds } from './organisation-ids.ts';
import { recuseByOrganisation, tellRecusals, type Made } from './recuse.ts';
import { cutOff, revokeDevices } from './revoke-device.ts';

type Input = RouteInput<'POST /api/events/:eventId/contests/:contestId/judges'>;
type Place = { readonly eventId: string; readonly contestId: string };

/**
 * The chief sits on seat 0 whatever seat is named. Appointing who sits there already changes nothing. The one replaced keeps the
 * row and the sheets, loses device and codes; a running contest recuses the new judge where the organisation
 * says so, and gets sheets for the rest.
 * @throws Refused 'contest.not-running' once the contest is closed.
 */
export async function appointJudge(ctx: Context, me: AccountIdentity, { eventId, contestId }: Place, input: Input): Promise<{ judgeId: string }> {
  const seat = input.role === 'chief' ? 0 : input.seat;
  const name = input.name.normalize('NFC');
  const done = await ctx.db.$transaction(async (tx) => {
    const contest = await lockContest(tx, eventId, contestId);
    if (contest.state !== 'setup' && contest.state !== 'running') throw new Refused('contest.not-running', { state: contest.state });
    const held = await tx.judge.findFirst({
      where: { eventId, contestId, seat, endedAt: null }, include: { person: { include: { organisation: true } } },
    });
    const heldFrom = (held?.person.organisation?.name as Text | undefined)?.zh ?? '';
    if (held && held.person.name === name && heldFrom === input.organisation) return { judgeId: held.id, cut: [], recused: [] };

    const now = new Date();
    const cut = held ? await endJudge(tx, eventId, held.id, now) : [];
    const judgeId = await addJudge(tx, { eventId, contestId }, { ...input, name, seat });
    const entry = { type: 'judge:appoint', subject: judgeId, seat, judgeRole: input.role, before: held?.id ?? null };
    await appendEvent(tx, eventId, contestId, fromOrganiser(now), actorOf(me), entry, {}, false);
    const recused: Made[] = contest.state === 'running' ? await recuseByOrganisation(tx, { eventId, contestId }, actorOf(me)) : [];
    if (contest.state === 'running') await ensureSheets(tx, eventId, contestId);
    return { judgeId, cut, recused };
  });
  cutOff(ctx, done.cut);
  tellRecusals(ctx, { eventId, contestId }, done.recused);
  ctx.notices.seatsChanged(eventId, contestId);
  ctx.notices.contestChanged(eventId, contestId);
  return { judgeId: done.judgeId };
}

async function addJudge(tx: Transaction, place: Place, { name, organisation, role, seat }: Input): Promise<string> {
  const { eventId, contestId } = place;
  const organisations = await organisationIds(tx, eventId, organisation === '' ? [] : [organisation]);
  const person = await tx.person.create({ data: { eventId, id: randomUUID(), name, organisationId: organisations.get(organisation) ?? null } });
  const judge = await tx.judge.create({ data: { eventId, id: randomUUID(), contestId, personId: person.id, role, seat } });
  return judge.id;
}

/** @returns the sessions that lost their right. */
async function endJudge(tx: Transaction, eventId: string, judgeId: string, now: Date): Promise<string[]> {
  await tx.judge.update({ where: { eventId_id: { eventId, id: judgeId } }, data: { endedAt: now } });
  await tx.pairingCode.updateMany({ where: { eventId, judgeId, usedAt: null, expiresAt: { gt: now } }, data: { expiresAt: now } });
  return revokeDevices(tx, eventId, judgeId, now);
}
