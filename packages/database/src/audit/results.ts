/** Recomputes every result from the marks as they stood when its event was written: at its confirmation and at each correction. */
import { judgedRules, scoreEntrant, type Derived, type EntrantScore, type MarkValue } from '@leitai/scoring';
import { differ, type Place } from './differ.ts';
import type { Report } from './fault.ts';
import type { Made, PlayedSheet } from './played.ts';
import type { ContestRows } from './rows.ts';

/** Columns of a result as the record makes them, plain JSON. */
type Expected = Readonly<Record<string, unknown>>;

export class Results {
  /** By entrant: what must stand now. */
  readonly standing = new Map<string, { readonly seq: number; readonly expected: Expected }>();
  /** By correction: what stood before it. */
  readonly earlier = new Map<string, Expected>();
  private readonly rows: ContestRows;
  private readonly report: Report;

  constructor(rows: ContestRows, report: Report) {
    this.rows = rows;
    this.report = report;
  }

  /** Call at the moment its event is played, with what fed its derived criteria then. */
  add(made: Made, derived: Readonly<Record<string, Derived>>): void {
    const { seq, entrantId, status, at } = made;
    const { sheets } = this.rows;
    const inputs = made.sheets.map((sheet) => ({ judgeId: sheet.judgeId ?? sheets.get(sheet.id)?.judge_id ?? '', marks: standingMarks(sheet) }));
    const score = this.scored(inputs, made.vetoes, derived);
    const total = 'total' in score ? score.total : null;
    if (status !== score.status || made.total !== total) {
      this.report({ seq, table: 'contest_event', row: `${seq}`, column: 'body.total', expected: total ?? score.status, found: made.total ?? status });
    }
    const was = this.standing.get(entrantId)?.expected;
    if (made.correctionId !== null && was) {
      this.earlier.set(made.correctionId, { status: was['status'], total: was['total'], score: was['score'], sheets: was['sheets'] });
    }
    const confirmed = made.correctionId === null
      ? { seq, note: made.note, confirmed_at: at, amended_seq: null, amended_at: null }
      : { ...was, amended_seq: seq, amended_at: at };
    const expected = { ...confirmed, status: score.status, total, score, sheets: inputs };
    this.standing.set(entrantId, { seq, expected: JSON.parse(JSON.stringify(expected)) as Expected });
  }

  /** After the last event. */
  compare(): void {
    for (const [entrantId, { seq, expected }] of this.standing) {
      const place: Place = { seq, table: 'result', row: entrantId };
      differ(this.report, place, expected, this.rows.results.get(entrantId));
    }
  }

  /** Marks the engine cannot read were not put through it: the recomputation says so instead of ending the audit. */
  private scored(inputs: { judgeId: string; marks: Record<string, MarkValue> }[], vetoes: Made['vetoes'], derived: Readonly<Record<string, Derived>>): EntrantScore | { readonly status: string } {
    const { scheme, rules } = this.rows;
    const raised = scheme.vetoes.map(({ id }) => id).filter((id) => inputs.some(({ marks }) => marks[id] !== undefined));
    try {
      return scoreEntrant(scheme, judgedRules(rules), inputs, { confirmedVetoes: raised.filter((id) => vetoes[id] === true), derived });
    } catch (error) {
      return { status: `unreadable: ${(error as Error).message}` };
    }
  }
}

const standingMarks = ({ marks }: PlayedSheet): Record<string, MarkValue> =>
  Object.fromEntries([...marks].flatMap(([id, { value }]) => (value === null ? [] : [[id, value]])));
