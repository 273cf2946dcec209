/** Faulty schemes: each fault is found, named and placed. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkScheme } from './check-scheme.ts';
import type { Band, CountKind, Criterion, Scale, Scheme } from './scheme.ts';
import { criterion, named, ONE_SCORE, pointsScale, scheme } from './test-support.ts';

const codes = (value: unknown): string[] => checkScheme(value).map((one) => `${one.code} ${one.path}`);
const withScale = (max: string, scale: Scale): Scheme => scheme(max, { m: [criterion('c', max, scale)] });
const measure = (bands: readonly Band[], max = '2'): Scheme =>
  withScale(max, { type: 'measure', unit: named('cm'), min: '0', max: '10', step: '0.1', convert: { type: 'bands', bands } });
const count = (kinds: readonly Partial<CountKind>[], more: object = {}): Scheme =>
  withScale('10', { type: 'count', direction: 'deduct', kinds: kinds.map((kind, index) => ({ id: `k${index}`, name: named('k'), amount: '1', ...kind })), ...more });
const levels = (...given: readonly [number, string][]): Scheme =>
  withScale('10', { type: 'levels', levels: given.map(([level, points]) => ({ level, points, name: named('l'), descriptor: named('d') })) });
const taking = (take: 'greatest' | 'least' | 'mean', readings: number): Scheme =>
  withScale('2', { type: 'measure', unit: named('cm'), min: '0', max: '10', step: '0.1', readings, take, convert: { type: 'bands', bands: [{ upTo: '1', points: '2' }, { over: '1', points: '0' }] } });
const SCALE = 'modules.0.criteria.0.scale';

describe('schemes', () => {
  test('a sound scheme has no issues', () => expect(checkScheme(ONE_SCORE)).toEqual([]));

  test('never throws, whatever it is given', () => {
    fc.assert(fc.property(fc.anything(), (value) => checkScheme(value).length > 0));
  });

  test('never throws on a scheme with anything in any place', () => {
    const keys = ['max', 'modules', 'vetoes', 'name', 'code', 'markRounding', 'timeLimitSeconds'] as const;
    fc.assert(fc.property(fc.constantFrom(...keys), fc.anything(), (key, value) => Array.isArray(checkScheme({ ...ONE_SCORE, [key]: value }))));
    fc.assert(fc.property(fc.anything(), (scale) => Array.isArray(checkScheme(scheme('10', { m: [{ ...criterion('c', '10', pointsScale('10')), scale: scale as Scale }] })))));
  });

  test.each<[string, unknown, string[]]>([
    ['nothing at all', null, ['not-an-object ']],
    ['a misspelt option', { ...ONE_SCORE, timelimit: 5 }, ['unknown-field timelimit']],
    ['a number where exact text belongs', { ...ONE_SCORE, max: 100 }, ['not-a-decimal max']],
    ['too many digits', { ...ONE_SCORE, max: '100.0000001' }, ['decimal-too-long max']],
    ['no modules', { ...ONE_SCORE, modules: [] }, ['wrong-length modules']],
    ['one language only', { ...ONE_SCORE, name: { zh: '题' } }, ['missing-field name.en']],
    ['an id that is no id', { ...ONE_SCORE, code: '__proto__' }, ['not-an-id code']],
    ['an unknown scale', withScale('10', { type: 'guess' } as unknown as Scale), [`unknown-type ${SCALE}.type`]],
  ])('shape: %s', (_name, value, wanted) => expect(codes(value)).toEqual(wanted));

  test.each<[string, Scheme, string[]]>([
    ['[SUM-3] criteria that do not add up to the max', { ...ONE_SCORE, max: '90' }, ['max-mismatch max']],
    ['[SUM-3] difficulty counts in the sum', scheme('100', { m: [criterion('c', '100', pointsScale(), '1.2')] }), ['max-mismatch max']],
    ['an id used twice', scheme('200', { c: [criterion('c', '100', pointsScale()), { ...criterion('d', '100', pointsScale()), no: 'c' }] }), ['duplicate-id modules.0.criteria.0.id', 'duplicate-number modules.0.criteria.1.no']],
    ['[VETO-2] a veto on an unknown criterion', { ...ONE_SCORE, vetoes: [{ id: 'v', name: named('v'), effect: { type: 'zero-criterion', criterionId: 'gone' } }] }, ['unknown-reference vetoes.0.effect.criterionId']],
    ['[VETO-2] a veto on an unknown module', { ...ONE_SCORE, vetoes: [{ id: 'v', name: named('v'), effect: { type: 'zero-module', moduleId: 'gone' } }] }, ['unknown-reference vetoes.0.effect.moduleId']],
    ['[SCALE-2] a level left out', levels([0, '0'], [2, '10']), [`levels-not-contiguous ${SCALE}.levels.1.level`]],
    ['[SCALE-2] a level worth less than the one below', levels([0, '5'], [1, '3'], [2, '10']), [`not-rising ${SCALE}.levels.1.points`]],
    ['[SCALE-10] levels that never reach the max', levels([0, '0'], [1, '8']), ['unreachable-max modules.0.criteria.0.max']],
    ['[SCALE-10] points beyond the max', withScale('10', pointsScale('12')), ['over-max modules.0.criteria.0.max']],
    ['[SCALE-3] a max off the step', withScale('10', { type: 'points', min: '0', max: '10', step: '3' }), [`off-step ${SCALE}.max`]],
    ['[SCALE-4] a checklist that does not add up', withScale('10', { type: 'checklist', items: [{ id: 'a', name: named('a'), points: '4' }, { id: 'a', name: named('a'), points: '5' }] }), [`duplicate-id ${SCALE}.items.1.id`, 'unreachable-max modules.0.criteria.0.max']],
    ['[SCALE-6] a gap', measure([{ upTo: '1', points: '2' }, { over: '2', points: '0' }]), [`gapped-bands ${SCALE}.convert.bands`]],
    ['[SCALE-6] a gap at the end', measure([{ upTo: '1', points: '2' }]), [`gapped-bands ${SCALE}.convert.bands`]],
    ['[SCALE-6] an overlap', measure([{ upTo: '1', points: '2' }, { from: '1', points: '0' }]), [`overlapping-bands ${SCALE}.convert.bands.1`]],
    ['[SCALE-6] a band that holds nothing', measure([{ points: '2' }, { over: '10', points: '0' }]), [`empty-band ${SCALE}.convert.bands.1`]],
    ['[SCALE-6] two lower ends', measure([{ upTo: '1', points: '2' }, { from: '1', over: '1', points: '0' }]), [`two-ends ${SCALE}.convert.bands.1`, `overlapping-bands ${SCALE}.convert.bands.1`]],
    ['[SCALE-7] no limit to exceed', withScale('5', { type: 'time', max: '60', step: '1', convert: { type: 'per-unit', full: '5', unit: '1', penalty: '1', started: true } }), [`no-limit ${SCALE}.convert`]],
    ['[SCALE-7] a limit nobody can meet', withScale('5', { type: 'time', max: '60', step: '1', convert: { type: 'per-unit', full: '5', from: '70', upTo: '80', unit: '1', penalty: '1', started: true } }), ['unreachable-max modules.0.criteria.0.max']],
    ['[SCALE-9] rows out of order', withScale('5', { type: 'time', max: '60', step: '1', convert: { type: 'table', rows: [{ at: '10', points: '5' }, { at: '5', points: '1' }] } }), [`not-rising ${SCALE}.convert.rows.1.at`]],
    ['[SCALE-5] readings that together miss the max', withScale('10', { type: 'measure', unit: named('cm'), min: '0', max: '1', step: '1', readings: 3, convert: { type: 'bands', bands: [{ points: '3' }] } }), ['unreachable-max modules.0.criteria.0.max']],
    ['[SCALE-12] a first place below the max', withScale('100', { type: 'rank-points', unit: named('s'), min: '0', max: '60', step: '1', best: 'least', first: '90', drop: '2', floor: '0' }), ['unreachable-max modules.0.criteria.0.max']],
    ['[COUNT-3] a kind above the common cap', count([{ cap: '8' }], { cap: '5' }), [`over-cap ${SCALE}.kinds.0.cap`]],
    ['[COUNT-3] one occurrence above its cap', count([{ amount: '4', cap: '3' }]), [`over-cap ${SCALE}.kinds.0.amount`]],
    ['[COUNT-6] a kind that takes all points where points are added', count([{ amount: '1', zero: true }], { direction: 'add' }), [`zero-in-add ${SCALE}.kinds.0.zero`]],
    ['[COUNT-2] too few to reach the max', count([{ most: 9 }], { direction: 'add' }), ['unreachable-max modules.0.criteria.0.max']],
    ['[COUNT-4] more than can be entered', count([{ amount: '1', most: 10 }], { direction: 'add', total: 11 }), [`unreachable-total ${SCALE}.total`]],
    ['[SCALE-10] entries below the criterion\'s least', withScale('10', { type: 'points', min: '-3', max: '10', step: '1' }), [`below-min ${SCALE}.min`]],
    ['[SCALE-10] a least above the most', scheme('10', { m: [{ ...criterion('c', '10', pointsScale('10')), min: '10' }] }), ['empty-range modules.0.criteria.0.min']],
    ['[SCALE-14] a printed value out of proportion', withScale('10', { type: 'levels', proportional: true, levels: ['0', '3.3', '6.6', '10'].map((points, level) => ({ level, points, name: named('l'), descriptor: named('d') })) }), [`not-proportional ${SCALE}.levels.2.points`]],
    ['[SCALE-15] one reading to take from', taking('greatest', 1), [`nothing-to-take ${SCALE}.readings`]],
    ['[SCALE-15] a mean that falls between bands', taking('mean', 2), [`mean-in-bands ${SCALE}.take`]],
    ['[SCALE-15] the best of three readings earns the max once', taking('least', 3), []],
    ['[PRODUCT-1] the product counts in the sum', scheme('10', { m: [{ ...criterion('c', '10', pointsScale('10')), product: { base: '5', factor: '2' } }] }), ['max-mismatch max']],
    ['[COUNT-4] a total in which every occurrence costs', count([{ amount: '1' }], { total: 3 }), ['unreachable-max modules.0.criteria.0.max']],
  ])('%s', (_name, value, wanted) => expect(codes(value)).toEqual(wanted));

  test('[SCALE-6] bands meet on the steps that can be entered, not between them', () => {
    expect(checkScheme(measure([{ upTo: '1', points: '2' }, { from: '1.1', points: '0' }]))).toEqual([]);
  });

  test('an issue tells what would mend it', () => {
    const [issue] = checkScheme({ ...ONE_SCORE, max: '90' });
    expect(issue).toEqual({ code: 'max-mismatch', path: 'max', params: { expected: '100', actual: '90' }, mend: 'the criteria add up to 100' });
  });

  test('a criterion cannot hide behind an inherited name', () => {
    const odd: Criterion = criterion('constructor', '100', pointsScale());
    expect(checkScheme(scheme('100', { m: [odd] }))).toEqual([]);
  });
});
