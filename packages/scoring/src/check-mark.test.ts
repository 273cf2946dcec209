/** Bad marks: every one is found, named and placed; every good one scores. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkMark } from './check-mark.ts';
import type { Scale } from './scheme.ts';
import { scoreSheet } from './sheet.ts';
import { criterion, named, pointsScale, scheme } from './test-support.ts';

const SCALES: Readonly<Record<string, Scale>> = {
  pass: { type: 'pass-fail' },
  level: { type: 'levels', levels: ['0', '5', '10'].map((points, level) => ({ level, points, name: named('l'), descriptor: named('d') })) },
  points: { type: 'points', min: '0', max: '10', step: '0.5' },
  count: { type: 'count', direction: 'add', total: 10, kinds: [{ id: 'clean', name: named('k'), amount: '1', most: 10 }, { id: 'dirty', name: named('k'), amount: '0' }] },
  list: { type: 'checklist', items: [{ id: 'a', name: named('a'), points: '4' }, { id: 'b', name: named('b'), points: '6' }] },
  measure: { type: 'measure', unit: named('cm'), min: '-5', max: '5', step: '0.1', readings: 2, convert: { type: 'per-unit', full: '5', from: '-1', upTo: '1', unit: '1', penalty: '1', started: true } },
  time: { type: 'time', max: '600', step: '0.01', convert: { type: 'per-unit', full: '10', upTo: '60', unit: '1', penalty: '1', started: true }, faults: [{ id: 'slip', name: named('s'), amount: '2' }] },
  place: { type: 'rank-points', unit: named('s'), min: '0', max: '60', step: '1', best: 'least', first: '10', drop: '2', floor: '0' },
  fed: { type: 'derived', source: 'attendance' },
};
const SCHEME = scheme(String(10 * Object.keys(SCALES).length), { m: Object.entries(SCALES).map(([id, scale]) => criterion(id, '10', scale)) }, [{ id: 'stop', name: named('stop'), effect: { type: 'zero-total' } }]);
const codes = (id: string, value: unknown): string[] => checkMark(SCHEME, id, value).map((one) => `${one.code} ${one.path}`);

describe('marks', () => {
  test.each<[string, unknown]>([
    ['pass', { type: 'pass-fail', pass: false }],
    ['level', { type: 'levels', level: 2 }],
    ['points', { type: 'points', points: '9.5' }],
    ['points', { type: 'points', points: '9.50' }],
    ['count', { type: 'count', counts: { clean: 7, dirty: 3 } }],
    ['list', { type: 'checklist', ticks: { a: true, b: false } }],
    ['measure', { type: 'measure', readings: ['-5', '0.3'] }],
    ['time', { type: 'time', seconds: '60.25', faults: { slip: 0 } }],
    ['place', { type: 'rank-points', reading: '12' }],
    ['stop', { type: 'veto', reason: '漏电' }],
  ])('a good mark for %s is accepted', (id, value) => expect(checkMark(SCHEME, id, value)).toEqual([]));

  test.each<[string, string, unknown, string[]]>([
    ['an unknown criterion', 'gone', { type: 'points', points: '1' }, ['unknown-criterion ']],
    ['nothing', 'points', null, ['wrong-type type']],
    ['the wrong type for the scale', 'points', { type: 'levels', level: 1 }, ['wrong-type type']],
    ['a field too many', 'pass', { type: 'pass-fail', pass: true, points: '9' }, ['unknown-field points']],
    ['a field too few', 'pass', { type: 'pass-fail' }, ['missing-field pass']],
    ['yes where true belongs', 'pass', { type: 'pass-fail', pass: 'yes' }, ['not-a-flag pass']],
    ['a level that is not there', 'level', { type: 'levels', level: 3 }, ['out-of-range level']],
    ['half a level', 'level', { type: 'levels', level: 1.5 }, ['not-a-whole-number level']],
    ['a binary number', 'points', { type: 'points', points: 9.5 }, ['not-a-decimal points']],
    ['text that is no number', 'points', { type: 'points', points: '9,5' }, ['not-a-decimal points']],
    ['too long decimals', 'points', { type: 'points', points: '9.5000000' }, ['decimal-too-long points']],
    ['above the range', 'points', { type: 'points', points: '10.5' }, ['out-of-range points']],
    ['below the range', 'points', { type: 'points', points: '-0.5' }, ['out-of-range points']],
    ['off the step', 'points', { type: 'points', points: '9.4' }, ['off-step points']],
    ['a missing kind', 'count', { type: 'count', counts: { clean: 10 } }, ['missing-kind counts.dirty']],
    ['an unknown kind', 'count', { type: 'count', counts: { clean: 7, dirty: 3, shiny: 0 } }, ['unknown-kind counts.shiny']],
    ['more than a kind allows', 'count', { type: 'count', counts: { clean: 11, dirty: 0 } }, ['out-of-range counts.clean']],
    ['a negative count', 'count', { type: 'count', counts: { clean: 11, dirty: -1 } }, ['out-of-range counts.clean', 'out-of-range counts.dirty']],
    ['counts that miss the total', 'count', { type: 'count', counts: { clean: 7, dirty: 2 } }, ['total-mismatch counts']],
    ['a missing item', 'list', { type: 'checklist', ticks: { a: true } }, ['missing-item ticks.b']],
    ['an unknown item', 'list', { type: 'checklist', ticks: { a: true, b: true, c: true } }, ['unknown-item ticks.c']],
    ['an inherited name is not an item', 'list', { type: 'checklist', ticks: { a: true, b: true, constructor: true } }, ['unknown-item ticks.constructor']],
    ['a reading too few', 'measure', { type: 'measure', readings: ['1'] }, ['wrong-length readings']],
    ['a reading off the step', 'measure', { type: 'measure', readings: ['1', '0.05'] }, ['off-step readings.1']],
    ['faults where the scale has none', 'measure', { type: 'measure', readings: ['1', '1'], faults: {} }, ['unknown-field faults']],
    ['no word about faults', 'time', { type: 'time', seconds: '60' }, ['missing-field faults']],
    ['longer than the longest time', 'time', { type: 'time', seconds: '600.01', faults: { slip: 0 } }, ['out-of-range seconds']],
    ['points for what is fed', 'fed', { type: 'points', points: '1' }, ['derived-not-enterable ']],
    ['a veto without a reason', 'stop', { type: 'veto', reason: '  ' }, ['wrong-length reason']],
    ['a veto with an essay', 'stop', { type: 'veto', reason: '长'.repeat(501) }, ['wrong-length reason']],
    ['points for a veto', 'stop', { type: 'points', points: '1' }, ['wrong-type type']],
  ])('%s is refused', (_name, id, value, wanted) => expect(codes(id, value)).toEqual(wanted));

  test('never throws, whatever it is given', () => {
    fc.assert(fc.property(fc.constantFrom(...Object.keys(SCALES), 'stop', '__proto__'), fc.anything(), (id, value) => Array.isArray(checkMark(SCHEME, id, value))));
  });

  test('what is accepted can be scored, and lies between 0 and the max', () => {
    const value = fc.oneof(
      fc.record({ type: fc.constant('points'), points: fc.integer({ min: -3, max: 25 }).map((half) => String(half / 2)) }),
      fc.record({ type: fc.constant('levels'), level: fc.integer({ min: -1, max: 4 }) }),
      fc.record({ type: fc.constant('count'), counts: fc.record({ clean: fc.integer({ min: -1, max: 11 }), dirty: fc.integer({ min: 0, max: 10 }) }) }),
      fc.record({ type: fc.constant('time'), seconds: fc.integer({ min: -5, max: 700 }).map(String), faults: fc.record({ slip: fc.integer({ min: -1, max: 100 }) }) }),
    );
    fc.assert(fc.property(fc.constantFrom(...Object.keys(SCALES)), value, (id, mark) => {
      if (checkMark(SCHEME, id, mark).length > 0) return;
      const points = Number(scoreSheet(SCHEME, { [id]: mark as never }).criteria[id]);
      expect(points).toBeGreaterThanOrEqual(0);
      expect(points).toBeLessThanOrEqual(10);
    }));
  });

  test('an unchecked mark of another type is a fault of the caller', () => {
    expect(() => scoreSheet(scheme('10', { m: [criterion('c', '10', pointsScale('10'))] }), { c: { type: 'levels', level: 1 } })).toThrow(TypeError);
  });
});
