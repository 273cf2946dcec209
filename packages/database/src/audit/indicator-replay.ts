/** Plays what fed derived criteria again: what was frozen when, and what was decided in its place. */
import type { Derived } from '@leitai/scoring';
import type { Transaction } from '../client.ts';
import type { ChainEvent } from './chain.ts';
import { differ, unknown } from './differ.ts';
import type { Report } from './fault.ts';

type Columns = Readonly<Record<string, unknown>>;
/** By entrant and criterion; `sealed` is the SHA-256 of the text as it stands. */
type IndicatorRows = ReadonlyMap<string, Columns>;

type Frozen = { readonly criterionId: string; readonly source: string; readonly sha256: string; readonly figures: Derived | null };
type Override = { readonly state: string; readonly derived: Derived };

/** As the record writes times. */
const ISO = 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"';

export class IndicatorReplay {
  private readonly values = new Map<string, { readonly seq: number; readonly columns: Columns }>();
  private readonly rows: IndicatorRows;

  constructor(rows: IndicatorRows) {
    this.rows = rows;
  }

  play({ seq, body }: ChainEvent): void {
    switch (body.type) {
      case 'indicator:freeze':
        for (const { criterionId, source, sha256, figures } of body['values'] as Frozen[]) {
          this.values.set(`${body.subject}/${criterionId}`, { seq, columns: { source, sha256, sealed: sha256, figures, frozen_at: body.recordedAt, frozen_by: body['by'], override: null } });
        }
        return;
      case 'indicator:override':
      case 'indicator:decide':
        this.values.set(body.subject, { seq, columns: { ...this.values.get(body.subject)?.columns, override: body['override'] } });
        return;
      // Nothing else touches them.
      default:
    }
  }

  /** What feeds the entrant's derived criteria, by criterion, as far as it was played. */
  fed(entrantId: string): Record<string, Derived> {
    return Object.fromEntries([...this.values].flatMap(([key, { columns }]): [string, Derived][] => {
      const [entrant, criterionId = ''] = key.split('/');
      const override = columns['override'] as Override | null;
      const fed = override?.state === 'approved' ? override.derived : (columns['figures'] as Derived | null);
      return entrant === entrantId && fed !== null ? [[criterionId, fed]] : [];
    }));
  }

  /** After the last event: every row, both ways. */
  compare(report: Report): void {
    for (const [id, { seq, columns }] of this.values) differ(report, { seq, table: 'indicator_value', row: id }, columns, this.rows.get(id));
    for (const [id, row] of this.rows) if (!this.values.has(id)) unknown(report, 'indicator_value', id, row);
  }
}

export async function indicatorRows(tx: Transaction, eventId: string, contestId: string): Promise<IndicatorRows> {
  const found = await tx.$queryRaw<{ rows: string }[]>`
    SELECT coalesce(json_object_agg(i.entrant_id || '/' || i.criterion_id, json_build_object('source', i.source, 'sha256', i.sha256,
      'sealed', encode(sha256(convert_to(i.text, 'UTF8')), 'hex'), 'figures', i.figures,
      'frozen_at', to_char(i.frozen_at AT TIME ZONE 'UTC', ${ISO}), 'frozen_by', i.frozen_by, 'override', i."override")), '{}')::text AS rows
    FROM indicator_value i WHERE i.event_id = ${eventId}::uuid AND i.contest_id = ${contestId}::uuid`;
  return new Map(Object.entries(JSON.parse(found[0]!.rows) as Record<string, Columns>));
}
