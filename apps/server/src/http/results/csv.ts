/** A contest's public results as a table for spreadsheets. */
import type { PublicResults } from '@leitai/contract';
import { words, type Lang } from './words.ts';

export function csvOf(results: PublicResults, lang: Lang): string {
  const say = words[lang];
  const head = [say.rank, say.code, say.name, say.organisation, ...results.parts.map(({ name }) => name[lang]), say.total, say.award, say.remark];
  const remark = (...all: (string | false | undefined)[]): string => all.filter(Boolean).join(' ');
  const rows = [
    ...results.rows.map((row) => [String(row.rank), row.code, row.name ?? '', row.organisation[lang], ...row.parts, row.total, row.award?.[lang] ?? '',
      remark(row.tied && say.tied, row.correctedAt && say.correctedAt(row.correctedAt))]),
    ...results.out.map((one) => ['', one.code, one.name ?? '', one.organisation[lang], ...results.parts.map(() => ''), '', '',
      remark(say.out[one.state], one.correctedAt && say.correctedAt(one.correctedAt))]),
  ];
  return csvText([head, ...rows]);
}

/** With a byte order mark, without which spreadsheets take Chinese for something else. */
export const csvText = (rows: readonly (readonly string[])[]): string => `\uFEFF${rows.map((cells) => cells.map(cell).join(',')).join('\r\n')}\r\n`;

/** What a spreadsheet would take for a formula stays a text. */
export function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
