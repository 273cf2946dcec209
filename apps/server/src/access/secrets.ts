/** Tokens and codes: made here, kept only as hashes. */
import { createHash, randomBytes, randomInt } from 'node:crypto';
import { CODE_ALPHABET } from '@leitai/contract';

/** 256 random bits, 43 characters fit for a cookie or an address. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** A code people read out and type: 5 bits a character. */
export const newCode = (length: number): string =>
  Array.from({ length }, () => CODE_ALPHABET[randomInt(CODE_ALPHABET.length)]).join('');

/** What the database keeps of a token or code. They are random, so that a fast hash is enough. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
