/** Reads the first sheet of an .xlsx that holds anything. Runs in the reader only. */
import ExcelJS from 'exceljs';
import { inspectZip } from './inspect-zip.ts';
import { MOST_HEAD_ROWS, MOST_ROWS, type Cell, type Line } from './table.ts';
import { Unreadable } from './unreadable.ts';

/** Parts a roster does not need; some of them, such as a list on a whole column, the library unfolds cell by cell. */
const IGNORED = ['dataValidations', 'conditionalFormatting', 'autoFilter', 'drawing', 'legacyDrawing', 'picture', 'extLst', 'tableParts', 'hyperlinks'];
const MOST_COLUMNS = 60;

/** Macros and links to other files are not looked at. @throws Unreadable. */
export async function readWorkbook(bytes: Buffer): Promise<Line[]> {
  await inspectZip(bytes);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes as never, { ignoreNodes: IGNORED }).catch(() => { throw new Unreadable('not-a-workbook'); });
  for (const sheet of book.worksheets) {
    const lines: Line[] = [];
    sheet.eachRow((row, line) => {
      const cells: Cell[] = [];
      row.eachCell({ includeEmpty: false }, (cell, column) => {
        if (column <= MOST_COLUMNS) cells[column - 1] = cellOf(cell.value);
      });
      const filled = Array.from(cells, (cell) => cell ?? EMPTY);
      if (filled.some(({ text, formula }) => text.trim() !== '' || formula)) lines.push({ line, cells: filled });
      if (lines.length > MOST_ROWS + MOST_HEAD_ROWS) throw new Unreadable('too-many-rows');
    });
    if (lines.length > 0) return lines;
  }
  throw new Unreadable('empty');
}

const EMPTY: Cell = { text: '', formula: false };

function cellOf(value: ExcelJS.CellValue): Cell {
  if (value === null || value === undefined) return EMPTY;
  if (typeof value !== 'object') return { text: String(value), formula: false };
  if (value instanceof Date) return { text: value.toISOString().slice(0, 10), formula: false };
  if ('formula' in value || 'sharedFormula' in value) return { text: '', formula: true };
  if ('richText' in value) return { text: value.richText.map(({ text }) => text).join(''), formula: false };
  if ('text' in value) return { text: String(value.text), formula: false };
  return { text: '', formula: 'error' in value };
}
