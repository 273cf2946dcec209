/** Sends a document's first table as plain text for whatever reckons with it. */
import type { Paper } from '@leitai/contract';
import type { Response } from 'express';
import { both, textOf } from './paper-workbook.ts';
import { csvText } from './results/csv.ts';

export function sendCsv(res: Response, { title, parts, tables }: Paper): void {
  const { columns, rows } = tables[parts.find(({ table }) => table !== null)?.table ?? 0] ?? { columns: [], rows: [] };
  res.set({ 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' });
  res.attachment(`${title.zh}.csv`).type('text/csv; charset=utf-8').send(csvText([columns.map(({ name }) => both(name)), ...rows.map((row) => row.map((cell) => textOf(cell) ?? ''))]));
}
