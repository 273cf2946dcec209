/** Writes a scheme as a workbook: its parts on the first sheet, and what every column means on the second. */
import type { Text } from '@leitai/contract';
import { choicesOf, choiceWord, partAt, type Scheme } from '@leitai/scoring';
import ExcelJS from 'exceljs';
import { COLUMNS, PARTS, ROWS, ROW_TYPES, type CellType, type Column, type RowType } from './columns.ts';

type Row = Readonly<Partial<Record<Column, string>>>;
const KEYS = Object.keys(COLUMNS) as Column[];
export const both = ({ zh, en }: Text): string => (zh === en ? zh : `${zh} ${en}`);

export async function writeBook(scheme: Scheme): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('评分方案 Scheme', { views: [{ state: 'frozen', xSplit: 4, ySplit: 1 }] });
  // Numbers are written as text, so that no spreadsheet rounds them or takes a clause for a date.
  sheet.columns = KEYS.map((key) => ({ header: both(COLUMNS[key]), key, width: /Zh$|En$/.test(key) ? 28 : 14, style: { numFmt: '@' } }));
  sheet.addRows(rowsOf(scheme));
  sheet.getRow(1).font = { bold: true };
  sheet.getRow(1).alignment = { wrapText: true, vertical: 'top' };
  writeGuide(book.addWorksheet('列说明 Columns'));
  return new Uint8Array(await book.xlsx.writeBuffer());
}

/** Every part of the scheme as a row, a criterion's parts under it. */
export function rowsOf(scheme: Scheme): Row[] {
  return [
    rowOf('scheme', scheme),
    ...scheme.modules.flatMap((module) => [rowOf('module', module), ...module.criteria.flatMap((criterion) => [
      rowOf('criterion', criterion),
      ...PARTS.flatMap((type) => {
        const part = partAt(criterion, ROWS[type].at);
        return (Array.isArray(part) ? (part as unknown[]) : part === undefined ? [] : [part]).map((one) => rowOf(type, one));
      }),
    ])]),
    ...scheme.vetoes.map((veto) => rowOf('veto', veto)),
  ];
}

function rowOf(type: RowType, part: unknown): Row {
  const filled = ROWS[type].fields.flatMap(({ column, path, cell }) => {
    const value = partAt(part, path);
    return value === undefined ? [] : [[column, cellOf(cell, String(value))] as const];
  });
  return { row: both(ROWS[type].name), ...Object.fromEntries(filled) };
}

function cellOf(cell: CellType, value: string): string {
  if (cell.type !== 'choice') return cell.type === 'flag' ? both({ zh: choiceWord('flag', value, 'zh'), en: choiceWord('flag', value, 'en') }) : value;
  return both({ zh: choiceWord(cell.of, value, 'zh'), en: value });
}

/** Which rows use a column, and what may stand in it: from the same table that reads it. */
function writeGuide(sheet: ExcelJS.Worksheet): void {
  sheet.columns = [{ header: '列 Column', width: 30 }, { header: '用于哪些行 In rows', width: 60 }, { header: '填什么 What to write', width: 90 }];
  sheet.addRow([both(COLUMNS.row), '每行 every row', ROW_TYPES.map((type) => both(ROWS[type].name)).join(' · ')]);
  for (const key of KEYS) {
    const uses = ROW_TYPES.flatMap((type) => ROWS[type].fields.filter(({ column }) => column === key).map(({ cell }) => ({ type, cell })));
    if (uses.length > 0) sheet.addRow([both(COLUMNS[key]), uses.map(({ type }) => both(ROWS[type].name)).join(' · '), [...new Set(uses.map(({ cell }) => wordsOf(cell)))].join(' / ')]);
  }
  sheet.getRow(1).font = { bold: true };
}

function wordsOf(cell: CellType): string {
  switch (cell.type) {
    case 'text': return '文字或数字 text or number';
    case 'whole': return '整数 whole number';
    case 'flag': return '是 yes · 否 no';
    case 'choice': return choicesOf(cell.of).map((value) => cellOf(cell, value)).join(' · ');
    default: return cell satisfies never;
  }
}
