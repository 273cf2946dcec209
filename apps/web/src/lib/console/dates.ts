/** Days and minutes as the console writes them, in the reader's language and time zone. */
import { locale } from '#lib/i18n/locale.svelte.ts';

/** "2026年5月20日", "20 May 2026". */
export const day = (instant: string): string =>
  new Date(instant).toLocaleDateString(locale() === 'zh' ? 'zh-CN' : 'en-GB', { year: 'numeric', month: 'long', day: 'numeric' });

/** "14:32"; with the day where it is not today's. */
export function minute(instant: string): string {
  const date = new Date(instant);
  const time = date.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  if (date.toDateString() === new Date().toDateString()) return time;
  return `${date.toLocaleDateString(locale() === 'zh' ? 'zh-CN' : 'en-GB', { month: 'long', day: 'numeric' })} ${time}`;
}
