/** A year's evaluation, worked out by hand. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { STANDARD_GRADES } from './inspection-rules.ts';
import { yearOutcome, type YearPart, type YearRule } from './year.ts';

const RULE: YearRule = { weights: { month: '60', day: '20', half: '20' }, undone: 'left-out', rounding: { digits: 2, mode: 'half-up' }, bands: STANDARD_GRADES.bands, limit: null };
const MONTH: YearPart = { plan: 'month', rates: ['80', '90', '70'], undone: 1 };
const DAY: YearPart = { plan: 'day', rates: ['100', '100', '200/3'], undone: 0 };
const HALF: YearPart = { plan: 'half', rates: [], undone: 1 };

test('[YEAR-1] a plan’s rate is the exact mean of its results; what was not made is left out or 0, as the rule says', () => {
  // (80 + 90 + 70) ÷ 3 = 80, (100 + 100 + 66 2/3) ÷ 3 = 800/9; with the one that was not made 240 ÷ 4 = 60.
  expect(yearOutcome(RULE, [MONTH, DAY, HALF]).parts.map(({ rate }) => rate)).toEqual(['80', '800/9', null]);
  expect(yearOutcome({ ...RULE, undone: 'zero' }, [MONTH, DAY, HALF]).parts.map(({ rate }) => rate)).toEqual(['60', '800/9', '0']);
});

test('[YEAR-2] the composite is weighed over the plans that have a rate, exactly, and rounded once', () => {
  // (60 × 80 + 20 × 800/9) ÷ 80 = 740/9 = 82.22…
  expect(yearOutcome(RULE, [MONTH, DAY, HALF])).toMatchObject({ exact: '740/9', composite: '82.22', gradeId: 'good' });
  // (60 × 60 + 20 × 800/9 + 20 × 0) ÷ 100 = 484/9 = 53.77…
  expect(yearOutcome({ ...RULE, undone: 'zero' }, [MONTH, DAY, HALF])).toMatchObject({ exact: '484/9', composite: '53.78', gradeId: 'failing' });
  expect(yearOutcome(RULE, [HALF])).toMatchObject({ exact: null, composite: null, gradeId: null });
  expect(yearOutcome({ ...RULE, weights: { month: '0' } }, [MONTH])).toMatchObject({ composite: null });
});

test('[YEAR-3] the rounded composite is graded, and no better than the limit where too few were made', () => {
  const near: YearPart = { plan: 'month', rates: ['89.995'], undone: 0 };
  expect(yearOutcome(RULE, [near])).toMatchObject({ composite: '90', gradeId: 'excellent', lowered: null });
  const limited: YearRule = { ...RULE, limit: { percent: '80', atMost: 'adequate' } };
  const made = (done: number, undone: number) => yearOutcome(limited, [{ plan: 'month', rates: Array.from({ length: done }, () => '95'), undone }]);
  // 4 of 5 are 80 percent, 3 of 4 are not.
  expect([made(4, 1), made(3, 1)]).toMatchObject([{ gradeId: 'excellent', lowered: null }, { gradeId: 'adequate', lowered: 'excellent' }]);
  expect(yearOutcome(limited, [{ plan: 'month', rates: ['10'], undone: 9 }])).toMatchObject({ gradeId: 'failing', lowered: null });
});

test('[YEAR-2] the order of plans and results changes nothing', () => {
  const part = fc.record({ plan: fc.constantFrom('month', 'day', 'half'), rates: fc.array(fc.integer({ min: 0, max: 10_000 }).map((n) => `${n}/100`), { maxLength: 6 }), undone: fc.nat(3) });
  fc.assert(fc.property(fc.uniqueArray(part, { selector: ({ plan }) => plan }), (parts) => {
    const turned = parts.toReversed().map((one) => ({ ...one, rates: one.rates.toReversed() }));
    const [a, b] = [yearOutcome(RULE, parts), yearOutcome(RULE, turned)];
    expect([b.exact, b.composite, b.gradeId]).toEqual([a.exact, a.composite, a.gradeId]);
  }));
});
