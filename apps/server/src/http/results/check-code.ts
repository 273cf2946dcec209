/** What a printed page is checked by: the hash of the exact text of the results, short enough to read out, and as a QR code. */
import { sha256 } from '@leitai/database';
import { encode } from 'uqr';
import { html, type Html } from './html.ts';

/** Hexadecimal characters on paper: 48 bits. */
const SHORT = 12;

export const hashOf = (text: string): string => sha256(text);
export const shortOf = (hash: string): string => hash.slice(0, SHORT);
/** "8F3A · 21D7 · C05E" */
export const readable = (hash: string): string => shortOf(hash).toUpperCase().match(/.{4}/g)!.join(' · ');
/** Whether what a page was asked with is this text's: the short code or the whole hash. */
export const isOf = (hash: string, asked: string): boolean => asked.length >= SHORT && hash.startsWith(asked.toLowerCase());

export function qrOf(url: string, label: string): Html {
  const { data, size } = encode(url, { ecc: 'M', border: 2 });
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return html`<svg class="qr" viewBox="0 0 ${size} ${size}" role="img" aria-label="${label}"><path d="${path}"/></svg>`;
}
