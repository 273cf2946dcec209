/** The event a big screen opens when its address names none: the latest that is no practice copy. */
import type { RouteOutput, Text } from '@leitai/contract';
import { Refused } from '@leitai/database';
import type { Context } from '../context.ts';
import { PRIVATE_KINDS } from '../projection/public-event.ts';

/** @throws Refused 'event.not-found' when there is none at all. */
export async function currentEvent({ db }: Context): Promise<RouteOutput<'GET /api/current'>> {
  const event = await db.event.findFirst({
    where: { practice: false, kind: { notIn: [...PRIVATE_KINDS] } },
    orderBy: { createdAt: 'desc' },
    include: { contests: { select: { id: true, post: { select: { letter: true, shortName: true } } }, orderBy: { post: { letter: 'asc' } } } },
  });
  if (!event) throw new Refused('event.not-found');
  return {
    eventId: event.id,
    name: event.name as Text,
    contests: event.contests.map(({ id, post }) => ({ id, letter: post.letter, name: post.shortName as Text })),
  };
}
