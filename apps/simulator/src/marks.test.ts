/** Every generated mark must be one a judge could enter, for every criterion of the demonstration and every type of scale. */
import { readFileSync, readdirSync } from 'node:fs';
import { allCriteria, checkMark, scoreSheet, type Criterion, type Scale, type Scheme } from '@leitai/scoring';
import { describe, expect, it } from 'vitest';
import { plausibleMark } from './marks.ts';
import { randomFor } from './random.ts';

const folder = new URL('../../../prisma/demo/schemes/', import.meta.url);
const schemes = readdirSync(folder).map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Scheme);
const SEEDS = 40;

const text = { zh: '项', en: 'item' };
const kinds = [{ id: 'a', name: text, amount: '1', most: 3 }, { id: 'b', name: text, amount: '2', zero: true }];
/** Types and settings the demonstration has no example of. */
const others: readonly Scale[] = [
  { type: 'pass-fail' },
  { type: 'points', min: '-1.5', max: '10', step: '0.25' },
  { type: 'rank-points', unit: text, min: '0', max: '999', step: '0.01', best: 'least', first: '10', drop: '2', floor: '0', faults: kinds },
  { type: 'measure', unit: text, min: '0', max: '100', step: '0.1', readings: 3, faults: kinds, convert: { type: 'table', rows: [{ at: '0', points: '1' }, { at: '50', points: '3' }] } },
  { type: 'count', direction: 'add', kinds: kinds.map(({ id, name, amount }) => ({ id, name, amount })), total: 10 },
];

const criterionOf = (scale: Scale): Criterion => ({ id: 'only', no: '1', name: text, rule: text, kind: 'measured', max: '10', scale, clauses: [] });
const schemeOf = (scale: Scale): Scheme => ({
  format: 'leitai-scheme/1', code: 'TEST', name: text, max: '10', vetoes: [], modules: [{ id: 'only', name: text, criteria: [criterionOf(scale)] }],
});

describe('plausible marks', () => {
  const subjects = [...schemes, ...others.map(schemeOf)];

  it('reads all sixteen schemes', () => expect(schemes).toHaveLength(16));

  it.each(subjects.map((scheme, index) => ({ name: `${scheme.code} ${index}`, scheme })))('$name: every mark can be entered', ({ scheme }) => {
    for (const criterion of allCriteria(scheme)) {
      for (let seed = 0; seed < SEEDS; seed += 1) {
        const value = plausibleMark(scheme, criterion, (seed % 11) / 10, randomFor(seed, criterion.id));
        expect({ value, issues: checkMark(scheme, criterion.id, value) }).toEqual({ value, issues: [] });
      }
    }
  });

  it('gives the better performance more points', () => {
    const total = (scheme: Scheme, deserved: number): number => {
      const marks = Object.fromEntries(allCriteria(scheme).map((criterion) => [criterion.id, plausibleMark(scheme, criterion, deserved, randomFor(7, criterion.id))]));
      return Number(scoreSheet(scheme, marks).total);
    };
    for (const scheme of schemes) expect(total(scheme, 0.95), scheme.code).toBeGreaterThan(total(scheme, 0.4));
  });

  it('says the same for the same seed', () => {
    const [scheme] = schemes;
    const [criterion] = allCriteria(scheme!);
    const once = () => plausibleMark(scheme!, criterion!, 0.7, randomFor(3, 'x'));
    expect(once()).toEqual(once());
  });

  it('refuses to enter what is derived', () => {
    const derived: Scale = { type: 'derived', source: 'records' };
    expect(() => plausibleMark(schemeOf(derived), criterionOf(derived), 1, randomFor(1))).toThrow(TypeError);
  });
});
