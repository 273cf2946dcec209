/** The lines of a draw as this screen may show them: all of it once unsealed, the own register while it is open, else strips. */
import type { ContestDraw, Text } from '@leitai/contract';
import type { DrawLine, Register } from './draw-room.svelte.ts';

const blank: DrawLine = { name: null, organisation: null, number: null, station: null, code: null };

/** @param words puts a text into the reader's language. */
export function linesOf({ contestId, entrants, draw }: ContestDraw, register: Register | null, words: (text: Text) => string): DrawLine[] {
  if (draw?.list) {
    return draw.list.map(({ name, organisation, number, station, code }) => ({ name, organisation: organisation && words(organisation), number, station, code }));
  }
  if (register?.contestId !== contestId) return Array.from({ length: entrants }, () => blank);
  return register.step === 'first'
    ? register.rows.map(({ number, name, organisation }) => ({ ...blank, number, name, organisation: words(organisation) }))
    : register.rows.map(({ number, station, code }) => ({ ...blank, number, station, code }));
}
