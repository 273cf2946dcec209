/** The sentences, in both languages, for every kind of step. */
import { describe, expect, test } from 'vitest';
import { scoreEntrant } from './entrant.ts';
import { explain } from './explain.ts';
import type { ScaleStep, WorkingStep } from './result.ts';
import { ONE_SCORE, rules, sheets } from './test-support.ts';

const names = (id: string): string => `<${id}>`;

describe('explanations', () => {
  test('[PANEL-2] the walk from five sheets to a score reads as sentences', () => {
    const score = scoreEntrant(ONE_SCORE, rules(), sheets('85', '89', '76', '88', '87'));
    expect(score.working.map((step) => explain(step, 'zh', names))).toEqual([
      '各裁判给分: <J0> 85、<J1> 89、<J2> 76、<J3> 88、<J4> 87',
      '去掉 1 个最高分 89、1 个最低分 76, 余 3 份有效',
      '85、88、87 的平均分为 260 ÷ 3 = 86.6666…',
      '86.6666… 四舍五入保留 2 位小数为 86.67',
    ]);
    expect(score.working.map((step) => explain(step, 'en', names))).toEqual([
      'Judges gave <J0>: 85, <J1>: 89, <J2>: 76, <J3>: 88, <J4>: 87',
      'Dropped the highest (89) and the lowest (76); 3 kept',
      'The mean of 85, 88, 87 is 260 ÷ 3 = 86.6666…',
      '86.6666… rounded half up to 2 decimal places is 86.67',
    ]);
  });

  test.each<[WorkingStep | ScaleStep, string, string]>([
    [{ type: 'reading', value: '1.5', points: '1', rule: '1 < x ≤ 2' }, '读数 1.5 适用 1 < x ≤ 2, 得 1 分', 'Reading 1.5 falls under 1 < x ≤ 2: 1 point'],
    [{ type: 'reading', value: '9', points: '0', rule: '' }, '读数 9 不在任何分档内, 得 0 分', 'Reading 9 lies in no band: 0 points'],
    [{ type: 'level', level: 2, points: '7' }, '评为 2 级, 得 7 分', 'Judged level 2: 7 points'],
    [{ type: 'given', points: '8' }, '得 8 分', '8 points given'],
    [{ type: 'tally', kindId: 'k', count: 2, amount: '3', points: '-5', capped: true }, '<k> 2 次 × 3 分, 扣 5 分(已到上限)', '<k> 2 × 3: 5 off (capped)'],
    [{ type: 'tally', kindId: 'k', count: 4, amount: '3', points: '12', capped: false }, '<k> 4 次 × 3 分, 得 12 分', '<k> 4 × 3: 12 points'],
    [{ type: 'tally', kindId: 'k', count: 1, amount: '0', points: '0', capped: false, zero: true }, '<k> 1 次, 本项不得分', '<k> 1×: no points for this criterion'],
    [{ type: 'ticked', count: 3, of: 5, points: '6' }, '5 项中符合 3 项, 得 6 分', '3 of 5 items in order: 6 points'],
    [{ type: 'excess', reading: '1211', excess: '11', units: 2, points: '8', cutoff: false }, '读数 1211, 超出 11, 按 2 个单位扣分, 得 8 分', 'Reading 1211 is 11 out, charged as 2 units: 8 points'],
    [{ type: 'excess', reading: '1200', excess: '0', units: 0, points: '10', cutoff: false }, '读数 1200 在规定之内, 得 10 分', 'Reading 1200 is within the limit: 10 points'],
    [{ type: 'excess', reading: '1321', excess: '121', units: 13, points: '0', cutoff: true }, '读数 1321, 超出 121, 越过最后限度, 不得分', 'Reading 1321 is 121 out, past the last limit: no points'],
    [{ type: 'limited', from: '-7', to: '0' }, '-7 超出限度, 按 0 计', '-7 is beyond the limit and counts as 0'],
    [{ type: 'difficulty', factor: '1.2', from: '8', to: '9.6' }, '8 乘难度系数 1.2 = 9.6', '8 times difficulty 1.2 is 9.6'],
    [{ type: 'rounded', digits: 0, mode: 'half-even', from: '2.5', to: '2' }, '2.5 四舍六入五成双保留 0 位小数为 2', '2.5 rounded half to even to 0 decimal places is 2'],
    [{ type: 'rounded', digits: 2, mode: 'half-up', from: '23249/300', to: '77.5' }, '77.4966… 四舍五入保留 2 位小数为 77.50', '77.4966… rounded half up to 2 decimal places is 77.50'],
    [{ type: 'vetoed', vetoId: 'v', from: '8' }, '因“<v>”, 8 分记为 0', 'Because of “<v>”, 8 becomes 0'],
    [{ rule: 'PANEL-3', type: 'combined', of: 'm', how: 'median', values: ['1', '2'], result: '1.5' }, '<m>: 1、2 的中位数为 1.5', '<m>: The median of 1, 2 is 1.5'],
    [{ rule: 'SUM-1', type: 'summed', parts: [{ id: 'a', value: '1' }, { id: 'b', value: '2' }], result: '3' }, '<a> 1 + <b> 2 = 3', '<a> 1 + <b> 2 = 3'],
    [{ rule: 'VETO-1', type: 'veto', vetoId: 'v', judgeIds: ['A', 'B'], effect: 'zero-total' }, '一票否决“<v>”(<A>、<B>提出), 总分记 0 分', 'Veto “<v>”, raised by <A>, <B>: the total is 0'],
    [{ rule: 'PANEL-4', type: 'quorum', have: 2, need: 3 }, '有效评分表 2 份, 须有 3 份, 不能计分', 'Valid sheets: 2, needed: 3; no result'],
    [{ rule: 'PANEL-4', type: 'quorum', have: 2, need: 1 }, '有效评分表 2 份, 只应有 1 份, 不能计分', 'Valid sheets: 2, where only 1 may count; no result'],
  ])('%j', (step, zh, en) => {
    expect(explain(step, 'zh', names)).toBe(zh);
    expect(explain(step, 'en', names)).toBe(en);
  });
});
