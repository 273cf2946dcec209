/** The schedule is kept as the console shows it: the whole plan takes the place of the one it was based on. */
import type { Plan } from '@leitai/contract';
import { Refused, type Transaction } from '@leitai/database';
import type { Context } from '../context.ts';

/** @throws Refused 'event.not-found', 'schedule.stale' (details.plan), 'schedule.unknown' for a contest or station that is not there. */
export async function savePlan(ctx: Context, eventId: string, { basedOn, stations, sessions }: Plan & { readonly basedOn: number }): Promise<{ plan: number }> {
  const plan = await ctx.db.$transaction(async (tx) => {
    // Not against rows that refer to the event: who holds a contest may be adding one, and sessions wait for contests.
    const [event] = await tx.$queryRaw<{ plan: number }[]>`SELECT plan FROM event WHERE id = ${eventId}::uuid FOR NO KEY UPDATE`;
    if (!event) throw new Refused('event.not-found');
    if (event.plan !== basedOn) throw new Refused('schedule.stale', { plan: event.plan });
    await requireKnown(tx, eventId, { stations, sessions });
    await tx.contestSession.deleteMany({ where: { eventId } });
    await tx.station.deleteMany({ where: { eventId } });
    await tx.station.createMany({ data: stations.map((station, index) => ({ eventId, number: index + 1, ...station })) });
    await tx.contestSession.createMany({
      data: sessions.map(({ from, to, startsAt, ...session }) => ({ eventId, ...session, startsAt: new Date(startsAt), fromPosition: from, toPosition: to })),
    });
    await tx.event.update({ where: { id: eventId }, data: { plan: event.plan + 1 } });
    return event.plan + 1;
  });
  ctx.notices.scheduleChanged(eventId);
  return { plan };
}

async function requireKnown(tx: Transaction, eventId: string, { stations, sessions }: Plan): Promise<void> {
  const contests = new Set((await tx.contest.findMany({ where: { eventId }, select: { id: true } })).map(({ id }) => id));
  const places = new Set(stations.map(({ id }) => id));
  const ids = [...stations, ...sessions].map(({ id }) => id);
  const unknown = [...stations.flatMap(({ contestIds }) => contestIds), ...sessions.map(({ contestId }) => contestId)].filter((id) => !contests.has(id));
  const homeless = sessions.filter(({ stationId }) => !places.has(stationId));
  if (unknown.length > 0 || homeless.length > 0 || new Set(ids).size < ids.length) throw new Refused('schedule.unknown');
}
