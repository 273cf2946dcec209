// A share of answers as people read it.

import { expect, test } from 'vitest';
import { percent } from './percent.ts';

test('is rounded half up to one digit, in whole numbers', () => {
  expect([percent(1, 1), percent(0, 7), percent(1, 3), percent(2, 3), percent(197, 200), percent(1, 8), percent(1999, 2000)]).toEqual(['100.0', '0.0', '33.3', '66.7', '98.5', '12.5', '100.0']);
});
