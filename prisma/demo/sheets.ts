/** The organiser's sheets, with the headings a real one has: contestants and judges as CSV, there and back. */
import type { JudgeRow, RosterRow } from './types.ts';

export type Cell = string | number;
type Columns<Row> = readonly (readonly [heading: string, width: number, cell: (row: Row) => Cell])[];

export const ROSTER_COLUMNS: Columns<RosterRow> = [
  ['序号', 6, (row) => row.no],
  ['姓名', 10, (row) => row.name],
  ['性别', 6, (row) => row.gender],
  ['单位', 14, (row) => row.organisation],
  ['岗位代码', 18, (row) => row.postCode],
  ['岗位', 14, (row) => row.post],
  ['工号', 10, (row) => row.employeeNo],
];
const JUDGE_COLUMNS: Columns<JudgeRow> = [
  ['序号', 6, (row) => row.no],
  ['姓名', 10, (row) => row.name],
  ['性别', 6, (row) => row.gender],
  ['单位', 20, (row) => row.organisation],
  ['岗位代码', 18, (row) => row.postCode],
  ['岗位', 14, (row) => row.post],
  ['裁判类别', 10, (row) => row.role],
  ['席位', 6, (row) => row.seat],
];

/** UTF-8 with the byte-order mark that spreadsheet programs write, CRLF lines. No cell holds a comma, quote or line break. */
function csv<Row>(columns: Columns<Row>, rows: readonly Row[]): string {
  const lines = [columns.map(([heading]) => heading), ...rows.map((row) => columns.map(([, , cell]) => cell(row)))];
  return `\uFEFF${lines.map((line) => `${line.join(',')}\r\n`).join('')}`;
}
export const rosterCsv = (rows: readonly RosterRow[]): string => csv(ROSTER_COLUMNS, rows);
export const judgesCsv = (rows: readonly JudgeRow[]): string => csv(JUDGE_COLUMNS, rows);

function parse(text: string): string[][] {
  const lines = text.replace(/^\uFEFF/, '').trimEnd().split('\r\n');
  return lines.slice(1).map((line) => line.split(','));
}

/** Reads back what `rosterCsv` wrote. */
export const readRoster = (text: string): RosterRow[] => parse(text).map(([no, name, gender, organisation, postCode, post, employeeNo]) =>
  ({ no: Number(no), name, gender, organisation, postCode, post, employeeNo }) as RosterRow);

/** Reads back what `judgesCsv` wrote. */
export const readJudges = (text: string): JudgeRow[] => parse(text).map(([no, name, gender, organisation, postCode, post, role, seat]) =>
  ({ no: Number(no), name, gender, organisation, postCode, post, role, seat: Number(seat) }) as JudgeRow);
