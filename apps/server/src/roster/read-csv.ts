/** Reads a .csv as spreadsheet programs in China write it: UTF-8 with or without its mark, or GB18030. Runs in the reader only. */
import { parse } from 'csv-parse/sync';
import { MOST_HEAD_ROWS, MOST_ROWS, type Line } from './table.ts';
import { Unreadable } from './unreadable.ts';

const NUL = 0;

/** @throws Unreadable. */
export function readCsv(bytes: Buffer): Line[] {
  const records = parseCsv(decode(bytes));
  const lines = records.flatMap(({ record, info }) =>
    record.some((text) => text.trim() !== '') ? [{ line: info.lines, cells: record.map(cellOf) }] : []);
  if (lines.length === 0) throw new Unreadable('empty');
  if (lines.length > MOST_ROWS + MOST_HEAD_ROWS) throw new Unreadable('too-many-rows');
  return lines;
}

/** A text a spreadsheet program would take for a formula. */
const cellOf = (text: string) => ({ text, formula: text.trimStart().startsWith('=') });

/** UTF-8 is tried first: text in GB18030 is hardly ever valid UTF-8, and the other way round it often is. */
function decode(bytes: Buffer): string {
  if (bytes.includes(NUL)) throw new Unreadable('bad-text');
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      continue;
    }
  }
  throw new Unreadable('bad-text');
}

function parseCsv(text: string): { record: string[]; info: { lines: number } }[] {
  try {
    return parse(text, { info: true, relax_column_count: true, skip_empty_lines: true, delimiter: [',', ';', '\t'], max_record_size: 20_000 }) as never;
  } catch {
    throw new Unreadable('bad-text');
  }
}
