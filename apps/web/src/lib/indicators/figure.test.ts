import { expect, test } from 'vitest';
import { figureText, short, written } from './figure.ts';

test('shares are percentages to one digit, everything else a number to two', () => {
  expect(['2', '10.00', '13/3', '0.5', '100'].map(short)).toEqual(['2', '10', '4.33', '0.5', '100']);
  expect(written('competition-percentile', 'value', '2/3')).toBe('66.7%');
  expect(written('competition-percentile', 'firstPrizes', '1')).toBe('1');
  expect(written('inspection-mean-score', 'value', '94.25')).toBe('94.25');
  const reading = { figures: null, working: [], rows: [], sha256: '' };
  expect(figureText({ source: 'certified-rate', reading })).toBe('');
  expect(figureText({ source: 'certified-rate', reading: { ...reading, figures: { value: '1' } } })).toBe('100%');
});
