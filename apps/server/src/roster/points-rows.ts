/** Finds who and how many points in an uploaded table, by headings in Chinese or English, in any order. */
import { Refused } from '@leitai/database';
import { MOST_HEAD_ROWS, tidy, type Line } from './table.ts';

export type PointsLine = { readonly line: number; readonly name: string; readonly employeeNo: string; readonly points: string; readonly formula: boolean };

const HEADINGS = {
  name: ['姓名', '选手姓名', '选手', 'name', 'contestant'],
  employeeNo: ['工号', '员工编号', '员工号', 'employee no.', 'employee no', 'employee number', 'staff no.', 'staff no'],
  points: ['成绩', '分数', '得分', '理论成绩', '理论', 'points', 'score', 'theory'],
} as const;
type Column = keyof typeof HEADINGS;
const COLUMNS = Object.keys(HEADINGS) as Column[];

/** Whoever is named by number or name; lines without either and without points are passed over. @throws Refused 'import.missing-column' (details.columns). */
export function pointsRows(lines: readonly Line[]): PointsLine[] {
  const heads = lines.slice(0, MOST_HEAD_ROWS).map((line, index) => ({ index, places: placesOf(line) }));
  const head = heads.reduce((best, one) => (one.places.size > best.places.size ? one : best), { index: 0, places: new Map<Column, number>() });
  const { places } = head;
  const missing = [...(places.has('points') ? [] : ['points']), ...(places.has('name') || places.has('employeeNo') ? [] : ['name'])];
  if (missing.length > 0) throw new Refused('import.missing-column', { columns: missing });
  return lines.slice(head.index + 1).flatMap(({ line, cells }) => {
    const cell = (column: Column) => (places.has(column) ? cells[places.get(column)!] : undefined);
    const [name, employeeNo, points] = [tidy(cell('name')?.text ?? ''), tidy(cell('employeeNo')?.text ?? ''), tidy(cell('points')?.text ?? '')];
    const formula = cell('points')?.formula ?? false;
    return name === '' && employeeNo === '' && points === '' && !formula ? [] : [{ line, name, employeeNo, points: written(points), formula }];
  });
}

/** "88.50" and "88.0" as the engine writes numbers. */
const written = (points: string): string => (/^\d+\.\d+$/.test(points) ? points.replace(/\.?0+$/, '') : points);

function placesOf({ cells }: Line): Map<Column, number> {
  const headings = cells.map(({ text }) => tidy(text).toLowerCase());
  return new Map(COLUMNS.flatMap((column) => {
    const heading = HEADINGS[column].find((one) => headings.includes(one));
    return heading === undefined ? [] : [[column, headings.indexOf(heading)] as const];
  }));
}
