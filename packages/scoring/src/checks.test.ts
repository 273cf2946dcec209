/** Practical checks: who passes, when a check may be repeated, how long a qualification holds. */
import { describe, expect, test } from 'vitest';
import { addMonths } from './calendar.ts';
import { checkCheckRules } from './check-checks.ts';
import { checkInWords } from './check-words.ts';
import { checkOutcome, DEFAULT_CHECK, passCut, repeatBar, validity, type CheckRules } from './checks.ts';
import { earnedRate } from './rates.ts';
import type { EntrantScore } from './result.ts';
import type { Scheme } from './scheme.ts';

const name = { zh: '项', en: 'Item' };
const criterion = (id: string, max: string) => ({ id, no: id, name, rule: name, kind: 'judged' as const, max, clauses: [], scale: { type: 'points' as const, min: '0', max, step: '1' } });
const scheme: Scheme = {
  format: 'leitai-scheme/1', code: 'MEETING', name, max: '80', modules: [{ id: 'm', name, criteria: [criterion('a', '30'), criterion('b', '50')] }],
  vetoes: [{ id: 'spill', name: { zh: '泼洒热水', en: 'Hot water spilt' }, effect: { type: 'zero-criterion', criterionId: 'a' } }],
};
const scored = (total: string, vetoes: string[] = []): EntrantScore =>
  ({ status: 'scored', total, max: '80', modules: [], criteria: [], judges: { values: [], rule: 'single', exact: total, value: total }, vetoes, working: [] });
const rules: CheckRules = { ...DEFAULT_CHECK, failVetoes: ['spill'] };
const angoff = (...rows: [string, string][]): CheckRules => ({ ...rules, pass: { method: 'angoff', estimates: rows.map(([a, b], index) => ({ assessor: `考评员${index + 1}`, values: { a, b } })) } });

describe('the pass mark', () => {
  test('[PASS-5] is fixed, a percent of the max, or Angoff’s', () => {
    expect(passCut({ method: 'fixed', points: '52.5' }, scheme)).toBe('52.5');
    // 60 % of 80.
    expect(passCut(rules.pass, scheme)).toBe('48');
    // 0.6 × 30 + 0.7 × 50 = 53, 0.5 × 30 + 0.8 × 50 = 55, their mean.
    expect(passCut(angoff(['0.6', '0.7'], ['0.5', '0.8']).pass, scheme)).toBe('54');
  });

  test('[PASS-6] can be reached, and is estimated whole', () => {
    const codes = (one: CheckRules): string[] => checkCheckRules(one, scheme).map(({ code, path }) => `${code} ${path}`);
    expect(codes(rules)).toEqual([]);
    expect(codes({ ...rules, pass: { method: 'fixed', points: '81' } })).toEqual(['out-of-range pass']);
    expect(codes({ ...rules, pass: { method: 'fixed', points: '0' } })).toEqual(['out-of-range pass']);
    expect(codes(angoff(['1.2', '0.5']))).toEqual(['out-of-range pass.estimates.0.values.a']);
    expect(codes({ ...rules, failVetoes: ['gone'] })).toEqual(['unknown-reference failVetoes.0']);
    expect(codes({ ...rules, grades: { ...rules.grades, vetoes: [{ vetoId: 'spill', atMost: 'gone' }] } })).toHaveLength(1);
  });
});

test('[PASS-7] who reaches the mark passes, unless a failing veto stands', () => {
  const of = (score: EntrantScore) => {
    const { passed, why, grade } = checkOutcome(rules, scheme, score);
    return { passed, why, grade: grade?.gradeId };
  };
  expect(of(scored('48'))).toEqual({ passed: true, why: [], grade: 'basic' });
  expect(of(scored('47.99'))).toEqual({ passed: false, why: ['below'], grade: 'not' });
  expect(of(scored('76', ['spill']))).toEqual({ passed: false, why: ['veto'], grade: 'excellent' });
  expect(of({ status: 'disqualified', vetoes: ['spill'], working: [] })).toEqual({ passed: false, why: ['veto'], grade: undefined });
  expect(of({ status: 'incomplete', reason: 'quorum', working: [] })).toEqual({ passed: false, why: ['no-result'], grade: undefined });
});

test('[PASS-8] a repeat waits, and a year holds so many', () => {
  const failed = { day: '2026-03-01', passed: false };
  expect(repeatBar(rules, [failed], '2026-03-30')).toEqual({ why: 'waiting', from: '2026-03-31' });
  expect(repeatBar(rules, [failed], '2026-03-31')).toBeNull();
  expect(repeatBar(rules, [failed, { day: '2026-04-10', passed: true }], '2026-04-11')).toBeNull();
  const three = ['2025-06-10', '2025-09-01', '2026-01-20'].map((day) => ({ day, passed: true }));
  expect(repeatBar(rules, three, '2026-06-09')).toEqual({ why: 'too-many', from: '2026-06-10' });
  expect(repeatBar(rules, three, '2026-06-10')).toBeNull();
  // Of two bars the later one counts.
  expect(repeatBar(rules, [...three.slice(0, 2), { day: '2026-05-30', passed: false }], '2026-06-02')).toEqual({ why: 'waiting', from: '2026-06-29' });
});

test('[PASS-9] validity runs in months, to the day before', () => {
  expect(validity(rules, '2026-06-15')).toEqual({ until: '2028-06-14', renewFrom: '2028-04-15' });
  expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
  expect(addMonths('2024-02-29', 12)).toBe('2025-02-28');
  expect(addMonths('2026-06-15', -12)).toBe('2025-06-15');
});

test('the rules are said with an example the engine reckoned', () => {
  const said = checkInWords(rules, scheme, () => '泼洒热水', '2026-06-15');
  expect(said.at(0)?.zh).toBe('满分 80，达到其 60%，即 48 分为通过。');
  expect(said.at(-1)).toEqual({
    zh: '例：2026 年 6 月 15 日得 47.5 分的未通过，2026 年 7 月 15 日起可再考；得 48 分的通过，资格至 2028 年 6 月 14 日，2028 年 4 月 15 日起提醒。',
    en: 'Example: on 15 June 2026, whoever has 47.5 points does not pass and may be checked again from 15 July 2026; whoever has 48 points passes and is qualified until 14 June 2028, with renewal due from 15 April 2028.',
  });
});

test('what was earned of what could be', () => {
  expect(earnedRate([{ points: '20', max: '30' }, { points: '25', max: '30' }])).toBe('75');
  expect(earnedRate([{ points: '20', max: '30' }])).toBe('200/3');
  expect(earnedRate([])).toBeNull();
});
