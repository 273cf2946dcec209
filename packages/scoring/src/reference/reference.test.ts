/** The engine against an independent, slow reference written from the rule text: thousands of random schemes, rules and sheets. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assignAwards } from '../awards.ts';
import { checkMark } from '../check-mark.ts';
import { checkRules } from '../check-rules.ts';
import { checkScheme } from '../check-scheme.ts';
import { scoreEntrant } from '../entrant.ts';
import { gradeOf } from '../grades.ts';
import { rankEntrants } from '../rank.ts';
import type { EntrantScore, SheetInput, Standing } from '../result.ts';
import type { AwardRule, CutRule, GradeRule, Rules, StageRule } from '../rules.ts';
import type { Scheme } from '../scheme.ts';
import { composeStages } from '../stages.ts';
import { named, rules as rulesWith } from '../test-support.ts';
import { anyCase, rounding } from './arbitrary.ts';
import { refScore } from './entrant.ts';
import { average, f, f0, minus, plus, show, total, type F } from './fraction.ts';
import { refGrade } from './grades.ts';
import { refAwards, refPlaces } from './places.ts';
import { refStages } from './stages.ts';

const outcome = (score: EntrantScore): string => (score.status === 'scored' ? show(f(score.total)) : score.status === 'incomplete' ? score.reason : score.status);

describe('the engine agrees with the reference', () => {
  test('on every score, with its modules and criteria', () => {
    const seen = new Map<string, number>();
    fc.assert(fc.property(anyCase, ({ scheme, rules, fields, products, derived }) => {
      expect(checkScheme(scheme)).toEqual([]);
      expect(checkRules(rules, scheme)).toEqual([]);
      for (const sheets of fields) {
        for (const { marks } of sheets) for (const [id, mark] of Object.entries(marks)) expect(checkMark(scheme, id, mark)).toEqual([]);
        const [score, wanted] = [scoreEntrant(scheme, rules, sheets, { products, derived }), refScore(scheme, rules, sheets, { products, derived })];
        seen.set(wanted.status, (seen.get(wanted.status) ?? 0) + 1);
        expect(outcome(score)).toBe('total' in wanted ? show(wanted.total) : wanted.status);
        if (score.status !== 'scored' || !('total' in wanted)) continue;
        if (wanted.modules) expect(score.modules.map((one) => show(f(one.points)))).toEqual(wanted.modules.map(show));
        if (wanted.criteria) expect(score.criteria.map((one) => show(f(one.points)))).toEqual(wanted.criteria.map(show));
      }
    }), { numRuns: 2000 });
    for (const status of ['scored', 'quorum', 'missing-marks', 'spread', 'disqualified']) expect(seen.get(status) ?? 0, status).toBeGreaterThan(10);
  }, 60_000);

  test('on places', () => {
    fc.assert(fc.property(anyCase, ({ scheme, rules, fields, products, derived }) => {
      const inputs = fields.map((marks, index) => ({ entrantId: `E${index}`, score: scoreEntrant(scheme, rules, marks, { products, derived }), marks }));
      const scored = inputs.flatMap(({ entrantId, score, marks }) => (score.status === 'scored'
        ? [{ id: entrantId, total: f(score.total), keys: [f(score.modules[0]?.points ?? '0'), minus(f0, deductions(scheme, marks))] }] : []));
      const wanted = refPlaces(rules.ranking.style, scored);
      expect(rankEntrants(scheme, rules, inputs).map(({ entrantId, rank, tied }) => ({ id: entrantId, rank, tied }))).toEqual(wanted);
    }), { numRuns: 1000 });
  }, 60_000);

  test('on places and awards of a field full of ties', () => {
    const award = fc.record({
      quota: fc.oneof(fc.record({ type: fc.constant('fixed' as const), count: fc.integer({ min: 1, max: 4 }) }), fc.record({ type: fc.constant('share' as const), percent: fc.constantFrom('10', '20', '30'), rounding: fc.constantFrom('half-up' as const, 'up' as const, 'down' as const) }), fc.constant({ type: 'threshold' as const })),
      atLeast: fc.constantFrom(undefined, '2', '3'), boundary: fc.constantFrom(undefined, 'include' as const, 'exclude' as const, 'keep-to-quota' as const), override: fc.constantFrom(undefined, undefined, 0, 2),
    });
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 14 }), fc.array(award, { maxLength: 4 }), fc.constantFrom<Rules['ranking']['style'][]>('1224', '1223', '1234'), (points, given, style) => {
      const awards = given.map(({ quota, ...rest }, index): AwardRule => ({
        id: `a${index}`, name: named('a'), quota, ...(quota.type === 'threshold' && { atLeast: '2' }),
        ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)),
      }));
      const entrants = points.map((value, index) => ({ id: `E${String(index).padStart(2, '0')}`, total: f(value), keys: [] }));
      const places = refPlaces(style, entrants);
      const totals = Object.fromEntries(entrants.map(({ id, total: own }) => [id, own]));
      const standings = places.map(({ id, rank, tied }): Standing => ({ entrantId: id, rank, tied, total: String(totals[id]?.[0] ?? 0n), gap: '0' }));
      const wanted = refAwards(awards, places, totals);
      expect(Object.fromEntries(assignAwards(rulesWith({}, { awards }), standings).map(({ entrantId, awardId }) => [entrantId, awardId]))).toEqual(wanted);
    }), { numRuns: 3000 });
  }, 60_000);

  test('on grades with vetoes and a floor under every module', () => {
    const bands: GradeRule['bands'] = [{ id: 'named', name: named('n'), from: '9', eachModule: '80' }, { id: 'good', name: named('g'), from: '9' }, { id: 'fair', name: named('f'), from: '6', eachModule: '50' }, { id: 'rest', name: named('r') }];
    const module = fc.integer({ min: 0, max: 15 }).map((thirds) => `${thirds}/3`);
    fc.assert(fc.property(fc.array(module, { minLength: 2, maxLength: 3 }), fc.constantFrom('points' as const, 'percent' as const), fc.constantFrom<string[][]>([], ['unsafe']), (points, of, vetoes) => {
      const scale = of === 'percent' ? { named: '90', good: '90', fair: '60' } : {};
      const rule: GradeRule = { of, vetoes: [{ vetoId: 'unsafe', atMost: 'fair' }], bands: bands.map((band) => ({ ...band, ...(scale[band.id as 'good'] && { from: scale[band.id as 'good'] }) })) };
      const sum = points.reduce<F>((all, one) => plus(all, f(one)), f(0));
      const max = f(points.length * 5);
      const none = { values: [], rule: 'mean' as const, exact: '0', value: '0' };
      const score: EntrantScore = {
        status: 'scored', total: `${sum[0]}/${sum[1]}`, max: `${max[0]}`, criteria: [], judges: none, vetoes, working: [],
        modules: points.map((own, index) => ({ id: `m${index}`, points: own, max: '5', judges: none })),
      };
      expect(gradeOf(rule, score)?.gradeId).toBe(refGrade(rule, { total: sum, max, modules: points.map((own) => ({ points: f(own), max: f(5) })), vetoes }));
    }), { numRuns: 2000 });
  });

  test('on stages, attempts, cuts, bonuses and penalties', () => {
    const points = fc.integer({ min: 0, max: 12 }).map((value) => String(value / 4));
    const cut: fc.Arbitrary<CutRule> = fc.oneof(
      fc.record({ type: fc.constant('best' as const), count: fc.integer({ min: 1, max: 4 }), ties: fc.constantFrom('include' as const, 'exclude' as const) }),
      fc.record({ type: fc.constant('share' as const), percent: fc.constantFrom('30', '50', '75'), rounding: fc.constantFrom('half-up' as const, 'up' as const, 'down' as const), ties: fc.constantFrom('include' as const, 'exclude' as const) }),
      fc.constant({ type: 'threshold' as const, atLeast: '1.5' }),
    );
    const stage = fc.record({
      weight: fc.constantFrom('30', '33.3', '100'), normalise: fc.constantFrom<StageRule['normalise'][]>('none', 'max', 'best'), whenMissing: fc.constantFrom<StageRule['whenMissing'][]>('no-result', 'zero'),
      attempts: fc.constantFrom(undefined, { type: 'best' as const }, { type: 'mean' as const }, { type: 'sum' as const }, { type: 'last' as const }, { type: 'drop-worst' as const, count: 1 }, { type: 'drop-worst' as const, count: 2 }),
      cut: fc.option(cut, { nil: undefined, freq: 2 }),
    });
    const some = fc.option(points, { nil: null, freq: 2 });
    fc.assert(fc.property(fc.array(stage, { minLength: 1, maxLength: 3 }), fc.option(rounding, { nil: undefined }), fc.option(rounding, { nil: undefined }), some, some, fc.array(fc.record({ all: fc.array(fc.array(points, { maxLength: 4 }), { minLength: 3, maxLength: 3 }), bonus: some, penalty: some }), { maxLength: 7 }),
      (parts, atStage, atTotal, bonusCap, penaltyCap, entrants) => {
        const stages = parts.map((one, index): StageRule => ({ id: `s${index}`, name: named('s'), ...Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined)) } as StageRule));
        const rule = { stages, ...(bonusCap !== null && { bonusCap }), ...(penaltyCap !== null && { penaltyCap }) };
        const at = { ...(atStage && { stage: atStage }), ...(atTotal && { total: atTotal }) };
        const attempts = entrants.map(({ all }) => Object.fromEntries(stages.map(({ id }, index) => [id, (all[index] ?? []).map((value) => ({ points: value, max: '3' }))])));
        const adjustment = (value: string | null) => (value === null ? [] : [{ reason: 'said', points: value }]);
        const scores = composeStages(rulesWith({}, { stages: rule, rounding: at }), entrants.map(({ bonus, penalty }, index) => ({ entrantId: `E${index}`, attempts: attempts[index] ?? {}, bonuses: adjustment(bonus), penalties: adjustment(penalty) })));
        const wanted = refStages(rule, at, entrants.map(({ bonus, penalty }, index) => ({ attempts: attempts[index] ?? {}, bonus: bonus === null ? null : f(bonus), penalty: penalty === null ? null : f(penalty) })));
        expect(scores.map(outcome)).toEqual(wanted.map((one) => (typeof one === 'string' ? one : show(one))));
      }), { numRuns: 3000 });
  }, 60_000);
});

/** RANK-4: for each criterion the mean number of `deduct` occurrences and faults over the sheets that mark it, added up. */
function deductions(scheme: Scheme, sheets: readonly SheetInput[]): F {
  return total(scheme.modules.flatMap((module) => module.criteria).map(({ id, group, scale }) => {
    const asked = sheets.filter((sheet) => !group || !sheet.group || sheet.group === group);
    return average(asked.map(({ marks }) => {
      const mark = marks[id];
      const counts = mark?.type === 'count' ? (scale.type === 'count' && scale.direction === 'deduct' ? mark.counts : {}) : mark && 'faults' in mark ? mark.faults ?? {} : {};
      return f(Object.values(counts).reduce((all, count) => all + count, 0));
    }));
  }));
}
