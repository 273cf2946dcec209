/** The sentences for panels of groups, products, stages, awards, grades and organisations, in both languages. */
import { expect, test } from 'vitest';
import { explain } from './explain.ts';

const names = (id: string): string => `<${id}>`;

test.each<[Parameters<typeof explain>[0], string, string]>([
  [{ type: 'taken', how: 'greatest', readings: ['1', '2'], value: '2' }, '读数 1、2 取最大值 2', 'Of the readings 1, 2 the greatest, 2, counts'],
  [{ type: 'figure', figureId: 'f', value: '2', amount: '1', points: '-2', capped: false }, '<f> 2 × 1 分, 扣 2 分', '<f> 2 × 1: 2 off'],
  [{ type: 'figure', figureId: 'f', value: '9', amount: '2', points: '7', capped: true }, '<f> 9 × 2 分, 加 7 分(已到上限)', '<f> 9 × 2: 7 points more (capped)'],
  [{ type: 'product', base: '5', factor: '2', from: '3', to: '11' }, '5 + 2 × 3 = 11', '5 + 2 × 3 = 11'],
  [{ rule: 'PRODUCT-1', type: 'product', of: 'c', base: '5', factor: '2', from: '3', to: '11' }, '<c>: 5 + 2 × 3 = 11', '<c>: 5 + 2 × 3 = 11'],
  [{ rule: 'PANEL-4', type: 'quorum', of: 'art', have: 1, need: 2 }, '<art>: 有效评分表 1 份, 须有 2 份, 不能计分', '<art>: Valid sheets: 1, needed: 2; no result'],
  [{ rule: 'PANEL-7', type: 'spread', spread: '4', limit: '3' }, '最高与最低相差 4, 超过允许的 3, 须合议后重新评分', 'Highest and lowest are 4 apart, more than the 3 allowed: discuss and mark again'],
  [{ rule: 'PANEL-8', type: 'out', judgeId: 'J', why: 'absent' }, '<J>缺席, 不计入人数', '<J> was absent and is not counted'],
  [{ rule: 'PANEL-8', type: 'out', judgeId: 'J', why: 'replaced', by: 'K' }, '<J>被替换, 不计入人数, 由<K>接替', '<J> was replaced and is not counted; <K> took the seat'],
  [{ rule: 'SUM-2', type: 'unmarked', judgeId: 'J', of: 'c' }, '<J>没有给“<c>”评分, 不能计分', '<J> has not marked “<c>”; no result'],
  [{ type: 'not-applicable' }, '不适用, 不计得分也不计满分', 'Does not apply; neither its points nor its max count'],
  [{ rule: 'NA-1', type: 'not-applicable', of: 'c', judgeIds: ['J', 'K'] }, '<J>、<K>认为“<c>”不适用, 不计得分也不计满分', '<J>, <K>: “<c>” does not apply; neither its points nor its max count'],
  [{ rule: 'NA-2', type: 'applicable', from: '45', applicable: '50', max: '100', result: '90' }, '适用项满分 50, 按满分 100 折合: 45 ÷ 50 × 100 = 90', '50 of 100 apply: 45 ÷ 50 × 100 = 90'],
  [{ rule: 'NA-3', type: 'own-applicable', of: 'm', judgeId: 'J', from: '9', applicable: '10', max: '20', result: '18' }, '<m>: <J>适用项得 9, 折合 9 ÷ 10 × 20 = 18', '<m>: <J> gave 9 for what applies: 9 ÷ 10 × 20 = 18'],
  [{ rule: 'STAGE-2', type: 'attempts', of: 's', how: 'drop-worst', values: ['9', '8'], dropped: ['7'], result: '8.5' }, '<s>: 9、8 去掉最差后取平均(不计 7), 得 8.5', '<s>: The mean without the worst of 9, 8 (not counted: 7): 8.5'],
  [{ rule: 'STAGE-3', type: 'normalised', of: 's', from: '40', by: '50', against: 'max', result: '80' }, '<s>: 40 ÷ 满分 50 × 100 = 80', '<s>: 40 ÷ 50 (the most possible) × 100 = 80'],
  [{ rule: 'STAGE-1', type: 'weighted', of: 's', from: '80', percent: '30', result: '24' }, '<s>: 80 × 30% = 24', '<s>: 80 × 30 % = 24'],
  [{ rule: 'STAGE-4', type: 'missing', of: 's', counts: 'zero' }, '<s>: 没有成绩, 记 0 分', '<s>: No score: counts as 0'],
  [{ rule: 'STAGE-4', type: 'missing', of: 's', counts: 'no-result' }, '<s>: 没有成绩, 不能计总成绩', '<s>: No score: no result'],
  [{ rule: 'STAGE-5', type: 'adjusted', bonus: '2', penalty: '1', reasons: ['创新', '迟到'], from: '87', to: '88' }, '87 + 加分 2 − 罚分 1(创新、迟到) = 88', '87 + 2 bonus − 1 penalty (创新, 迟到) = 88'],
  [{ rule: 'CUT-1', type: 'cut', of: 's', points: '70', least: '80' }, '<s>: 70 分, 低于晋级线 80 或在线上并列而名额已满, 未晋级', '<s>: 70: below the last that goes on (80), or tied beyond the places; does not go on'],
  [{ rule: 'CUT-1', type: 'cut', of: 's', points: '70', least: null }, '<s>: 70 分, 未晋级', '<s>: 70: does not go on'],
  [{ rule: 'AWARD-1', type: 'quota', awardId: 'a', ranked: 16, exact: '1.6', places: 2, usedUp: 0 }, '<a>: 16 人按比例为 1.6, 取 2 个名额', '<a>: the share of 16 is 1.6, 2 places'],
  [{ rule: 'AWARD-2', type: 'quota', awardId: 'a', ranked: 16, exact: null, places: 1, usedUp: 1 }, '<a>: 固定 1 个名额, 其中 1 个已被前一奖项的并列者占用', '<a>: a fixed 1 place, of which ties above use up 1'],
  [{ rule: 'AWARD-4', type: 'quota', awardId: 'a', ranked: 4, exact: '0.4', places: 1, usedUp: 0 }, '<a>: 主办方核定 1 个名额', '<a>: the organiser decided on 1 place'],
  [{ rule: 'AWARD-5', type: 'quota', awardId: 'a', ranked: 4, exact: null, places: 4, usedUp: 0 }, '<a>: 达到分数线者均授奖', '<a>: everyone who reaches the score'],
  [{ rule: 'AWARD-3', type: 'boundary', awardId: 'a', rank: 1, tied: 2, places: 1, policy: 'exclude', given: 0 }, '<a>: 第 1 名 2 人并列, 余 1 个名额, 并列者均不授奖, 授奖 0 人', '<a>: 2 share rank 1 with 1 left; none of them gets it, 0 awarded'],
  [{ rule: 'AWARD-6', type: 'passed-over', awardId: 'a', entrantId: 'e', organisationId: 'o', most: 1 }, '<a>: <o>已达 1 个上限, <e>不再授奖', '<a>: <o> has its 1 already; <e> is passed over'],
  [{ rule: 'GRADE-1', type: 'graded', value: '85', of: 'percent', gradeId: 'g', from: '80' }, '85%, 等级为<g>(不低于 80)', '85 %: <g> (at least 80)'],
  [{ rule: 'GRADE-1', type: 'graded', value: '5', of: 'points', gradeId: 'g', from: null }, '5 分, 等级为<g>', '5 points: <g>'],
  [{ rule: 'GRADE-2', type: 'lowered', vetoId: 'v', from: 'g', to: 'h' }, '因一票否决“<v>”, 等级由<g>降为<h>', 'Because of the veto “<v>” <g> becomes <h>'],
  [{ rule: 'GRADE-3', type: 'below-floor', gradeId: 'g', moduleId: 'm', value: '78', least: '80' }, '<m>得分率 78%, 低于<g>要求的 80%', '<m> has 78 % of its points; <g> asks for 80 %'],
  [{ rule: 'ORG-2', type: 'contest', contestId: 'c', values: ['90', '80'], notCounted: ['60'], sum: '170' }, '<c>: 90 + 80 = 170(不计 60)', '<c>: 90 + 80 = 170 (not counted: 60)'],
  [{ rule: 'ORG-5', type: 'time', seconds: '900' }, '总用时 900 秒', 'Total time 900 s'],
  [{ rule: 'ORG-1', type: 'value', how: 'mean', result: '85' }, '单位平均分 85', 'Mean of the organisation: 85'],
])('%j', (step, zh, en) => {
  expect(explain(step, 'zh', names)).toBe(zh);
  expect(explain(step, 'en', names)).toBe(en);
});
