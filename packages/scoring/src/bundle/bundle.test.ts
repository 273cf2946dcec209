/** What must hold for every bundle: order changes nothing, nothing throws, nobody there is no error; attempts, places on a reading, recorded points. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Rules } from '../rules.ts';
import type { Scale } from '../scheme.ts';
import { criterion, named, pointsScale, rules, scheme } from '../test-support.ts';
import { BUNDLE_FORMAT, type Bundle } from './bundle.ts';
import { checkBundle } from './check-bundle.ts';
import { canonicalText, recompute, rowsOf } from './recompute.ts';

const read = (name: string): Bundle => JSON.parse(readFileSync(new URL(`../../../../docs/examples/${name}.bundle.json`, import.meta.url), 'utf8')) as Bundle;
const BUNDLES = ['small', 'full', 'figure-skating'].map(read);
const rowsById = (bundle: Bundle): string[] => rowsOf(recompute(bundle)).map((row) => canonicalText([row])).sort();
const shuffled = <T>(list: readonly T[]) => fc.shuffledSubarray([...list], { minLength: list.length });

describe('any bundle', () => {
  test('[PANEL-2] the order of judges, entrants and sheets changes no row', () => {
    const orders = fc.constantFrom(...BUNDLES).chain((bundle) => fc.tuple(fc.constant(bundle), shuffled(bundle.judges), shuffled(bundle.entrants), shuffled(bundle.sheets)));
    fc.assert(fc.property(orders, ([bundle, judges, entrants, sheets]) => {
      expect(rowsById({ ...bundle, judges, entrants, sheets })).toEqual(rowsById(bundle));
    }));
  });

  test('a copy recomputes to the same outcome, working and all', () => {
    for (const bundle of BUNDLES) expect(recompute(structuredClone(bundle))).toEqual(recompute(bundle));
  });

  test('the check never throws, whatever it is given', () => {
    fc.assert(fc.property(fc.anything(), (value) => checkBundle(value).length > 0));
    const keys = fc.constantFrom('rules', 'stages', 'judges', 'entrants', 'sheets', 'points', 'vetoDecisions', 'published');
    fc.assert(fc.property(fc.constantFrom(...BUNDLES), keys, fc.anything(), (bundle, key, value) => Array.isArray(checkBundle({ ...bundle, [key]: value }))));
  });

  test('[RANK-8] with all absent there is no place, and everyone is named', () => {
    for (const bundle of BUNDLES) {
      const gone = { ...bundle, sheets: [], points: [], vetoDecisions: [], entrants: bundle.entrants.map((one) => ({ ...one, out: { state: 'absent' as const } })) };
      expect(checkBundle(gone)).toEqual([]);
      const outcome = recompute(gone);
      expect([outcome.standings, outcome.awards.awards, outcome.organisations]).toEqual([[], [], []]);
      expect(outcome.unranked.map(({ why }) => why)).toEqual(bundle.entrants.map(() => 'absent'));
    }
  });

  test('nobody entered at all', () => expect(rowsOf(recompute({ ...BUNDLES[0]!, entrants: [], sheets: [] }))).toEqual([]));
});

const bundleOf = (scale: Scale, max: string, more: Partial<Bundle>, own: Rules = rules({ combine: { type: 'mean' }, quorum: 1 }, { rounding: {} })): Bundle => ({
  format: BUNDLE_FORMAT, title: named('t'), rules: own, judges: [{ id: 'A' }, { id: 'B' }], entrants: [{ id: 'E1' }, { id: 'E2' }], sheets: [],
  stages: [{ id: 's', scheme: scheme(max, { m: [criterion('c', max, scale)] }) }], ...more,
});
const totals = (bundle: Bundle): (string | null)[][] => {
  expect(checkBundle(bundle)).toEqual([]);
  return rowsOf(recompute(bundle)).map(({ entrantId, total }) => [entrantId, total]);
};

describe('what needs more than one sheet', () => {
  test('[SCALE-12] places on the mean reading of the judges', () => {
    const race: Scale = { type: 'rank-points', unit: named('s'), min: '0', max: '99', step: '1', best: 'least', first: '10', drop: '2', floor: '0' };
    const sheet = (entrantId: string, judgeId: string, reading: string) => ({ entrantId, judgeId, marks: { c: { type: 'rank-points' as const, reading } } });
    const sheets = [sheet('E1', 'A', '30'), sheet('E1', 'B', '33'), sheet('E2', 'A', '31'), sheet('E2', 'B', '31')];
    expect(totals(bundleOf(race, '10', { sheets }))).toEqual([['E2', '10'], ['E1', '8']]);
  });

  test('[SCALE-13] recorded points need no mark', () => {
    const bundle = bundleOf({ type: 'derived', source: 'attendance' }, '10', {
      entrants: [{ id: 'E1', derived: { c: '7.5' } }, { id: 'E2' }], sheets: ['E1', 'E2'].map((entrantId) => ({ entrantId, judgeId: 'A', marks: {} })),
    });
    expect(rowsOf(recompute(bundle)).map(({ entrantId, total, why }) => [entrantId, total, why])).toEqual([['E1', '7.5', undefined], ['E2', null, 'missing-marks']]);
  });

  test('[STAGE-2] the best of two judged attempts, one of them by a judge who does not count', () => {
    const own = rules({ combine: { type: 'mean' }, quorum: 1 }, { rounding: {}, stages: { stages: [{ id: 's', name: named('s'), weight: '100', normalise: 'none', whenMissing: 'no-result', attempts: { type: 'best' } }] } });
    const sheet = (judgeId: string, attempt: number, points: string, more: object = {}) => ({ entrantId: 'E1', judgeId, attempt, marks: { c: { type: 'points' as const, points } }, ...more });
    const sheets = [sheet('A', 1, '6'), sheet('B', 1, '8'), sheet('A', 2, '7.5'), sheet('B', 2, '9', { out: { why: 'left-out' } })];
    expect(totals(bundleOf(pointsScale('10'), '10', { sheets, entrants: [{ id: 'E1' }] }, own))).toEqual([['E1', '7.5']]);
  });

  test('[STAGE-2] an attempt that was repeated neither disqualifies nor shows among the parts', () => {
    const own = rules({ combine: { type: 'mean' }, quorum: 1 }, { rounding: {}, stages: { stages: [{ id: 's', name: named('s'), weight: '100', normalise: 'none', whenMissing: 'no-result' }] } });
    const sheet = (attempt: number, points: string, more: object = {}) => ({ entrantId: 'E1', judgeId: 'A', attempt, marks: { c: { type: 'points' as const, points }, ...more } });
    const veto = { stop: { type: 'veto' as const, reason: 'seen' } };
    const played = (sheets: Bundle['sheets']) => {
      const one = bundleOf(pointsScale('10'), '10', { entrants: [{ id: 'E1' }], sheets }, own);
      return recompute({ ...one, stages: [{ id: 's', scheme: { ...one.stages[0]!.scheme!, vetoes: [{ id: 'stop', name: named('stop'), effect: { type: 'disqualify' } }] } }] }).scores[0]!.score;
    };
    expect(played([sheet(1, '6', veto), sheet(2, '8')])).toMatchObject({ status: 'scored', total: '8' });
    expect(played([sheet(1, '6'), sheet(2, '8', veto)])).toMatchObject({ status: 'disqualified' });
    const twice = played([sheet(1, '6'), sheet(2, '8')]);
    expect(twice.status === 'scored' && twice.criteria.map(({ id, points }) => [id, points])).toEqual([['c', '8']]);
    expect(twice.working.filter(({ type }) => type === 'combined')).toHaveLength(2);
  });

  test('[VETO-1] a veto the chief did not confirm does not count', () => {
    const one = bundleOf(pointsScale('10'), '10', { entrants: [{ id: 'E1' }], sheets: [{ entrantId: 'E1', judgeId: 'A', marks: { c: { type: 'points', points: '6' }, stop: { type: 'veto', reason: 'seen' } } }] });
    const scheme = { ...one.stages[0]!.scheme!, vetoes: [{ id: 'stop', name: named('stop'), effect: { type: 'zero-total' as const } }] };
    const bundle = { ...one, stages: [{ id: 's', scheme }] };
    expect(totals(bundle)).toEqual([['E1', '0']]);
    expect(totals({ ...bundle, vetoDecisions: [{ entrantId: 'E1', confirmed: [] }] })).toEqual([['E1', '6']]);
  });

  test('[ROUND-1] a stage with rounding and a panel of its own', () => {
    const one = bundleOf(pointsScale('10'), '10', { sheets: ['A', 'B'].map((judgeId, index) => ({ entrantId: 'E1', judgeId, marks: { c: { type: 'points' as const, points: index === 0 ? '6' : '7.01' } } })), entrants: [{ id: 'E1' }] });
    const [stage] = one.stages;
    expect(totals(one)).toEqual([['E1', '6.505']]);
    expect(totals({ ...one, stages: [{ ...stage!, rounding: { total: { digits: 1, mode: 'down' } }, panel: { ...one.rules.panel, combine: { type: 'sum' } } }] })).toEqual([['E1', '13']]);
  });
});
