/** What the console needs to plan: the schedule, its contests, and who is in more than one of them. */
import type { BusyPerson, PlanDesk, Text } from '@leitai/contract';
import type { Database } from '@leitai/database';
import { liveSchedule } from '../projection/live-schedule.ts';

/** @throws Refused 'event.not-found'. */
export async function planDesk(db: Database, eventId: string): Promise<PlanDesk> {
  const { plan, stations, sessions } = await liveSchedule(db, eventId);
  const [contests, people] = await Promise.all([
    db.contest.findMany({ where: { eventId }, include: { post: true, _count: { select: { entrants: true } } } }),
    busyPeople(db, eventId),
  ]);
  return {
    plan, stations, sessions, people,
    contests: contests
      .map(({ id, post, _count }) => ({ id, letter: post.letter, name: post.shortName as Text, entrants: _count.entrants }))
      .sort((a, b) => (a.letter < b.letter ? -1 : 1)),
  };
}

/** While a contest is sealed its entrants are known by name alone: no turn is told. */
async function busyPeople(db: Database, eventId: string): Promise<BusyPerson[]> {
  return db.$queryRaw<BusyPerson[]>`
    WITH part AS (
      SELECT j.person_id, 'judge' AS role, j.contest_id, NULL::int AS position FROM judge j WHERE j.event_id = ${eventId}::uuid AND j.ended_at IS NULL
      UNION ALL
      SELECT e.person_id, 'entrant', e.contest_id, CASE WHEN d.contest_id IS NULL THEN e.position END
      FROM entrant e LEFT JOIN draw d ON d.event_id = e.event_id AND d.contest_id = e.contest_id AND d.unsealed_at IS NULL
      WHERE e.event_id = ${eventId}::uuid AND e.state NOT IN ('absent', 'withdrawn', 'disqualified')
    )
    SELECT p.name, part.role, json_agg(json_build_object('contestId', part.contest_id, 'position', part.position) ORDER BY part.contest_id) AS contests
    FROM part JOIN person p ON p.event_id = ${eventId}::uuid AND p.id = part.person_id
    GROUP BY part.person_id, p.name, part.role HAVING count(DISTINCT part.contest_id) > 1 ORDER BY p.name, part.person_id`;
}
