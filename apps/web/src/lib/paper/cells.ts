/** A document's cells as the reader sees them, in the reader's language and time zone. */
import type { PaperCell } from '@leitai/contract';
import { t } from '#lib/i18n/locale.svelte.ts';

/** "2026-05-20 14:05": paper outlives the day. */
export const moment = (instant: string): string => new Date(instant).toLocaleString('sv-SE', { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' });

export function cellText(cell: PaperCell): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return cell;
  if ('struck' in cell) return cell.struck;
  return 'at' in cell ? moment(cell.at) : t(cell);
}

export const isStruck = (cell: PaperCell): boolean => cell !== null && typeof cell === 'object' && 'struck' in cell;
