/** Reads rows of a file of judges: qualifications, days and former organisations as people write them, and what is wrong with each cell. */
import type { PoolColumn, PoolJudgeInput, PoolRow } from '@leitai/contract';
import { firstOf, GENDERS } from './check-rows.ts';
import type { Headings, Row } from './columns.ts';

export const POOL_HEADINGS: Headings<PoolColumn> = {
  name: ['姓名', '裁判姓名', '裁判', 'name', 'judge'],
  organisation: ['单位', '工作单位', '所在单位', 'organisation', 'organization'],
  employeeNo: ['工号', '编号', 'employee no.', 'employee no'],
  gender: ['性别', 'gender'],
  posts: ['可评岗位', '岗位代码', '岗位', '资格岗位', 'posts', 'qualified for'],
  level: ['级别', '裁判级别', '等级', 'level'],
  until: ['有效期至', '资格有效期', '有效期', 'valid until'],
  chief: ['可任裁判长', '裁判长', 'may head', 'chief'],
  days: ['可到日期', '可用日期', 'days', 'days available'],
  former: ['曾任职单位', '曾任单位', 'former organisations'],
};
export const POOL_REQUIRED: readonly PoolColumn[] = ['name', 'posts'];

type Fault = PoolRow['faults'][number];
export type ReadRow = { readonly line: number; readonly cells: PoolRow['cells']; readonly faults: readonly Fault[]; readonly judge: PoolJudgeInput };

const LONGEST: Partial<Record<PoolColumn, number>> = { name: 60, organisation: 100, employeeNo: 40, level: 40 };
const YES: Readonly<Record<string, boolean>> = { '': false, 否: false, 不: false, no: false, n: false, 是: true, 可: true, 能: true, yes: true, y: true, '√': true, '✓': true };
const FORMER = /^(.+?)[\s(（:：]+(\S+?)\s*(?:~|～|至|—|–|to)\s*(\S+?)[)）]?$/;
const MOST = { posts: 60, days: 60, former: 20 };

/** @param postOf the post's id by code, letter or name. */
export function readPoolRows(rows: readonly Row<PoolColumn>[], postOf: (text: string) => string | undefined): ReadRow[] {
  const [numbers, people] = [new Map<string, number>(), new Map<string, number>()];
  return rows.map(({ line, cells }) => {
    const read = readRow(line, cells, postOf);
    const { name, organisation, employeeNo } = read.judge;
    const number = employeeNo === '' ? null : firstOf(numbers, employeeNo, line);
    const same = employeeNo === '' && name !== '' ? firstOf(people, `${name}\n${organisation}`, line) : null;
    const twice: Fault[] = number !== null ? [{ column: 'employeeNo', code: 'duplicate-employee-no', params: { line: number } }] : same !== null ? [{ column: 'name', code: 'duplicate-row', params: { line: same } }] : [];
    return { ...read, faults: [...read.faults, ...twice] };
  });
}

function readRow(line: number, cells: Row<PoolColumn>['cells'], postOf: (text: string) => string | undefined): ReadRow {
  const faults: Fault[] = [];
  const bad = (column: PoolColumn, code: string, params?: Record<string, string | number>): void => void faults.push({ column, code, ...(params && { params }) });
  for (const [column, { text, formula }] of Object.entries(cells) as [PoolColumn, Row<PoolColumn>['cells'][PoolColumn]][]) {
    const max = LONGEST[column];
    if (formula) bad(column, 'formula');
    else if (max !== undefined && text.length > max) bad(column, 'too-long', { max });
    else if (text === '' && POOL_REQUIRED.includes(column)) bad(column, 'required');
  }
  const text = (column: PoolColumn): string => cells[column].text;
  const list = (column: keyof typeof MOST, separator: RegExp): string[] => {
    const parts = [...new Set(text(column).split(separator).map((part) => part.trim()).filter((part) => part !== ''))];
    if (parts.length > MOST[column]) bad(column, 'too-many', { max: MOST[column] });
    return parts.slice(0, MOST[column]);
  };
  const day = (column: PoolColumn, written: string): string => dayOf(written) ?? (bad(column, 'bad-date', { text: written }), '2000-01-01');

  const posts = new Set<string>();
  for (const part of list('posts', /[、,，;；|/]/)) {
    const post = postOf(part);
    if (post === undefined) bad('posts', 'unknown-post', { text: part });
    else posts.add(post);
  }
  const gender = GENDERS[text('gender').toLowerCase()];
  if (gender === undefined) bad('gender', 'unknown-gender');
  const chief = YES[text('chief').toLowerCase()];
  if (chief === undefined) bad('chief', 'bad-yes-no');
  const until = text('until') === '' ? null : day('until', text('until'));
  const former = list('former', /[;；、]/).flatMap((part) => {
    const [, organisation, since, end] = FORMER.exec(part) ?? [];
    if (organisation === undefined || organisation.length > 100) {
      bad('former', 'bad-former', { text: part });
      return [];
    }
    const place = { organisation, since: day('former', since!), until: day('former', end!) };
    if (place.until < place.since) bad('former', 'bad-former', { text: part });
    return [place];
  });
  const judge: PoolJudgeInput = {
    name: text('name'), organisation: text('organisation'), employeeNo: text('employeeNo'), gender: (gender ?? '') as PoolJudgeInput['gender'],
    chief: chief ?? false, days: list('days', /[\s、,，;；]+/).map((part) => day('days', part)).sort(),
    qualifications: [...posts].map((postId) => ({ postId, level: text('level'), until })), former,
  };
  const shown = Object.fromEntries((Object.keys(cells) as PoolColumn[]).map((column) => [column, text(column)])) as PoolRow['cells'];
  return { line, cells: shown, faults, judge };
}

/** 2027-05-20, 2027/5/20, 2027.5.20 and 2027年5月20日, where there is such a day. */
export function dayOf(written: string): string | null {
  const [, year, month, day] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(written) ?? [];
  if (day === undefined) return null;
  const iso = `${year}-${month!.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(iso);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : null;
}
