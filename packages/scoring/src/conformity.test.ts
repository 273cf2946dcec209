/** Items that do not apply, and whether those that do conform. */
import { describe, expect, test } from 'vitest';
import { checkMark } from './check-mark.ts';
import { checkNeeds } from './needs.ts';
import { checkScheme } from './check-scheme.ts';
import { conclusionOf, conformityOf, scoreRate, thresholdText } from './conformity.ts';
import { scoreEntrant } from './entrant.ts';
import { gradeOf } from './grades.ts';
import { INSPECTION_RULES, STANDARD_GRADES } from './inspection-rules.ts';
import type { Marks } from './result.ts';
import type { MarkValue, Scale } from './scheme.ts';
import { scoreSheet } from './sheet.ts';
import { spreads } from './spread.ts';
import { criterion, named, pointsScale, scheme } from './test-support.ts';

const NA: MarkValue = { type: 'not-applicable' };
const points = (value: string): MarkValue => ({ type: 'points', points: value });
const a = { ...criterion('a', '10', pointsScale('10')), mayNotApply: true, needs: [{ what: 'note', when: 'not-full' }, { what: 'evidence', when: 'always' }] } as const;
const b = criterion('b', '30', pointsScale('30'));
const c = { ...criterion('c', '60', pointsScale('60')), mayNotApply: true };
const SCHEME = scheme('100', { m: [a, b], n: [c] }, [{ id: 'v', name: named('v'), effect: { type: 'zero-criterion', criterionId: 'a' } }]);
const score = (sheets: Readonly<Record<string, Marks>>, level: 'criterion' | 'module' | 'sheet' = 'criterion') =>
  scoreEntrant(SCHEME, { ...INSPECTION_RULES, panel: { ...INSPECTION_RULES.panel, level } }, Object.entries(sheets).map(([judgeId, marks]) => ({ judgeId, marks })));

describe('what does not apply', () => {
  test('[NA-1] is a mark only where the criterion allows it, and then no fault, no need but what is always needed', () => {
    expect(checkScheme(SCHEME)).toEqual([]);
    expect(checkMark(SCHEME, 'a', NA)).toEqual([]);
    expect(checkMark(SCHEME, 'b', NA).map(({ code }) => code)).toEqual(['wrong-type']);
    expect(checkMark(SCHEME, 'a', { ...NA, pass: true }).map(({ code }) => code)).toEqual(['unknown-field']);
    expect(checkNeeds(SCHEME, 'a', NA, {}).map(({ code }) => code)).toEqual(['evidence-needed']);
  });

  test('[NA-2] the total is what was earned out of what applies, as out of everything', () => {
    const marks = { a: NA, b: points('27'), c: points('45') };
    // (27 + 45) ÷ 90 × 100 = 80.
    expect(scoreSheet(SCHEME, marks)).toMatchObject({ total: '80', max: '100', notApplicable: ['a'], missing: [], criteria: { a: null, b: '27', c: '45' }, modules: [{ points: '27', max: '30' }, { points: '45', max: '60' }] });
    for (const level of ['criterion', 'module', 'sheet'] as const) expect(score({ J: marks }, level)).toMatchObject({ status: 'scored', total: '80', max: '100' });
    const scored = score({ J: marks });
    expect(scored.working.map(({ rule }) => rule)).toContain('NA-2');
    expect(scoreRate(scored)).toBe('80');
    expect(gradeOf(STANDARD_GRADES, scored)?.gradeId).toBe('good');
  });

  test('[NA-2] without an end in decimals it stays exact until the total is rounded', () => {
    expect(scoreSheet(SCHEME, { a: NA, b: points('10'), c: points('10') }).total).toBe('200/9');
    expect(score({ J: { a: NA, b: points('10'), c: points('10') } })).toMatchObject({ total: '22.22' });
  });

  test('[NA-2] where nothing applies there is no result', () => {
    const all = scheme('10', { m: [{ ...a, needs: [] }] });
    expect(scoreEntrant(all, INSPECTION_RULES, [{ judgeId: 'J', marks: { a: NA } }])).toMatchObject({ status: 'incomplete', reason: 'nothing-applicable' });
    expect(scoreSheet(all, { a: NA })).toMatchObject({ total: '0', missing: [] });
  });

  test('[NA-3] where inspectors differ, it applies, and only those who marked it count for it', () => {
    const sheets = { J: { a: NA, b: points('30'), c: points('60') }, K: { a: points('5'), b: points('20'), c: points('40') } };
    // Item by item: a 5, b (30 + 20) ÷ 2 = 25, c 50: 80 of 100, all of which applies.
    expect(score(sheets)).toMatchObject({ total: '80', criteria: [{ id: 'a', points: '5', max: '10' }, { points: '25' }, { points: '50' }] });
    // By sheets: J 90 ÷ 90 × 100 = 100, K 65: (100 + 65) ÷ 2 = 82.5.
    expect(score(sheets, 'sheet')).toMatchObject({ total: '82.5' });
    expect(score(sheets, 'sheet').working.map(({ rule }) => rule)).toContain('NA-3');
  });

  test('[NA-1] is no opinion to lie apart with', () => {
    const { criteria } = spreads(SCHEME, { spread: { criterion: { type: 'points', points: '1' } } }, [{ judgeId: 'J', marks: { a: NA } }, { judgeId: 'K', marks: { a: points('2') } }]);
    expect(criteria[0]).toMatchObject({ spread: null, exceeded: false });
  });

  test('[NA-1] a veto that takes its points counts all the same', () => {
    const marks: Marks = { a: NA, b: points('30'), c: points('60'), v: { type: 'veto', reason: '见' } };
    expect(score({ J: marks })).toMatchObject({ total: '90' });
    expect(scoreSheet(SCHEME, marks)).toMatchObject({ total: '90', notApplicable: [] });
  });
});

describe('a threshold of its own', () => {
  const temperature = (convert: { readonly take?: 'mean' | 'greatest' }, limits: object) => ({ ...criterion('t', '10', {
    type: 'measure', unit: named('°C'), min: '0', max: '50', step: '0.1', readings: 2, ...convert, convert: { type: 'per-unit', full: convert.take ? '10' : '5', from: '24', upTo: '26', unit: '1', penalty: '2', started: true },
  }), ...limits });
  const read = (scale: ReturnType<typeof temperature>, ...readings: string[]) => conformityOf(scheme('10', { m: [scale] }), 't', { type: 'measure', readings });

  test('[CONF-1] decides apart from the points: what loses points may conform, and each reading is asked', () => {
    const wide = temperature({}, { conformsFrom: '22', conformsUpTo: '28' });
    expect(checkScheme(scheme('10', { m: [wide] }))).toEqual([]);
    expect([read(wide, '22', '28'), read(wide, '21.9', '25'), read(wide, '25', '28.1')]).toEqual(['conform', 'nonconform', 'nonconform']);
    // Of several the taken one: (21 + 25) ÷ 2 = 23.
    expect(read(temperature({ take: 'mean' }, { conformsFrom: '23' }), '21', '25')).toBe('conform');
    expect(read(temperature({ take: 'greatest' }, { conformsUpTo: '28' }), '21', '28.1')).toBe('nonconform');
    expect(thresholdText(wide)).toEqual({ zh: '22～28 °C', en: '22–28 °C' });
  });

  test('[CONF-1] is said of a count by how often in all, and of nothing that reads no quantity', () => {
    const litter = { ...criterion('l', '10', { type: 'count', direction: 'deduct', kinds: [{ id: 'a', name: named('a'), amount: '1' }, { id: 'b', name: named('b'), amount: '1' }] }), conformsUpTo: '2' };
    const counted = (a: number, b: number) => conformityOf(scheme('10', { m: [litter] }), 'l', { type: 'count', counts: { a, b } });
    expect([counted(1, 1), counted(2, 1)]).toEqual(['conform', 'nonconform']);
    const codes = (limits: object, scale: Scale = pointsScale('10')) => checkScheme(scheme('10', { m: [{ ...criterion('x', '10', scale), ...limits }] })).map(({ code }) => code);
    expect(codes({ conformsFrom: '6', conformsUpTo: '5' })).toEqual(['empty-range']);
    expect(codes({ conformsFrom: '1' }, { type: 'pass-fail' })).toEqual(['no-quantity']);
    expect(thresholdText(litter)).toEqual({ zh: '≤ 2 次', en: '≤ 2 times' });
  });

  test('[CONF-2] a whole conforms where everything that applies does', () => {
    expect(conclusionOf(['conform', 'not-applicable'])).toBe('conform');
    expect(conclusionOf(['conform', null, 'nonconform'])).toBe('nonconform');
    expect([conclusionOf(['conform', null]), conclusionOf(['not-applicable']), conclusionOf([])]).toEqual([null, null, null]);
  });
});

test('[CONF-1] an item conforms with all its points, does not with fewer, and is not asked where it does not apply', () => {
  const measured = criterion('t', '10', { type: 'measure', unit: named('°C'), min: '0', max: '50', step: '0.1', convert: { type: 'per-unit', full: '10', from: '24', upTo: '26', unit: '1', penalty: '2', started: true } });
  const one = scheme('20', { m: [measured, { ...a, needs: [] }] });
  const reading = (value: string): MarkValue => ({ type: 'measure', readings: [value] });
  expect(conformityOf(one, 't', reading('26'))).toBe('conform');
  expect(conformityOf(one, 't', reading('26.1'))).toBe('nonconform');
  expect(conformityOf(one, 'a', points('10'))).toBe('conform');
  expect(conformityOf(one, 'a', points('9.5'))).toBe('nonconform');
  expect(conformityOf(one, 'a', NA)).toBe('not-applicable');
  expect([conformityOf(one, 'a', undefined), conformityOf(one, 'x', NA)]).toEqual([null, null]);
});
