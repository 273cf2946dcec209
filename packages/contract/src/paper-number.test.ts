/** The number on a blank sheet: read back as typed by people, and refused with any one character wrong. */
import { expect, test } from 'vitest';
import { paperNumber, parsePaperNumber } from './paper-number.ts';

const place = { code: 'A-07', seat: 3, attempt: 1 };

test('says whose sheet it is, and is read however it is typed', () => {
  const number = paperNumber(place);
  expect(number).toMatch(/^A-07-3-1-\d\d$/);
  for (const typed of [number, number.toLowerCase(), ` ${number.replaceAll('-', ' ')} `, number.replaceAll('-', '.'), 'Ａ－０７－３－１－' + number.slice(-2)]) {
    expect(parsePaperNumber(typed), typed).toEqual(place);
  }
});

test('shows any wrong digit, and any two exchanged', () => {
  const number = paperNumber({ code: 'K-118', seat: 12, attempt: 2 });
  const wrong = new Set<string>();
  for (const [at, sign] of [...number].entries()) {
    if (!/\d/.test(sign)) continue;
    for (let digit = 0; digit < 10; digit += 1) wrong.add(number.slice(0, at) + digit + number.slice(at + 1));
    const next = number[at + 1];
    if (next && /\d/.test(next)) wrong.add(number.slice(0, at) + next + sign + number.slice(at + 2));
  }
  wrong.delete(number);
  expect([...wrong].filter((one) => parsePaperNumber(one) !== null)).toEqual([]);
});

test('takes nothing else for a number', () => {
  for (const typed of ['', 'A-07', 'A-07-3-1', 'A-07-3-1-', '--', 'A07311', '７']) expect(parsePaperNumber(typed), typed).toBeNull();
});
