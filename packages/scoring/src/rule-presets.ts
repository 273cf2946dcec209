/** Rules to start from, as public regulations of this field have them; each names what it follows. */
import { DEFAULT_RULES } from './default-rules.ts';
import { INSPECTION_RULES } from './inspection-rules.ts';
import type { Rules } from './rules.ts';
import type { Text } from './scheme.ts';

export type RulePreset = { readonly id: string; readonly name: Text; readonly rules: Rules };

const AWARD_NAMES = [
  ['first', { zh: '一等奖', en: 'First prize' }],
  ['second', { zh: '二等奖', en: 'Second prize' }],
  ['third', { zh: '三等奖', en: 'Third prize' }],
] as const;
const fixed = (...counts: readonly [number, number, number]): Rules['awards'] =>
  AWARD_NAMES.map(([id, name], index) => ({ id, name, quota: { type: 'fixed', count: counts[index] ?? 1 } }));

/** [R: 理论 30 / 实操 70; 用时少者 → 操作成绩高者 → 理论成绩高者 → 相同名次, fsou.com …17207918_7.html] */
const THEORY_30: Rules = {
  ...DEFAULT_RULES,
  stages: {
    stages: [
      { id: 'practical', name: { zh: '实操', en: 'Practical' }, weight: '70', normalise: 'max', whenMissing: 'no-result' },
      { id: 'theory', name: { zh: '理论', en: 'Theory' }, weight: '30', normalise: 'max', whenMissing: 'no-result', broughtIn: { max: '100' } },
    ],
  },
  ranking: { style: '1224', tieBreaks: [{ type: 'stage', stageId: 'practical', better: 'more' }, { type: 'stage', stageId: 'theory', better: 'more' }] },
};

/** [R: 理论 25 / 实操 55 / 答辩 20, 001doc.com/doc/480774.html] */
const WITH_DEFENCE: Rules = {
  ...THEORY_30,
  stages: {
    stages: [
      { id: 'practical', name: { zh: '实操', en: 'Practical' }, weight: '55', normalise: 'max', whenMissing: 'no-result' },
      { id: 'theory', name: { zh: '理论', en: 'Theory' }, weight: '25', normalise: 'max', whenMissing: 'no-result', broughtIn: { max: '100' } },
      { id: 'defence', name: { zh: '答辩', en: 'Defence' }, weight: '20', normalise: 'max', whenMissing: 'no-result', broughtIn: { max: '100' } },
    ],
  },
};

export const RULE_PRESETS: readonly RulePreset[] = [
  /** [R: 5 名裁判去掉一个最高分和一个最低分后取平均; 一等 10 %、二等 20 %、三等 30 %] */
  { id: 'trimmed', name: { zh: '去高低分 · 按比例设奖', en: 'Trimmed mean, awards by share' }, rules: DEFAULT_RULES },
  { id: 'theory-30', name: { zh: '理论 30% + 实操 70%', en: 'Theory 30 %, practical 70 %' }, rules: THEORY_30 },
  { id: 'defence-20', name: { zh: '理论 25% + 实操 55% + 答辩 20%', en: 'Theory 25 %, practical 55 %, defence 20 %' }, rules: WITH_DEFENCE },
  /** [R: 每项一等 1、二等 2、三等 3, jgswj.cq.gov.cn t20231010_12416392] */
  { id: 'fixed', name: { zh: '固定名额 1 · 2 · 3', en: 'Fixed awards 1, 2, 3' }, rules: { ...DEFAULT_RULES, awards: fixed(1, 2, 3) } },
  /** [R: 名次积分 8/4/2/1, m.pps.sh.cn/show-72-1258-1.html] */
  { id: 'rank-points', name: { zh: '固定名额 · 团体名次积分 8/4/2/1', en: 'Fixed awards, points by rank 8/4/2/1' }, rules: { ...DEFAULT_RULES, awards: fixed(1, 2, 3), organisations: { type: 'rank-points', points: ['8', '4', '2', '1'] } } },
  /** [R: 优秀、良好、及格、不及格 for standards, seed 002; the limits are ours] */
  { id: 'inspection', name: { zh: '检查 · 标准实施四级评价', en: 'Inspection, four grades of a standard' }, rules: INSPECTION_RULES },
  /** [R: 各队各项前三名之和, xiaomilidoc.com/p-12669126; 同分比总用时, fsou.com] */
  { id: 'best-three', name: { zh: '团体取前三名之和, 同分比用时', en: 'Organisations by their best three, then time' }, rules: { ...DEFAULT_RULES, organisations: { type: 'sum', best: 3, thenTime: true } } },
];
