/** Recusals that follow a person: who stepped back from somebody elsewhere in the event steps back from them as a substitute too. */
import type { RecusalCause } from '@leitai/contract';
import type { Actor, Transaction } from '@leitai/database';
import { fromOrganiser } from './from-organiser.ts';
import { keepApart, type Made } from './recuse.ts';

/**
 * Judges are appointed contest by contest: the same name from the same organisation is the same judge. The caller holds the contest's lock
 * and tells after the commit.
 */
export async function recuseByPerson(tx: Transaction, place: { readonly eventId: string; readonly contestId: string }, actor: Actor, entrantId: string): Promise<Made[]> {
  const { eventId, contestId } = place;
  const found = await tx.$queryRaw<{ judgeId: string; cause: RecusalCause; reason: string }[]>`
    SELECT DISTINCT ON (j.id) j.id::text AS "judgeId", r.cause::text AS cause, r.reason
    FROM entrant e
    JOIN entrant elsewhere ON elsewhere.event_id = e.event_id AND elsewhere.person_id = e.person_id AND elsewhere.id <> e.id
    JOIN recusal r ON r.event_id = e.event_id AND r.entrant_id = elsewhere.id AND r.cause <> 'organisation'
    JOIN judge was ON was.event_id = r.event_id AND was.id = r.judge_id
    JOIN person theirs ON theirs.event_id = was.event_id AND theirs.id = was.person_id
    JOIN judge j ON j.event_id = e.event_id AND j.contest_id = e.contest_id AND j.role = 'judge' AND j.ended_at IS NULL
    JOIN person p ON p.event_id = j.event_id AND p.id = j.person_id AND p.name = theirs.name AND p.organisation_id IS NOT DISTINCT FROM theirs.organisation_id
    WHERE e.event_id = ${eventId}::uuid AND e.contest_id = ${contestId}::uuid AND e.id = ${entrantId}::uuid
      AND NOT EXISTS (SELECT FROM recusal known WHERE known.event_id = e.event_id AND known.judge_id = j.id AND known.entrant_id = e.id)
    ORDER BY j.id, r.at`;
  const made: Made[] = [];
  for (const { judgeId, cause, reason } of found) made.push(await keepApart(tx, place, fromOrganiser(new Date()), actor, { judgeId, entrantId, cause, reason }));
  return made;
}
