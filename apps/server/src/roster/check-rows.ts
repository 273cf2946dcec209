/** Judges the rows of a roster one by one and against each other: what is wrong with each, for the organiser to read. */
import type { RosterRow } from '@leitai/contract';
import type { Column, Person } from './columns.ts';

type Fault = RosterRow['faults'][number];

const LONGEST: { readonly [C in Column]: number } = { name: 60, organisation: 100, post: 100, employeeNo: 40, gender: 10 };
export const GENDERS: Readonly<Record<string, string>> = { '': '', 男: '男', 女: '女', m: '男', f: '女', male: '男', female: '女' };

/** @param isPost whether an event has a post by this code, letter or name. */
export function checkRows(people: readonly Person[], isPost: (post: string) => boolean): RosterRow[] {
  const rows = people.map(({ line, cells }) => checkRow(line, cells, isPost));
  const firstByNumber = new Map<string, number>();
  const firstByRow = new Map<string, number>();
  return rows.map((row) => {
    const { line, name, organisation, post, employeeNo } = row;
    const same = firstOf(firstByRow, [name, organisation, post, employeeNo].join('\n'), line);
    const number = employeeNo === '' ? null : firstOf(firstByNumber, employeeNo, line);
    if (name !== '' && same !== null) return withFault(row, { column: 'name', code: 'duplicate-row', params: { line: same } });
    if (number !== null) return withFault(row, { column: 'employeeNo', code: 'duplicate-employee-no', params: { line: number } });
    return row;
  });
}

function checkRow(line: number, cells: Person['cells'], isPost: (post: string) => boolean): RosterRow {
  const faults: Fault[] = [];
  for (const [column, { text, formula }] of Object.entries(cells) as [Column, Person['cells'][Column]][]) {
    if (formula) faults.push({ column, code: 'formula' });
    else if (text.length > LONGEST[column]) faults.push({ column, code: 'too-long', params: { max: LONGEST[column] } });
    else if (text === '' && (column === 'name' || column === 'organisation' || column === 'post')) faults.push({ column, code: 'required' });
    else if (column === 'post' && !isPost(text)) faults.push({ column, code: 'unknown-post' });
    else if (column === 'gender' && GENDERS[text.toLowerCase()] === undefined) faults.push({ column, code: 'unknown-gender' });
  }
  return {
    line,
    name: cells.name.text,
    organisation: cells.organisation.text,
    post: cells.post.text,
    employeeNo: cells.employeeNo.text,
    gender: GENDERS[cells.gender.text.toLowerCase()] ?? cells.gender.text,
    faults,
  };
}

/** The line that had this key first, or null when this one has. */
export function firstOf(seen: Map<string, number>, key: string, line: number): number | null {
  const first = seen.get(key);
  if (first === undefined) seen.set(key, line);
  return first ?? null;
}

export const withFault = (row: RosterRow, fault: Fault): RosterRow => ({ ...row, faults: [...row.faults, fault] });
