/** What a scanned code is taken for. */
import { expect, it } from 'vitest';
import { badgeInScan } from './badge.ts';

it('is the code at the end of a badge’s address, or the code alone; nothing else', () => {
  expect(badgeInScan('http://10.0.0.2:4100/r/2345-6789-ABCD')).toBe('23456789ABCD');
  expect(badgeInScan('2345 6789 abcd')).toBe('23456789ABCD');
  expect(badgeInScan('http://10.0.0.2:4100/join/234567')).toBeNull();
  expect(badgeInScan('https://example.org')).toBeNull();
});
