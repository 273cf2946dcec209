/** Plays fixtures/panels.yaml and fixtures/stages.yaml: judge groups, products, and results of several stages. */
import { describe, expect, test } from 'vitest';
import { checkRules } from './check-rules.ts';
import { checkScheme } from './check-scheme.ts';
import { scoreEntrant } from './entrant.ts';
import type { JudgeOut, SheetInput } from './result.ts';
import type { AttemptRule, CutRule, PanelRule, Rules, StageRule } from './rules.ts';
import type { Criterion, Product } from './scheme.ts';
import { composeStages } from './stages.ts';
import { criterion, faultless, fixture, named, rules, scheme } from './test-support.ts';

type Told = { readonly rule: string; readonly says: string };
type By<T> = Readonly<Record<string, T>>;

type PanelFixture = Told & {
  readonly panel: Partial<PanelRule>;
  readonly rounding?: Rules['rounding'];
  readonly criteria: By<Partial<Criterion>>;
  readonly products?: By<Product>;
  readonly judges: By<By<string>>;
  readonly out?: readonly JudgeOut[];
  readonly expect: By<unknown>;
};
describe('panels', () => {
  for (const one of fixture<PanelFixture[]>('panels')) {
    test(`[${one.rule}] ${one.says}`, () => {
      const criteria = Object.entries(one.criteria).map(([id, own]): Criterion => {
        const max = own.max ?? '100';
        return { ...criterion(id, max, { type: 'points', min: own.min ?? '0', max, step: '0.01' }), ...own };
      });
      const built = scheme(faultless(criteria), { work: criteria });
      const groups = one.panel.groups?.map((group) => ({ ...group, name: named(group.id) }));
      const own = rules({ ...one.panel, ...(groups && { groups }) }, { rounding: one.rounding ?? {} });
      expect(checkScheme(built)).toEqual([]);
      expect(checkRules(own, built)).toEqual([]);
      const score = scoreEntrant(built, own, sheetsOf(one), { ...(one.products && { products: one.products }), ...(one.out && { out: one.out }) });
      expect(score).toMatchObject(one.expect);
    });
  }

  test('[SCALE-14] the mean of proportional levels is exact: 2, 2 and 3 of 0–3 are 7 ÷ 9 of 11', () => {
    const levels = ['0', '3.67', '7.33', '11'].map((points, level) => ({ level, name: named(points), descriptor: named(points), points }));
    const built = scheme('11', { work: [criterion('c', '11', { type: 'levels', proportional: true, levels })] });
    const sheets = [2, 2, 3].map((level, judge) => ({ judgeId: `J${judge}`, marks: { c: { type: 'levels' as const, level } } }));
    expect(checkScheme(built)).toEqual([]);
    expect(scoreEntrant(built, rules({ combine: { type: 'mean' }, quorum: 1 }, { rounding: {} }), sheets)).toMatchObject({ status: 'scored', total: '77/9' });
  });
});

function sheetsOf({ judges }: PanelFixture): SheetInput[] {
  return Object.entries(judges).map(([judgeId, { group, ...points }]) => ({
    judgeId, ...(group !== undefined && { group }),
    marks: Object.fromEntries(Object.entries(points).map(([id, value]) => [id, { type: 'points' as const, points: value }])),
  }));
}

type StageFixture = Told & {
  readonly stages: By<{ readonly weight: string; readonly normalise?: StageRule['normalise']; readonly attempts?: AttemptRule; readonly whenMissing?: 'zero'; readonly cut?: CutRule }>;
  readonly max?: By<string>;
  readonly rounding?: Rules['rounding'];
  readonly bonusCap?: string;
  readonly points: By<By<string | readonly string[]>>;
  readonly bonuses?: By<readonly string[]>;
  readonly penalties?: By<readonly string[]>;
  readonly expect: By<string>;
};
describe('stages', () => {
  for (const one of fixture<StageFixture[]>('stages')) {
    test(`[${one.rule}] ${one.says}`, () => {
      const stages = Object.entries(one.stages).map(([id, own]): StageRule => ({ id, name: named(id), normalise: 'none', whenMissing: 'no-result', ...own }));
      const own = rules({}, { rounding: one.rounding ?? {}, stages: { stages, ...(one.bonusCap !== undefined && { bonusCap: one.bonusCap }) } });
      expect(checkRules(own)).toEqual([]);
      const adjustments = (points: readonly string[] | undefined) => (points ?? []).map((value) => ({ reason: 'said', points: value }));
      const scores = composeStages(own, Object.entries(one.points).map(([entrantId, given]) => ({
        entrantId, bonuses: adjustments(one.bonuses?.[entrantId]), penalties: adjustments(one.penalties?.[entrantId]),
        attempts: Object.fromEntries(Object.entries(given).map(([id, points]) => [id, [points].flat().map((value) => ({ points: value, max: one.max?.[id] ?? '100' }))])),
      })));
      const outcome = scores.map((score) => (score.status === 'scored' ? score.total : score.status === 'incomplete' ? score.reason : score.status));
      expect(Object.fromEntries(Object.keys(one.points).map((id, index) => [id, outcome[index]]))).toEqual(one.expect);
    });
  }

  test('[STAGE-6] the parts of every judged stage stand in the result', () => {
    const part = (id: string) => scoreEntrant(scheme('10', { [`m-${id}`]: [criterion(id, '10', { type: 'points', min: '0', max: '10', step: '1' })] }),
      rules({ combine: { type: 'single' }, quorum: 1 }), [{ judgeId: 'J', marks: { [id]: { type: 'points', points: '7' } } }]);
    const stages = ['a', 'b'].map((id): StageRule => ({ id, name: named(id), weight: '100', normalise: 'none', whenMissing: 'no-result' }));
    const [score] = composeStages(rules({}, { stages: { stages } }), [{ entrantId: 'E', attempts: { a: [{ points: '7', max: '10' }], b: [{ points: '7', max: '10' }] }, scores: [part('a'), part('b')] }]);
    expect(score).toMatchObject({ status: 'scored', total: '14', max: '20', modules: [{ id: 'm-a' }, { id: 'm-b' }], criteria: [{ id: 'a' }, { id: 'b' }], stages: [{ id: 'a', weighted: '7' }, { id: 'b', weighted: '7' }] });
  });
});
