/** An event's posts, organisations and people for the organiser; who is entered where, by name alone while a draw is sealed. */
import type { EventPeople, Text } from '@leitai/contract';
import { Refused, type Database } from '@leitai/database';

/** @throws Refused 'event.not-found'. */
export async function eventPeople(db: Database, eventId: string): Promise<EventPeople> {
  if (!(await db.event.findUnique({ where: { id: eventId } }))) throw new Refused('event.not-found');
  const contests = await db.contest.findMany({ where: { eventId }, include: { post: true, draw: true }, orderBy: { post: { letter: 'asc' } } });
  const sealed = new Set(contests.filter(({ draw }) => draw !== null && draw.unsealedAt === null).map(({ id }) => id));
  const organisations = await db.organisation.findMany({ where: { eventId }, include: { _count: { select: { people: true, entrants: true } } } });
  const people = await db.person.findMany({
    where: { eventId, kind: 'person', OR: [{ entrants: { some: {} } }, { judges: { none: {} }, pooled: null }] },
    select: { id: true, name: true, gender: true, employeeNo: true, organisationId: true, entrants: { select: { contestId: true, id: true, code: true } } },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  return {
    posts: contests.map(({ id, postId, state, draw, post }) => ({
      contestId: id, postId, code: post.code, letter: post.letter, name: post.name as Text, shortName: post.shortName as Text, state, open: state === 'setup' && draw === null,
    })),
    organisations: organisations
      .map(({ id, name, _count }) => ({ id, name: name as Text, people: _count.people, entrants: _count.entrants }))
      .sort((a, b) => a.name.zh.localeCompare(b.name.zh, 'zh-CN')),
    people: people.map(({ id, name, gender, employeeNo, organisationId, entrants }) => ({
      id, name, gender, employeeNo: employeeNo ?? '', organisationId,
      entries: entrants.map((entrant) => (sealed.has(entrant.contestId)
        ? { contestId: entrant.contestId, ref: id, code: null }
        : { contestId: entrant.contestId, ref: entrant.id, code: entrant.code })),
    })),
  };
}
