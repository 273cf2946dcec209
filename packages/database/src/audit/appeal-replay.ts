/** Plays appeals again: each event holds the columns it set, and the filing one the hash of everything that came with it. */
import type { Transaction } from '../client.ts';
import type { ChainEvent } from './chain.ts';
import { differ, unknown } from './differ.ts';
import type { Report } from './fault.ts';

type File = { readonly id: string; readonly number: number; readonly name: string; readonly type: string; readonly bytes: number; readonly sha256: string };
type Row = { readonly id: string; readonly [column: string]: unknown };
type AppealRows = { readonly appeals: ReadonlyMap<string, Row>; readonly files: ReadonlyMap<string, Row> };

/** As the record writes times. */
const ISO = 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"';
const EMPTY = {
  arbitratorId: null, arbitratorName: null, acceptedBy: null, acceptedAt: null, endedBy: null, endedAt: null, rejection: null, outcome: null,
  findings: null, reasons: null, correctionNeeded: null, ruledAt: null, reviewUntil: null, correctionId: null, closedAt: null,
};

export class AppealReplay {
  private readonly appeals = new Map<string, { readonly seq: number; readonly columns: Readonly<Record<string, unknown>> }>();
  private readonly files = new Map<string, { readonly seq: number; readonly columns: Readonly<Record<string, unknown>> }>();
  private readonly rows: AppealRows;

  constructor(rows: AppealRows) {
    this.rows = rows;
  }

  play({ seq, body }: ChainEvent): void {
    if (!body.type.startsWith('appeal:')) return;
    const before = this.appeals.get(body.subject)?.columns ?? EMPTY;
    this.appeals.set(body.subject, { seq, columns: { ...before, ...(body['after'] as object) } });
    for (const { id, ...file } of (body['files'] as File[] | undefined) ?? []) this.files.set(id, { seq, columns: { ...file, appealId: body.subject } });
  }

  /** After the last event. */
  compare(report: Report): void {
    const { appeals, files } = this.rows;
    for (const [id, { seq, columns }] of this.appeals) differ(report, { seq, table: 'appeal', row: id }, columns, appeals.get(id));
    for (const [id, row] of appeals) if (!this.appeals.has(id)) unknown(report, 'appeal', id, row);
    for (const [id, { seq, columns }] of this.files) differ(report, { seq, table: 'appeal_evidence', row: id }, columns, files.get(id));
    for (const [id, row] of files) if (!this.files.has(id)) unknown(report, 'appeal_evidence', id, row);
  }
}

/** What came with an appeal is read by its hash, made of the bytes as they stand. */
export async function appealRows(tx: Transaction, eventId: string, contestId: string): Promise<AppealRows> {
  const found = await tx.$queryRaw<{ rows: string }[]>`
    SELECT json_build_object(
      'appeals', (SELECT coalesce(json_agg(json_build_object('id', a.id, 'contestId', a.contest_id, 'entrantId', a.entrant_id, 'organisationId', a.organisation_id,
          'number', a.number, 'instance', a.instance, 'againstId', a.against_id, 'grounds', a.grounds, 'items', a.items, 'state', a.state,
          'filedBy', a.filed_by, 'filedAt', to_char(a.filed_at AT TIME ZONE 'UTC', ${ISO}), 'dueAt', to_char(a.due_at AT TIME ZONE 'UTC', ${ISO}), 'arbitratorId', a.arbitrator_id, 'arbitratorName', a.arbitrator_name,
          'acceptedBy', a.accepted_by, 'acceptedAt', to_char(a.accepted_at AT TIME ZONE 'UTC', ${ISO}), 'endedBy', a.ended_by, 'endedAt', to_char(a.ended_at AT TIME ZONE 'UTC', ${ISO}), 'rejection', a.rejection,
          'outcome', a.outcome, 'findings', a.findings, 'reasons', a.reasons, 'correctionNeeded', a.correction_needed, 'ruledAt', to_char(a.ruled_at AT TIME ZONE 'UTC', ${ISO}),
          'reviewUntil', to_char(a.review_until AT TIME ZONE 'UTC', ${ISO}), 'correctionId', a.correction_id, 'closedAt', to_char(a.closed_at AT TIME ZONE 'UTC', ${ISO}))), '[]')
        FROM appeal a WHERE a.event_id = ${eventId}::uuid AND a.contest_id = ${contestId}::uuid),
      'files', (SELECT coalesce(json_agg(json_build_object('id', f.id, 'appealId', f.appeal_id, 'number', f.number, 'name', f.name, 'type', f.type,
          'bytes', octet_length(f.content), 'sha256', encode(sha256(f.content), 'hex'))), '[]')
        FROM appeal_evidence f JOIN appeal a ON a.event_id = f.event_id AND a.id = f.appeal_id
        WHERE a.event_id = ${eventId}::uuid AND a.contest_id = ${contestId}::uuid)
    )::text AS rows`;
  const { appeals, files } = JSON.parse(found[0]!.rows) as { appeals: Row[]; files: Row[] };
  return { appeals: byId(appeals), files: byId(files) };
}

const byId = (rows: readonly Row[]): ReadonlyMap<string, Row> => new Map(rows.map((row) => [row.id, row]));
