/** What is wrong, and what would mend it, as a sentence in the product's two languages: from an issue's code and parameters. */
import type { Issue } from './result.ts';

type Params = (key: string) => string;
type Words = readonly [zh: (p: Params) => string, en: (p: Params) => string];

/** One sentence: the fault, then its remedy. A code that is not known here shows as itself with the English remedy. */
export function issueText({ code, params = {}, mend = '' }: Issue, lang: 'zh' | 'en'): string {
  const words = WORDS[code];
  if (!words) return `${code}: ${mend}`;
  const value: Params = (key) => String(params[key] ?? '');
  return (lang === 'zh' ? words[0] : words[1])(value);
}

const plain = (zh: string, en: string): Words => [() => zh, () => en];

/** Codes of which one sentence does not tell enough say it by what their parameters hold. */
const range = (p: Params): string => [p('least') && `≥ ${p('least')}`, p('above') && `> ${p('above')}`, p('most') && `≤ ${p('most')}`].filter(Boolean).join(', ');

const WORDS: Readonly<Record<string, Words>> = {
  'not-an-object': plain('这里应是一个对象', 'this should be an object'),
  'not-a-list': plain('这里应是一个列表', 'this should be a list'),
  'missing-field': plain('缺少此项, 请补上', 'this is missing; add it'),
  'unknown-field': plain('没有这个字段, 请删除或更正拼写', 'there is no such field; remove it or mend its spelling'),
  'unknown-type': [(p) => `没有这种类型, 可用: ${p('allowed')}`, (p) => `there is no such type; use one of ${p('allowed')}`],
  'unknown-row': [(p) => `没有这种行, 可用: ${p('allowed')}`, (p) => `there is no such row; use one of ${p('allowed')}`],
  'misplaced-row': plain('此行不能在这里: 评分项在模块之下, 档、类别、条款等在评分项之下, 方案与换算只有一行', 'this row cannot stand here: criteria stand under a module, levels, kinds, clauses and the like under a criterion; scheme and conversion come once'),
  'formula-cell': plain('单元格里是公式, 请改为数值', 'the cell holds a formula; write its value'),
  'wrong-length': [(p) => `长度应为 ${p('least')} 至 ${p('most')}`, (p) => `the length should be ${p('least')} to ${p('most')}`],
  'not-a-text': plain('这里应是文字', 'this should be text'),
  'not-a-flag': plain('这里应是 true 或 false', 'this should be true or false'),
  'not-a-whole-number': plain('这里应是整数', 'this should be a whole number'),
  'not-an-id': plain('编号应为 1 至 64 个字母、数字、点、横线或下划线, 以字母或数字开头', 'an id has 1 to 64 letters, digits, dots, dashes or underscores, and begins with a letter or digit'),
  'not-one-of': [(p) => `应为以下之一: ${p('allowed')}`, (p) => `use one of ${p('allowed')}`],
  'not-a-decimal': plain('数字要写成文字, 如 "61.5"', 'write the number as text, like "61.5"'),
  'not-exact': plain('数字要写成文字, 如 "86.67" 或 "260/3"', 'write the number as text, like "86.67" or "260/3"'),
  'decimal-too-long': plain('小数点前至多 12 位, 小数点后至多 6 位, 无多余的零', 'at most 12 digits before the point and 6 after, no leading zeros'),
  'out-of-range': [(p) => `超出范围, 应 ${range(p)}`, (p) => `out of range: should be ${range(p)}`],
  'off-step': [
    (p) => (p('step') ? `不在刻度上: 自 ${p('least')} 起每 ${p('step')} 一格` : '上下限之差应是步长的整数倍'),
    (p) => (p('step') ? `not on a step: from ${p('least')} in steps of ${p('step')}` : 'make max − min a multiple of step'),
  ],
  'unknown-criterion': [(p) => `评分方案里没有“${p('id')}”`, (p) => `the scheme has no “${p('id')}”`],
  'wrong-type': [(p) => `给分类型不符, 应为 ${p('expected')}`, (p) => `the wrong kind of mark; give ${p('expected')}`],
  'missing-kind': [(p) => `缺少类别“${p('id')}”, 没有也要写 0`, (p) => `the kind “${p('id')}” is missing; none is written 0`],
  'unknown-kind': [(p) => `没有类别“${p('id')}”, 请删除`, (p) => `there is no kind “${p('id')}”; remove it`],
  'missing-item': [(p) => `缺少检查项“${p('id')}”`, (p) => `the item “${p('id')}” is missing`],
  'unknown-item': [(p) => `没有检查项“${p('id')}”, 请删除`, (p) => `there is no item “${p('id')}”; remove it`],
  'total-mismatch': [(p) => `各类合计应为 ${p('expected')}, 现为 ${p('actual')}`, (p) => `the counts should add up to ${p('expected')}, not ${p('actual')}`],
  'derived-not-enterable': [(p) => `此项取自“${p('source')}”的记录, 不由裁判给分`, (p) => `this comes from the records of “${p('source')}”; no judge enters it`],
  'also-without-convert': plain('先写明主要数据如何换算得分, 才能另加另扣', 'say how the first figure becomes points before others add or deduct'),
  'reserved-id': [(p) => `“${p('id')}”另有所指, 请写该来源的另一项数据`, (p) => `“${p('id')}” means something else; name a further figure of the source`],
  'note-needed': plain('此分须写明理由', 'this mark needs a note that says why'),
  'evidence-needed': plain('此分须附佐证', 'this mark needs evidence'),
  'duplicate-id': [(p) => `编号“${p('id')}”重复, 请改为唯一`, (p) => `the id “${p('id')}” occurs again; make it unique`],
  'duplicate-number': [(p) => `序号“${p('id')}”重复`, (p) => `the number “${p('id')}” occurs again`],
  'duplicate-sheet': plain('同一裁判对同一选手同一环节同一次有两份评分表, 请删除一份', 'a second sheet of the same judge, entrant, stage and attempt; remove one'),
  'duplicate-points': plain('同一选手同一环节同一次有两个分数, 请删除一个', 'a second score of the same entrant, stage and attempt; remove one'),
  'unknown-reference': [(p) => `没有“${p('id')}”, 请改为已有的编号`, (p) => `there is no “${p('id')}”; name one that is there`],
  'other-group': [(p) => `此项由裁判组“${p('group')}”评, 请删除`, (p) => `judge group “${p('group')}” marks this; remove it`],
  'max-mismatch': [(p) => `各评分项合计 ${p('expected')}, 与满分 ${p('actual')} 不符`, (p) => `the criteria add up to ${p('expected')}, not ${p('actual')}`],
  'unreachable-max': [(p) => `最好的给分只得 ${p('best')}, 达不到配分 ${p('max')}`, (p) => `the best mark earns ${p('best')} and never ${p('max')}`],
  'over-max': [(p) => `最好的给分得 ${p('best')}, 超过配分 ${p('max')}`, (p) => `the best mark earns ${p('best')}, more than ${p('max')}`],
  'over-cap': [(p) => `超过上限, 至多 ${p('most')}`, (p) => `over the cap; at most ${p('most')}`],
  'zero-in-add': plain('加分类别不能“不得分”, 只有扣分可以', 'only deductions can take all the points'),
  'unreachable-total': [(p) => `合计次数达不到, 至多 ${p('most')}`, (p) => `the counts can add up to at most ${p('most')}`],
  'levels-not-contiguous': [(p) => `级别要从 0 连续, 此处应为 ${p('expected')}`, (p) => `levels count up from 0 without a hole; make it ${p('expected')}`],
  'not-rising': plain('应逐行(级)上升', 'each should be above the one before it'),
  'not-falling': [(p) => `应逐级下降, 低于 ${p('below')}`, (p) => `each should be below the one before it, ${p('below')}`],
  'below-min': [(p) => `可录入的值低于本项下限, 应不低于 ${p('least')}`, (p) => `what can be entered lies below the criterion's least; at least ${p('least')}`],
  'not-proportional': [(p) => `按比例应印 ${p('expected')}`, (p) => `in proportion this is ${p('expected')}`],
  'nothing-to-take': plain('只有一个读数, 无从取舍; 请增加读数或去掉 take', 'there is one reading, so nothing to take; ask for more, or leave take out'),
  'mean-in-bands': plain('平均值会落在刻度之间, 分档可能有缺口; 请取最大、最小, 或改用表', 'a mean falls between steps, where bands may leave a gap; take the greatest or least, or use a table'),
  'no-quantity': plain('此评分方式不读数值, 不能设合格值, 请去掉', 'this scale reads no quantity, so it has no value that conforms; leave it out'),
  'empty-range': plain('范围是空的, 上限应大于下限', 'the range is empty; make its top greater than its bottom'),
  'no-limit': plain('没有限度, 请给出 upTo 或 from', 'there is no limit; give upTo, from or both'),
  'empty-band': plain('没有读数会落入此档', 'no reading that can be entered lies in this band'),
  'gapped-bands': [(p) => `${p('from')} 至 ${p('upTo')} 不在任何档内, 请补上一档`, (p) => `${p('from')} to ${p('upTo')} lie in no band; add one`],
  'overlapping-bands': [(p) => `读数 ${p('reading')} 落入两档`, (p) => `reading ${p('reading')} lies in two bands`],
  'two-ends': plain('同一端只能写一个界限', 'give from or over, and upTo or below'),
  'gapped-grades': plain('最低等级不应有下限, 否则有人没有等级', 'the last grade has no from, or some would have no grade'),
  'single-quorum': plain('单裁判的法定人数是 1', 'the quorum of a single judge is 1'),
  'quorum-too-small': [(p) => `去掉高低分后可能一份不剩, 法定人数至少 ${p('least')}`, (p) => `dropping could leave nothing; the quorum is at least ${p('least')}`],
  'quorum-over-judges': [(p) => `只有 ${p('most')} 名裁判, 达不到法定人数`, (p) => `there are ${p('most')} judges, fewer than the quorum`],
  'drops-too-early': [(p) => `人数太少就去高低分, from 至少 ${p('least')}`, (p) => `dropping would begin with too few; from is at least ${p('least')}`],
  'group-without-criteria': [(p) => `裁判组“${p('id')}”没有评分项`, (p) => `judge group “${p('id')}” marks no criterion`],
  'shares-over-100': [(p) => `奖项比例合计 ${p('sum')}%, 不应超过 100%`, (p) => `the shares add up to ${p('sum')} %, more than 100 %`],
  'no-threshold': plain('按分数线设奖, 请写明 atLeast', 'an award by score needs atLeast'),
  'weights-not-100': [(p) => `各环节权重合计 ${p('sum')}, 应为 100`, (p) => `the weights add up to ${p('sum')}, not 100`],
  'one-judged-stage': [(p) => `赛项只有一个评分环节, 其余为外来分数, 现有 ${p('judged')} 个`, (p) => `one stage of a contest is judged and the others are brought in; there are ${p('judged')}`],
  'judged-stage-counts': plain('评分环节缺成绩时不能记 0 分', 'a missing score of the judged stage cannot count as 0'),
  'one-attempt': plain('赛项的每个环节只有一次成绩', 'a stage of a contest has one attempt'),
  'no-cut': plain('赛项内不设晋级', 'nobody is cut within a contest'),
  'cut-after-last': plain('最后一个环节之后没有晋级可言', 'no stage follows, so nobody can go on'),
  'scheme-or-max': plain('环节要么有评分方案, 要么有满分(外来分数), 二者取一', 'a stage has a scheme, or a max for points brought in; one of the two'),
  'stages-not-composed': plain('有几个环节就要写明如何合成(rules.stages), 否则只能有一个有评分方案的环节', 'say in rules.stages how stages make one result, or give one stage with a scheme'),
  'adjusted-without-stages': plain('加分与罚分须在 rules.stages 之下', 'bonuses and penalties need rules.stages'),
};
