/** The pool, the vacant places and who must not sit where, as automatic seating takes them. */
import type { SeatingInput } from '@leitai/contract';
import type { Database, Transaction } from '@leitai/database';
import type { Problem } from '../seating/problem.ts';
import { houseDay, isoDay } from './today.ts';

/** Contests in set-up, by letter; places in contests that are over do not count. */
export async function seatingProblem(tx: Transaction | Database, eventId: string, { seats, places, days }: SeatingInput): Promise<Problem> {
  const pool = await tx.poolJudge.findMany({ where: { eventId }, include: { person: true, qualifications: true }, orderBy: { personId: 'asc' } });
  const contests = await tx.contest.findMany({
    where: { eventId, state: { in: ['setup', 'running'] } }, orderBy: { post: { letter: 'asc' } },
    include: { judges: { where: { endedAt: null }, include: { person: true } } },
  });
  const kept = Map.groupBy(await keptApart(tx, eventId), ({ personId }) => personId);
  return {
    candidates: pool.map(({ personId, chief, days, person, qualifications }) => ({
      id: personId,
      organisationId: person.organisationId,
      chief,
      days: days.map(isoDay),
      posts: new Map(qualifications.map(({ postId, until }) => [postId, until && isoDay(until)])),
      recused: new Set(kept.get(personId)?.map(({ contestId }) => contestId)),
    })),
    vacancies: contests.filter(({ state }) => state === 'setup').map(({ id, postId, judges }) => ({
      contestId: id,
      postId,
      chief: !judges.some(({ role }) => role === 'chief'),
      seats: Array.from({ length: seats }, (_, index) => index + 1).filter((seat) => !judges.some((judge) => judge.role === 'judge' && judge.seat === seat)),
    })),
    held: contests.flatMap(({ id, judges }) => judges.map(({ personId, person, role }) => ({ contestId: id, personId, organisationId: person.organisationId, role }))),
    most: places,
    days,
    on: days.toSorted().at(-1) ?? (await houseDay(tx)),
  };
}

/** Who has an entrant of the own or, within the event's look-back (as `organisation_conflicts` counts it), a former organisation there; who competes there; and who stepped back from somebody there. */
function keptApart(tx: Transaction | Database, eventId: string): Promise<{ personId: string; contestId: string }[]> {
  return tx.$queryRaw`
    SELECT DISTINCT pj.person_id::text AS "personId", e.contest_id::text AS "contestId"
    FROM pool_judge pj
    JOIN event ev ON ev.id = pj.event_id
    JOIN person p ON p.event_id = pj.event_id AND p.id = pj.person_id
    JOIN entrant e ON e.event_id = pj.event_id
    WHERE pj.event_id = ${eventId}::uuid AND (
      e.organisation_id = p.organisation_id OR e.person_id = p.id
      OR EXISTS (SELECT FROM person_organisation h WHERE h.event_id = p.event_id AND h.person_id = p.id AND h.organisation_id = e.organisation_id
        AND h.until >= house_day() - make_interval(months => ev.recusal_months))
      OR EXISTS (SELECT FROM recusal r JOIN judge j ON j.event_id = r.event_id AND j.id = r.judge_id
        JOIN entrant other ON other.event_id = r.event_id AND other.id = r.entrant_id
        WHERE r.event_id = p.event_id AND j.person_id = p.id AND other.person_id = e.person_id))`;
}
