/** Gives a contest its sheets: one per judge on the panel and entrant still to be confirmed, for the attempt in hand, less the recused pairs. */
import type { Transaction } from '@leitai/database';

/**
 * Adds what is missing, so that it may run again after a seat changed hands or an entrant came late. A new judge gets no sheet
 * where the seat's earlier holder has handed one in: a seat counts once.
 */
export async function ensureSheets(tx: Transaction, eventId: string, contestId: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO sheet (event_id, id, contest_id, entrant_id, judge_id, attempt)
    SELECT e.event_id, gen_random_uuid(), e.contest_id, e.id, j.id,
      coalesce((SELECT max(a.number) FROM attempt a WHERE a.event_id = e.event_id AND a.entrant_id = e.id), 1)
    FROM entrant e JOIN judge j ON j.event_id = e.event_id AND j.contest_id = e.contest_id
    WHERE e.event_id = ${eventId}::uuid AND e.contest_id = ${contestId}::uuid
      AND e.state IN ('waiting', 'on-stage', 'performed') AND j.role = 'judge' AND j.ended_at IS NULL
      AND NOT EXISTS (SELECT FROM recusal r WHERE r.event_id = e.event_id AND r.judge_id = j.id AND r.entrant_id = e.id)
      AND NOT EXISTS (
        SELECT FROM sheet s JOIN judge earlier ON earlier.event_id = s.event_id AND earlier.id = s.judge_id
        WHERE s.event_id = e.event_id AND s.entrant_id = e.id AND s.state IN ('submitted', 'confirmed')
          AND earlier.seat = j.seat AND earlier.ended_at IS NOT NULL)
    ON CONFLICT (event_id, entrant_id, judge_id, attempt) DO NOTHING`;
}
