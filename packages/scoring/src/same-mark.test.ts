// The same reading written twice, as two people type it.

import { expect, test } from 'vitest';
import { sameMark } from './same-mark.ts';

test.each([
  [{ type: 'points', points: '1.0' }, { type: 'points', points: '1' }, true],
  [{ type: 'points', points: '-0.50' }, { type: 'points', points: '-0.5' }, true],
  [{ type: 'points', points: '10' }, { type: 'points', points: '1' }, false],
  [{ type: 'measure', readings: ['61.50', '7'] }, { type: 'measure', readings: ['61.5', '7.0'] }, true],
  [{ type: 'measure', readings: ['61.5'] }, { type: 'measure', readings: ['61.5', '7'] }, false],
  [{ type: 'points', points: '1' }, undefined, false],
  [undefined, undefined, true],
] as const)('%o and %o: %s', (one, other, same) => {
  expect(sameMark(one as never, other as never)).toBe(same);
  expect(sameMark(other as never, one as never)).toBe(same);
});
