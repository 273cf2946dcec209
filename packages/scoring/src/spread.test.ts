import { describe, expect, test } from 'vitest';
import { checkRules } from './check-rules.ts';
import { DEFAULT_RULES } from './default-rules.ts';
import { SCHEME_FORMAT, type Scheme } from './scheme.ts';
import { spreads } from './spread.ts';

const name = { zh: '项', en: 'item' };
const points = (id: string, max: string) => ({ id, no: id, name, rule: name, kind: 'judged' as const, max, scale: { type: 'points' as const, min: '0', max, step: '0.5' }, clauses: [] });
const scheme: Scheme = { format: SCHEME_FORMAT, code: 'S', name, max: '20', vetoes: [], modules: [{ id: 'm', name, criteria: [points('a', '10'), points('b', '10')] }] };
const sheet = (judgeId: string, a: string, b: string) => ({ judgeId, marks: { a: { type: 'points' as const, points: a }, b: { type: 'points' as const, points: b } } });
/** 8, 9.5, 8.5, 9, 6.5: 3 apart; 6 each: none apart. Totals 14, 15.5, 14.5, 15, 12.5: 3 apart. */
const sheets = [sheet('1', '8', '6'), sheet('2', '9.5', '6'), sheet('3', '8.5', '6'), sheet('4', '9', '6'), sheet('5', '6.5', '6')];

describe('spreads', () => {
  test('[SPREAD-1] a criterion beyond its share of the max names who is high and who is low', () => {
    const { criteria, exceeded } = spreads(scheme, { spread: { criterion: { type: 'share', percent: '20' } } }, sheets);
    expect(criteria[0]).toEqual({ id: 'a', spread: '3', mean: '8.3', limit: '2', exceeded: true, high: ['2'], low: ['5'] });
    expect(criteria[1]).toEqual({ id: 'b', spread: '0', mean: '6', limit: '2', exceeded: false, high: [], low: [] });
    expect(exceeded).toBe(true);
  });

  test('[SPREAD-1] a limit in points, met exactly, is kept', () => {
    expect(spreads(scheme, { spread: { criterion: { type: 'points', points: '3' } } }, sheets).exceeded).toBe(false);
    expect(spreads(scheme, { spread: { criterion: { type: 'points', points: '2.999999' } } }, sheets).exceeded).toBe(true);
  });

  test('[SPREAD-2] totals have a limit of their own, and only whole sheets have a total', () => {
    const unfinished = { judgeId: '6', marks: { a: { type: 'points' as const, points: '0' } } };
    expect(spreads(scheme, { spread: { total: '2.5' } }, [...sheets, unfinished]).total).toEqual({ spread: '3', mean: '14.3', limit: '2.5', exceeded: true, high: ['2'], low: ['5'] });
  });

  test('without limits, or with one sheet, nothing is exceeded', () => {
    expect(spreads(scheme, {}, sheets)).toMatchObject({ exceeded: false, total: { spread: '3', limit: null } });
    expect(spreads(scheme, { spread: { total: '0' } }, sheets.slice(0, 1))).toMatchObject({ exceeded: false, total: { spread: null } });
    expect(spreads(scheme, {}, []).criteria[0]).toMatchObject({ spread: null, mean: null });
  });

  test('rules are checked', () => {
    const codes = (spread: unknown) => checkRules({ ...DEFAULT_RULES, spread }).map(({ code, path }) => `${code} ${path}`);
    expect(codes({ criterion: { type: 'share', percent: '40' }, total: '10' })).toEqual([]);
    expect(codes({ criterion: { type: 'share', percent: '101' } })).toEqual(['out-of-range spread.criterion.percent']);
    expect(codes({ total: '-1' })).toEqual(['out-of-range spread.total']);
  });
});
