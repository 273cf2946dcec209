/** Holds one row against what the record says of it, column by column. */
import { isDeepStrictEqual } from 'node:util';
import type { Finding, Report } from './fault.ts';

export type Place = Pick<Finding, 'seq' | 'table' | 'row'>;

/** What the record does not say (undefined) is not compared. */
export function differ(report: Report, place: Place, expected: Readonly<Record<string, unknown>>, found: object | undefined): void {
  if (!found) {
    report({ ...place, column: '*', expected, found: undefined });
    return;
  }
  for (const [column, value] of Object.entries(expected)) {
    const stands = (found as Readonly<Record<string, unknown>>)[column];
    if (value !== undefined && !isDeepStrictEqual(stands, value)) report({ ...place, column, expected: value, found: stands });
  }
}

/** A row the record knows nothing of. */
export const unknown = (report: Report, table: Finding['table'], row: string, found: unknown): void =>
  report({ seq: null, table, row, column: '*', expected: undefined, found });
