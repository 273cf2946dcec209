/** The process that reads one uploaded file and ends: it may die without harm when the file takes too much time or memory. */
import type { News } from '../beside.ts';
import { Unreadable, type Reason } from './unreadable.ts';
import type { Line } from './table.ts';

export type Answer = { readonly lines: readonly Line[] } | { readonly reason: Reason };

const ZIP = 'PK\u0003\u0004';
/** Compound files: Excel before 2007, and workbooks locked with a password. */
const COMPOUND = '\u00d0\u00cf\u0011\u00e0';

process.once('message', (bytes: Uint8Array) => {
  void answer(Buffer.from(bytes)).then((answer) => process.send?.({ answer } satisfies News<Answer>, () => process.disconnect?.()));
});

async function answer(bytes: Buffer): Promise<Answer> {
  try {
    return { lines: await read(bytes) };
  } catch (error) {
    if (error instanceof Unreadable) return { reason: error.reason };
    throw error;
  }
}

/** What the bytes are decides, not what the file is called. Only what reads them is loaded: to load what reads workbooks takes longer than to read most files. */
async function read(bytes: Buffer): Promise<Line[]> {
  const start = bytes.toString('latin1', 0, 4);
  if (start === ZIP) return (await import('./read-workbook.ts')).readWorkbook(bytes);
  if (start === COMPOUND) throw new Unreadable('old-excel');
  return (await import('./read-csv.ts')).readCsv(bytes);
}
