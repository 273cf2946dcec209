import { describe, expect, it } from 'vitest';
import { stationReading } from '../judge/stage-clock.ts';
import { stageClock } from './stage-clock.ts';

const since = '2026-05-20T06:30:00Z';
const t0 = Date.parse(since);
const running = (limitMs: number | null, bankedMs = 0) => ({ state: 'running' as const, bankedMs, since, limitMs });

describe('the clock on stage', () => {
  it('counts down from the limit', () => {
    expect(stageClock(running(900_000), t0 + 204_400)).toEqual({ text: '11:36', used: 204.4 / 900, over: false });
  });

  it('goes on from what was counted before a pause, and stands while it is paused', () => {
    expect(stageClock(running(900_000, 60_000), t0 + 204_400).text).toBe('10:36');
    expect(stageClock({ state: 'paused', bankedMs: 61_900, since: null, limitMs: 930_000 }, t0 + 500_000).text).toBe('14:29');
  });

  it('says how much the limit was passed by', () => {
    expect(stageClock(running(900_000), t0 + 900_000)).toEqual({ text: '00:00', used: 1, over: false });
    expect(stageClock(running(900_000), t0 + 975_000)).toEqual({ text: '−01:15', used: 1, over: true });
  });

  it('counts up without a limit, beyond an hour too', () => {
    expect(stageClock(running(null), t0 + 61_000)).toEqual({ text: '01:01', used: null, over: false });
    expect(stageClock(running(null), t0 + 6_125_000).text).toBe('102:05');
  });

  it('starts at the full time when our clock is behind', () => {
    expect(stageClock(running(60_000), t0 - 5000).text).toBe('01:00');
    expect(stageClock(running(null), t0 - 5000).text).toBe('00:00');
  });
});

describe('the station’s time as a reading', () => {
  const stopped = { state: 'stopped' as const, bankedMs: 74_999, since: null, limitMs: null };
  it('counts whole steps, keeps the step’s digits, and stays within the scale', () => {
    expect(stationReading(stopped, { max: '600', step: '1' })).toBe('74');
    expect(stationReading(stopped, { max: '600', step: '0.01' })).toBe('74.99');
    expect(stationReading(stopped, { max: '60', step: '1' })).toBe('60');
  });

  it('is offered only once the timer is stopped', () => {
    expect(stationReading({ ...stopped, state: 'paused' }, { max: '600', step: '1' })).toBeNull();
    expect(stationReading(null, { max: '600', step: '1' })).toBeNull();
  });
});
