/** Sends a document as a workbook, row by row as it is written: what it is on the first sheet, each of its tables on one of its own. */
import type { Paper, PaperCell, PaperPart, PaperTable } from '@leitai/contract';
import { minuteOf } from '@leitai/contract/house-day';
import { isDecimal } from '@leitai/scoring';
import ExcelJS from 'exceljs';
import type { Response } from 'express';
import { setImmediate } from 'node:timers/promises';
import type { Logger } from 'pino';
import { readable } from './results/check-code.ts';

const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** Rows between two moments at which other requests have their turn. */
const AT_ONCE = 200;
/** Excel's own limit on the name of a sheet, and what it refuses in one. */
const NAME_LENGTH = 31;
const REFUSED = /[*?:\\/[\]]/g;

/** The head stays in sight, and is printed on every page. */
const TABLE: Partial<ExcelJS.AddWorksheetOptions> = { views: [{ state: 'frozen', ySplit: 1 }], pageSetup: { printTitlesRow: '1:1', fitToPage: true, fitToWidth: 1, fitToHeight: 0, paperSize: 9 } };

type Words = { readonly zh: string; readonly en: string };
export const both = ({ zh, en }: Words): string => (zh === en ? zh : `${zh} ${en}`);

/** What fails on the way ends the download, so that nobody takes half of it for the whole. */
export async function sendWorkbook(res: Response, paper: Paper, log: Logger): Promise<void> {
  res.set({ 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' });
  res.attachment(`${[paper.title.zh, paper.contest?.letter].filter(Boolean).join('-')}.xlsx`).type(TYPE);
  try {
    await write(res, paper);
  } catch (error) {
    log.error({ err: error }, 'a workbook could not be written');
    res.destroy();
  }
}

async function write(res: Response, paper: Paper): Promise<void> {
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: res, useStyles: true, useSharedStrings: false });
  const sheets = new Set<string>();
  writeFacts(book.addWorksheet(sheetName('文件 Document', sheets)), paper);
  for (const [index, part] of paper.parts.entries()) {
    if (part.table === null) continue;
    const heading = part.heading ?? paper.title;
    await writeTable(book.addWorksheet(sheetName(heading.zh || String(index + 1), sheets), TABLE), paper.tables[part.table]!, res);
    if (res.destroyed) return;
  }
  await book.commit();
}

/** As Excel takes it, and like no other. */
function sheetName(wanted: string, taken: Set<string>): string {
  const clean = wanted.replaceAll(REFUSED, ' ').replaceAll(/^'+|'+$/g, '').trim().slice(0, NAME_LENGTH);
  const names = [clean, ...Array.from({ length: taken.size + 1 }, (_, index) => `${clean.slice(0, NAME_LENGTH - 4)} ${index + 2}`)];
  const name = names.find((one) => !taken.has(one.toLowerCase()))!;
  taken.add(name.toLowerCase());
  return name;
}

function writeFacts(sheet: ExcelJS.Worksheet, paper: Paper): void {
  sheet.columns = [{ width: 24 }, { width: 70 }];
  const { contest } = paper;
  const rows: readonly (readonly [Words, PaperCell])[] = [
    [{ zh: '文件', en: 'Document' }, paper.title], [{ zh: '活动', en: 'Event' }, paper.event],
    ...(contest ? [[{ zh: '岗位', en: 'Post' }, { zh: `${contest.letter} ${contest.name.zh}`, en: contest.name.en }] as const] : []),
    ...(paper.practice ? [[{ zh: '演练', en: 'Practice' }, { zh: '演练数据，不是成绩', en: 'Practice, no results' }] as const] : []),
    [{ zh: '记录号', en: 'Record no.' }, String(paper.revision)], [{ zh: '核验码', en: 'Check code' }, readable(paper.hash)], [{ zh: '生成时间', en: 'Made' }, { at: paper.madeAt }],
    ...paper.parts.flatMap(({ heading, facts, words }: PaperPart): (readonly [Words, PaperCell])[] => [
      ...(heading ? [[heading, null] as const] : []), ...facts.map(({ name, value }) => [name, value] as const), ...words.map((line) => [{ zh: '', en: '' }, line] as const),
    ]),
  ];
  for (const [name, value] of rows) addRow(sheet, [textOf(name), textOf(value)], ['text', 'text']);
  sheet.commit();
}

async function writeTable(sheet: ExcelJS.Worksheet, { columns, rows }: PaperTable, res: Response): Promise<void> {
  sheet.columns = columns.map(({ name, share }) => ({ width: Math.max(share * 4, both(name).length + 4) }));
  const head = sheet.addRow(columns.map(({ name }) => both(name)));
  head.font = { bold: true };
  head.commit();
  const types = columns.map(({ type }) => type);
  for (const [index, row] of rows.entries()) {
    addRow(sheet, row.map(textOf), types, row.map((cell) => cell !== null && typeof cell === 'object' && 'struck' in cell));
    if (index % AT_ONCE === AT_ONCE - 1) await setImmediate();
    if (res.destroyed) return;
  }
  sheet.commit();
}

/** Only what is a decimal in a column of numbers is a number; all else is text and stays it, however it begins. */
function addRow(sheet: ExcelJS.Worksheet, texts: readonly (string | null)[], types: readonly PaperTable['columns'][number]['type'][], struck: readonly boolean[] = []): void {
  const row = sheet.addRow(texts.map((text, index) => (text !== null && types[index] === 'number' && isDecimal(text) ? Number(text) : text)));
  for (const [index, text] of texts.entries()) {
    const cell = row.getCell(index + 1);
    cell.numFmt = types[index] === 'number' && text !== null && isDecimal(text) ? formatOf(text) : '@';
    if (struck[index]) cell.font = { strike: true };
  }
  row.commit();
}

/** As many digits as were written. */
const formatOf = (decimal: string): string => {
  const digits = decimal.split('.')[1]?.length ?? 0;
  return digits === 0 ? '0' : `0.${'0'.repeat(digits)}`;
};

/** A cell as a table for spreadsheets holds it. */
export function textOf(cell: PaperCell): string | null {
  if (cell === null || typeof cell === 'string') return cell;
  if ('struck' in cell) return cell.struck;
  return 'at' in cell ? minuteOf(new Date(cell.at)) : both(cell);
}
