/** Days and minutes as people read them beside one another, in the reader's language. */
import { dayInWords } from '@leitai/scoring/calendar';
import { clockTime, locale } from './locale.svelte.ts';

/** "2026 年 5 月 21 日", "21 May 2026", of a day without a time zone. */
export const wholeDay = (day: string): string => dayInWords(day)[locale()];

/** "5 月 21 日", "21 May". @param day of the calendar, or an instant in the reader's time zone. */
export function shortDay(day: string): string {
  const date = new Date(day.length === 10 ? `${day}T00:00:00` : day);
  return locale() === 'zh' ? `${date.getMonth() + 1} 月 ${date.getDate()} 日` : date.toLocaleDateString('en-GB', { month: 'short', day: 'numeric' });
}

/** "5 月 21 日 10:15", "21 May 10:15"; with the year where it is not this one's. */
export function stampOf(instant: string): string {
  const date = new Date(instant);
  return `${date.getFullYear() === new Date().getFullYear() ? shortDay(instant) : wholeDay(date.toLocaleDateString('sv-SE'))} ${clockTime(date).slice(0, 5)}`;
}

/** "14:32:08" of today, "5 月 20 日 14:32" of another day. */
export const dayTime = (instant: string): string => (new Date(instant).toDateString() === new Date().toDateString() ? clockTime(instant) : stampOf(instant));
