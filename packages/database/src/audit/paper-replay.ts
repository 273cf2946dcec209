/** Plays paper sheets again: who typed what and when, who settled it, and the photograph down to its bytes. */
import type { Transaction } from '../client.ts';
import type { ChainEvent } from './chain.ts';
import { differ, unknown } from './differ.ts';
import type { Report } from './fault.ts';

type Columns = Readonly<Record<string, unknown>>;
type PaperRows = ReadonlyMap<string, Columns>;

/** As the record writes times. */
const ISO = 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"';
const EMPTY = { second: null, settled: null, verifiedById: null, verifiedBy: null, settledById: null, settledBy: null, endedBy: null, reason: null };

export class PaperReplay {
  private readonly entries = new Map<string, { readonly seq: number; readonly columns: Columns }>();
  private readonly rows: PaperRows;

  constructor(rows: PaperRows) {
    this.rows = rows;
  }

  play({ seq, body }: ChainEvent): void {
    if (!body.type.startsWith('paper:')) return;
    const id = body['entry'] as string;
    const after = body['after'] as Columns;
    const before = this.entries.get(id)?.columns ?? { ...EMPTY, enteredAt: body.recordedAt, hashOfBytes: after['photoHash'] };
    this.entries.set(id, { seq, columns: { ...before, ...after } });
  }

  /** After the last event: every row, both ways. */
  compare(report: Report): void {
    for (const [id, { seq, columns }] of this.entries) differ(report, { seq, table: 'paper_entry', row: id }, columns, this.rows.get(id));
    for (const [id, row] of this.rows) if (!this.entries.has(id)) unknown(report, 'paper_entry', id, row);
  }
}

export async function paperRows(tx: Transaction, eventId: string, contestId: string): Promise<PaperRows> {
  const found = await tx.$queryRaw<{ rows: string }[]>`
    SELECT coalesce(json_object_agg(p.id, json_build_object('contestId', p.contest_id, 'sheetId', p.sheet_id, 'number', p.number, 'state', p.state,
      'photoHash', p.photo, 'photoType', p.photo_type, 'hashOfBytes', encode(sha256(b.bytes), 'hex'), 'first', p.first, 'second', p.second, 'settled', p.settled,
      'enteredById', p.entered_by_id, 'enteredBy', p.entered_by, 'enteredAt', to_char(p.entered_at AT TIME ZONE 'UTC', ${ISO}),
      'verifiedById', p.verified_by_id, 'verifiedBy', p.verified_by, 'settledById', p.settled_by_id, 'settledBy', p.settled_by, 'endedBy', p.ended_by, 'reason', p.reason)), '{}')::text AS rows
    FROM paper_entry p LEFT JOIN evidence_bytes b ON b.event_id = p.event_id AND b.hash = p.photo
    WHERE p.event_id = ${eventId}::uuid AND p.contest_id = ${contestId}::uuid`;
  return new Map(Object.entries(JSON.parse(found[0]!.rows) as Record<string, Columns>));
}
