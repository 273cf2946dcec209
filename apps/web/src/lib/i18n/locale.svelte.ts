/** The reader's language. Switching redraws in place: a reload would be fatal to a tablet without network. */
import type { Text } from '@leitai/contract';
import { getLocale, overwriteGetLocale, setLocale } from '#lib/paraglide/runtime.js';

export type Locale = 'zh' | 'en';

let current: Locale = $state(getLocale());
overwriteGetLocale(() => current);

/** Reactive: templates that read it, or any message, follow a switch. */
export const locale = (): Locale => current;

export function switchLocale(next: Locale): void {
  current = next;
  void setLocale(next, { reload: false });
}

/** A text of the data, in the reader's language. */
export const t = (text: Text): string => text[current];

/** "14:32:08", in the reader's time zone. */
export const clockTime = (instant: string | Date): string =>
  new Date(instant).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** "2026.05.20", in the reader's time zone: the date as a seal carries it. */
export const sealDate = (instant: string): string => new Date(instant).toLocaleDateString('sv-SE').replaceAll('-', '.');
