/** Days and minutes as the console writes them, in the reader's language and time zone. */
import { locale } from '#lib/i18n/locale.svelte.ts';

/** "5 月 20 日", "20 May". */
const dayOfMonth = (date: Date): string => (locale() === 'zh' ? `${date.getMonth() + 1} 月 ${date.getDate()} 日` : date.toLocaleDateString('en-GB', { month: 'long', day: 'numeric' }));

/** "2026 年 5 月 20 日", "20 May 2026". */
export function day(instant: string): string {
  const date = new Date(instant);
  return locale() === 'zh' ? `${date.getFullYear()} 年 ${dayOfMonth(date)}` : `${dayOfMonth(date)} ${date.getFullYear()}`;
}

const time = (date: Date): string => date.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });

/** "14:32"; with the day where it is not today's, and the year where it is not this one's. */
export function minute(instant: string): string {
  const date = new Date(instant);
  return date.toDateString() === new Date().toDateString() ? time(date) : dayAndMinute(instant);
}

/** "5 月 20 日 14:32", of a beginning or an end that is read beside others; with the year where it is not this one's. */
export function dayAndMinute(instant: string): string {
  const date = new Date(instant);
  return `${date.getFullYear() === new Date().getFullYear() ? dayOfMonth(date) : day(instant)} ${time(date)}`;
}
