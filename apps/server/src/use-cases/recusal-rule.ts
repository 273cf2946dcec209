/** What recusal by organisation goes by: how far back it looks, and where judges were before. Running contests follow at once. */
import type { RouteInput } from '@leitai/contract';
import { lockContest, Refused, type Transaction } from '@leitai/database';
import type { AccountIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { actorOf } from './actor.ts';
import { lockEvent } from './lock-open.ts';
import { organisationIds } from './organisation-ids.ts';
import { recuseByOrganisation, tellRecusals } from './recuse.ts';

/** Looking back further recuses more judges; looking back less takes nothing back. @throws Refused 'event.not-found'. */
export function changeLookBack(ctx: Context, me: AccountIdentity, eventId: string, months: number): Promise<void> {
  return followed(ctx, me, eventId, async (tx) => {
    await tx.event.update({ where: { id: eventId }, data: { recusalMonths: months } });
  });
}

type Former = RouteInput<'POST /api/events/:eventId/judges/:judgeId/organisations'>;

/** Saying the same again changes nothing. @throws Refused 'judge.not-found', 'request.invalid' when it ends before it begins. */
export function addFormer(ctx: Context, me: AccountIdentity, { eventId, judgeId }: { eventId: string; judgeId: string }, { organisation, since, until }: Former): Promise<void> {
  if (until < since) throw new Refused('request.invalid', { fields: [{ path: 'until', code: 'before-since' }] });
  return followed(ctx, me, eventId, async (tx) => {
    const judge = await tx.judge.findUnique({ where: { eventId_id: { eventId, id: judgeId } } });
    if (!judge) throw new Refused('judge.not-found');
    const ids = await organisationIds(tx, eventId, [organisation]);
    const key = { eventId, personId: judge.personId, organisationId: ids.get(organisation)!, since: new Date(since) };
    await tx.personOrganisation.upsert({
      where: { eventId_personId_organisationId_since: key }, create: { ...key, until: new Date(until) }, update: { until: new Date(until) },
    });
  });
}

/** Makes a change that running contests follow: locks event and contests first, these in the order of their ids, as every command that needs several does. */
export async function followed(ctx: Context, me: AccountIdentity, eventId: string, change: (tx: Transaction) => Promise<void>): Promise<void> {
  const done = await ctx.db.$transaction(async (tx) => {
    await lockEvent(tx, eventId);
    const running = await tx.contest.findMany({ where: { eventId, state: 'running' }, orderBy: { id: 'asc' }, select: { id: true } });
    for (const { id } of running) await lockContest(tx, eventId, id);
    await change(tx);
    const made = [];
    for (const { id: contestId } of running) made.push({ contestId, made: await recuseByOrganisation(tx, { eventId, contestId }, actorOf(me)) });
    return made;
  }, { timeout: 30_000 });
  for (const { contestId, made } of done) tellRecusals(ctx, { eventId, contestId }, made);
  ctx.notices.seatsChanged(eventId, null);
}
