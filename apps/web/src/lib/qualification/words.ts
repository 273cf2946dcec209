/** Where a qualification stands, in a word and a shape, and how days and figures of records are written. */
import Ban from '@lucide/svelte/icons/ban';
import CalendarX from '@lucide/svelte/icons/calendar-x';
import Check from '@lucide/svelte/icons/check';
import CirclePause from '@lucide/svelte/icons/circle-pause';
import History from '@lucide/svelte/icons/history';
import TriangleAlert from '@lucide/svelte/icons/triangle-alert';
import type { PostQualification, QualificationState } from '@leitai/contract';
import { formatFixed } from '@leitai/scoring';
import { m } from '#lib/paraglide/messages.js';

type Face = { readonly icon: typeof Check; readonly word: () => string; readonly look: 'good' | 'warn' | 'bad' | 'past' };
export const FACES: { readonly [S in QualificationState]: Face } = {
  valid: { icon: Check, word: m.qualification_state_valid, look: 'good' },
  due: { icon: TriangleAlert, word: m.qualification_state_due, look: 'warn' },
  expired: { icon: CalendarX, word: m.qualification_state_expired, look: 'bad' },
  suspended: { icon: CirclePause, word: m.qualification_state_suspended, look: 'bad' },
  withdrawn: { icon: Ban, word: m.qualification_state_withdrawn, look: 'past' },
  superseded: { icon: History, word: m.qualification_state_superseded, look: 'past' },
};

/** The state, with the days left where they matter. */
export const stateWords = ({ state, left }: Pick<PostQualification, 'state' | 'left'>): string => (state === 'due' ? m.qualification_days_left({ count: left }) : FACES[state].word());

/** How much of the validity is left, 0 … 1: for a bar, decides nothing. */
export function leftOf({ from, until, left }: Pick<PostQualification, 'from' | 'until' | 'left'>): number {
  const whole = (Date.parse(until) - Date.parse(from)) / 86_400_000;
  return whole <= 0 ? 0 : Math.min(1, Math.max(0, left / whole));
}

/** "86.67" of an exact percent. */
export const figure = (exact: string, digits = 2): string => formatFixed(exact, digits);
