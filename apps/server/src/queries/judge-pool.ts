/** The judges' pool with qualifications, former organisations and the seats held now. */
import type { PoolJudge, Text } from '@leitai/contract';
import { Refused, type Database, type Transaction } from '@leitai/database';
import { isoDay } from './today.ts';

/** By name. @throws Refused 'event.not-found'. */
export async function judgePool(db: Database | Transaction, eventId: string): Promise<PoolJudge[]> {
  if (!(await db.event.findUnique({ where: { id: eventId } }))) throw new Refused('event.not-found');
  const pool = await db.poolJudge.findMany({
    where: { eventId },
    include: {
      qualifications: { include: { post: true }, orderBy: { post: { letter: 'asc' } } },
      person: { include: { organisation: true, former: { include: { organisation: true }, orderBy: { since: 'asc' } }, judges: { where: { endedAt: null } } } },
    },
  });
  return pool
    .map(({ personId, chief, days, qualifications, person }) => ({
      personId,
      name: person.name,
      gender: person.gender,
      employeeNo: person.employeeNo ?? '',
      organisation: (person.organisation?.name as Text | undefined) ?? null,
      chief,
      days: days.map(isoDay).sort(),
      qualifications: qualifications.map(({ postId, level, until }) => ({ postId, level, until: until && isoDay(until) })),
      former: person.former.map(({ organisation, since, until }) => ({ organisation: organisation.name as Text, since: isoDay(since), until: isoDay(until) })),
      seats: person.judges.map(({ contestId, role, seat }) => ({ contestId, role, seat })),
    }))
    .sort((a, b) => a.name.localeCompare(b.name, 'zh-CN') || (a.personId < b.personId ? -1 : 1));
}
