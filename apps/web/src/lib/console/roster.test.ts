/** The roster preview without a screen. */
import type { RosterPreview, RosterRow } from '@leitai/contract';
import { describe, expect, it } from 'vitest';
import { canConfirm, missingColumns, shownRows } from './roster.ts';

const row = (line: number, faults: RosterRow['faults'] = []): RosterRow => ({
  line, name: '许芳', organisation: '恒信物业', post: 'CLEAN_INDOOR', employeeNo: `${line}`, gender: '女', faults,
});
const preview = (rows: RosterRow[], adds: number): RosterPreview => ({
  importId: 'i', fileName: 'roster.xlsx', rows, adds, already: 0, changes: [], missing: [], newOrganisations: [], byPost: [],
  faulty: rows.filter((one) => one.faults.length > 0).length,
});
const faulty = row(3, [{ column: 'post', code: 'unknown-post' }, { column: 'row', code: 'duplicate-row', params: { line: 2 } }]);

describe('roster preview', () => {
  it('filters the faulty rows', () => {
    const all = preview([row(2), faulty], 1);
    expect(shownRows(all, false)).toHaveLength(2);
    expect(shownRows(all, true).map((one) => one.line)).toEqual([3]);
  });

  it('confirms faulty rows only when they are left out knowingly, and never nothing at all', () => {
    expect(canConfirm(preview([row(2)], 1), false)).toBe(true);
    expect(canConfirm(preview([row(2), faulty], 1), false)).toBe(false);
    expect(canConfirm(preview([row(2), faulty], 1), true)).toBe(true);
    expect(canConfirm(preview([faulty], 0), true)).toBe(false);
    expect(canConfirm({ ...preview([row(2)], 0), changes: [{ line: 2, name: '许芳', column: 'gender', from: '', to: '女' }] }, false)).toBe(true);
  });

  it('reads the missing columns from a refusal, whatever its shape', () => {
    expect(missingColumns({ columns: ['姓名', 3] })).toEqual(['姓名']);
    expect([missingColumns(undefined), missingColumns({ columns: 'x' })]).toEqual([[], []]);
  });
});
