/** Days as ISO dates: pure calendar arithmetic, without a clock or a time zone. */
import type { Sentence } from './sentence.ts';

const DAY = 86_400_000;
const iso = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** @param day "2026-11-22". */
export const addDays = (day: string, days: number): string => iso(Date.parse(day) + days * DAY);

/** The same day of a later month, or that month's last. */
export function addMonths(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return iso(Date.UTC(year, month - 1 + months, Math.min(date, last)));
}

/** Days from the first to the second; negative where the second is earlier. */
export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY);

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** "2026 年 10 月 9 日", "9 October 2026": how a day is written wherever a sentence or a page tells it. */
export function dayInWords(day: string): Sentence {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  return { zh: `${year} 年 ${month} 月 ${date} 日`, en: `${date} ${MONTHS[month - 1]} ${year}` };
}
