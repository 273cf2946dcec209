/** What the control room counts per contest: arrivals, people called in vain, whether its draw is made, entrants recusal would leave with too few judges. One statement. */
import type { ControlContest } from '@leitai/contract';
import { CALLS_TO_MISSING } from '@leitai/contract';
import type { Database } from '@leitai/database';

export type ContestCounts = { readonly checkedIn: ControlContest['checkedIn']; readonly conflicts: number; readonly drawn: boolean };

/** As in the call room: what was before a substitute took the place does not count. While sealed nothing here depends on who has been on stage. */
export async function contestCounts(db: Database, eventId: string): Promise<ReadonlyMap<string, ContestCounts>> {
  const rows = await db.$queryRaw<{ id: string; arrived: number; missing: number; conflicts: number; drawn: boolean }[]>`
    SELECT c.id::text, coalesce(come.arrived, 0) AS arrived, coalesce(come.missing, 0) AS missing,
      EXISTS (SELECT FROM draw d WHERE d.event_id = c.event_id AND d.contest_id = c.id AND d.second_at IS NOT NULL) AS drawn,
      CASE WHEN c.state = 'setup' THEN (
        SELECT count(*)::int FROM (
          SELECT FROM organisation_conflicts(c.event_id, c.id) k GROUP BY k.entrant_id
          HAVING (SELECT count(*) FROM judge j WHERE j.event_id = c.event_id AND j.contest_id = c.id AND j.role = 'judge' AND j.ended_at IS NULL) - count(*)
            < greatest((c.rules->'panel'->>'quorum')::int, 1)
        ) short
      ) ELSE 0 END AS conflicts
    FROM contest c
    LEFT JOIN (
      SELECT one.contest_id, count(*) FILTER (WHERE one.arrived)::int AS arrived,
        count(*) FILTER (WHERE NOT one.arrived AND one.calls >= ${CALLS_TO_MISSING} AND (one.sealed OR one.waiting))::int AS missing
      FROM (
        SELECT k.contest_id, e.state = 'waiting' AS waiting, d.contest_id IS NOT NULL AS sealed,
          k.arrived_at IS NOT NULL AND (e.substituted_at IS NULL OR k.arrived_at > e.substituted_at) AS arrived,
          (SELECT count(*) FROM unnest(k.calls) AS call (at) WHERE e.substituted_at IS NULL OR call.at > e.substituted_at) AS calls
        FROM check_in k
        JOIN entrant e ON e.event_id = k.event_id AND e.id = k.entrant_id
        LEFT JOIN draw d ON d.event_id = k.event_id AND d.contest_id = k.contest_id AND d.unsealed_at IS NULL
        WHERE k.event_id = ${eventId}::uuid
      ) one GROUP BY one.contest_id
    ) come ON come.contest_id = c.id
    WHERE c.event_id = ${eventId}::uuid`;
  return new Map(rows.map(({ id, arrived, missing, conflicts, drawn }) => [id, { checkedIn: { arrived, missing }, conflicts, drawn }]));
}
