/** The thread that reads one uploaded file: it may be killed without harm when the file takes too much time or memory. */
import { parentPort, workerData } from 'node:worker_threads';
import { readCsv } from './read-csv.ts';
import { readWorkbook } from './read-workbook.ts';
import { Unreadable, type Reason } from './unreadable.ts';
import type { Line } from './table.ts';

export type Answer = { readonly lines: readonly Line[] } | { readonly reason: Reason };

const ZIP = 'PK\u0003\u0004';
/** Compound files: Excel before 2007, and workbooks locked with a password. */
const COMPOUND = '\u00d0\u00cf\u0011\u00e0';

const bytes = Buffer.from(workerData as Uint8Array);
const answer = await read().then((lines): Answer => ({ lines }), (error: unknown): Answer => {
  if (error instanceof Unreadable) return { reason: error.reason };
  throw error;
});
parentPort?.postMessage(answer);

/** What the bytes are decides, not what the file is called. */
async function read(): Promise<Line[]> {
  const start = bytes.toString('latin1', 0, 4);
  if (start === ZIP) return readWorkbook(bytes);
  if (start === COMPOUND) throw new Unreadable('old-excel');
  return readCsv(bytes);
}
