/** Reads a contest's rows as the audit compares them: plain JSON values, times as the record writes them. */
import type { Rules, Scheme } from '@leitai/scoring';
import type { Transaction } from '../client.ts';

type MarkRow = { readonly value: unknown; readonly version: number; readonly at: string };
type NoteRow = { readonly text: string | null; readonly version: number; readonly at: string };
export type SheetRow = {
  readonly id: string;
  readonly entrant_id: string;
  readonly judge_id: string;
  readonly attempt: number;
  readonly state: string;
  readonly version: number;
  readonly submitted_at: string | null;
  readonly amended_at: string | null;
  readonly returned: unknown;
  readonly paper: unknown;
  readonly marks: Readonly<Record<string, MarkRow>>;
  readonly notes: Readonly<Record<string, NoteRow>>;
  /** By id; with the hash and the length of the bytes as they are now. */
  readonly evidence: Readonly<Record<string, object>>;
};
type JudgeRow = { readonly id: string; readonly contest_id: string; readonly person_id: string; readonly role: string; readonly seat: number; readonly ended_at: string | null };
export type ResultRow = {
  readonly entrant_id: string; readonly contest_id: string; readonly seq: number; readonly status: string; readonly total: string | null;
  readonly note: string | null; readonly score: unknown; readonly sheets: unknown; readonly confirmed_at: string;
  readonly amended_seq: number | null; readonly amended_at: string | null;
};
type RecusalRow = { readonly id: string; readonly cause: string; readonly reason: string; readonly at: string };
/** `sealed` is the SHA-256 of the body as it stands. */
type SignatureRow = { readonly id: string; readonly sealed: string; readonly hash: string; readonly returned: { readonly at?: string } | null };
type EntrantRow = { readonly id: string; readonly person_id: string; readonly state: string; readonly out_reason: string | null };
export type ContestRows = {
  readonly contest: { readonly state: string; readonly board_names: string; readonly revision: number; readonly board_revision: number; readonly head_hash: string; readonly rules: unknown; readonly spread: unknown; readonly scheme_version_id: string; readonly frozen_seq: number | null; readonly practice: boolean };
  readonly scheme: Scheme;
  readonly rules: Rules;
  readonly sheets: ReadonlyMap<string, SheetRow>;
  readonly judges: ReadonlyMap<string, JudgeRow>;
  readonly results: ReadonlyMap<string, ResultRow>;
  readonly entrants: ReadonlyMap<string, EntrantRow>;
  readonly recusals: ReadonlyMap<string, RecusalRow>;
  readonly signatures: ReadonlyMap<string, SignatureRow>;
};

type Read = Pick<ContestRows, 'contest' | 'scheme' | 'rules'> & {
  readonly sheets: SheetRow[] | null; readonly judges: JudgeRow[] | null; readonly results: ResultRow[] | null; readonly entrants: EntrantRow[] | null;
  readonly recusals: RecusalRow[] | null; readonly signatures: SignatureRow[] | null;
};

/** Judges are the contest's, and those whose sheets it has: a judge moved to another contest is still looked at. */
export async function contestRows(tx: Transaction, eventId: string, contestId: string): Promise<ContestRows> {
  const found = await tx.$queryRaw<{ rows: string }[]>`
    SELECT json_build_object(
      'contest', json_build_object('state', c.state, 'board_names', c.board_names, 'revision', c.revision, 'board_revision', c.board_revision, 'head_hash', c.head_hash, 'rules', c.rules, 'spread', c.rules->'spread', 'scheme_version_id', c.scheme_version_id, 'frozen_seq', c.frozen_seq, 'practice', (SELECT e.practice FROM event e WHERE e.id = c.event_id)),
      'scheme', sv.body, 'rules', c.rules,
      'sheets', (SELECT json_agg(json_build_object('id', s.id, 'entrant_id', s.entrant_id, 'judge_id', s.judge_id, 'attempt', s.attempt, 'state', s.state, 'version', s.version,
          'submitted_at', to_char(s.submitted_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'returned', s.returned, 'paper', s.paper,
          'amended_at', to_char(s.amended_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
          'marks', (SELECT coalesce(json_object_agg(m.criterion_id, json_build_object('value', m.value, 'version', m.version,
              'at', to_char(m.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))), '{}')
            FROM mark m WHERE m.event_id = s.event_id AND m.sheet_id = s.id),
          'notes', (SELECT coalesce(json_object_agg(n.criterion_id, json_build_object('text', n.text, 'version', n.version,
              'at', to_char(n.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))), '{}')
            FROM note n WHERE n.event_id = s.event_id AND n.sheet_id = s.id),
          'evidence', (SELECT coalesce(json_object_agg(v.id, json_build_object('criterion_id', v.criterion_id, 'hash', v.hash, 'type', v.type,
              'width', v.width, 'height', v.height, 'at', to_char(v.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
              'taken_at', to_char(v.taken_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
              'removed_at', to_char(v.removed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
              'hash_of_bytes', encode(sha256(b.bytes), 'hex'), 'bytes', length(b.bytes))), '{}')
            FROM evidence v LEFT JOIN evidence_bytes b ON b.event_id = v.event_id AND b.hash = v.hash
            WHERE v.event_id = s.event_id AND v.sheet_id = s.id)))
        FROM sheet s WHERE s.event_id = c.event_id AND s.contest_id = c.id),
      'judges', (SELECT json_agg(json_build_object('id', j.id, 'contest_id', j.contest_id, 'person_id', j.person_id, 'role', j.role, 'seat', j.seat,
          'ended_at', to_char(j.ended_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
        FROM judge j WHERE j.event_id = c.event_id
          AND (j.contest_id = c.id OR j.id IN (SELECT judge_id FROM sheet s WHERE s.event_id = c.event_id AND s.contest_id = c.id))),
      'results', (SELECT json_agg(json_build_object('entrant_id', r.entrant_id, 'contest_id', r.contest_id, 'seq', r.seq, 'status', r.status, 'total', r.total,
          'note', r.note, 'score', r.score, 'sheets', r.sheets, 'confirmed_at', to_char(r.confirmed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
          'amended_seq', r.amended_seq, 'amended_at', to_char(r.amended_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
        FROM result r JOIN entrant e ON e.event_id = r.event_id AND e.id = r.entrant_id
        WHERE r.event_id = c.event_id AND (r.contest_id = c.id OR e.contest_id = c.id)),
      'recusals', (SELECT json_agg(json_build_object('id', r.judge_id || '/' || r.entrant_id, 'cause', r.cause, 'reason', r.reason,
          'at', to_char(r.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
        FROM recusal r WHERE r.event_id = c.event_id AND r.contest_id = c.id),
      'signatures', (SELECT json_agg(json_build_object('id', g.sheet_id || '/' || g.version, 'hash', g.hash, 'returned', g.returned,
          'sealed', encode(sha256(convert_to(g.body, 'UTF8')), 'hex')))
        FROM signature g JOIN sheet s ON s.event_id = g.event_id AND s.id = g.sheet_id
        WHERE s.event_id = c.event_id AND s.contest_id = c.id),
      'entrants', (SELECT json_agg(json_build_object('id', e.id, 'person_id', e.person_id, 'state', e.state, 'out_reason', e.out_reason))
        FROM entrant e WHERE e.event_id = c.event_id AND e.contest_id = c.id)
    )::text AS rows
    FROM contest c JOIN scheme_version sv ON sv.event_id = c.event_id AND sv.id = c.scheme_version_id
    WHERE c.event_id = ${eventId}::uuid AND c.id = ${contestId}::uuid`;
  const read = JSON.parse(found[0]!.rows) as Read;
  return {
    ...read,
    sheets: byId(read.sheets),
    judges: byId(read.judges),
    entrants: byId(read.entrants),
    recusals: byId(read.recusals),
    signatures: byId(read.signatures),
    results: new Map((read.results ?? []).map((row) => [row.entrant_id, row])),
  };
}

const byId = <T extends { readonly id: string }>(rows: readonly T[] | null): Map<string, T> => new Map((rows ?? []).map((row) => [row.id, row]));
