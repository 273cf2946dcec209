/** An uploaded roster as the preview shows it: its columns, the fault of a cell, and whether it may be confirmed. */
import type { RosterPreview, RosterRow } from '@leitai/contract';

export type Column = 'name' | 'organisation' | 'post' | 'employeeNo' | 'gender';
export type CellFault = RosterRow['faults'][number];

/** What the file's first row is expected to say; headings are Chinese whatever the reader's language. */
export const COLUMNS: readonly { readonly id: Column; readonly headings: readonly string[]; readonly optional: boolean }[] = [
  { id: 'name', headings: ['姓名'], optional: false },
  { id: 'organisation', headings: ['单位'], optional: false },
  { id: 'post', headings: ['岗位代码', '岗位'], optional: false },
  { id: 'employeeNo', headings: ['工号'], optional: true },
  { id: 'gender', headings: ['性别'], optional: true },
];

export const isColumn = (name: string): name is Column => COLUMNS.some((column) => column.id === name);

export const shownRows = (preview: RosterPreview, onlyFaulty: boolean): readonly RosterRow[] =>
  onlyFaulty ? preview.rows.filter((row) => row.faults.length > 0) : preview.rows;

/** Whether pressing the button would be accepted: something to add or change, and faulty rows knowingly left out. */
export const canConfirm = (preview: RosterPreview, skipFaulty: boolean): boolean => preview.adds + preview.changes.length > 0 && (preview.faulty === 0 || skipFaulty);

/** The names of missing columns a refusal carries, or none. */
export function missingColumns(details: unknown): readonly string[] {
  const columns = typeof details === 'object' && details !== null && 'columns' in details ? details.columns : [];
  return Array.isArray(columns) ? columns.filter((name) => typeof name === 'string') : [];
}
