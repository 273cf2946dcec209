/** Every variant of every rule is said in both languages, and no two variants alike. */
import { describe, expect, test } from 'vitest';
import { checkContestRules } from './check-contest.ts';
import { DEFAULT_RULES } from './default-rules.ts';
import { RULE_PRESETS } from './rule-presets.ts';
import { rulesInWords } from './rule-words.ts';
import type { AwardRule, Combine, OrganisationRule, Rules, StageRule, TieBreak } from './rules.ts';
import type { RoundingMode } from './scheme.ts';
import { ONE_SCORE } from './test-support.ts';

const stage: StageRule = { id: 's', name: { zh: '环节', en: 'Stage' }, weight: '100', normalise: 'none', whenMissing: 'no-result' };
const award: AwardRule = { id: 'a', name: { zh: '奖', en: 'Prize' }, quota: { type: 'fixed', count: 2 } };
const MODES: RoundingMode[] = ['half-up', 'half-even', 'up', 'down', 'truncate'];
const COMBINES: Combine[] = [
  { type: 'single' }, { type: 'mean' }, { type: 'median' }, { type: 'sum' }, { type: 'consensus', spread: '3' },
  { type: 'trimmed-mean', dropLow: 1, dropHigh: 1 }, { type: 'trimmed-mean', dropLow: 2, dropHigh: 1 }, { type: 'trimmed-mean', dropLow: 1, dropHigh: 1, from: 5 },
];
const TIES: TieBreak[] = [
  { type: 'module', moduleId: 'm', better: 'more' }, { type: 'module', moduleId: 'm', better: 'less' }, { type: 'criterion', criterionId: 'c', better: 'more' },
  { type: 'stage', stageId: 's', better: 'less' }, { type: 'least-time', criterionId: 'c' }, { type: 'fewest-deductions' }, { type: 'head-judge' },
];
const ORGANISATIONS: OrganisationRule[] = [
  { type: 'mean' }, { type: 'sum' }, { type: 'sum', best: 3 }, { type: 'sum', best: 3, thenTime: true }, { type: 'rank-points', points: ['8', '4'] },
];
const withStage = (change: Partial<StageRule>): Rules => ({ ...DEFAULT_RULES, stages: { stages: [{ ...stage, ...change }] } });
const withAward = (change: Partial<AwardRule>): Rules => ({ ...DEFAULT_RULES, awards: [{ ...award, ...change }] });
const panel = (change: Partial<Rules['panel']>): Rules => ({ ...DEFAULT_RULES, panel: { ...DEFAULT_RULES.panel, ...change } });

/** Each list differs in one rule; said, each must differ too. */
const VARIANTS: Readonly<Record<string, readonly Rules[]>> = {
  combine: COMBINES.map((combine) => panel({ combine })),
  level: (['criterion', 'module', 'sheet'] as const).map((level) => panel({ level })),
  quorum: [1, 3].map((quorum) => panel({ quorum })),
  whenTooFew: (['mean-of-all', 'no-result'] as const).map((whenTooFew) => panel({ whenTooFew })),
  groups: [panel({}), ...[{}, { quorum: 2 }, { combine: { type: 'mean' } as const }].map((more) => panel({ groups: [{ id: 'g', name: { zh: '组', en: 'Group' }, ...more }] }))],
  rounding: MODES.map((mode) => ({ ...DEFAULT_RULES, rounding: { total: { digits: 1, mode } } })),
  'rounding at': [{}, ...(['panel', 'product', 'module', 'stage', 'total'] as const).map((at) => ({ [at]: { digits: 2, mode: 'half-up' } }))].map((rounding) => ({ ...DEFAULT_RULES, rounding })),
  stages: [
    DEFAULT_RULES, ...(['none', 'max', 'best'] as const).map((normalise) => withStage({ normalise })), withStage({ whenMissing: 'zero' }), withStage({ broughtIn: { max: '100' } }),
    ...(['best', 'mean', 'sum', 'last'] as const).map((type) => withStage({ attempts: { type } })), withStage({ attempts: { type: 'drop-worst', count: 1 } }),
    ...(['include', 'exclude'] as const).flatMap((ties) => [withStage({ cut: { type: 'best', count: 8, ties } }), withStage({ cut: { type: 'share', percent: '50', rounding: 'up', ties } })]),
    withStage({ cut: { type: 'threshold', atLeast: '60' } }),
    { ...DEFAULT_RULES, stages: { stages: [stage], bonusCap: '5' } }, { ...DEFAULT_RULES, stages: { stages: [stage], penaltyCap: '5' } },
  ],
  style: (['1224', '1223', '1234'] as const).map((style) => ({ ...DEFAULT_RULES, ranking: { style, tieBreaks: [] } })),
  'tie-breaks': [[], ...TIES.map((one) => [one]), TIES.slice(0, 2), TIES.slice(0, 2).toReversed()].map((tieBreaks) => ({ ...DEFAULT_RULES, ranking: { style: '1224', tieBreaks } })),
  spread: [{}, { total: '5' }, { criterion: { type: 'share', percent: '40' } }, { criterion: { type: 'points', points: '2' } }].map((spread) => ({ ...DEFAULT_RULES, spread }) as Rules),
  quota: [...MODES.map((rounding) => withAward({ quota: { type: 'share', percent: '10', rounding } })), withAward({}), withAward({ quota: { type: 'threshold' }, atLeast: '60' }), withAward({ override: 0 })],
  boundary: (['include', 'exclude', 'keep-to-quota'] as const).map((boundary) => withAward({ boundary })),
  'award limits': [withAward({}), withAward({ atLeast: '60' }), withAward({ mostPerOrganisation: 1 }), { ...withAward({}), mostAwardsPerOrganisation: 1 }, { ...DEFAULT_RULES, awards: [] }],
  grades: [
    DEFAULT_RULES,
    ...(['points', 'percent'] as const).map((of) => ({ ...DEFAULT_RULES, grades: { of, bands: [{ id: 'good', name: award.name, from: '60' }, { id: 'bad', name: award.name }], vetoes: [] } })),
    { ...DEFAULT_RULES, grades: { of: 'points', bands: [{ id: 'bad', name: award.name }], vetoes: [{ vetoId: 'v', atMost: 'bad' }] } },
  ],
  organisations: ORGANISATIONS.map((organisations) => ({ ...DEFAULT_RULES, organisations })),
};

const said = (rules: Rules, lang: 'zh' | 'en'): string => rulesInWords(rules, (id) => `<${id}>`).map((one) => one[lang]).join('\n');

describe('rules in words', () => {
  test.each(Object.entries(VARIANTS))('%s: each is said, in both languages, and unlike the others', (_name, all) => {
    for (const lang of ['zh', 'en'] as const) {
      const texts = all.map((rules) => said(rules, lang));
      expect(new Set(texts).size).toBe(all.length);
      for (const text of texts) expect(text).not.toMatch(/undefined|\[object/);
    }
    for (const rules of all) for (const line of rulesInWords(rules, () => 'X')) {
      expect(line.en).toMatch(/^[^\u4e00-\u9fff]+\.$/);
      expect(line.zh).toMatch(/[\u4e00-\u9fff].*。$/);
    }
  });

  test('the numbers are those of the rules', () => {
    expect(said(DEFAULT_RULES, 'zh')).toContain('按每名裁判的总分: 去掉 1 个最高分、1 个最低分, 其余取平均。');
    expect(said(DEFAULT_RULES, 'en')).toContain('<first>: 10 % of those with a place (half up); who ties for the last place: all get it.');
  });
});

describe('rules of a contest', () => {
  test.each(RULE_PRESETS.map((preset) => [preset.id, preset] as const))('the preset %s can be put in force', (_id, { rules }) => expect(checkContestRules(rules, ONE_SCORE)).toEqual([]));

  test('[STAGE-4] one judged stage, needed, with one attempt and no cut', () => {
    const codes = (...stages: StageRule[]): string[] => checkContestRules({ ...DEFAULT_RULES, stages: { stages } }).map(({ code, path }) => `${code} ${path}`);
    const theory: StageRule = { ...stage, id: 't', broughtIn: { max: '50' }, whenMissing: 'zero' };
    expect(codes(stage, theory)).toEqual([]);
    expect(codes(theory)).toEqual(['one-judged-stage stages.stages']);
    expect(codes(stage, { ...stage, id: 'two' })).toEqual(['one-judged-stage stages.stages']);
    expect(codes({ ...stage, whenMissing: 'zero' }, theory)).toEqual(['judged-stage-counts stages.stages.0.whenMissing']);
    expect(codes({ ...stage, attempts: { type: 'best' } }, theory)).toEqual(['one-attempt stages.stages.0.attempts']);
    expect(codes({ ...stage, cut: { type: 'best', count: 2, ties: 'include' } }, theory)).toEqual(['no-cut stages.stages.0.cut']);
  });

  test('never throws, and a fault of shape hides the rest', () => {
    for (const bad of [null, 3, {}, { ...DEFAULT_RULES, stages: { stages: [{}] } }, { ...DEFAULT_RULES, stages: 7 }]) expect(checkContestRules(bad).length).toBeGreaterThan(0);
  });
});
