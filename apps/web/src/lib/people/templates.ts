/** Tables to be filled in and imported: headings and a line that shows how. Headings are Chinese whatever the reader's language, as the files that come are. */

export const ROSTER_TEMPLATE = [
  ['姓名', '单位', '岗位', '工号', '性别'],
  ['示例姓名', '示例单位', 'HVAC', 'E0001', '女'],
] as const;

export const POOL_TEMPLATE = [
  ['姓名', '单位', '工号', '性别', '可评岗位', '级别', '有效期至', '可任裁判长', '可到日期', '曾任职单位'],
  ['示例姓名', '示例单位', 'J0001', '女', 'HVAC、CLEAN_INDOOR', '高级', '2027-12-31', '是', '2027-05-20 2027-05-21', '示例旧单位 2023-01-01~2025-06-30'],
] as const;

/** The address of a table as .csv; the mark in front tells spreadsheet programs that it is UTF-8. */
export const templateOf = (rows: readonly (readonly string[])[]): string =>
  `data:text/csv;charset=utf-8,${encodeURIComponent(`\uFEFF${rows.map((row) => row.join(',')).join('\r\n')}\r\n`)}`;
