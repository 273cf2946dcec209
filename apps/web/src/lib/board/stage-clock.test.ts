import { describe, expect, it } from 'vitest';
import { clockOffset, stageClock } from './stage-clock.ts';

const since = '2026-05-20T06:30:00Z';
const t0 = Date.parse(since);

describe('the clock on stage', () => {
  it('counts down from the limit', () => {
    expect(stageClock(since, 900, t0 + 204_400)).toEqual({ text: '11:36', used: 204 / 900, over: false });
  });

  it('says how much the limit was passed by', () => {
    expect(stageClock(since, 900, t0 + 900_000)).toEqual({ text: '00:00', used: 1, over: false });
    expect(stageClock(since, 900, t0 + 975_000)).toEqual({ text: '−01:15', used: 1, over: true });
  });

  it('counts up without a limit, beyond an hour too', () => {
    expect(stageClock(since, null, t0 + 61_000)).toEqual({ text: '01:01', used: null, over: false });
    expect(stageClock(since, null, t0 + 6_125_000).text).toBe('102:05');
  });

  it('starts at the full time when our clock is behind', () => {
    expect(stageClock(since, 60, t0 - 5000).text).toBe('01:00');
    expect(stageClock(since, null, t0 - 5000).text).toBe('00:00');
  });

  it('takes half the round trip off', () => {
    expect(clockOffset(10_500, 4_000, 5_000)).toBe(6_000);
  });
});
