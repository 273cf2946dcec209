import { expect, test } from 'vitest';
import { words } from './words.ts';

test('times are those of the house, whatever zone the server is set to', () => {
  const late = '2026-11-22T16:05:00Z';
  expect(words.zh.until(late)).toBe('至 2026 年 11 月 23 日 00:05 (UTC+8)');
  expect(words.en.published(late)).toBe('Published 23 November 2026, 00:05 (UTC+8)');
  expect([words.zh.span(late, '2026-12-01T00:00:00Z'), words.en.span(late, '2026-12-01T00:00:00Z')]).toEqual(['11.23 – 12.1', '23 Nov – 1 Dec']);
});
