// A scheme goes out as a workbook and comes back the same, whatever it holds; what is wrong is told by row and column.

import { readFileSync } from 'node:fs';
import { allCriteria, issueText, type Scheme } from '@leitai/scoring';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readWorkbook } from '../roster/read-workbook.ts';
import type { Line } from '../roster/table.ts';
import { anyScheme } from './test-support.ts';
import { COLUMNS, ROWS, type Column } from './columns.ts';
import { schemeOf } from './read-book.ts';
import { readScheme } from './read-scheme.ts';
import { rowsOf, writeBook } from './write-book.ts';

const lines = async (bytes: Uint8Array) => readWorkbook(Buffer.from(bytes));
const demo = (code: string) => JSON.parse(readFileSync(new URL(`../../../../prisma/demo/schemes/${code}.json`, import.meta.url), 'utf8')) as Scheme;

/** What a file of the scheme is read as, without the file. */
function linesOf(scheme: Scheme): Line[] {
  const columns = Object.keys(COLUMNS) as Column[];
  const cells = (texts: readonly string[]) => texts.map((text) => ({ text, formula: false }));
  return [columns.map((column) => COLUMNS[column].en), ...rowsOf(scheme).map((row) => columns.map((column) => row[column] ?? ''))].map((texts, index) => ({ line: index + 1, cells: cells(texts) }));
}

/** The workbook of a scheme with one cell written over, by the row's number and the column's heading. */
async function changed(scheme: Scheme, cells: readonly (readonly [row: number, heading: string, value: ExcelJS.CellValue])[]): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(Buffer.from(await writeBook(scheme)) as never);
  const sheet = book.worksheets[0]!;
  const headings = Array.from(sheet.getRow(1).values as string[], (one) => one ?? '');
  for (const [row, heading, value] of cells) sheet.getRow(row).getCell(headings.findIndex((one) => one.startsWith(heading))).value = value;
  return new Uint8Array(await book.xlsx.writeBuffer());
}
const rowOf = (scheme: Scheme, type: keyof typeof ROWS, nth = 0): number => rowsOf(scheme).map(({ row }, index) => ({ row, line: index + 2 })).filter(({ row }) => row?.startsWith(ROWS[type].name.zh))[nth]!.line;

describe('a workbook', () => {
  test('gives back any scheme, of every scale', () => {
    fc.assert(fc.property(anyScheme, (scheme) => { expect(schemeOf(linesOf(scheme)).scheme).toEqual(scheme); }), { numRuns: 200 });
  }, 60_000);

  test('loses nothing in the file itself', async () => {
    await fc.assert(fc.asyncProperty(anyScheme, async (scheme) => {
      expect(schemeOf(await lines(await writeBook(scheme))).scheme).toEqual(scheme);
    }), { numRuns: 10 });
  }, 60_000);

  test.each(['CONF_SETUP', 'CLEAN_INDOOR', 'SEC_GATE', 'ELECTRICIAN'])('gives back %s without a fault', async (code) => {
    expect(await readScheme({ name: 'a.xlsx', bytes: await writeBook(demo(code)) })).toEqual({ fileName: 'a.xlsx', scheme: demo(code), faults: [] });
  });

  test('explains every column that it has', async () => {
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(Buffer.from(await writeBook(demo('HVAC'))) as never);
    const explained = (book.worksheets[1]!.getColumn(1).values as string[]).slice(2);
    expect(explained).toEqual(Object.values(COLUMNS).map(({ zh, en }) => (zh === en ? zh : `${zh} ${en}`)));
    expect((book.worksheets[1]!.getColumn(3).values as string[]).every((words) => words.length > 0)).toBe(true);
  });
});

describe('what is wrong in a workbook', () => {
  const scheme = demo('CONF_SETUP');
  const faults = async (...cells: Parameters<typeof changed>[1]) => {
    const read = await readScheme({ name: 'a.xlsx', bytes: await changed(scheme, cells) });
    return read.faults.map(({ row, column, ...issue }) => `${row} ${column?.zh ?? ''} ${issueText(issue, 'zh')}`);
  };
  const criterion = rowOf(scheme, 'criterion', 1);

  test.each([
    ['a number that is none', '分值', '八分', '数字要写成文字, 如 "61.5"'],
    ['a choice nobody knows', '测或评', '猜', '应为以下之一: measured, judged'],
    ['an empty name', '名称（英文）', null, '长度应为 1 至 1000'],
    ['a formula', '分值', { formula: 'A1', result: 3 }, '单元格里是公式, 请改为数值'],
    ['a column of another row', '限时（秒）', '60', '没有这个字段, 请删除或更正拼写'],
  ])('%s: row, column and remedy', async (_name, heading, value, words) => expect(await faults([criterion, heading, value as never])).toContain(`${criterion} ${heading} ${words}`));

  test('a row that is none, or out of its place', async () => {
    expect((await faults([criterion, '行类型', '第七行']))[0]).toMatch(new RegExp(`^${criterion} 行类型 没有这种行`));
    expect((await faults([2, '行类型', '档']))[0]).toMatch(/^2 行类型 此行不能在这里/);
  });

  test('a sum that does not hold is told at its cell, and the draft comes all the same', async () => {
    const read = await readScheme({ name: 'a.xlsx', bytes: await changed(scheme, [[2, '分值', '99']]) });
    expect(read.faults).toEqual([{ row: 2, column: COLUMNS.points, path: 'max', code: 'max-mismatch', params: { expected: '100', actual: '99' } }]);
    expect(read.scheme).toEqual({ ...scheme, max: '99' });
  });

  test('numbers typed as numbers and words in either language are understood', async () => {
    const read = await readScheme({ name: 'a.xlsx', bytes: await changed(scheme, [[2, '分值', 100], [criterion, '测或评', allCriteria(scheme)[1]!.kind], [3, '行类型', 'Module']]) });
    expect(read).toMatchObject({ scheme, faults: [] });
  });

  test('JSON is held to the same check, and what is no scheme has none', async () => {
    const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
    expect(await readScheme({ name: 'a.json', bytes: bytes(scheme) })).toEqual({ fileName: 'a.json', scheme, faults: [] });
    expect(await readScheme({ name: 'a.json', bytes: bytes({ ...scheme, max: '7' }) })).toMatchObject({ scheme: { max: '7' }, faults: [{ row: null, path: 'max', code: 'max-mismatch' }] });
    expect(await readScheme({ name: 'a.json', bytes: bytes({ hello: 1 }) })).toMatchObject({ scheme: null });
    await expect(readScheme({ name: 'a.json', bytes: new TextEncoder().encode('{"a":') })).rejects.toMatchObject({ code: 'import.unreadable' });
  });
});
