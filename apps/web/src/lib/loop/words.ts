/** How ranges, quarters and rates of lost points are said. */
import type { LoopSource, LoopView } from '@leitai/contract';
import { formatFixed } from '@leitai/scoring';
import { m } from '#lib/paraglide/messages.js';

export const MONTHS = ['12', '36'] as const;
export const SOURCES: readonly (LoopSource | null)[] = [null, 'competition', 'practical-check', 'inspection'];
const words: { readonly [S in LoopSource]: () => string } = { competition: m.loop_competition, 'practical-check': m.loop_practical_check, inspection: m.loop_inspection };
export const sourceWord = (source: LoopSource | null): string => (source === null ? m.loop_all() : words[source]());
export const viewOf = (months: (typeof MONTHS)[number], source: LoopSource | null): LoopView => (source === null ? months : `${months}-${source}`);

/** @param quarter "2026-3". */
export const quarterWord = (quarter: string): string => m.loop_quarter({ year: quarter.slice(0, 4), quarter: quarter.slice(5) });
/** With one digit, to be read. */
export const rateWord = (exact: string | null): string => (exact === null ? '—' : `${formatFixed(exact, 1)}%`);
export const rateNumber = (exact: string): number => Number(formatFixed(exact, 2));
