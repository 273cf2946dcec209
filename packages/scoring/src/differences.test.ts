/** Two schemes told apart, in both languages, and what counts as a draft. */
import { describe, expect, test } from 'vitest';
import { differenceText } from './difference-text.ts';
import { schemeDifferences } from './differences.ts';
import { isSchemeDraft } from './draft.ts';
import type { Scheme } from './scheme.ts';
import { criterion, pointsScale, scheme } from './test-support.ts';

const BASE = scheme('100', {
  m1: [criterion('a', '50', pointsScale('50')), criterion('b', '20', { type: 'pass-fail' })],
  m2: [criterion('c', '30', { type: 'count', direction: 'deduct', kinds: [{ id: 'k', name: { zh: '碰响', en: 'Noise' }, amount: '3' }] })],
});
const [m1, m2] = BASE.modules;
const [a, b] = m1!.criteria;
const [c] = m2!.criteria;
const texts = (after: Scheme, language: 'zh' | 'en') => schemeDifferences(BASE, after).map((one) => differenceText(one, language));

describe('differences of schemes', () => {
  test('a scheme does not differ from itself', () => expect(schemeDifferences(BASE, structuredClone(BASE))).toEqual([]));

  test('a field is told from what to what, down to an entry of a list by its name', () => {
    const after = { ...BASE, max: '99', modules: [m1!, { ...m2!, criteria: [{ ...c!, kind: 'measured' as const, scale: { ...c!.scale, direction: 'add' as const, kinds: [{ id: 'k', name: { zh: '碰响', en: 'Noise' }, amount: '4', zero: true }] } as never }] }] };
    expect(texts(after, 'zh')).toEqual([
      '方案：满分 由 100 改为 99', 'c c：类型 由 评价项 改为 测量项', 'c c：计次方式 由 扣分 改为 加分', 'c c：类别 碰响 每次 由 3 改为 4', 'c c：类别 碰响 不得分 设为 是',
    ]);
    expect(texts(after, 'en')[3]).toBe('c c: Kind Noise Each from 3 to 4');
  });

  test('parts come, go and move: as few as tell the new order', () => {
    const after = { ...BASE, modules: [{ ...m1!, criteria: [b!] }, { ...m2!, criteria: [c!, { ...a!, id: 'd', no: 'd' }, a!] }] };
    expect(schemeDifferences(BASE, after).map(({ type, part }) => `${type} ${part.id}`)).toEqual(['added d', 'moved a']);
    expect(texts(after, 'zh')).toContain('a a：移到“m2”');
    const gone = { ...BASE, modules: [m1!], vetoes: [{ id: 'v', name: { zh: '泄密', en: 'Leak' }, effect: { type: 'zero-total' as const } }] };
    expect(texts(gone, 'zh')).toEqual(['一票否决 泄密：新增', '2 m2：删去', 'c c：删去']);
    const swapped = { ...BASE, modules: [{ ...m1!, criteria: [b!, a!] }, m2!] };
    expect(schemeDifferences(BASE, swapped)).toMatchObject([{ type: 'moved', to: null }]);
  });
});

describe('a draft', () => {
  test.each([
    ['an empty name', { ...BASE, name: { zh: '', en: '' } }, true],
    ['a number half typed', { ...BASE, max: '1,' }, true],
    ['a module without criteria', { ...BASE, modules: [{ ...m1!, criteria: [] }] }, true],
    ['an id with a space', { ...BASE, code: 'a b' }, true],
    ['a number that is no text', { ...BASE, max: 100 }, false],
    ['an id that is no text', { ...BASE, code: 7 }, false],
    ['a field too many', { ...BASE, colour: 'red' }, false],
    ['no modules at all', { ...BASE, modules: undefined }, false],
    ['a scale nobody knows', { ...BASE, modules: [{ ...m1!, criteria: [{ ...a!, scale: { type: 'stars' } }] }] }, false],
    ['more than fits', { ...BASE, modules: Array.from({ length: 60 }, () => 'module') }, false],
    ['nothing', null, false],
  ])('%s: %s', (_name, value, holds) => expect(isSchemeDraft(value)).toBe(holds));
});
