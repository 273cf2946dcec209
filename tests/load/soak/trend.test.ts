/** The soak's verdict: what rises is found, what only trembles is not. */
import { expect, test } from 'vitest';
import { randomFor } from '../../../apps/simulator/src/random.ts';
import { grows, trendOf } from './trend.ts';

const FIVE = { share: 0.05, least: 0 };
const noisy = (seed: number, deviation: number, rise: number): number[] => {
  const random = randomFor(seed, 'soak');
  return Array.from({ length: 30 }, (_, at) => 100 + (rise * at) / 29 + deviation * random.normal());
};

test('a line by hand: 3, 5, 7, 9, 11, 13 after a warm-up rises by ten, and is sure of it', () => {
  expect(trendOf([50, 0, 70, 3, 5, 7, 9, 11, 13])).toEqual({ level: 8, rise: 10, margin: 0 });
});

test('the interval is that of the tables: 1, 2, 4, 3, 5, 6, 8 with five degrees of freedom', () => {
  // Slope 30/28, residual sum of squares 34.8571 − 32.1429 = 2.7143, error √(2.7143 / 5 / 28) = 0.13924, times 2.5706 and six steps.
  const { rise, margin } = trendOf([0, 0, 0, 1, 2, 4, 3, 5, 6, 8]);
  expect(rise).toBeCloseTo((6 * 30) / 28, 9);
  expect(margin).toBeCloseTo(2.148, 2);
});

test('what rises by a quarter is found however it trembles, what only trembles is let go', () => {
  const seeds = Array.from({ length: 200 }, (_, seed) => seed);
  const found = (deviation: number, rise: number): number => seeds.filter((seed) => grows(trendOf(noisy(seed, deviation, rise)), FIVE)).length;
  expect(found(5, 0)).toBeLessThan(5);
  expect(found(1, 5)).toBeLessThan(5);
  expect(found(2, 25)).toBe(200);
});

test('what rises by less than counts at all is flat', () => {
  expect(grows(trendOf([1, 1, 1, 1, 2, 3, 4, 5, 6]), { share: 0, least: 6 })).toBe(false);
  expect(grows(trendOf([1, 1, 1, 1, 2, 3, 4, 5, 6]), { share: 0, least: 4 })).toBe(true);
});
