/** What findings say of a period: how many were put right in time, and which serious ones were not reported in writing. With the rows behind each figure. */
import { REPORTED } from '@leitai/contract';
import type { Database, Transaction } from '@leitai/database';

/** Both days included; by the day a finding was due, or found. */
export type Period = { readonly eventId: string; readonly organisationId?: string; readonly postId?: string; readonly from: string; readonly until: string };
type OnTimeRow = { readonly id: string; readonly number: string; readonly due: string; readonly rectifiedOn: string | null; readonly onTime: boolean };

/**
 * Of the findings due within the period (with extensions that were granted; withdrawn ones do not count), those that were put right on their day or before.
 * One that was sent back counts as not put right until it is again. What is not due yet and not put right is no part of it, nor what was in time when its withdrawal was asked for and waits for the answer.
 */
export async function onTimeRectification(db: Database | Transaction, { eventId, organisationId, postId, from, until }: Period): Promise<{ readonly due: number; readonly onTime: number; readonly rows: readonly OnTimeRow[] }> {
  const rows = await db.$queryRaw<OnTimeRow[]>`
    SELECT id::text, number, due::text, (rectified_at AT TIME ZONE 'Asia/Shanghai')::date::text AS "rectifiedOn",
      coalesce((rectified_at AT TIME ZONE 'Asia/Shanghai')::date <= due, false) AS "onTime"
    FROM finding WHERE event_id = ${eventId}::uuid AND state <> 'withdrawn' AND due BETWEEN ${from}::date AND ${until}::date AND (rectified_at IS NOT NULL OR due < coalesce(((body #>> '{withdrawal,at}')::timestamptz AT TIME ZONE 'Asia/Shanghai')::date, house_day()))
      AND (${organisationId ?? null}::uuid IS NULL OR organisation_id = ${organisationId ?? null}::uuid) AND (${postId ?? null}::uuid IS NULL OR post_id = ${postId ?? null}::uuid)
    ORDER BY due, number`;
  return { due: rows.length, onTime: rows.filter(({ onTime }) => onTime).length, rows };
}

type UnreportedRow = { readonly id: string; readonly number: string; readonly severity: string; readonly foundOn: string; readonly subject: string };

/** Serious and major findings of the period without a written report: the seed asks one for weighty rectifications (监督检查结果应用, 2). */
export function unreportedFindings(db: Database | Transaction, { eventId, organisationId, postId, from, until }: Period): Promise<UnreportedRow[]> {
  return db.$queryRaw<UnreportedRow[]>`
    SELECT id::text, number, severity::text, found_on::text AS "foundOn", subject FROM finding
    WHERE event_id = ${eventId}::uuid AND state <> 'withdrawn' AND severity::text = ANY (${[...REPORTED]}) AND body->'report' = 'null'::jsonb
      AND found_on BETWEEN ${from}::date AND ${until}::date
      AND (${organisationId ?? null}::uuid IS NULL OR organisation_id = ${organisationId ?? null}::uuid) AND (${postId ?? null}::uuid IS NULL OR post_id = ${postId ?? null}::uuid)
    ORDER BY found_on, number`;
}
