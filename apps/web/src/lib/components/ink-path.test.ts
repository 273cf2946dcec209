/** The curves of a signature begin and end where the pen did. */
import { expect, it } from 'vitest';
import { inkPath } from './ink-path.ts';

it('draws a dot, a line, and a curve through the middles', () => {
  expect(inkPath([5, 6])).toBe('M5 6h0.1');
  expect(inkPath([0, 0, 10, 20])).toBe('M0 0L10 20');
  expect(inkPath([0, 0, 10, 0, 20, 10, 30, 10])).toBe('M0 0Q10 0 15 5Q20 10 25 10L30 10');
});
