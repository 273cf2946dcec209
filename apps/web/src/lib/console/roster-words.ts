/** A roster's columns and faults in words. Call these in a template: they follow a switch of language. */
import type { PoolColumn } from '@leitai/contract';
import { m } from '#lib/paraglide/messages.js';
import { isColumn, type CellFault, type Column } from './roster.ts';

/** Why a cell is not accepted. A code newer than this page is named as it is. */
export function faultWord({ code, params }: CellFault): string {
  const line = params?.['line'];
  const max = params?.['max'];
  switch (code) {
    case 'required':
      return m.import_fault_required();
    case 'unknown-post':
      return m.import_fault_unknown_post();
    case 'duplicate-employee-no':
      return line === undefined ? m.import_fault_duplicate_employee_no() : m.import_fault_duplicate_employee_no_line({ line });
    case 'duplicate-row':
      return line === undefined ? m.import_fault_duplicate_row() : m.import_fault_duplicate_row_line({ line });
    case 'too-long':
      return max === undefined ? m.import_fault_too_long() : m.import_fault_too_long_max({ max });
    case 'formula':
      return m.import_fault_formula();
    case 'unknown-gender':
      return m.import_fault_unknown_gender();
    case 'begun':
      return m.import_fault_begun();
    case 'bad-date':
      return m.import_fault_bad_date();
    case 'bad-yes-no':
      return m.import_fault_bad_yes_no();
    case 'bad-former':
      return m.import_fault_bad_former();
    case 'too-many':
      return m.import_fault_too_many({ max: max ?? 0 });
    default:
      return m.import_fault_other({ code });
  }
}

const columnWords: { readonly [C in Column]: () => string } = {
  name: m.import_column_name,
  organisation: m.import_column_organisation,
  post: m.import_column_post,
  employeeNo: m.import_column_employeeNo,
  gender: m.import_column_gender,
};
const poolWords: { readonly [C in PoolColumn]: () => string } = {
  name: m.people_name,
  organisation: m.people_unit,
  employeeNo: m.people_number,
  gender: m.people_gender,
  posts: m.pool_posts,
  level: m.pool_level,
  until: m.pool_until,
  chief: m.pool_chief_may,
  days: m.pool_days,
  former: m.recusal_former_title,
};
export const POOL_COLUMNS = Object.keys(poolWords) as readonly PoolColumn[];
export const poolColumnWord = (column: PoolColumn): string => poolWords[column]();
export const columnWord = (name: string): string => (isColumn(name) ? columnWords[name]() : name in poolWords ? poolWords[name as PoolColumn]() : name);
