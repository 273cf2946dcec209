/** Where the tolerance, the numbers and the reading stand on a ruler. */
import { expect, it } from 'vitest';
import { measureRuler, place, plainRuler } from './ruler.ts';

const cm = { min: '40', max: '80', step: '0.5' };

it('puts 60 ± 1 cm in the middle, with as much again on either side', () => {
  const ruler = measureRuler(cm, { type: 'per-unit', full: '10', from: '59', upTo: '61', unit: '0.5', penalty: '1', started: true });
  expect([ruler.low, ruler.high]).toEqual([57, 63]);
  expect(ruler.full).toEqual([{ from: 59, to: 61 }]);
  expect(place(ruler, 60)).toBe(0.5);
  expect(ruler.labels).toContain(59);
  expect(ruler.labels).toContain(61);
});

it('starts at the least reading where the tolerance does', () => {
  const ruler = measureRuler({ min: '0', max: '20', step: '0.1' }, { type: 'bands', bands: [{ upTo: '1', points: '2' }, { over: '1', upTo: '2', points: '1' }, { over: '2', points: '0' }] });
  expect(ruler.low).toBe(0);
  expect(ruler.full).toEqual([{ from: 0, to: 1 }]);
  expect(ruler.high).toBe(3);
});

it('draws what lies outside at the end', () => {
  const ruler = plainRuler({ min: '0', max: '10', step: '0.5' });
  expect(place(ruler, 12)).toBe(1);
  expect(place(ruler, -3)).toBe(0);
  expect(ruler.ticks).toHaveLength(21);
});

it('keeps its numbers apart, and never draws ticks finer than the step or too many', () => {
  for (const step of ['0.1', '0.5', '1', '5']) {
    const ruler = plainRuler({ min: '0', max: '100', step });
    expect(ruler.ticks.length).toBeLessThanOrEqual(25);
    for (const [index, label] of ruler.labels.entries()) if (index > 0) expect(label - (ruler.labels[index - 1] ?? 0)).toBeGreaterThanOrEqual(11);
  }
});

it('shows the limit of a time with room for going over it', () => {
  const ruler = measureRuler({ min: '0', max: '3600', step: '1' }, { type: 'per-unit', full: '5', upTo: '1800', unit: '10', penalty: '1', started: true });
  expect(ruler.high).toBeGreaterThan(1800);
  expect(ruler.full[0]?.to).toBe(1800);
});

it('shows a single limit with a tenth of it on either side', () => {
  const ruler = measureRuler({ min: '0', max: '120', step: '0.1' }, { type: 'bands', bands: [{ from: '70', points: '10' }, { below: '70', points: '0' }] });
  expect([ruler.low, ruler.high]).toEqual([63, 77]);
  expect(ruler.full).toEqual([{ from: 70, to: 77 }]);
});
