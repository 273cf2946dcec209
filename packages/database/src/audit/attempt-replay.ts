/** Plays again what the chief did to the station's timer. */
import type { ChainEvent, EventBody } from './chain.ts';
import { differ, unknown } from './differ.ts';
import type { Report } from './fault.ts';
import type { SignOffRows } from './sign-off-rows.ts';

type Timer = { readonly bankedMs: number; readonly since: string | null; readonly limitMs: number | null; readonly state: string };
type Played = { readonly seq: number; readonly columns: { banked_ms: number | undefined; running_since: string | null; extra_ms: number; stopped: boolean } };

/** A timer that runs when its entrant leaves the stage is stopped by the database a moment before or after the event's own time, in milliseconds. */
const MOMENT = 5_000;

const FRESH: Played['columns'] = { banked_ms: 0, running_since: null, extra_ms: 0, stopped: false };

export class AttemptReplay {
  private readonly played = new Map<string, Played>();
  /** Stopped by the database: from when it ran, and what was counted before. */
  private readonly left = new Map<string, { readonly seq: number; readonly banked: number; readonly ran: number }>();
  private onStage: string | null = null;
  private readonly rows: SignOffRows;

  constructor(rows: SignOffRows) {
    this.rows = rows;
  }

  play({ seq, body }: ChainEvent): void {
    if (body.type === 'entrant:call') {
      this.leave(seq, body);
      const id = `${body.subject}/${numberOf(body)}`;
      if (!this.played.has(id)) this.played.set(id, { seq, columns: FRESH });
      this.onStage = id;
    } else if (body.type === 'attempt:grant') {
      if (this.onStage?.startsWith(body.subject)) this.leave(seq, body);
      this.played.set(`${body.subject}/${numberOf(body)}`, { seq, columns: FRESH });
    } else if (body.type.startsWith('timer:')) this.drive(seq, body);
    else if ((body.type === 'result:confirm' || body.type === 'entrant:out') && this.onStage?.startsWith(body.subject)) this.leave(seq, body);
    else if (body.type === 'contest:state' && body['after'] === 'closed') this.leave(seq, body);
  }

  private drive(seq: number, body: EventBody): void {
    const id = `${body.subject}/${numberOf(body)}`;
    const [before, after] = [body['before'] as Timer, body['after'] as Timer];
    const extra = body.type === 'timer:reset' ? 0 : (this.played.get(id)?.columns.extra_ms ?? 0) + ((after.limitMs ?? 0) - (before.limitMs ?? 0));
    this.left.delete(id);
    this.played.set(id, { seq, columns: { banked_ms: after.bankedMs, running_since: after.since, extra_ms: extra, stopped: after.state === 'stopped' } });
  }

  private leave(seq: number, body: EventBody): void {
    const [id, stands] = [this.onStage, this.onStage === null ? undefined : this.played.get(this.onStage)?.columns];
    this.onStage = null;
    if (id === null || !stands || stands.running_since === null) return;
    const ran = Math.max(0, Date.parse(body.recordedAt) - Date.parse(stands.running_since));
    this.left.set(id, { seq, banked: stands.banked_ms ?? 0, ran });
    this.played.set(id, { seq, columns: { ...stands, banked_ms: undefined, running_since: null, stopped: true } });
  }

  /** After the last event. */
  compare(report: Report): void {
    const { attempts } = this.rows;
    for (const [id, { seq, columns }] of this.played) differ(report, { seq, table: 'attempt', row: id }, columns, attempts.get(id));
    for (const [id, row] of attempts) if (!this.played.has(id)) unknown(report, 'attempt', id, row);
    for (const [id, { seq, banked, ran }] of this.left) {
      const [expected, found] = [banked + ran, attempts.get(id)?.['banked_ms']];
      if (typeof found === 'number' && Math.abs(found - expected) > MOMENT) report({ seq, table: 'attempt', row: id, column: 'banked_ms', expected, found });
    }
  }
}

/** Calls of before attempts could be repeated name none: it was the first. */
const numberOf = (body: EventBody): number => (body['attempt'] as number | undefined) ?? 1;
