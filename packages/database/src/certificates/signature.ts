/** Signs and checks certificates: Ed25519 (RFC 8032) over what RFC 8785 (JCS) makes of a value. No database, no clock. */
import { createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { base58 } from '@scure/base';
import canonicalize from 'canonicalize';

/** Of a raw Ed25519 public key (multicodec 0xed). */
const MULTICODEC = Uint8Array.of(0xed, 0x01);

/** The one text of a JSON value. @throws TypeError for what is no JSON. */
export function canonical(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('no JSON value');
  return text;
}

/** @param privateKey PEM. @returns base64url. */
export const signText = (text: string, privateKey: string): string => sign(null, Buffer.from(text, 'utf8'), createPrivateKey(privateKey)).toString('base64url');

/** @param publicKey PEM. */
export const bearsSignature = (text: string, signature: string, publicKey: string): boolean =>
  verify(null, Buffer.from(text, 'utf8'), createPublicKey(publicKey), Buffer.from(signature, 'base64url'));

const jwkOf = (key: KeyObject): { readonly kty: string; readonly crv: string; readonly x: string } => {
  const { kty, crv, x } = key.export({ format: 'jwk' });
  if (kty !== 'OKP' || crv !== 'Ed25519' || x === undefined) throw new TypeError('no Ed25519 public key');
  return { kty, crv, x };
};

/** RFC 7638. @param publicKey PEM. @throws TypeError when it is no Ed25519 key. */
export const thumbprint = (publicKey: string): string => createHash('sha256').update(canonical(jwkOf(createPublicKey(publicKey)))).digest('base64url');

/** The key as an identifier that says itself what it is (did:key, W3C CCG). @param publicKey PEM. */
export const didOf = (publicKey: string): string =>
  `did:key:z${base58.encode(Buffer.concat([MULTICODEC, Buffer.from(jwkOf(createPublicKey(publicKey)).x, 'base64url')]))}`;
