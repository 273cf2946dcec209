// A workbook somebody downloaded, as the words of its cells.

import { Workbook } from 'exceljs';

/** Of the first sheet: one list of words per row. */
export async function readWorkbook(path: string): Promise<string[][]> {
  const book = new Workbook();
  await book.xlsx.readFile(path);
  const rows: string[][] = [];
  book.worksheets[0]!.eachRow((row) => {
    const cells: string[] = [];
    row.eachCell({ includeEmpty: true }, ({ text }) => cells.push(text));
    rows.push(cells);
  });
  return rows;
}
