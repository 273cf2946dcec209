/** Finds the columns of a roster by their headings, in Chinese or English, in any order. */
import { Refused } from '@leitai/database';
import { MOST_HEAD_ROWS, tidy, type Cell, type Line } from './table.ts';

export type Column = 'name' | 'organisation' | 'post' | 'employeeNo' | 'gender';

/** Of several headings for one column, the first that is there is taken: a post's code says more than its name. */
const HEADINGS: { readonly [C in Column]: readonly string[] } = {
  name: ['姓名', '选手姓名', '选手', 'name', 'contestant'],
  organisation: ['单位', '单位名称', '所属单位', '所在单位', '服务公司', '公司', 'organisation', 'organization', 'company'],
  post: ['岗位代码', '岗位', '岗位名称', '参赛岗位', '赛项', 'post code', 'post'],
  employeeNo: ['工号', '员工编号', '员工号', 'employee no.', 'employee no', 'employee number', 'staff no.', 'staff no'],
  gender: ['性别', 'gender', 'sex'],
};
const REQUIRED: readonly Column[] = ['name', 'organisation', 'post'];
const COLUMNS = Object.keys(HEADINGS) as Column[];

export type Person = { readonly line: number; readonly cells: { readonly [C in Column]: Cell } };

/** The people under the headings. Titles above the headings are passed over. @throws Refused 'import.missing-column' (details.columns). */
export function peopleOf(lines: readonly Line[]): Person[] {
  const heads = lines.slice(0, MOST_HEAD_ROWS).map((line, index) => ({ index, places: placesOf(line) }));
  const head = heads.reduce((best, one) => (one.places.size > best.places.size ? one : best), { index: 0, places: new Map<Column, number>() });
  const missing = REQUIRED.filter((column) => !head.places.has(column));
  if (missing.length > 0) throw new Refused('import.missing-column', { columns: missing });
  return lines.slice(head.index + 1).map(({ line, cells }) => ({
    line,
    cells: Object.fromEntries(COLUMNS.map((column) => [column, cellAt(cells, head.places.get(column))])) as Person['cells'],
  }));
}

function placesOf({ cells }: Line): Map<Column, number> {
  const headings = cells.map(({ text }) => tidy(text).toLowerCase());
  const places = new Map<Column, number>();
  for (const column of COLUMNS) {
    const heading = HEADINGS[column].find((one) => headings.includes(one));
    if (heading !== undefined) places.set(column, headings.indexOf(heading));
  }
  return places;
}

function cellAt(cells: readonly Cell[], place: number | undefined): Cell {
  const cell = place === undefined ? undefined : cells[place];
  return cell ? { text: tidy(cell.text), formula: cell.formula } : { text: '', formula: false };
}
