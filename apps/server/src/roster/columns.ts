/** Finds the columns of a roster by their headings, in Chinese or English, in any order. */
import { Refused } from '@leitai/database';
import { MOST_HEAD_ROWS, tidy, type Cell, type Line } from './table.ts';

export type Column = 'name' | 'organisation' | 'post' | 'employeeNo' | 'gender';

/** Of several headings for one column, the first that is there is taken: a post's code says more than its name. */
const HEADINGS: Headings<Column> = {
  name: ['姓名', '选手姓名', '选手', 'name', 'contestant'],
  organisation: ['单位', '单位名称', '所属单位', '所在单位', '服务公司', '公司', 'organisation', 'organization', 'company'],
  post: ['岗位代码', '岗位', '岗位名称', '参赛岗位', '赛项', 'post code', 'post'],
  employeeNo: ['工号', '员工编号', '员工号', 'employee no.', 'employee no', 'employee number', 'staff no.', 'staff no'],
  gender: ['性别', 'gender', 'sex'],
};
const REQUIRED: readonly Column[] = ['name', 'organisation', 'post'];

export type Row<C extends string> = { readonly line: number; readonly cells: { readonly [K in C]: Cell } };
export type Person = Row<Column>;
/** The headings a column may have, in Chinese or English. */
export type Headings<C extends string> = { readonly [K in C]: readonly string[] };

/** The people under the headings. @throws Refused 'import.missing-column' (details.columns). */
export const peopleOf = (lines: readonly Line[]): Person[] => rowsOf(lines, HEADINGS, REQUIRED);

/** The rows under the headings. Titles above the headings are passed over. @throws Refused 'import.missing-column' (details.columns). */
export function rowsOf<C extends string>(lines: readonly Line[], headings: Headings<C>, required: readonly C[]): Row<C>[] {
  const heads = lines.slice(0, MOST_HEAD_ROWS).map((line, index) => ({ index, places: placesOf(line, headings) }));
  const head = heads.reduce((best, one) => (one.places.size > best.places.size ? one : best), { index: 0, places: new Map<C, number>() });
  const missing = required.filter((column) => !head.places.has(column));
  if (missing.length > 0) throw new Refused('import.missing-column', { columns: missing });
  const columns = Object.keys(headings) as C[];
  return lines.slice(head.index + 1).map(({ line, cells }) => ({
    line,
    cells: Object.fromEntries(columns.map((column) => [column, cellAt(cells, head.places.get(column))])) as Row<C>['cells'],
  }));
}

function placesOf<C extends string>({ cells }: Line, headings: Headings<C>): Map<C, number> {
  const written = cells.map(({ text }) => tidy(text).toLowerCase());
  const places = new Map<C, number>();
  for (const column of Object.keys(headings) as C[]) {
    const heading = headings[column].find((one) => written.includes(one));
    if (heading !== undefined) places.set(column, written.indexOf(heading));
  }
  return places;
}

function cellAt(cells: readonly Cell[], place: number | undefined): Cell {
  const cell = place === undefined ? undefined : cells[place];
  return cell ? { text: tidy(cell.text), formula: cell.formula } : { text: '', formula: false };
}
