/** Which of a device's clocks is believed. */
import { expect, it } from 'vitest';
import { takenAt } from './taken-at.ts';

const arrived = new Date('2026-05-21T02:15:00.000Z');

it.each([
  ['2026-05-21T02:14:00.000Z', '2026-05-21T02:14:00.000Z'],
  ['2026-04-20T02:15:00.000Z', '2026-04-20T02:15:00.000Z'],
  // A minute ahead is a clock like any other; more, or a month behind, is one that is wrong.
  ['2026-05-21T02:16:00.000Z', '2026-05-21T02:15:00.000Z'],
  ['2026-05-21T02:16:00.001Z', null],
  ['2026-04-20T02:14:59.999Z', null],
  ['1970-01-01T00:00:00.000Z', null],
])('takes %s for %s', (at, taken) => {
  expect(takenAt(at, arrived)?.toISOString() ?? null).toBe(taken);
});
