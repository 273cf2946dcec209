/** The two minutes after a hand-in, by the server's clock. */
import { expect, it } from 'vitest';
import { withdrawLeft } from './withdrawal.ts';

const submittedAt = '2026-05-20T06:00:00.000Z';
const after = (seconds: number): number => Date.parse(submittedAt) + seconds * 1000;

it('counts two minutes down and stays at nothing', () => {
  const sheet = { state: 'submitted', submittedAt } as const;
  expect(withdrawLeft(sheet, after(0))).toBe(120_000);
  expect(withdrawLeft(sheet, after(18))).toBe(102_000);
  expect(withdrawLeft(sheet, after(120))).toBe(0);
  expect(withdrawLeft(sheet, after(500))).toBe(0);
  // A clock that is behind gives no more than two minutes.
  expect(withdrawLeft(sheet, after(-30))).toBe(120_000);
});

it('leaves nothing where the sheet is not handed in, or is confirmed', () => {
  expect(withdrawLeft({ state: 'open', submittedAt: null }, after(1))).toBe(0);
  expect(withdrawLeft({ state: 'confirmed', submittedAt }, after(1))).toBe(0);
});
