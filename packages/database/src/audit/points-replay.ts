/** Plays points that were brought in again: who proposed what, and who decided. */
import type { Transaction } from '../client.ts';
import type { ChainEvent } from './chain.ts';
import { differ, unknown } from './differ.ts';
import type { Report } from './fault.ts';

type Columns = Readonly<Record<string, unknown>>;
type PointsRows = ReadonlyMap<string, Columns>;

/** As the record writes times. */
const ISO = 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"';

export class PointsReplay {
  private readonly imports = new Map<string, { readonly seq: number; readonly columns: Columns }>();
  private readonly rows: PointsRows;

  constructor(rows: PointsRows) {
    this.rows = rows;
  }

  play({ seq, body }: ChainEvent): void {
    const decided = { decided_by_id: body.actor, decided_by: body['by'], decided_at: body.recordedAt };
    switch (body.type) {
      case 'points:propose':
        this.set(seq, body.subject, {
          stage_id: body['stageId'], reason: body['reason'], rows: body['rows'], state: 'proposed', proposed_by_id: body.actor, proposed_by: body['by'], proposed_at: body.recordedAt,
          decided_by_id: null, decided_by: null, decided_at: null, rejection: null, seq: null, until: null,
        });
        return;
      case 'points:approve': this.set(seq, body.subject, { ...decided, state: 'approved', seq, until: body['until'] }); return;
      case 'points:reject': this.set(seq, body.subject, { ...decided, state: 'rejected', rejection: body['reason'] }); return;
      // Nothing else touches them.
      default:
    }
  }

  private set(seq: number, id: string, columns: Columns): void {
    this.imports.set(id, { seq, columns: { ...this.imports.get(id)?.columns, ...columns } });
  }

  /** After the last event: every row, both ways. */
  compare(report: Report): void {
    for (const [id, { seq, columns }] of this.imports) differ(report, { seq, table: 'points_import', row: id }, columns, this.rows.get(id));
    for (const [id, row] of this.rows) if (!this.imports.has(id)) unknown(report, 'points_import', id, row);
  }
}

export async function pointsRows(tx: Transaction, eventId: string, contestId: string): Promise<PointsRows> {
  const found = await tx.$queryRaw<{ rows: string }[]>`
    SELECT coalesce(json_object_agg(i.id, json_build_object('stage_id', i.stage_id, 'reason', i.reason, 'rows', i.rows, 'state', i.state,
      'proposed_by_id', i.proposed_by_id, 'proposed_by', i.proposed_by, 'proposed_at', to_char(i.proposed_at AT TIME ZONE 'UTC', ${ISO}),
      'decided_by_id', i.decided_by_id, 'decided_by', i.decided_by, 'decided_at', to_char(i.decided_at AT TIME ZONE 'UTC', ${ISO}),
      'rejection', i.rejection, 'seq', i.seq, 'until', to_char(i.until AT TIME ZONE 'UTC', ${ISO}))), '{}')::text AS rows
    FROM points_import i WHERE i.event_id = ${eventId}::uuid AND i.contest_id = ${contestId}::uuid`;
  return new Map(Object.entries(JSON.parse(found[0]!.rows) as Record<string, Columns>));
}
