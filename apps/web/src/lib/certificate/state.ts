/** Where a certificate stands, in one word. */
import type { IssuedCertificate } from '@leitai/contract';
import { m } from '#lib/paraglide/messages.js';

export type Standing = 'valid' | 'asked' | 'revoked';
export const standingOf = ({ revocation }: Pick<IssuedCertificate, 'revocation'>): Standing =>
  revocation?.state === 'approved' ? 'revoked' : revocation?.state === 'proposed' ? 'asked' : 'valid';

const words: { readonly [S in Standing]: () => string } = { valid: m.certificate_valid, asked: m.certificate_asked, revoked: m.certificate_revoked };
export const standingWord = (standing: Standing): string => words[standing]();
