/** Pairing codes as people meet them: typed, pasted, or inside the address of a QR code. */
import { CODE_ALPHABET, PAIRING_CODE_LENGTH } from '@leitai/contract/protocol';

/** What of a text can belong to a code, in capitals. */
export const cleanCode = (text: string): string =>
  [...text.toUpperCase()].filter((character) => CODE_ALPHABET.includes(character)).join('').slice(0, PAIRING_CODE_LENGTH);

/** The code in a scanned text: the end of our join address, or the bare code. Null for any other QR code. */
export function codeInScan(text: string): string | null {
  const candidate = /\/join\/([^/?#]+)/.exec(text)?.[1] ?? text;
  const plain = candidate.trim().toUpperCase().replace('-', '');
  return plain.length === PAIRING_CODE_LENGTH && cleanCode(plain) === plain ? plain : null;
}
