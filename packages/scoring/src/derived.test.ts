/** Recorded figures as points: the rules of the nineteen indicators with their arithmetic, and what is wrong with such a scale. */
import { describe, expect, test } from 'vitest';
import { checkScheme } from './check-scheme.ts';
import type { Derived } from './derived.ts';
import type { DerivedScale, Scale } from './scheme.ts';
import { scoreSheet } from './sheet.ts';
import { criterion, fixture, named, scheme, withNames } from './test-support.ts';

type DerivedFixture = { readonly rule: string; readonly says: string; readonly criterion: { readonly max: string; readonly scale: Scale }; readonly cases: readonly { readonly fed: Derived; readonly points: string }[] };
describe('figures', () => {
  for (const { rule, says, criterion: given, cases } of fixture<DerivedFixture[]>('derived')) {
    const one = scheme(given.max, { m: [criterion('c', given.max, withNames(given.scale))] });
    test.each(cases)(`[${rule}] ${says} → $points`, ({ fed, points }) => {
      expect(checkScheme(one)).toEqual([]);
      expect(scoreSheet(one, {}, { derived: { c: fed } }).criteria).toEqual({ c: points });
    });
  }
});

const LINEAR = { type: 'linear', rate: '5', offset: '0', min: '0', max: '5' } as const;
const of = (parts: Partial<DerivedScale>) => scheme('5', { m: [criterion('c', '5', { type: 'derived', source: 'records', ...parts })] });
const part = { id: 'bad', name: named('bad'), direction: 'deduct', amount: '1' } as const;

test('[SCALE-17] the working names every figure that counted', () => {
  const one = of({ most: '1', convert: LINEAR, also: [part, { ...part, id: 'good', direction: 'add', amount: '2', cap: '1' }] });
  expect(scoreSheet(one, {}, { derived: { c: { value: '0.5', bad: '1', good: '3' } } }).working[0]?.steps).toEqual([
    { type: 'reading', value: '0.5', points: '2.5', rule: expect.any(String) as string },
    { type: 'figure', figureId: 'bad', value: '1', amount: '1', points: '-1', capped: false },
    { type: 'figure', figureId: 'good', value: '3', amount: '2', points: '1', capped: true },
  ]);
});

test.each<[string, Partial<DerivedScale>, string[]]>([
  ['[SCALE-10] a rate never earns more than at 1', { most: '1', convert: { ...LINEAR, rate: '4' } }, ['unreachable-max modules.0.criteria.0.max']],
  ['[SCALE-16] bands that leave a gap between steps', { most: '1', convert: { type: 'bands', bands: [{ upTo: '0.5', points: '1' }, { from: '0.500001', points: '5' }] } }, ['gapped-bands modules.0.criteria.0.scale.convert.bands']],
  ['[SCALE-17] further figures without a first', { also: [part] }, ['also-without-convert modules.0.criteria.0.scale.also']],
  ['[SCALE-17] a further figure of a name that is taken', { most: '1', convert: LINEAR, also: [{ ...part, id: 'value' }] }, ['reserved-id modules.0.criteria.0.scale.also.0.id']],
  ['[SCALE-17] one figure twice', { most: '1', convert: LINEAR, also: [part, part] }, ['duplicate-id modules.0.criteria.0.scale.also.1.id']],
  ['one thing looked for twice', { most: '1', convert: LINEAR, seeks: [{ id: 'plate', name: part.name }, { id: 'plate', name: part.name }] }, ['duplicate-id modules.0.criteria.0.scale.seeks.1.id']],
  ['[SCALE-17] a cap above the points there are', { most: '1', convert: LINEAR, also: [{ ...part, cap: '6' }] }, ['over-cap modules.0.criteria.0.scale.also.0.cap']],
])('%s', (_name, parts, issues) => expect(checkScheme(of(parts)).map(({ code, path }) => `${code} ${path}`)).toEqual(issues));
