/** What a certificate shows besides its own words: its day, its address, and which of its words stand out. */
import type { CertificatePayload, Text } from '@leitai/contract';
import { dayInWords } from '@leitai/scoring/calendar';
import type { Locale } from '#lib/i18n/locale.svelte.ts';

/** "2026 年 5 月 23 日", "23 May 2026": the printed day, which has no time zone. */
export const printedDay = (date: string, locale: Locale): string => dayInWords(date)[locale];

/** Where anybody verifies it: as whoever prints it reaches the server. */
export const verifyAddress = (number: string): string => `${location.origin}/verify/${number}`;

type Piece = { readonly text: string; readonly strong: boolean };
/** The text in pieces; the holder's name and the award stand out. */
export function pieces({ name, award, text }: Pick<CertificatePayload, 'name' | 'award' | 'text'>, locale: Locale): Piece[] {
  const marks = [name, ...(award ? [award[locale]] : [])].sort((a, b) => b.length - a.length).map((mark) => mark.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return text[locale].split(new RegExp(`(${marks.join('|')})`)).flatMap((piece, index) => (piece === '' ? [] : [{ text: piece, strong: index % 2 === 1 }]));
}

/** Whether the English words would only repeat the Chinese ones. */
export const bilingual = ({ zh, en }: Text): boolean => zh !== en;
