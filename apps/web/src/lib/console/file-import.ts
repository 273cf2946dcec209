/** What a file of rows comes to before anything of it is stored, whatever the rows are of. */
import type { CellFault } from './roster.ts';

/** `does`: what importing would do with it; null where it has faults. */
export type RowRead = { readonly line: number; readonly faults: readonly CellFault[]; readonly does: 'add' | 'change' | 'same' | null };
export type RowsRead<Row extends RowRead> = { readonly importId: string; readonly rows: readonly Row[]; readonly adds: number; readonly changes: number; readonly same: number; readonly faulty: number };
