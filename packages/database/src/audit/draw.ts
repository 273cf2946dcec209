/** Plays a sealed draw again: the committed seed and list, who did each step, and every number drawn over from the seed. */
import type { Transaction } from '../client.ts';
import { drawNumbers, listHash, type Listed } from '../draw.ts';
import { sha256 } from '../sha256.ts';
import type { ChainEvent } from './chain.ts';
import { differ, unknown } from './differ.ts';
import type { Report } from './fault.ts';

type Officers = {
  readonly prepared_by: string; readonly first_by: string | null; readonly first_account_id: string | null;
  readonly second_by: string | null; readonly second_account_id: string | null;
  readonly opened_by: string | null; readonly witnessed_by: string | null; readonly unsealed: boolean;
};
type Row = Officers & { readonly seed: string; readonly list: readonly Listed[] };
/** The draw, and the contestants' numbers and persons in the order of appearance. */
type DrawRows = { readonly draw: Row | null; readonly numbers: readonly { readonly id: string; readonly number: number | null; readonly person: string }[] };
type Played = Officers & { readonly seq: number; readonly seedHash: string; readonly listHash: string };

export async function readDraw(tx: Transaction, eventId: string, contestId: string): Promise<DrawRows> {
  const rows = await tx.$queryRaw<DrawRows[]>`
    SELECT (SELECT json_build_object('seed', d.seed, 'list', d.list, 'prepared_by', d.prepared_by, 'first_by', d.first_by,
        'first_account_id', d.first_account_id, 'second_by', d.second_by, 'second_account_id', d.second_account_id,
        'opened_by', d.opened_by, 'witnessed_by', d.witnessed_by, 'unsealed', d.unsealed_at IS NOT NULL)
      FROM draw d WHERE d.event_id = ${eventId}::uuid AND d.contest_id = ${contestId}::uuid) AS draw,
      (SELECT coalesce(json_agg(json_build_object('id', e.id, 'number', e.contestant_number, 'person', e.person_id) ORDER BY e.position), '[]')
      FROM entrant e WHERE e.event_id = ${eventId}::uuid AND e.contest_id = ${contestId}::uuid) AS numbers`;
  return rows[0]!;
}

const nobody = { first_by: null, first_account_id: null, second_by: null, second_account_id: null, opened_by: null, witnessed_by: null, unsealed: false };

export class DrawReplay {
  private played: Played | null = null;
  /** Entrants whose place somebody took after it was drawn. */
  private readonly substitutes = new Set<string>();
  private readonly rows: DrawRows;

  constructor(rows: DrawRows) {
    this.rows = rows;
  }

  play({ seq, body }: ChainEvent): void {
    const by = body['by'] as string;
    switch (body.type) {
      case 'draw:prepare':
        this.played = { ...nobody, seq, seedHash: body['seedHash'] as string, listHash: body['listHash'] as string, prepared_by: by };
        return;
      case 'draw:cancel': this.played = null; return;
      case 'draw:first': this.change(seq, { first_by: by, first_account_id: body.actor }); return;
      case 'draw:second':
        this.substitutes.clear();
        this.change(seq, { second_by: by, second_account_id: body.actor });
        return;
      case 'entrant:substitute': this.substitutes.add(body.subject); return;
      case 'draw:open': this.change(seq, { opened_by: by }); return;
      case 'draw:unseal': this.change(seq, { witnessed_by: by, unsealed: true }); return;
      // An opening nobody has witnessed is void when the contest is opened again.
      case 'contest:state': if (body['after'] === 'running') this.change(seq, { opened_by: null }); return;
      default:
    }
  }

  private change(seq: number, change: Partial<Officers>): void {
    if (this.played) this.played = { ...this.played, ...change, seq };
  }

  /** After the last event. */
  compare(report: Report, contestId: string): void {
    const { played, rows: { draw, numbers } } = this;
    if (!played) {
      if (draw) unknown(report, 'draw', contestId, draw);
      return;
    }
    const { seq, ...expected } = played;
    differ(report, { seq, table: 'draw', row: contestId }, expected, draw ? { ...draw, seedHash: sha256(draw.seed), listHash: listHash(draw.list) } : undefined);
    if (!draw || played.first_by === null) return;
    const [drawn, stations] = (['contestant', 'station'] as const).map((step) => drawNumbers(draw.seed, step, draw.list.length)) as [number[], number[]];
    for (const [index, { id, number, person }] of numbers.entries()) {
      // Before the second step everybody still stands in the order of the list.
      const contestant_number = played.second_by === null ? drawn[index] : stations.indexOf(index + 1) + 1;
      // A substitute is held against the event that named them.
      const person_id = this.substitutes.has(id) ? undefined : draw.list[drawn.indexOf(contestant_number!)]?.personId;
      differ(report, { seq, table: 'entrant', row: id }, { contestant_number, person_id }, { contestant_number: number, person_id: person });
    }
  }
}
