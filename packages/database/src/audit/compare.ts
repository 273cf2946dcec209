/** Holds a contest's rows against what its events, played again, say they must be. */
import { isDeepStrictEqual } from 'node:util';
import { differ, unknown, type Place } from './differ.ts';
import type { Report } from './fault.ts';
import { blank, type PlayedSheet } from './played.ts';
import type { Replay } from './replay.ts';
import type { ContestRows, SheetRow } from './rows.ts';

/** After the last event: every row that stands, both ways. */
export function compareRows(replay: Replay, confirmed: ReadonlySet<string>, contestId: string, rows: ContestRows, report: Report): void {
  for (const [column, { seq, value }] of replay.contest) differ(report, { seq, table: 'contest', row: contestId }, { [column]: value }, rows.contest);
  for (const [id, played] of replay.sheets) compareSheet(id, played, rows.sheets.get(id), report);
  for (const [id, row] of rows.sheets) if (!replay.sheets.has(id)) untouched(id, row, report);
  for (const [id, { seq, seat, role, person, endedAt }] of replay.judges) {
    differ(report, { seq, table: 'judge', row: id }, { contest_id: contestId, seat, role, person_id: person, ended_at: endedAt }, rows.judges.get(id));
  }
  for (const [id, { seq, ...played }] of replay.recusals) differ(report, { seq, table: 'recusal', row: id }, played, rows.recusals.get(id));
  for (const [id, row] of rows.recusals) if (!replay.recusals.has(id)) unknown(report, 'recusal', id, row);
  compareSignatures(replay, rows, report);
  for (const [id, row] of rows.results) {
    if (confirmed.has(id)) differ(report, { seq: row.seq, table: 'result', row: id }, { contest_id: contestId }, row);
    else unknown(report, 'result', id, row);
  }
  for (const [id, { seq, ...expected }] of replay.persons) differ(report, { seq, table: 'entrant', row: id }, expected, rows.entrants.get(id));
  for (const [id, { seq, ...expected }] of replay.entrants) differ(report, { seq, table: 'entrant', row: id }, expected, rows.entrants.get(id));
  for (const [id, { state }] of rows.entrants) {
    if (replay.entrants.has(id)) continue;
    const stands = state === 'confirmed' || (state === 'disqualified' && rows.results.get(id)?.status === 'disqualified');
    if (stands !== confirmed.has(id)) {
      const seq = rows.results.get(id)?.seq ?? null;
      report({ seq, table: 'entrant', row: id, column: 'state', expected: confirmed.has(id) ? 'confirmed' : 'not confirmed', found: state });
    }
  }
}

function compareSheet(id: string, played: PlayedSheet, row: SheetRow | undefined, report: Report): void {
  const { seq, version, state, judgeId, entrantId, attempt, submittedAt, amendedAt, returned, paper, marks } = played;
  const place: Place = { seq, table: 'sheet', row: id };
  differ(report, place, { version, state, judge_id: judgeId, entrant_id: entrantId, attempt, submitted_at: submittedAt, amended_at: amendedAt, paper }, row);
  if (!row) return;
  const standing = row.returned as { at?: string } | null;
  const expected = withTime(returned, standing);
  if (!isDeepStrictEqual(standing, expected)) report({ ...place, column: 'returned', expected, found: standing });
  for (const [criterionId, { seq: putAt, value, version: stands, at }] of marks) {
    differ(report, { seq: putAt, table: 'mark', row: `${id}/${criterionId}` }, { value, version: stands, at }, row.marks[criterionId]);
  }
  for (const [criterionId, mark] of Object.entries(row.marks)) if (!marks.has(criterionId)) unknown(report, 'mark', `${id}/${criterionId}`, mark);
  compareBeside(id, played, row, report);
}

/** Notes, and photographs down to their bytes. */
function compareBeside(id: string, { notes, evidence }: PlayedSheet, row: SheetRow, report: Report): void {
  for (const [criterionId, { seq, ...note }] of notes) differ(report, { seq, table: 'note', row: `${id}/${criterionId}` }, note, row.notes[criterionId]);
  for (const [criterionId, note] of Object.entries(row.notes)) if (!notes.has(criterionId)) unknown(report, 'note', `${id}/${criterionId}`, note);
  for (const [photo, { seq, ...expected }] of evidence) differ(report, { seq, table: 'evidence', row: photo }, expected, row.evidence[photo]);
  for (const [photo, found] of Object.entries(row.evidence)) if (!evidence.has(photo)) unknown(report, 'evidence', photo, found);
}

/** What was drawn is known by its hash alone, which the event holds: a changed stroke is a body of another hash. */
function compareSignatures(replay: Replay, rows: ContestRows, report: Report): void {
  for (const [id, { seq, hash, returned }] of replay.signatures) {
    const [place, row] = [{ seq, table: 'signature', row: id } as const, rows.signatures.get(id)];
    if (row && row.sealed !== hash) report({ ...place, column: 'body', expected: `sha256 ${hash}`, found: `sha256 ${row.sealed}` });
    differ(report, place, { hash, returned: withTime(returned, row?.returned) }, row);
  }
  for (const [id, row] of rows.signatures) if (!replay.signatures.has(id)) unknown(report, 'signature', id, row);
}

/** Returns of before their time was written down are compared without it. */
const withTime = (returned: PlayedSheet['returned'], standing: { readonly at?: string } | null | undefined) => returned && { ...returned, at: returned.at ?? standing?.at };

/** A sheet nobody has marked or handed in. */
function untouched(id: string, row: SheetRow, report: Report): void {
  const { state, version, submitted_at, returned, paper, marks } = row;
  differ(report, { seq: null, table: 'sheet', row: id }, { state: 'open', version: 0, submitted_at: null, returned: null, paper: null }, { state, version, submitted_at, returned, paper });
  for (const [criterionId, mark] of Object.entries(marks)) unknown(report, 'mark', `${id}/${criterionId}`, mark);
  compareBeside(id, blank, row, report);
}
