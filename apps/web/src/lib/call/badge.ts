/** The code of a badge as it is scanned: the end of the address printed on it, or the bare code. */
import { CODE_ALPHABET, RESULT_CODE_LENGTH } from '@leitai/contract/protocol';

/** Null for any other QR code. */
export function badgeInScan(text: string): string | null {
  const candidate = (/\/r\/([^/?#]+)/.exec(text)?.[1] ?? text).toUpperCase().replace(/[^A-Z0-9]/g, '');
  return candidate.length === RESULT_CODE_LENGTH && [...candidate].every((character) => CODE_ALPHABET.includes(character)) ? candidate : null;
}
