import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BoardState, OwnResult } from '@leitai/contract';
import { isBehind, Reread, SPREAD_MS } from './reread.ts';
import { remaining } from './remaining.ts';

const own = (over: Partial<Omit<OwnResult, 'contest'>> & { contest?: Partial<OwnResult['contest']> } = {}) =>
  ({ code: 'A-01', status: 'scored', total: '86.67', ...over, contest: { state: 'running', ...over.contest } }) as OwnResult;
const row = (code: string, score: string) => ({ code, score, organisation: { zh: '甲', en: 'A' } });
const board = (over: object = {}) => ({ revision: 8, state: 'running', rows: [row('A-01', '86.67'), row('A-02', '80.00')], out: [], ...over }) as unknown as BoardState;

describe('is behind', () => {
  it.each([
    ['the own result was confirmed', own({ status: 'waiting', total: null }), board(), 7],
    ['the own result was corrected', own({ total: '85.00' }), board(), 7],
    ['the own entrant was taken out', own(), board({ rows: [], out: [{ code: 'A-01', state: 'absent' }] }), 7],
    ['the own entrant was taken back', own({ status: 'absent', total: null }), board({ rows: [] }), 7],
    ['the contest was published', own(), board({ state: 'provisional' }), 7],
    ['the contest was frozen', own(), board({ frozenSince: '2027-05-20T09:00:00.000Z' }), 7],
    ['the freeze was lifted', own({ contest: { frozenSince: '2027-05-20T09:00:00.000Z' } }), board(), 7],
    ['something happens behind a freeze', own({ contest: { frozenSince: 'x' } }), board({ frozenSince: 'x' }), 7],
    ['somebody is corrected after publication', own({ contest: { state: 'provisional' } }), board({ state: 'provisional' }), 7],
    ['the draw was unsealed', own({ code: null, status: 'waiting', total: null }), board(), 7],
    ['the first board heard knows more', own({ status: 'waiting', total: null }), board(), null],
  ])('where %s', (_what, result, heard, read) => expect(isBehind(result, heard, read)).toBe(true));

  it.each([
    ['another entrant was confirmed', own(), board({ rows: [row('A-01', '86.67'), row('A-02', '80.00'), row('A-03', '70.00')] }), 7],
    ['nobody is decided yet', own({ status: 'waiting', total: null }), board({ rows: [] }), 7],
    ['the board says nothing of anybody', own({ code: null, status: 'waiting', total: null }), board({ rows: [{ code: 'A-01', score: '86.67' }] }), 7],
    ['nothing is newer than what was read', own({ total: '85.00' }), board(), 8],
    ['the first board heard after publication says the same', own({ contest: { state: 'final' } }), board({ state: 'final' }), null],
  ])('not where %s', (_what, result, heard, read) => expect(isBehind(result, heard, read)).toBe(false));
});

describe('reading again', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('spreads 260 phones that hear the same news, each reading once whatever it hears until then', () => {
    const slots = Array.from({ length: 24 }, () => 0);
    let now = 0;
    const phones = Array.from({ length: 260 }, (_, index) => new Reread(() => (slots[Math.floor((now * 24) / SPREAD_MS)]! += 1), () => ((index * 0.618034) % 1)));
    for (const phone of phones) for (let frame = 0; frame < 5; frame += 1) phone.soon();
    for (; now < SPREAD_MS; now += 10) vi.advanceTimersByTime(10);
    expect(slots.reduce((sum, one) => sum + one, 0)).toBe(260);
    // Eleven each, were it exactly even.
    expect(Math.max(...slots)).toBeLessThan(20);
  });

  it('reads again for what is heard afterwards, and not once it was stopped', () => {
    const read = vi.fn();
    const phone = new Reread(read, () => 0.5);
    phone.soon();
    vi.advanceTimersByTime(SPREAD_MS);
    phone.soon();
    vi.advanceTimersByTime(SPREAD_MS);
    expect(read).toHaveBeenCalledTimes(2);
    phone.soon();
    phone.stop();
    vi.advanceTimersByTime(SPREAD_MS);
    expect(read).toHaveBeenCalledTimes(2);
  });
});

describe('what remains', () => {
  it.each([
    ['2027-05-23T09:00:00.000Z', { days: 2, hours: 22, minutes: 0 }],
    ['2027-05-20T12:05:59.999Z', { days: 0, hours: 1, minutes: 5 }],
    ['2027-05-20T11:00:00.001Z', { days: 0, hours: 0, minutes: 0 }],
    ['2027-05-20T11:00:00.000Z', null],
    ['2027-05-19T11:00:00.000Z', null],
  ])('until %s', (until, left) => expect(remaining(until, Date.parse('2027-05-20T11:00:00.000Z'))).toEqual(left));
});
