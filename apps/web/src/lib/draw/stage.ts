/** How far a contest's sealed draw is, and the word for it. */
import type { ContestDraw, ContestState } from '@leitai/contract';
import { m } from '#lib/paraglide/messages.js';

export type DrawStage = 'none' | 'prepared' | 'first' | 'second' | 'opened' | 'unsealed';

export function stageOf({ draw }: ContestDraw): DrawStage {
  if (!draw) return 'none';
  if (draw.witnessed) return 'unsealed';
  if (draw.opened) return 'opened';
  return draw.second ? 'second' : draw.first ? 'first' : 'prepared';
}

const words: { readonly [S in DrawStage]: () => string } = {
  none: m.draw_none,
  prepared: m.draw_at_prepared,
  first: m.draw_at_first,
  second: m.draw_at_second,
  opened: m.draw_at_opened,
  unsealed: m.draw_at_unsealed,
};
export const stageWord = (stage: DrawStage): string => words[stage]();

/** A contest that was opened without one has its codes for good. */
export const mayPrepare = (stage: DrawStage, state: ContestState, entrants: number): boolean => stage === 'none' && state === 'setup' && entrants > 1;

/** "9C41 … E07B": enough to compare by eye; the whole is on paper and in the title. */
export const shortHash = (hash: string): string => `${hash.slice(0, 4)} … ${hash.slice(-4)}`.toUpperCase();

/** "05.18", as on a seal, in the reader's time zone. */
export function sealDate(instant: string): string {
  const date = new Date(instant);
  return [date.getMonth() + 1, date.getDate()].map((number) => String(number).padStart(2, '0')).join('.');
}
