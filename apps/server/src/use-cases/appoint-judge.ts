/** Seats a person on a contest's panel, in the place of whoever sat there. */
import { randomUUID } from 'node:crypto';
import type { RouteInput, Text } from '@leitai/contract';
import { appendEvent, lockContest, Refused, type Transaction } from '@leitai/database';
import type { AccountIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import type { Place } from '../queries/sealed.ts';
import { actorOf } from './actor.ts';
import { ensureSheets } from './ensure-sheets.ts';
import { fromOrganiser } from './from-organiser.ts';
import { organisationIds } from './organisation-ids.ts';
import { recuseByOrganisation, tellRecusals, type Made } from './recuse.ts';
import { cutOff, revokeDevices } from './revoke-device.ts';

type Input = RouteInput<'POST /api/events/:eventId/contests/:contestId/judges'>;
/** `person`: absent where name and organisation say who it is. */
type Seat = Pick<Input, 'seat' | 'role' | 'name' | 'organisation'> & { readonly person?: string; readonly seating?: object };
/** What is told after the commit. */
type Appointed = { readonly judgeId: string; readonly cut: readonly string[]; readonly recused: readonly Made[] };

/**
 * The chief sits on seat 0 whatever seat is named. Appointing who sits there already changes nothing. The one replaced keeps the
 * row and the sheets, loses device and codes; a running contest recuses the new judge where the organisation
 * says so, and gets sheets for the rest.
 * @throws Refused 'contest.not-running' once the contest is closed.
 */
export async function appointJudge(ctx: Context, me: AccountIdentity, place: Place, input: Input): Promise<{ judgeId: string }> {
  const done = await ctx.db.$transaction((tx) => appoint(tx, me, place, input));
  tellAppointed(ctx, place, [done]);
  return { judgeId: done.judgeId };
}

/** One appointment of a transaction that may make several. @throws as `appointJudge`. */
export async function appoint(tx: Transaction, me: AccountIdentity, { eventId, contestId }: Place, input: Seat): Promise<Appointed> {
  const seat = input.role === 'chief' ? 0 : input.seat;
  const name = input.name.normalize('NFC');
  const contest = await lockContest(tx, eventId, contestId);
  if (contest.state !== 'setup' && contest.state !== 'running') throw new Refused('contest.not-running', { state: contest.state });
  const held = await tx.judge.findFirst({
    where: { eventId, contestId, seat, endedAt: null }, include: { person: { include: { organisation: true } } },
  });
  const heldFrom = (held?.person.organisation?.name as Text | undefined)?.zh ?? '';
  if (held && held.person.name === name && heldFrom === input.organisation) return { judgeId: held.id, cut: [], recused: [] };

  const now = new Date();
  const cut = held ? await endJudge(tx, eventId, held.id, now) : [];
  const person = input.person ?? (await personOf(tx, eventId, name, input.organisation));
  const { id: judgeId } = await tx.judge.create({ data: { eventId, id: randomUUID(), contestId, personId: person, role: input.role, seat } });
  const entry = { type: 'judge:appoint', subject: judgeId, seat, judgeRole: input.role, person, before: held?.id ?? null, ...(input.seating && { seating: input.seating }) };
  await appendEvent(tx, eventId, contestId, fromOrganiser(now), actorOf(me), entry, {}, false);
  const recused: Made[] = contest.state === 'running' ? await recuseByOrganisation(tx, { eventId, contestId }, actorOf(me)) : [];
  if (contest.state === 'running') await ensureSheets(tx, eventId, contestId);
  return { judgeId, cut, recused };
}

/** After the commit: of one contest. */
export function tellAppointed(ctx: Context, { eventId, contestId }: Place, done: readonly Appointed[]): void {
  for (const { cut, recused } of done) {
    cutOff(ctx, cut);
    tellRecusals(ctx, { eventId, contestId }, recused);
  }
  ctx.notices.seatsChanged(eventId, contestId);
  ctx.notices.contestChanged(eventId, contestId);
}

/** The judge of the pool of this name and organisation, where there is just one; else somebody new. */
async function personOf(tx: Transaction, eventId: string, name: string, organisation: string): Promise<string> {
  const organisations = await organisationIds(tx, eventId, organisation === '' ? [] : [organisation]);
  const organisationId = organisations.get(organisation) ?? null;
  const [pooled, another] = await tx.poolJudge.findMany({ where: { eventId, person: { name, organisationId } }, take: 2 });
  if (pooled && !another) return pooled.personId;
  return (await tx.person.create({ data: { eventId, id: randomUUID(), name, organisationId } })).id;
}

/** @returns the sessions that lost their right. */
async function endJudge(tx: Transaction, eventId: string, judgeId: string, now: Date): Promise<string[]> {
  await tx.judge.update({ where: { eventId_id: { eventId, id: judgeId } }, data: { endedAt: now } });
  await tx.pairingCode.updateMany({ where: { eventId, judgeId, usedAt: null, expiresAt: { gt: now } }, data: { expiresAt: now } });
  return revokeDevices(tx, eventId, judgeId, now);
}
