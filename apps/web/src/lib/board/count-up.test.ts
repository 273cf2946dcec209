import { describe, expect, it } from 'vitest';
import { COUNT_MS, countUp } from './count-up.ts';

describe('countUp', () => {
  it('starts at nothing and ends at exactly the score', () => {
    expect(countUp('86.67', -5)).toBe('0.00');
    expect(countUp('86.67', COUNT_MS)).toBe('86.67');
    expect(countUp('100.0', COUNT_MS * 9)).toBe('100.0');
  });

  it('never runs back and keeps its digits', () => {
    const seen = Array.from({ length: 25 }, (_, i) => countUp('86.67', (i * COUNT_MS) / 24));
    for (let i = 1; i < seen.length; i++) expect(Number(seen[i])).toBeGreaterThanOrEqual(Number(seen[i - 1]));
    expect(seen.every((text) => /^\d+\.\d\d$/.test(text))).toBe(true);
  });
});
