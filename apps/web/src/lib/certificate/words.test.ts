// What stands out on a certificate, and how its day is written.
import { expect, test } from 'vitest';
import { pieces, printedDay } from './words.ts';

test('the name and the award stand out, wherever they stand and whatever they contain', () => {
  const text = { zh: '周宁同志在会务岗位中获二等奖，特发此证。', en: 'Z. (N) won Second prize.' };
  const award = { zh: '二等奖', en: 'Second prize' };
  expect(pieces({ name: '周宁', award, text }, 'zh').filter(({ strong }) => strong).map((piece) => piece.text)).toEqual(['周宁', '二等奖']);
  expect(pieces({ name: 'Z. (N)', award, text }, 'en').map((piece) => piece.text)).toEqual(['Z. (N)', ' won ', 'Second prize', '.']);
  expect(pieces({ name: '周宁', award: null, text }, 'zh').map((piece) => piece.text).join('')).toBe(text.zh);
});

test('the day is the one that was chosen, in every time zone', () => {
  expect(printedDay('2026-01-01', 'zh')).toBe('2026 年 1 月 1 日');
  expect(printedDay('2026-01-01', 'en')).toBe('1 January 2026');
});
