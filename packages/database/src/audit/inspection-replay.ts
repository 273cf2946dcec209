/** Plays inspections again: what a round was opened with, and the head of each visit's record. */
import type { Transaction } from '../client.ts';
import type { ChainEvent } from './chain.ts';
import { differ, unknown } from './differ.ts';
import type { Report } from './fault.ts';

type Columns = Readonly<Record<string, unknown>>;
type InspectionRows = { readonly round: Columns | null; readonly visits: ReadonlyMap<string, Columns> };

/** As the record writes times. */
const ISO = 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"';
const EMPTY = { responsible: '', accompaniedBy: '', inspectedAt: null, conclusion: '', notes: '', acknowledgedBy: '', acknowledgedAt: null, version: 0 };

export class InspectionReplay {
  private round: { readonly seq: number; readonly columns: Columns } | null = null;
  private readonly visits = new Map<string, { readonly seq: number; readonly columns: Columns }>();
  private readonly rows: InspectionRows;

  constructor(rows: InspectionRows) {
    this.rows = rows;
  }

  play({ seq, body }: ChainEvent): void {
    if (body.type === 'round:open') {
      const { plan, number, from, until, drawn } = body as Columns;
      this.round = { seq, columns: { plan, number, from, until, drawn } };
      for (const { id, site } of body['entrants'] as { id: string; site: string }[]) this.visits.set(id, { seq, columns: { ...EMPTY, site } });
    }
    if (body.type !== 'visit:put' && body.type !== 'visit:acknowledge') return;
    const before = this.visits.get(body.subject)?.columns ?? EMPTY;
    this.visits.set(body.subject, { seq, columns: { ...before, ...(body['after'] as Columns), version: body['version'] } });
  }

  /** After the last event: every row, both ways. */
  compare(report: Report, contestId: string): void {
    if (this.round) differ(report, { seq: this.round.seq, table: 'inspection_round', row: contestId }, this.round.columns, this.rows.round ?? undefined);
    else if (this.rows.round) unknown(report, 'inspection_round', contestId, this.rows.round);
    for (const [id, { seq, columns }] of this.visits) differ(report, { seq, table: 'inspection_visit', row: id }, columns, this.rows.visits.get(id));
    for (const [id, row] of this.rows.visits) if (!this.visits.has(id)) unknown(report, 'inspection_visit', id, row);
  }
}

export async function inspectionRows(tx: Transaction, eventId: string, contestId: string): Promise<InspectionRows> {
  const found = await tx.$queryRaw<{ rows: string }[]>`
    SELECT json_build_object(
      'round', (SELECT json_build_object('plan', r.plan_id, 'number', r.number, 'from', r."from", 'until', r."until", 'drawn', r.drawn)
        FROM inspection_round r WHERE r.event_id = ${eventId}::uuid AND r.contest_id = ${contestId}::uuid),
      'visits', (SELECT coalesce(json_object_agg(v.entrant_id, json_build_object('site', v.site, 'responsible', v.responsible, 'accompaniedBy', v.accompanied_by,
          'inspectedAt', to_char(v.inspected_at AT TIME ZONE 'UTC', ${ISO}), 'conclusion', v.conclusion, 'notes', v.notes,
          'acknowledgedBy', v.acknowledged_by, 'acknowledgedAt', to_char(v.acknowledged_at AT TIME ZONE 'UTC', ${ISO}), 'version', v.version)), '{}')
        FROM inspection_visit v JOIN entrant e ON e.event_id = v.event_id AND e.id = v.entrant_id
        WHERE v.event_id = ${eventId}::uuid AND e.contest_id = ${contestId}::uuid))::text AS rows`;
  const { round, visits } = JSON.parse(found[0]!.rows) as { round: Columns | null; visits: Record<string, Columns> };
  return { round, visits: new Map(Object.entries(visits)) };
}
