/** Reads what publication and the station's timers left in the tables, as the audit compares it: plain JSON, times as the record writes them. */
import type { Transaction } from '../client.ts';

type Row = Readonly<Record<string, unknown>>;
type Rows = ReadonlyMap<string, Row>;
export type SignOffRows = {
  /** The contest's own columns of it. */
  readonly contest: Row;
  readonly signOff: Row | null;
  /** By entrant. */
  readonly rechecks: Rows;
  readonly corrections: Rows;
  /** By "entrant/number". */
  readonly attempts: Rows;
  /** The entrant's id by the code it goes by. */
  readonly codes: ReadonlyMap<string, string>;
};
type Read = {
  readonly contest: Row; readonly signOff: Row | null; readonly rechecks: Row[] | null; readonly corrections: Row[] | null;
  readonly attempts: Row[] | null; readonly entrants: { readonly id: string; readonly code: string }[] | null;
};

export async function signOffRows(tx: Transaction, eventId: string, contestId: string): Promise<SignOffRows> {
  const found = await tx.$queryRaw<{ rows: string }[]>`
    WITH at AS (SELECT 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'::text AS form)
    SELECT json_build_object(
      'contest', json_build_object('published_at', to_char(c.published_at AT TIME ZONE 'UTC', at.form),
        'objections_until', to_char(c.objections_until AT TIME ZONE 'UTC', at.form),
        'recheck_top', c.recheck_top, 'recheck_rest', c.recheck_rest, 'recheck_limit', c.recheck_limit),
      'signOff', (SELECT json_build_object('seed', s.seed, 'seed_sha256', encode(sha256(convert_to(s.seed, 'UTF8')), 'hex'),
          'drawn_at', to_char(s.drawn_at AT TIME ZONE 'UTC', at.form), 'full', s.full,
          'chief_name', s.chief_name, 'chief_signed_at', to_char(s.chief_signed_at AT TIME ZONE 'UTC', at.form), 'chief_note', s.chief_note,
          'supervisor_name', s.supervisor_name, 'supervisor_signed_at', to_char(s.supervisor_signed_at AT TIME ZONE 'UTC', at.form),
          'final_by', s.final_by, 'final_at', to_char(s.final_at AT TIME ZONE 'UTC', at.form))
        FROM sign_off s WHERE s.event_id = c.event_id AND s.contest_id = c.id),
      'rechecks', (SELECT json_agg(json_build_object('id', r.entrant_id, 'error', r.error, 'checked_by', r.checked_by,
          'checked_at', to_char(r.checked_at AT TIME ZONE 'UTC', at.form), 'corrected', r.corrected))
        FROM recheck r WHERE r.event_id = c.event_id AND r.contest_id = c.id),
      'corrections', (SELECT json_agg(json_build_object('id', k.id, 'entrant_id', k.entrant_id, 'appeal_id', k.appeal_id, 'reason', k.reason,
          'change', k.change, 'state', k.state, 'proposed_by_id', k.proposed_by_id, 'proposed_by', k.proposed_by, 'proposed_role', k.proposed_role,
          'proposed_at', to_char(k.proposed_at AT TIME ZONE 'UTC', at.form), 'decided_by_id', k.decided_by_id, 'decided_by', k.decided_by,
          'decided_at', to_char(k.decided_at AT TIME ZONE 'UTC', at.form), 'rejection', k.rejection, 'seq', k.seq, 'earlier', k.earlier,
          'moved', k.moved, 'until', to_char(k.until AT TIME ZONE 'UTC', at.form)))
        FROM correction k WHERE k.event_id = c.event_id AND k.contest_id = c.id),
      'attempts', (SELECT json_agg(json_build_object('id', a.entrant_id || '/' || a.number, 'banked_ms', a.banked_ms,
          'running_since', to_char(a.running_since AT TIME ZONE 'UTC', at.form), 'extra_ms', a.extra_ms, 'stopped', a.stopped))
        FROM attempt a WHERE a.event_id = c.event_id AND a.contest_id = c.id),
      'entrants', (SELECT json_agg(json_build_object('id', e.id, 'code', e.code)) FROM entrant e WHERE e.event_id = c.event_id AND e.contest_id = c.id)
    )::text AS rows
    FROM contest c, at WHERE c.event_id = ${eventId}::uuid AND c.id = ${contestId}::uuid`;
  const read = JSON.parse(found[0]!.rows) as Read;
  return {
    contest: read.contest, signOff: read.signOff, rechecks: byId(read.rechecks), corrections: byId(read.corrections), attempts: byId(read.attempts),
    codes: new Map((read.entrants ?? []).map(({ id, code }) => [code, id])),
  };
}

const byId = (rows: readonly Row[] | null): Rows => new Map((rows ?? []).map(({ id, ...row }) => [id as string, row]));
