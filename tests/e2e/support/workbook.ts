// A workbook somebody downloaded, as the words of its cells.

import ExcelJS from 'exceljs';

/** Of each sheet: one list of words per row, empty cells among them. */
export async function readWorkbook(path: string): Promise<string[][][]> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(path);
  return book.worksheets.map((sheet) => {
    const rows: string[][] = [];
    sheet.eachRow((row) => rows.push(Array.from({ length: sheet.columnCount }, (_, index) => row.getCell(index + 1).text)));
    return rows;
  });
}
