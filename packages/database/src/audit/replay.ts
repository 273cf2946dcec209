/** Plays a contest's events again: what marks, sheets, seats and results must be if nothing but the record is believed. */
import { isDeepStrictEqual } from 'node:util';
import type { Evidence } from '@leitai/contract';
import type { MarkValue, Rules } from '@leitai/scoring';
import type { ChainEvent, EventBody } from './chain.ts';
import type { Report } from './fault.ts';
import { blank, type Made, type PlayedJudge, type PlayedRecusal, type PlayedSheet, type PlayedSignature } from './played.ts';

type Amended = { readonly sheetId: string; readonly criterionId: string; readonly before: MarkValue | null; readonly after: MarkValue | null; readonly version: number };
type FromPaper = { readonly marks: readonly { readonly criterionId: string; readonly before: MarkValue | null; readonly after: MarkValue | null; readonly version: number }[]; readonly submittedAt: string; readonly signature: string };
type Seat = { readonly sheet: string; readonly judge: string; readonly person: string; readonly role: string; readonly seat: number };

type Moved = { readonly id: string; readonly version: number; readonly attempt: number; readonly before: string; readonly after: string };

export class Replay {
  readonly sheets = new Map<string, PlayedSheet>();
  /** What the chief last said of an entrant, until it is called or confirmed. */
  readonly entrants = new Map<string, { readonly seq: number; readonly state: string; readonly out_reason: string | null }>();
  /** Whose place a substitute took, and who that is. */
  readonly persons = new Map<string, { readonly seq: number; readonly person_id: string }>();
  readonly judges = new Map<string, PlayedJudge>();
  /** By judge and entrant, as the event's subject names them. */
  readonly recusals = new Map<string, PlayedRecusal>();
  /** By sheet and the version it was handed in as. */
  readonly signatures = new Map<string, PlayedSignature>();
  /** Columns of the contest's row and the events that set them. */
  readonly contest = new Map<'state' | 'board_names' | 'board_revision' | 'rules' | 'spread' | 'scheme_version_id' | 'frozen_seq', { readonly seq: number; readonly value: unknown }>();
  /** By entrant, in the order they were counted. */
  private readonly counted = new Map<string, readonly string[]>();
  private readonly report: Report;

  constructor(report: Report) {
    this.report = report;
  }

  /** @returns the result this event made stand, when it made one. */
  play({ seq, body }: ChainEvent): Made | null {
    if (body.board) this.contest.set('board_revision', { seq, value: seq });
    switch (body.type) {
      case 'mark:put': this.mark(seq, body); return null;
      case 'note:put': this.note(seq, body); return null;
      case 'evidence:add': this.addEvidence(seq, body); return null;
      case 'evidence:remove': this.removeEvidence(seq, body); return null;
      case 'sheet:submit': this.submit(seq, body); return null;
      case 'sheet:withdraw': {
        const [state, returned] = [body['after'] as 'open' | 'returned', body['returned'] as PlayedSheet['returned']];
        this.change(body.subject, seq, { state, version: body['version'] as number, submittedAt: null, returned });
        return null;
      }
      case 'sheet:return': {
        const [reason, items, at] = [body['reason'] as string, body['items'] as string[], body['returnedAt'] as string | undefined];
        this.change(body.subject, seq, { state: 'returned', version: body['version'] as number, returned: { reason, items, at } });
        return null;
      }
      case 'paper:enter':
      case 'paper:verify':
      case 'paper:settle':
      case 'paper:decide':
      case 'paper:aside': this.paper(seq, body); return null;
      case 'sheet:move': this.move(seq, body); return null;
      case 'attempt:grant': this.grant(seq, body); return null;
      case 'entrant:substitute': this.persons.set(body.subject, { seq, person_id: (body['after'] as { person: string }).person }); return null;
      case 'entrant:remove':
        this.persons.delete(body.subject);
        this.entrants.delete(body.subject);
        return null;
      // Entrants get ids anew: whose place is whose is held against the drawn list from here on.
      case 'draw:second': this.persons.clear(); return null;
      case 'contest:scheme': this.contest.set('scheme_version_id', { seq, value: (body['after'] as { id: string }).id }); return null;
      case 'contest:spread': this.spread(seq, body['after']); return null;
      case 'contest:rules': this.rules(seq, body['after'] as Rules); return null;
      case 'judge:recuse': this.recuse(seq, body); return null;
      case 'judge:appoint': this.appoint(seq, body); return null;
      case 'round:open': this.open(seq, body); return null;
      case 'contest:state': this.contest.set('state', { seq, value: body['after'] === 'published' ? 'final' : body['after'] }); return null;
      case 'contest:board-names': this.contest.set('board_names', { seq, value: body['after'] }); return null;
      case 'contest:freeze': this.contest.set('frozen_seq', { seq, value: seq }); return null;
      case 'contest:unfreeze': this.contest.set('frozen_seq', { seq, value: null }); return null;
      case 'entrant:out':
      case 'entrant:reinstate':
        this.entrants.set(body.subject, { seq, state: body['after'] as string, out_reason: body.type === 'entrant:out' ? (body['reason'] as string) : null });
        return null;
      case 'entrant:call': this.entrants.delete(body.subject); return null;
      case 'result:confirm': return this.confirm(seq, body);
      case 'result:amend': return this.amend(seq, body);
      // Every other event says what happened without changing what is compared here.
      default: return null;
    }
  }

  /** Rules that were never changed as a whole are not compared but for their limits of spread. */
  private rules(seq: number, rules: Rules): void {
    this.contest.set('rules', { seq, value: rules });
    this.contest.set('spread', { seq, value: rules.spread ?? null });
  }

  private spread(seq: number, value: unknown): void {
    this.contest.set('spread', { seq, value });
    const rules = this.contest.get('rules')?.value as Rules | undefined;
    if (!rules) return;
    const { spread: _, ...others } = rules;
    this.contest.set('rules', { seq, value: value === null ? others : { ...others, spread: value } });
  }

  private mark(seq: number, body: EventBody): void {
    const [id, criterionId] = body.subject.split('/') as [string, string];
    const sheet = this.sheets.get(id) ?? blank;
    const [version, expected] = [body['version'] as number, (sheet.marks.get(criterionId)?.version ?? 0) + 1];
    if (version !== expected) this.report({ seq, table: 'contest_event', row: `${seq}`, column: 'body.version', expected, found: version });
    const mark = { seq, value: body['after'] as MarkValue | null, version, at: body.commandId === undefined ? undefined : body.recordedAt };
    const marks = new Map(sheet.marks).set(criterionId, mark);
    this.change(id, seq, { version: sheet.version + 1, judgeId: body.actor, entrantId: (body['entrant'] as string | undefined) ?? sheet.entrantId, marks });
  }

  /** Events of before sheets were signed by hand carry no signature. */
  private submit(seq: number, body: EventBody): void {
    const [version, hash] = [body['version'] as number, body['signature'] as string | undefined];
    if (hash !== undefined) this.signatures.set(`${body.subject}/${version}`, { seq, hash, returned: (this.sheets.get(body.subject) ?? blank).returned });
    this.change(body.subject, seq, { state: 'submitted', version, submittedAt: body['submittedAt'] as string | undefined, returned: null });
  }

  private note(seq: number, body: EventBody): void {
    const [id, criterionId] = body.subject.split('/') as [string, string];
    const note = { seq, text: body['after'] as string | null, version: body['version'] as number, at: body['notedAt'] as string };
    this.beside(id, seq, body, { notes: new Map(this.sheets.get(id)?.notes).set(criterionId, note) });
  }

  private addEvidence(seq: number, body: EventBody): void {
    const [sheetId, criterion_id] = body.subject.split('/') as [string, string];
    // Before it was kept when one was taken, no event says so, and no row.
    const { id, hash, type, width, height, at, takenAt = null } = body['evidence'] as Omit<Evidence, 'takenAt'> & Partial<Pick<Evidence, 'takenAt'>>;
    const added = { seq, criterion_id, hash, type, width, height, at, taken_at: takenAt, removed_at: null, hash_of_bytes: hash, bytes: body['bytes'] as number };
    this.beside(sheetId, seq, body, { evidence: new Map(this.sheets.get(sheetId)?.evidence).set(id, added) });
  }

  private removeEvidence(seq: number, body: EventBody): void {
    const id = body['sheet'] as string;
    const evidence = this.sheets.get(id)?.evidence;
    const removed = evidence?.get(body.subject);
    if (!removed) this.report({ seq, table: 'contest_event', row: `${seq}`, column: 'body.subject', expected: 'evidence added before', found: body.subject });
    else this.beside(id, seq, body, { evidence: new Map(evidence).set(body.subject, { ...removed, seq, removed_at: body['removedAt'] as string }) });
  }

  /** What stands beside a mark changed: a version of the sheet, by its own judge. */
  private beside(id: string, seq: number, body: EventBody, change: Partial<PlayedSheet>): void {
    this.change(id, seq, { ...change, version: body['sheetVersion'] as number, judgeId: body.actor, entrantId: body['entrant'] as string });
  }

  /** A step of a paper sheet; one that applies it brings all its marks and hands the sheet in. */
  private paper(seq: number, body: EventBody): void {
    const id = body.subject;
    const before = this.sheets.get(id) ?? blank;
    const [version, expected] = [body['version'] as number, before.version + 1];
    if (version !== expected) this.report({ seq, table: 'contest_event', row: `${seq}`, column: 'body.version', expected, found: version });
    const step = { version, paper: body['paper'] as object | null, judgeId: body['judge'] as string, entrantId: body['entrant'] as string };
    const applied = body['applied'] as FromPaper | undefined;
    if (!applied) return void this.change(id, seq, step);
    const marks = new Map(before.marks);
    for (const put of applied.marks) {
      const stood = marks.get(put.criterionId);
      const next = (stood?.version ?? 0) + 1;
      if (put.version !== next) this.report({ seq, table: 'contest_event', row: `${seq}`, column: 'body.applied.version', expected: next, found: put.version });
      if (!isDeepStrictEqual(put.before, stood?.value ?? null)) this.report({ seq, table: 'contest_event', row: `${seq}`, column: 'body.applied.before', expected: stood?.value ?? null, found: put.before });
      marks.set(put.criterionId, { seq, value: put.after, version: put.version, at: body.recordedAt });
    }
    this.signatures.set(`${id}/${version}`, { seq, hash: applied.signature, returned: before.returned });
    this.change(id, seq, { ...step, marks, state: 'submitted', submittedAt: applied.submittedAt, returned: null });
  }

  /** Two sheets of a judge changed places: each goes on with its own marks, for the other entrant. */
  private move(seq: number, body: EventBody): void {
    const judgeId = body['judge'] as string;
    for (const { id, version, attempt, before, after } of body['sheets'] as Moved[]) {
      const from = this.sheets.get(id)?.entrantId;
      if (from !== undefined && from !== before) this.report({ seq, table: 'contest_event', row: `${seq}`, column: 'body.sheets', expected: from, found: before });
      this.change(id, seq, { version, attempt, entrantId: after, judgeId });
    }
  }

  private grant(seq: number, body: EventBody): void {
    const [entrantId, attempt] = [body.subject, body['attempt'] as number];
    this.entrants.set(entrantId, { seq, state: 'waiting', out_reason: null });
    for (const { id, version } of body['closed'] as { id: string; version: number }[]) this.change(id, seq, { state: 'superseded', version, entrantId });
    for (const { id, judgeId } of body['opened'] as { id: string; judgeId: string }[]) this.change(id, seq, { entrantId, judgeId, attempt });
  }

  /** A round of inspections runs from its first event on, with all its seats. */
  private open(seq: number, body: EventBody): void {
    this.contest.set('state', { seq, value: 'running' });
    for (const { id, seat, personId } of body['judges'] as { id: string; seat: number; personId: string }[]) this.judges.set(id, { seq, seat, role: 'judge', person: personId, endedAt: null });
    for (const { id, personId } of body['entrants'] as { id: string; personId: string }[]) this.persons.set(id, { seq, person_id: personId });
  }

  private appoint(seq: number, body: EventBody): void {
    const replaced = body['before'] as string | null;
    const seat = { seat: body['seat'] as number, role: body['judgeRole'] as string, person: body['person'] as string | undefined };
    if (replaced !== null) this.judges.set(replaced, { ...seat, person: undefined, ...this.judges.get(replaced), seq, endedAt: body.at });
    this.judges.set(body.subject, { ...seat, seq, endedAt: null });
  }

  private recuse(seq: number, body: EventBody): void {
    this.recusals.set(body.subject, { seq, cause: body['cause'] as string, reason: body['reason'] as string, at: body.recordedAt });
    const [judgeId, entrantId] = body.subject.split('/') as [string, string];
    const sheet = body['sheet'] as { id: string; version: number } | null;
    if (sheet) this.change(sheet.id, seq, { state: 'recused', version: sheet.version, judgeId, entrantId, returned: null });
  }

  private confirm(seq: number, body: EventBody): Made {
    const panel = (body['panel'] as Seat[] | undefined) ?? [];
    for (const { judge, seat, role, person } of panel) {
      this.judges.set(judge, { seq, seat, role, person, endedAt: this.judges.get(judge)?.endedAt ?? null });
    }
    const judgeOf = new Map(panel.map(({ sheet, judge }) => [sheet, judge]));
    const entrantId = body.subject;
    this.entrants.delete(entrantId);
    const counted = (body['sheets'] as { id: string; version: number }[]).map(({ id, version }) => {
      const sheet = this.sheets.get(id) ?? blank;
      const seen = { ...sheet, id, judgeId: judgeOf.get(id) ?? sheet.judgeId, entrantId };
      if (sheet.version !== version) this.report({ seq, table: 'contest_event', row: `${seq}`, column: 'body.sheets', expected: sheet.version, found: version });
      this.sheets.set(id, { ...seen, seq, state: 'confirmed', version: version + 1 });
      return seen;
    });
    this.counted.set(entrantId, counted.map(({ id }) => id));
    const { recordedAt: at } = body;
    return { seq, at, entrantId, status: body['status'] as string, total: body['total'] as string | null, vetoes: body['vetoes'] as Record<string, boolean>, note: (body['note'] as string | undefined) ?? null, correctionId: null, sheets: counted };
  }

  private amend(seq: number, body: EventBody): Made {
    const { recordedAt: at, subject: entrantId } = body;
    const wrong = (column: string, expected: unknown, found: unknown): void => this.report({ seq, table: 'contest_event', row: `${seq}`, column, expected, found });
    for (const { sheetId, criterionId, before, after, version } of body['marks'] as Amended[]) {
      const { marks } = this.sheets.get(sheetId) ?? blank;
      const stood = marks.get(criterionId);
      if (version !== (stood?.version ?? 0) + 1) wrong('body.marks.version', (stood?.version ?? 0) + 1, version);
      if (!isDeepStrictEqual(before, stood?.value ?? null)) wrong('body.marks.before', stood?.value ?? null, before);
      this.change(sheetId, seq, { marks: new Map(marks).set(criterionId, { seq, value: after, version, at }) });
    }
    for (const { id, version } of body['sheets'] as { id: string; version: number }[]) {
      const expected = (this.sheets.get(id)?.version ?? 0) + 1;
      if (version !== expected) wrong('body.sheets', expected, version);
      this.change(id, seq, { version, amendedAt: at });
    }
    const after = body['after'] as { status: string; total: string | null; state: string; outReason: string | null };
    this.entrants.set(entrantId, { seq, state: after.state, out_reason: after.outReason });
    const sheets = (this.counted.get(entrantId) ?? []).map((id) => ({ ...(this.sheets.get(id) ?? blank), id }));
    const vetoes = Object.fromEntries((body['vetoes'] as string[]).map((id) => [id, true]));
    return { seq, at, entrantId, status: after.status, total: after.total, vetoes, note: null, correctionId: body['correctionId'] as string, sheets };
  }

  private change(id: string, seq: number, change: Partial<PlayedSheet>): void {
    this.sheets.set(id, { ...(this.sheets.get(id) ?? blank), ...change, seq });
  }
}
