import { expect, test } from 'vitest';
import { dayOf, minuteOf } from './house-day.ts';

test('a day begins at midnight in China, whatever zone the machine is set to', () => {
  expect(dayOf(new Date('2026-05-20T15:59:59.999Z'))).toBe('2026-05-20');
  expect(dayOf(new Date('2026-05-20T16:00:00Z'))).toBe('2026-05-21');
  expect(dayOf(new Date('2026-12-31T23:00:00Z'))).toBe('2027-01-01');
  expect(minuteOf(new Date('2026-05-20T16:05:59Z'))).toBe('2026-05-21 00:05');
});
