import { expect, it } from 'vitest';
import { mean } from './average.ts';

it('averages exactly, where binary fractions would not', () => {
  expect(mean(['0.1', '0.2', '0.3'])).toBe('0.2');
  expect(mean(['86', '87', '87'])).toBe('260/3');
});

it('refuses to average nothing', () => {
  expect(() => mean([])).toThrow(RangeError);
});
