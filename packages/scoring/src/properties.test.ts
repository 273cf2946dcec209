/** What must hold for every panel and every field of entrants, tried with many. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scoreEntrant } from './entrant.ts';
import { compare, parse, type Rational } from './exact.ts';
import { rankEntrants } from './rank.ts';
import type { EntrantScore, RankInput, SheetInput } from './result.ts';
import type { Combine, PanelRule, Rules } from './rules.ts';
import type { MarkValue } from './scheme.ts';
import { criterion, named, ONE_SCORE, pointsScale, rules, scheme, sheets } from './test-support.ts';

const SCHEME = scheme('130', {
  m1: [criterion('a', '50', pointsScale('50')), criterion('b', '50', pointsScale('50'))],
  m2: [criterion('c', '30', { type: 'count', direction: 'deduct', kinds: [{ id: 'k', name: named('k'), amount: '3' }] })],
});

const hundredths = (most: number) => fc.integer({ min: 0, max: most * 100 }).map((value) => `${Math.trunc(value / 100)}.${String(value % 100).padStart(2, '0')}`);
const marks = fc.record({ a: hundredths(50), b: hundredths(50), k: fc.integer({ min: 0, max: 12 }) })
  .map(({ a, b, k }): SheetInput['marks'] => ({ a: { type: 'points', points: a }, b: { type: 'points', points: b }, c: { type: 'count', counts: { k } } }));
const panelOf = (least: number, most: number): fc.Arbitrary<SheetInput[]> =>
  fc.array(marks, { minLength: least, maxLength: most }).map((all) => all.map((own, index) => ({ judgeId: `J${index}`, marks: own })));
const combine: fc.Arbitrary<Combine> = fc.oneof(
  fc.constantFrom<Combine>({ type: 'mean' }, { type: 'median' }, { type: 'sum' }, { type: 'consensus', spread: '60' }),
  fc.record({ type: fc.constant('trimmed-mean' as const), dropLow: fc.integer({ min: 0, max: 2 }), dropHigh: fc.integer({ min: 0, max: 2 }) }),
);
const anyRules: fc.Arbitrary<Rules> = fc.record({
  level: fc.constantFrom<PanelRule['level'][]>('criterion', 'module', 'sheet'), combine,
  quorum: fc.integer({ min: 1, max: 3 }), whenTooFew: fc.constantFrom<PanelRule['whenTooFew'][]>('mean-of-all', 'no-result'),
}).map((panel) => rules(panel));

const totalOf = (score: EntrantScore): Rational | null => (score.status === 'scored' ? parse(score.total) : null);
const outcome = (score: EntrantScore) => (score.status === 'scored' ? { total: score.total, modules: score.modules.map((one) => one.points) } : { status: score.status });

describe('any panel', () => {
  test('[PANEL-2] the order of the judges changes no total', () => {
    fc.assert(fc.property(anyRules, panelOf(0, 6).chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))), (own, [all, shuffled]) => {
      const [one, other] = [scoreEntrant(SCHEME, own, all), scoreEntrant(SCHEME, own, shuffled)];
      expect(totalOf(other)).toEqual(totalOf(one));
      expect(other.status).toBe(one.status);
    }));
  });

  test('raising points never lowers an entrant', () => {
    const raise = (mark: MarkValue | undefined, by: number): MarkValue =>
      mark?.type === 'points' ? { type: 'points', points: String(Math.min(50, Math.trunc(Number(mark.points)) + by)) } : { type: 'count', counts: { k: 0 } };
    const spreadless = anyRules.filter((own) => own.panel.combine.type !== 'consensus');
    fc.assert(fc.property(spreadless, panelOf(1, 6), fc.nat(), fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 1, max: 20 }), (own, all, who, id, by) => {
      const better = all.map((sheet, index) => (index === who % all.length ? { ...sheet, marks: { ...sheet.marks, [id]: raise(sheet.marks[id], by) } } : sheet));
      const [before, after] = [totalOf(scoreEntrant(SCHEME, own, all)), totalOf(scoreEntrant(SCHEME, own, better))];
      if (before && after) expect(compare(after, before)).toBeGreaterThanOrEqual(0);
      else expect(after).toEqual(before);
    }));
  });

  test('[PANEL-2] a dropped value does not matter while it stays dropped', () => {
    fc.assert(fc.property(fc.array(hundredths(90), { minLength: 3, maxLength: 7 }), hundredths(10), (scores, extra) => {
      const score = scoreEntrant(ONE_SCORE, rules(), sheets(...scores));
      const high = score.status === 'scored' ? score.judges.values.findIndex((value) => value.use === 'high') : -1;
      const raised = scores.map((value, index) => (index === high ? String((Math.round(Number(value) * 100) + Math.round(Number(extra) * 100)) / 100) : value));
      expect(outcome(scoreEntrant(ONE_SCORE, rules(), sheets(...raised)))).toEqual(outcome(score));
    }));
  });

  test('[PANEL-2] exactly as many are dropped as the rule says, and the kept ones lie between them', () => {
    fc.assert(fc.property(fc.array(hundredths(100), { minLength: 4, maxLength: 9 }), fc.constantFrom(0, 1, 2), fc.constantFrom(0, 1), (scores, dropLow, dropHigh) => {
      const score = scoreEntrant(ONE_SCORE, rules({ combine: { type: 'trimmed-mean', dropLow, dropHigh } }), sheets(...scores));
      const values = score.status === 'scored' ? score.judges.values : [];
      const of = (use: string) => values.filter((value) => value.use === use).map((value) => Number(value.value));
      expect([of('low').length, of('high').length, of('kept').length]).toEqual([dropLow, dropHigh, scores.length - dropLow - dropHigh]);
      expect(Math.max(...of('low'), -1)).toBeLessThanOrEqual(Math.min(...of('kept')));
      expect(Math.min(...of('high'), 101)).toBeGreaterThanOrEqual(Math.max(...of('kept')));
    }));
  });

  test('a recomputation gives the same result, working and all', () => {
    fc.assert(fc.property(anyRules, panelOf(0, 6), (own, all) => {
      expect(scoreEntrant(structuredClone(SCHEME), structuredClone(own), structuredClone(all))).toEqual(scoreEntrant(SCHEME, own, all));
    }));
  });
});

describe('any field', () => {
  const tieBreaks: Rules['ranking']['tieBreaks'] = [{ type: 'module', moduleId: 'm2', better: 'more' }, { type: 'fewest-deductions' }];
  const few = fc.record({ a: fc.integer({ min: 0, max: 3 }), k: fc.integer({ min: 0, max: 2 }) });
  const field = fc.tuple(fc.array(few, { maxLength: 12 }), fc.constantFrom<Rules['ranking']['style'][]>('1224', '1223', '1234'));
  const own = (style: Rules['ranking']['style']) => rules({ combine: { type: 'single' }, quorum: 1 }, { ranking: { style, tieBreaks } });
  const enter = (style: Rules['ranking']['style']) => ({ a, k }: { a: number; k: number }, index: number): RankInput => {
    const sheet: SheetInput = { judgeId: 'J', marks: { a: { type: 'points', points: String(a * 3) }, b: { type: 'points', points: '0' }, c: { type: 'count', counts: { k } } } };
    return { entrantId: `E${index}`, score: scoreEntrant(SCHEME, own(style), [sheet]), marks: [sheet] };
  };

  test('[RANK-6] the order of the entrants changes nothing', () => {
    fc.assert(fc.property(field.chain(([all, style]) => {
      const entrants = all.map(enter(style));
      return fc.tuple(fc.constant(entrants), fc.shuffledSubarray(entrants, { minLength: entrants.length }), fc.constant(style));
    }), ([entrants, shuffled, style]) => {
      expect(rankEntrants(SCHEME, own(style), shuffled)).toEqual(rankEntrants(SCHEME, own(style), entrants));
    }));
  });

  test('[RANK-3] ranks follow the totals, and the styles number the same order', () => {
    fc.assert(fc.property(field, ([all, style]) => {
      const standings = rankEntrants(SCHEME, own(style), all.map(enter(style)));
      expect(standings).toHaveLength(all.length);
      standings.forEach((one, index) => {
        const before = standings[index - 1];
        if (!before) return expect([one.rank, one.gap]).toEqual([1, '0']);
        expect(compare(parse(one.total), parse(before.total))).toBeLessThanOrEqual(0);
        const apart = !(one.tied && before.tied && one.rank === before.rank);
        const wanted = { 1224: apart ? index + 1 : before.rank, 1223: apart ? before.rank + 1 : before.rank, 1234: index + 1 }[style];
        return expect(one.rank).toBe(wanted);
      });
    }));
  });
});

describe('edges', () => {
  test.each<[string, string[], string | null]>([
    ['no judge', [], null],
    ['one judge, as many as nothing', ['70'], '70'],
    ['two judges, as many as are dropped', ['70', '71'], '70.5'],
    ['all zero', ['0', '0', '0'], '0'],
    ['all full', ['100', '100', '100'], '100'],
  ])('%s', (_name, scores, total) => {
    const score = scoreEntrant(ONE_SCORE, rules({ quorum: 1 }), sheets(...scores));
    expect(score.status === 'scored' ? score.total : null).toBe(total);
  });

  test('nobody to rank', () => expect(rankEntrants(SCHEME, rules(), [])).toEqual([]));
});
