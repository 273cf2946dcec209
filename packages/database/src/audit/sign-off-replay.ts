/** Plays again how results came towards publication: seed and signatures, the recheck's sample and findings, corrections. */
import type { ChainEvent, EventBody } from './chain.ts';
import { differ, unknown } from './differ.ts';
import type { Report } from './fault.ts';
import type { Results } from './results.ts';
import type { SignOffRows } from './sign-off-rows.ts';

type Columns = Record<string, unknown>;
type Again = { readonly joined: readonly string[] };
type Played = { readonly seq: number; readonly columns: Columns };

const UNCHECKED = { error: null, checked_by: null, checked_at: null };
const UNDECIDED = { state: 'proposed', decided_by_id: null, decided_by: null, decided_at: null, rejection: null, seq: null, earlier: null, moved: null, until: null };

export class SignOffReplay {
  private readonly contest = new Map<string, Played>();
  private signOff: Played | null = null;
  private readonly rechecks = new Map<string, Played>();
  private readonly corrections = new Map<string, Played>();
  private readonly rows: SignOffRows;
  private readonly results: Results;

  constructor(rows: SignOffRows, results: Results) {
    this.rows = rows;
    this.results = results;
  }

  /** Call after the event's result, if it makes one, is known to the results. */
  play({ seq, body }: ChainEvent): void {
    switch (body.type) {
      case 'contest:state': this.state(seq, body); return;
      case 'recheck:figures': {
        const { top, rest, limit } = body['after'] as { top: number; rest: number; limit: number };
        this.contest.set('figures', { seq, columns: { recheck_top: top, recheck_rest: rest, recheck_limit: limit } });
        return;
      }
      case 'recheck:draw':
        this.sign(seq, { seed: body['seed'], drawn_at: body.at });
        this.sample(seq, (body['sample'] as string[]).map((code) => this.rows.codes.get(code) ?? code));
        return;
      case 'recheck:check': this.check(seq, body); return;
      case 'correction:propose': this.propose(seq, body); return;
      case 'correction:reject':
        this.decide(seq, body.subject, body, { state: 'rejected', rejection: body['reason'] });
        return;
      case 'result:amend': this.amend(seq, body); return;
      case 'points:approve':
        this.until(seq, body['until'] as string | null);
        for (const { entrantId, recheck } of body['recheck'] as { entrantId: string; recheck: Again }[]) this.again(seq, entrantId, recheck);
        return;
      // Every other event leaves what is compared here as it was.
      default:
    }
  }

  /** A contest that is opened again starts anew. */
  private state(seq: number, body: EventBody): void {
    const { at } = body;
    const by = body['by'] as string | undefined;
    // A round of inspections is judged from its opening on, and ends in one step.
    const ended = body['step'] === 'round-end';
    if (body['after'] === 'running' || ended) {
      const none = { seed: undefined, drawn_at: null, full: false, chief_name: null, chief_signed_at: null, chief_note: '', supervisor_name: null, supervisor_signed_at: null, final_by: null, final_at: null };
      this.signOff = { seq, columns: { ...none, seed_sha256: body['seedHash'] } };
      this.rechecks.clear();
    }
    const short = body['path'] === 'short';
    if (body['step'] === 'chief-signature') {
      this.sign(seq, { chief_name: by, chief_signed_at: at, chief_note: body['note'], ...(short && { final_by: by, final_at: at }) });
    } else if (body['step'] === 'return') this.sign(seq, { chief_name: null, chief_signed_at: null, chief_note: '' });
    else if (body['step'] === 'supervisor-signature') this.sign(seq, { supervisor_name: by, supervisor_signed_at: at });
    else if (body['step'] === 'final') this.sign(seq, { final_by: by, final_at: at });
    if (ended) this.sign(seq, { final_by: by, final_at: at });
    if (body['step'] === 'supervisor-signature' || short || ended) this.contest.set('published', { seq, columns: { published_at: at } });
    if (body['until'] !== undefined) this.contest.set('until', { seq, columns: { objections_until: body['until'] } });
  }

  private sign(seq: number, columns: Columns): void {
    this.signOff = { seq, columns: { ...this.signOff?.columns, ...columns } };
  }

  private sample(seq: number, entrants: Iterable<string>): void {
    for (const id of entrants) if (!this.rechecks.has(id)) this.rechecks.set(id, { seq, columns: { ...UNCHECKED, corrected: false } });
  }

  private check(seq: number, body: EventBody): void {
    const entrantId = body['entrantId'] as string;
    const { error } = body['after'] as { error: string | null };
    const corrected = this.rechecks.get(entrantId)?.columns['corrected'] ?? false;
    this.rechecks.set(entrantId, { seq, columns: { error, checked_by: body['by'], checked_at: body.at, corrected } });
    if (body['widened'] !== true) return;
    this.sign(seq, { full: true });
    this.sample(seq, this.results.standing.keys());
  }

  private propose(seq: number, body: EventBody): void {
    const columns = {
      ...UNDECIDED, entrant_id: body['entrantId'], appeal_id: body['appealId'], reason: body['reason'], change: body['change'],
      proposed_by_id: body.actor, proposed_by: body['by'], proposed_role: body['role'], proposed_at: body.recordedAt,
    };
    this.corrections.set(body.subject, { seq, columns });
  }

  private decide(seq: number, id: string, body: EventBody, columns: Columns): void {
    const decided = { decided_by_id: body.actor, decided_by: body['by'], decided_at: body.recordedAt };
    this.corrections.set(id, { seq, columns: { ...this.corrections.get(id)?.columns, ...decided, ...columns } });
  }

  private amend(seq: number, body: EventBody): void {
    const id = body['correctionId'] as string;
    const until = body['until'] as string | null;
    this.decide(seq, id, body, { state: 'approved', seq, earlier: this.results.earlier.get(id), moved: body['moved'], until });
    this.until(seq, until);
    const recheck = body['recheck'] as Again | null;
    if (recheck) this.again(seq, body.subject, recheck);
  }

  private until(seq: number, until: string | null): void {
    if (until !== null) this.contest.set('until', { seq, columns: { objections_until: until } });
  }

  /** Whose result changed is checked again, and whoever that brought among the top. */
  private again(seq: number, entrantId: string, { joined }: Again): void {
    const known = this.rechecks.get(entrantId)?.columns;
    if (known) this.rechecks.set(entrantId, { seq, columns: { ...UNCHECKED, corrected: known['corrected'] === true || known['error'] !== null } });
    this.sample(seq, joined.map((code) => this.rows.codes.get(code) ?? code));
  }

  /** After the last event: every row, both ways. */
  compare(report: Report, contestId: string): void {
    const { contest, signOff, rechecks, corrections } = this.rows;
    for (const { seq, columns } of this.contest.values()) differ(report, { seq, table: 'contest', row: contestId }, columns, contest);
    if (this.signOff) differ(report, { seq: this.signOff.seq, table: 'sign_off', row: contestId }, this.signOff.columns, signOff ?? undefined);
    else if (signOff) unknown(report, 'sign_off', contestId, signOff);
    for (const [id, { seq, columns }] of this.rechecks) differ(report, { seq, table: 'recheck', row: id }, columns, rechecks.get(id));
    for (const [id, row] of rechecks) if (!this.rechecks.has(id)) unknown(report, 'recheck', id, row);
    for (const [id, { seq, columns }] of this.corrections) differ(report, { seq, table: 'correction', row: id }, columns, corrections.get(id));
    for (const [id, row] of corrections) if (!this.corrections.has(id)) unknown(report, 'correction', id, row);
  }
}
