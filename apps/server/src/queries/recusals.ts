/** Who does not mark whom: as panels see it, and as the organiser does, with the conflicts still to be settled. */
import type { Recusal, RecusalCase, RecusalCause, RecusalOverview, Text } from '@leitai/contract';
import { Refused, type Database, type RecusalModel } from '@leitai/database';

export const toRecusal = ({ judgeId, entrantId, cause, reason, at }: RecusalModel): Recusal => ({
  judgeId, entrantId, cause, reason, at: at.toISOString(),
});

/** @param judgeId whose; absent: the whole panel's. */
export async function readRecusals(db: Database, eventId: string, contestId: string, judgeId?: string): Promise<Recusal[]> {
  const rows = await db.recusal.findMany({
    where: { eventId, contestId, ...(judgeId !== undefined && { judgeId }) }, orderBy: [{ at: 'asc' }, { judgeId: 'asc' }, { entrantId: 'asc' }],
  });
  return rows.map(toRecusal);
}

/** The codes one judge does not mark, made or found. */
export async function recusedCodes(db: Database, eventId: string, contestId: string, judgeId: string): Promise<{ code: string; cause: RecusalCause }[]> {
  return db.$queryRaw<{ code: string; cause: RecusalCause }[]>`
    SELECT e.code, coalesce(r.cause::text, 'organisation') AS cause
    FROM entrant e
    LEFT JOIN recusal r ON r.event_id = e.event_id AND r.entrant_id = e.id AND r.judge_id = ${judgeId}::uuid
    LEFT JOIN organisation_conflicts(${eventId}::uuid, ${contestId}::uuid) c ON c.entrant_id = e.id AND c.judge_id = ${judgeId}::uuid
    WHERE e.event_id = ${eventId}::uuid AND e.contest_id = ${contestId}::uuid AND (r.judge_id IS NOT NULL OR c.judge_id IS NOT NULL)
    ORDER BY e.position`;
}

type Row = {
  contestId: string; judgeId: string; seat: number; judge: string; judgeOrganisation: Text | null;
  sealed: boolean; personId: string; entrantId: string; code: string; entrant: string; organisation: Text;
  cause: RecusalCause; until: string | null; reason: string; recusedAt: Date | null; judges: number; quorum: number;
};

/** Of every contest of the event, those still to be settled first; of a sealed one by name alone. @throws Refused 'event.not-found'. */
export async function recusalOverview(db: Database, eventId: string): Promise<RecusalOverview> {
  const event = await db.event.findUnique({ where: { id: eventId } });
  if (!event) throw new Refused('event.not-found');
  const rows = await db.$queryRaw<Row[]>`
    SELECT ct.id::text AS "contestId", j.id::text AS "judgeId", j.seat, jp.name AS judge, jo.name AS "judgeOrganisation",
      d.contest_id IS NOT NULL AS sealed, ep.id::text AS "personId", e.id::text AS "entrantId", e.code, ep.name AS entrant, eo.name AS organisation,
      coalesce(r.cause::text, 'organisation') AS cause, c.until::text AS until, coalesce(r.reason, '') AS reason, r.at AS "recusedAt",
      (SELECT count(*)::int FROM judge o WHERE o.event_id = ct.event_id AND o.contest_id = ct.id AND o.role = 'judge' AND o.ended_at IS NULL) AS judges,
      (ct.rules->'panel'->>'quorum')::int AS quorum
    FROM contest ct
    JOIN post p ON p.event_id = ct.event_id AND p.id = ct.post_id
    JOIN judge j ON j.event_id = ct.event_id AND j.contest_id = ct.id AND j.ended_at IS NULL
    JOIN entrant e ON e.event_id = ct.event_id AND e.contest_id = ct.id
    JOIN person jp ON jp.event_id = j.event_id AND jp.id = j.person_id
    LEFT JOIN organisation jo ON jo.event_id = jp.event_id AND jo.id = jp.organisation_id
    JOIN person ep ON ep.event_id = e.event_id AND ep.id = e.person_id
    JOIN organisation eo ON eo.event_id = e.event_id AND eo.id = e.organisation_id
    LEFT JOIN draw d ON d.event_id = ct.event_id AND d.contest_id = ct.id AND d.unsealed_at IS NULL
    LEFT JOIN recusal r ON r.event_id = ct.event_id AND r.judge_id = j.id AND r.entrant_id = e.id
    LEFT JOIN LATERAL organisation_conflicts(ct.event_id, ct.id) c ON c.judge_id = j.id AND c.entrant_id = e.id
    WHERE ct.event_id = ${eventId}::uuid AND (r.judge_id IS NOT NULL OR c.judge_id IS NOT NULL)
    ORDER BY r.at IS NOT NULL, p.letter, j.seat, CASE WHEN d.contest_id IS NULL THEN e.position END, ep.name, ep.id`;
  const kept = Map.groupBy(rows, ({ entrantId }) => entrantId);
  return { months: event.recusalMonths, cases: rows.map((row) => toCase(row, row.judges - kept.get(row.entrantId)!.length)) };
}

const toCase = (row: Row, remaining: number): RecusalCase => ({
  contestId: row.contestId,
  judge: { id: row.judgeId, seat: row.seat, name: row.judge, organisation: row.judgeOrganisation },
  entrant: { id: row.sealed ? row.personId : row.entrantId, code: row.sealed ? null : row.code, name: row.entrant, organisation: row.organisation },
  cause: row.cause,
  until: row.until,
  reason: row.reason,
  recusedAt: row.recusedAt?.toISOString() ?? null,
  remaining,
  quorum: row.quorum,
});
