/** Pairing codes as they are typed, pasted and scanned. */
import { expect, it } from 'vitest';
import { cleanCode, codeInScan } from './code.ts';

it('keeps what can belong to a code', () => {
  expect(cleanCode('k74-m2p')).toBe('K74M2P');
  expect(cleanCode('K 0 1 I O 7')).toBe('K7');
  expect(cleanCode('K74M2PXYZ')).toBe('K74M2P');
});

it('finds the code in our join address, and in no other QR code', () => {
  expect(codeInScan('http://192.168.1.8:8080/join/K74M2P')).toBe('K74M2P');
  expect(codeInScan('K74-M2P')).toBe('K74M2P');
  expect(codeInScan('https://example.org/menu')).toBeNull();
  expect(codeInScan('WIFI:S:hall;;')).toBeNull();
});
