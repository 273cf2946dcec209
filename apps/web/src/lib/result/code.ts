/** The result code on a badge, as people type it. */
import { CODE_ALPHABET, RESULT_CODE_LENGTH } from '@leitai/contract/protocol';

/** The code as the server wants it: capitals, nothing between. */
export const plainCode = (typed: string): string => typed.toUpperCase().replace(/[^A-Z0-9]/g, '');

/** In groups of four, as it is printed. */
export const printedCode = (typed: string): string => plainCode(typed).replace(/(.{4})(?=.)/g, '$1-');

export type CodeFault = { readonly fault: 'short' | 'long'; readonly by: number } | { readonly fault: 'letters'; readonly letters: string };

/** What is wrong with a typed code before anyone is asked; null when it may be one. */
export function codeFault(typed: string): CodeFault | null {
  const code = plainCode(typed);
  const strange = [...new Set(code)].filter((letter) => !CODE_ALPHABET.includes(letter));
  if (strange.length > 0) return { fault: 'letters', letters: strange.join(' ') };
  const by = code.length - RESULT_CODE_LENGTH;
  if (by === 0) return null;
  return by < 0 ? { fault: 'short', by: -by } : { fault: 'long', by };
}
