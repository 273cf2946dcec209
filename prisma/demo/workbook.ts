/** The roster as a workbook; apart from the CSV so that the seed need not load a spreadsheet library. */
import ExcelJS from 'exceljs';
import { ROSTER_COLUMNS } from './sheets.ts';
import type { Cell } from './sheets.ts';
import type { RosterRow } from './types.ts';

/** One sheet. Its cells depend on the rows alone; its bytes also hold the time of writing. */
export async function rosterWorkbook(rows: readonly RosterRow[]): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('报名表', { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = ROSTER_COLUMNS.map(([header, width]) => ({ header, width }));
  sheet.getRow(1).font = { bold: true };
  sheet.addRows(rows.map((row) => ROSTER_COLUMNS.map(([, , cell]) => cell(row))));
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
