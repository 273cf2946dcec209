/** The organiser's sheets: contestants and judges as CSV and as a workbook, with the headings a real one has. */
import ExcelJS from 'exceljs';
import type { JudgeRow, RosterRow } from './types.ts';

type Cell = string | number;
type Columns<Row> = readonly (readonly [heading: string, width: number, cell: (row: Row) => Cell])[];

const ROSTER: Columns<RosterRow> = [
  ['序号', 6, (row) => row.no],
  ['姓名', 10, (row) => row.name],
  ['性别', 6, (row) => row.gender],
  ['单位', 14, (row) => row.organisation],
  ['岗位代码', 18, (row) => row.postCode],
  ['岗位', 14, (row) => row.post],
  ['工号', 10, (row) => row.employeeNo],
];
const JUDGES: Columns<JudgeRow> = [
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
export const rosterCsv = (rows: readonly RosterRow[]): string => csv(ROSTER, rows);
export const judgesCsv = (rows: readonly JudgeRow[]): string => csv(JUDGES, rows);

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

/** The roster as a workbook with one sheet. Its cells depend on the rows alone; its bytes also hold the time of writing. */
export async function rosterWorkbook(rows: readonly RosterRow[]): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('报名表', { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = ROSTER.map(([header, width]) => ({ header, width }));
  sheet.getRow(1).font = { bold: true };
  sheet.addRows(rows.map((row) => ROSTER.map(([, , cell]) => cell(row))));
  return new Uint8Array(await book.xlsx.writeBuffer());
}

/** Every row of the first sheet, headings included, as text joined by commas. */
export async function workbookLines(bytes: Uint8Array): Promise<string[]> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(new Uint8Array(bytes).buffer);
  const lines: string[] = [];
  book.worksheets[0]?.eachRow((row) => lines.push((row.values as Cell[]).slice(1).join(',')));
  return lines;
}
