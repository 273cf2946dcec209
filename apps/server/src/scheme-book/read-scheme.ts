/** Reads an uploaded scheme, a workbook or JSON, and says what is wrong with it. Stores nothing. */
import { SchemeDraft, type SchemeReading } from '@leitai/contract';
import { Refused } from '@leitai/database';
import { checkScheme } from '@leitai/scoring';
import { readTable } from '../roster/read-table.ts';
import { schemeOf } from './read-book.ts';

/** More than anybody reads. */
const MOST_FAULTS = 200;

/** @throws Refused 'import.unreadable' (details.reason), 'import.too-many-rows', 'import.missing-column'. */
export async function readScheme({ name, bytes }: { readonly name: string; readonly bytes: Uint8Array }): Promise<SchemeReading> {
  const { scheme, faults } = isJson(bytes) ? ofJson(bytes) : schemeOf(await readTable(bytes));
  const draft = SchemeDraft.safeParse(scheme);
  return { fileName: name, scheme: draft.success ? draft.data : null, faults: faults.slice(0, MOST_FAULTS) };
}

const textOf = (bytes: Uint8Array): string => new TextDecoder('utf-8').decode(bytes);
const isJson = (bytes: Uint8Array): boolean => textOf(bytes.subarray(0, 200)).trimStart().startsWith('{');

function ofJson(bytes: Uint8Array): ReturnType<typeof schemeOf> {
  try {
    const scheme: unknown = JSON.parse(textOf(bytes));
    return { scheme, faults: checkScheme(scheme).map(({ path, code, params }) => ({ row: null, column: null, path, code, ...(params && { params }) })) };
  } catch {
    throw new Refused('import.unreadable', { reason: 'bad-text' });
  }
}
