/** The preview of one sheet: complete or not, with vetoes and with points fed in. */
import { describe, expect, test } from 'vitest';
import { scoreEntrant } from './entrant.ts';
import { rankPoints } from './rank-points.ts';
import type { Marks } from './result.ts';
import type { RankPointsScale } from './scheme.ts';
import { scoreSheet } from './sheet.ts';
import { criterion, named, pointsScale, rules, scheme } from './test-support.ts';

const RACE: RankPointsScale = {
  type: 'rank-points', unit: named('s'), min: '0', max: '600', step: '1', best: 'least', first: '100', drop: '2', floor: '90',
  faults: [{ id: 'slip', name: named('slip'), amount: '5' }],
};
const SCHEME = scheme('220', {
  m1: [criterion('a', '10', pointsScale('10')), criterion('b', '10', { type: 'count', direction: 'deduct', kinds: [{ id: 'k', name: named('k'), amount: '3', cap: '5' }] })],
  m2: [criterion('race', '100', RACE), criterion('fed', '100', { type: 'derived', source: 'attendance' })],
}, [{ id: 'unsafe', name: named('unsafe'), effect: { type: 'zero-module', moduleId: 'm1' } }, { id: 'cheat', name: named('cheat'), effect: { type: 'disqualify' } }]);

describe('a sheet', () => {
  test('[SUM-2] an empty sheet has null points, no working and everything missing that a judge enters', () => {
    expect(scoreSheet(SCHEME, {})).toEqual({
      criteria: { a: null, b: null, race: null, fed: null },
      modules: [{ id: 'm1', points: '0', max: '20', marked: 0, count: 2 }, { id: 'm2', points: '0', max: '200', marked: 0, count: 1 }],
      notApplicable: [], total: '0', max: '220', marked: 0, count: 3, missing: ['a', 'b', 'race'], vetoes: [], working: [],
    });
  });

  test('[SUM-2] a mark of 0 is marked', () => {
    const sheet = scoreSheet(SCHEME, { a: { type: 'points', points: '0' } });
    expect([sheet.criteria['a'], sheet.marked, sheet.missing]).toEqual(['0', 1, ['b', 'race']]);
  });

  test('[COUNT-3] the working shows the tally and its cap', () => {
    const { working } = scoreSheet(SCHEME, { b: { type: 'count', counts: { k: 2 } } });
    expect(working).toEqual([{ criterionId: 'b', points: '5', steps: [{ type: 'tally', kindId: 'k', count: 2, amount: '3', points: '-5', capped: true }] }]);
  });

  test('[VETO-2] a veto takes the module and says what was there', () => {
    const sheet = scoreSheet(SCHEME, { a: { type: 'points', points: '8' }, unsafe: { type: 'veto', reason: 'no gloves' } });
    expect([sheet.criteria['a'], sheet.total, sheet.vetoes]).toEqual(['0', '0', ['unsafe']]);
    expect(sheet.working[0]?.steps.at(-1)).toEqual({ type: 'vetoed', vetoId: 'unsafe', from: '8' });
  });

  test('[VETO-4] a disqualification leaves the points as they are', () => {
    const sheet = scoreSheet(SCHEME, { a: { type: 'points', points: '8' }, cheat: { type: 'veto', reason: 'phone' } });
    expect([sheet.total, sheet.vetoes]).toEqual(['8', ['cheat']]);
  });

  test('[SCALE-12] a reading is marked at once and has points once all entrants are ranked', () => {
    const marks: Marks = { race: { type: 'rank-points', reading: '62', faults: { slip: 1 } } };
    expect([scoreSheet(SCHEME, marks).criteria['race'], scoreSheet(SCHEME, marks).marked]).toEqual([null, 1]);
    expect(scoreSheet(SCHEME, marks, { rankPoints: { race: '98' } }).criteria['race']).toBe('93');
  });

  test('[SCALE-13] recorded data are points that nobody enters', () => {
    const sheet = scoreSheet(SCHEME, {}, { derived: { fed: '61.5' } });
    expect([sheet.criteria['fed'], sheet.total, sheet.marked, sheet.count]).toEqual(['61.5', '61.5', 0, 3]);
  });

  test('[SUM-2] an entrant is incomplete until what is fed is known', () => {
    const marks: Marks = { a: { type: 'points', points: '8' }, b: { type: 'count', counts: { k: 0 } }, race: { type: 'rank-points', reading: '62', faults: { slip: 0 } } };
    const own = rules({ combine: { type: 'single' }, quorum: 1 });
    expect(scoreEntrant(SCHEME, own, [{ judgeId: 'J', marks }])).toMatchObject({ status: 'incomplete', reason: 'missing-marks' });
    expect(scoreEntrant(SCHEME, own, [{ judgeId: 'J', marks }], { rankPoints: { race: '100' }, derived: { fed: '50' } })).toMatchObject({ status: 'scored', total: '168' });
  });

  test('[ROUND-1] mark rounding comes after the difficulty', () => {
    const rounded = { ...scheme('12', { m: [criterion('c', '10', pointsScale('10'), '1.2')] }), markRounding: { digits: 0, mode: 'half-up' } as const };
    expect(scoreSheet(rounded, { c: { type: 'points', points: '7' } }).working[0]?.steps).toEqual([
      { type: 'given', points: '7' },
      { type: 'difficulty', factor: '1.2', from: '7', to: '8.4' },
      { type: 'rounded', digits: 0, mode: 'half-up', from: '8.4', to: '8' },
    ]);
  });
});

describe('points by place', () => {
  test('[SCALE-12] first 100, second 98; equal readings share; never below the floor', () => {
    const readings = [['a', '60'], ['b', '55'], ['c', '60'], ['d', '70'], ['e', '80'], ['f', '81'], ['g', '99']].map(([entrantId = '', reading = '']) => ({ entrantId, reading }));
    expect(rankPoints(RACE, readings)).toEqual({ b: '100', a: '98', c: '98', d: '94', e: '92', f: '90', g: '90' });
    expect(rankPoints({ ...RACE, best: 'most' }, readings.slice(0, 2))).toEqual({ a: '100', b: '98' });
  });
});
