/** A document's cells as the reader sees them, in the reader's language and time zone. */
import type { PaperCell } from '@leitai/contract';
import { wholeDay } from '#lib/i18n/days.ts';
import { t } from '#lib/i18n/locale.svelte.ts';

/** "2026-05-20 14:05": paper outlives the day. */
export const moment = (instant: string): string => new Date(instant).toLocaleString('sv-SE', { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' });

export function cellText(cell: PaperCell): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return cell;
  if ('struck' in cell) return cell.struck;
  return 'at' in cell ? moment(cell.at) : t(cell);
}

/** A day alone, as records keep it. */
export const isDay = (cell: PaperCell): boolean => /^\d{4}-\d{2}-\d{2}$/.test(cellText(cell));
/** A fact is read like a sentence, so its day is written in words; in the columns of a table days stand in figures, one below the other. */
export function factText(cell: PaperCell): string {
  const text = cellText(cell);
  const dated = isDay(cell) || (cell !== null && typeof cell === 'object' && 'at' in cell);
  return dated ? `${wholeDay(text.slice(0, 10))}${text.slice(10)}` : text;
}

export const isStruck = (cell: PaperCell): boolean => cell !== null && typeof cell === 'object' && 'struck' in cell;
