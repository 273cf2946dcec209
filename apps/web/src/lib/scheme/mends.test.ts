/** Every mend that is offered puts its issue right, and nothing offered makes it worse. */
import { checkScheme, partAt, type Criterion, type Scale, type Scheme } from '@leitai/scoring';
import { describe, expect, it } from 'vitest';
import { issuesOf } from './issues.ts';
import { mendOf } from './mends.ts';
import { newConversion, newScale, newScheme } from './new-parts.ts';
import { insert, partOf, put, remove } from './path.ts';
import { balance } from './sums.ts';

const text = { zh: '甲', en: 'a' };
const FRESH = newScheme('FRESH', { zh: '新', en: 'New' });
const AT = 'modules.0.criteria.0';
const withScale = (scale: unknown, max = '5'): Scheme => ({ ...put(put(FRESH, `${AT}.scale`, scale), `${AT}.max`, max), max });
const measure = (convert: unknown) => ({ type: 'measure', unit: text, min: '0', max: '10', step: '1', convert });
const kind = { id: 'k', name: text, amount: '1' };
const level = (level: number, points: string) => ({ level, name: text, descriptor: text, points });
const second: Criterion = { ...FRESH.modules[0]!.criteria[0]!, id: 'c2', no: '1.2' };
const two = (change: Partial<Criterion>): Scheme => ({ ...insert(FRESH, 'modules.0.criteria', 1, { ...second, ...change }), max: '10' });

/** Mends whatever can be mended, one after the other. */
function mended(scheme: Scheme): Scheme {
  for (let turn = 0, whole = scheme; ; turn += 1) {
    const mend = issuesOf(whole).map((issue) => mendOf(whole, issue)).find((one) => one !== null);
    if (!mend || turn > 20) return whole;
    whole = mend.scheme;
  }
}

describe('a mend', () => {
  it.each<[string, Scheme]>([
    ['max-mismatch', { ...FRESH, max: '9' }],
    ['unreachable-max', withScale({ type: 'checklist', items: [{ id: 'i', name: text, points: '3' }] })],
    ['over-max', withScale({ type: 'points', min: '0', max: '8', step: '1' })],
    ['over-cap', withScale({ type: 'count', direction: 'deduct', kinds: [{ ...kind, amount: '7' }] })],
    ['zero-in-add', withScale({ type: 'count', direction: 'add', kinds: [{ ...kind, zero: true, most: 5 }] })],
    ['unreachable-total', withScale({ type: 'count', direction: 'deduct', total: 9, kinds: [{ ...kind, amount: '0', most: 3 }] })],
    ['levels-not-contiguous', withScale({ type: 'levels', levels: [level(0, '0'), level(2, '5')] })],
    ['not-rising', withScale({ type: 'levels', levels: [level(0, '2'), level(1, '1'), level(2, '5')] })],
    ['not-rising', withScale(measure({ type: 'table', rows: [{ at: '5', points: '5' }, { at: '0', points: '0' }, { at: '5', points: '5' }] }))],
    ['gapped-bands', withScale(measure({ type: 'bands', bands: [{ upTo: '2', points: '5' }, { from: '8', points: '0' }] }))],
    ['overlapping-bands', withScale(measure({ type: 'bands', bands: [{ upTo: '5', points: '5' }, { from: '3', points: '0' }] }))],
    ['empty-band', withScale(measure({ type: 'bands', bands: [{ points: '5' }, { from: '8', upTo: '7', points: '0' }] }))],
    ['two-ends', withScale(measure({ type: 'bands', bands: [{ from: '0', over: '1', points: '5' }] }))],
    ['nothing-to-take', withScale({ ...measure({ type: 'table', rows: [{ at: '0', points: '5' }] }), take: 'mean' })],
    ['no-quantity', put(withScale({ type: 'pass-fail' }), `${AT}.conformsUpTo`, '1')],
    ['not-proportional', withScale({ type: 'levels', proportional: true, levels: [level(0, '0'), level(1, '4'), level(2, '5')] })],
    ['duplicate-id', two({ id: FRESH.modules[0]!.criteria[0]!.id })],
    ['duplicate-number', two({ no: FRESH.modules[0]!.criteria[0]!.no })],
    ['not-an-id', two({ id: '第 二' })],
    ['not-a-decimal', { ...FRESH, max: ' ０5，' }],
    ['decimal-too-long', { ...FRESH, max: '05' }],
    ['wrong-length', put(FRESH, `${AT}.name.en`, '')],
    ['wrong-length', put(FRESH, 'modules.0.criteria', [])],
    ['unknown-reference', { ...FRESH, vetoes: [{ id: 'v', name: text, effect: { type: 'zero-criterion', criterionId: 'gone' } }] }],
    ['out-of-range', put(FRESH, 'timeLimitSeconds', 0)],
  ])('of %s leaves none', (code, scheme) => {
    expect(checkScheme(scheme).map((one) => one.code)).toContain(code);
    expect(checkScheme(mended(scheme))).toEqual([]);
  });
});

describe('what a scheme begins as', () => {
  it('has no fault', () => expect(checkScheme(FRESH)).toEqual([]));

  it.each<Scale['type']>(['pass-fail', 'levels', 'points', 'count', 'checklist', 'measure', 'time', 'rank-points', 'derived'])('%s has none either', (type) =>
    expect(checkScheme(withScale(newScale(type, '5')))).toEqual([]));

  it.each(['bands', 'per-unit', 'linear', 'table'] as const)('nor has a conversion by %s', (type) => expect(checkScheme(withScale(measure(newConversion(type, '5'))))).toEqual([]));
});

describe('parts by their paths', () => {
  it('are put, added and taken out, and nothing else changes', () => {
    const changed = put(FRESH, `${AT}.name.zh`, '乙');
    expect(partAt(changed, `${AT}.name`)).toEqual({ ...FRESH.modules[0]!.criteria[0]!.name, zh: '乙' });
    expect(changed.vetoes).toBe(FRESH.vetoes);
    expect(remove(insert(FRESH, 'modules.0.criteria', 0, second), 'modules.0.criteria', 0)).toEqual(FRESH);
    expect(put(put(FRESH, 'markRounding', { digits: 1, mode: 'up' }), 'markRounding', undefined)).toEqual(FRESH);
    expect(['modules.0.criteria.2.scale.max', 'modules.1.name.zh', 'vetoes.0.effect', 'max'].map(partOf)).toEqual(['modules.0.criteria.2', 'modules.1', 'vetoes.0', '']);
  });

  it('a missing word does not hide a wrong sum, and sums stand while one is typed', () => {
    expect(issuesOf({ ...put(FRESH, `${AT}.name.en`, ''), max: '9' }).map(({ code }) => code)).toEqual(['wrong-length', 'max-mismatch']);
    expect(balance({ ...two({ max: '2.' }), max: '7.5' })).toEqual({ total: '5', lacks: '2.5', over: '' });
  });
});
