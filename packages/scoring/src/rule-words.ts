/** Rules as plain sentences in the product's two languages: what an organiser reads before putting them in force. */
import { honoursInWords } from './rule-words-honours.ts';
import { stagesInWords } from './rule-words-stages.ts';
import type { Combine, PanelGroup, PanelRule, RankingRule, Rules, SpreadRule, TieBreak } from './rules.ts';
import type { Rounding, RoundingMode } from './scheme.ts';
import type { Names, Sentence } from './sentence.ts';

export type RulePart = 'panel' | 'rounding' | 'stages' | 'ranking' | 'spread' | 'awards' | 'grades' | 'organisations';
export type RuleWords = Sentence & { readonly part: RulePart };

/** One sentence or more for each part, in the order a result comes about. `names` gives the name of a module, criterion, veto, stage, award, grade or judge group. */
export function rulesInWords(rules: Rules, names: Names): RuleWords[] {
  const of = (part: RulePart, sentences: readonly Sentence[]): RuleWords[] => sentences.map((one) => ({ part, ...one }));
  const { awards, grades, organisations } = honoursInWords(rules, names);
  return [
    ...of('panel', panelInWords(rules.panel, names)),
    ...of('rounding', roundingInWords(rules.rounding)),
    ...of('stages', stagesInWords(rules.stages, names)),
    ...of('ranking', rankingInWords(rules.ranking, names)),
    ...of('spread', spreadInWords(rules.spread)),
    ...of('awards', awards),
    ...of('grades', grades),
    ...of('organisations', organisations),
  ];
}

function panelInWords({ level, combine, quorum, whenTooFew, groups = [] }: PanelRule, names: Names): Sentence[] {
  const [zh, en] = LEVELS[level];
  const way = combineInWords(combine);
  return [
    { zh: `${zh}${way.zh}。`, en: `${en} ${way.en}.` },
    { zh: `至少 ${quorum} 份有效评分表才有成绩; 缺席和回避的裁判不计入人数。`, en: `A result needs at least ${quorum} valid ${quorum === 1 ? 'sheet' : 'sheets'}; absent and recused judges are not counted.` },
    ...(combine.type === 'trimmed-mean' ? [TOO_FEW[whenTooFew]] : []),
    ...groups.map((group) => groupInWords(group, names)),
  ];
}

function groupInWords({ id, combine, quorum }: PanelGroup, names: Names): Sentence {
  const way = combine ? combineInWords(combine) : { zh: '与评委组相同', en: 'combines as the panel does' };
  const least = quorum === undefined ? { zh: '', en: '' } : { zh: `, 至少 ${quorum} 份`, en: `; at least ${quorum} sheets` };
  return { zh: `“${names(id)}”组: ${way.zh}${least.zh}。`, en: `Group “${names(id)}”: ${way.en}${least.en}.` };
}

function combineInWords(combine: Combine): Sentence {
  switch (combine.type) {
    case 'single': return { zh: '只取一名裁判的给分', en: 'take the one judge’s points' };
    case 'mean': return { zh: '取各裁判的平均分', en: 'take the mean of the judges' };
    case 'median': return { zh: '取各裁判的中位数', en: 'take the median of the judges' };
    case 'sum': return { zh: '把各裁判的给分相加', en: 'add up the judges' };
    case 'consensus': return { zh: `裁判合议, 相差不超过 ${combine.spread} 分时取平均, 否则没有成绩`, en: `take the mean where the judges lie no further apart than ${combine.spread}; else there is no result` };
    case 'trimmed-mean': {
      const from = combine.from === undefined ? { zh: '', en: '' } : { zh: `满 ${combine.from} 份时`, en: `, from ${combine.from} sheets on` };
      return {
        zh: `${from.zh}去掉 ${combine.dropHigh} 个最高分、${combine.dropLow} 个最低分, 其余取平均`,
        en: `drop the highest ${combine.dropHigh} and the lowest ${combine.dropLow}${from.en}, and take the mean of the rest`,
      };
    }
    default: return combine satisfies never;
  }
}

function roundingInWords({ panel, product, module, stage, total }: Rules['rounding']): Sentence[] {
  const all = [['裁判合成分', 'What the judges make', panel], ['难度系数乘积', 'Products', product], ['模块分', 'Module points', module], ['环节加权分', 'Weighted stage points', stage], ['总分', 'Totals', total]] as const;
  const said = all.flatMap(([zh, en, one]) => (one ? [rounded(zh, en, one)] : []));
  return said.length > 0 ? said : [{ zh: '全程不修约, 按精确值比较。', en: 'Nothing is rounded: exact values are compared.' }];
}

function rounded(zh: string, en: string, { digits, mode }: Rounding): Sentence {
  const [how, way] = MODES[mode];
  return { zh: `${zh}${how}保留 ${digits} 位小数。`, en: `${en} are rounded ${way} to ${digits} decimal ${digits === 1 ? 'place' : 'places'}.`.replace('make are', 'make is') };
}

function rankingInWords({ style, tieBreaks }: RankingRule, names: Names): Sentence[] {
  const breaks = tieBreaks.map((one) => tieBreakInWords(one, names));
  const order: Sentence = breaks.length === 0
    ? { zh: '总分相同即并列。', en: 'Equal totals share a place.' }
    : { zh: `总分相同时依次比较: ${breaks.map(({ zh }, index) => `${index + 1}. ${zh}`).join('; ')}; 仍相同则并列。`, en: `Where totals are equal, in this order: ${breaks.map(({ en }, index) => `${index + 1}. ${en}`).join('; ')}; else the place is shared.` };
  return [order, STYLES[style]];
}

function tieBreakInWords(rule: TieBreak, names: Names): Sentence {
  switch (rule.type) {
    case 'module': return points(`“${names(rule.moduleId)}”`, rule.better);
    case 'criterion': return points(`“${names(rule.criterionId)}”`, rule.better);
    case 'stage': return points(`“${names(rule.stageId)}”`, rule.better);
    case 'least-time': return { zh: `“${names(rule.criterionId)}”用时少者在前`, en: `less time for “${names(rule.criterionId)}”` };
    case 'fewest-deductions': return { zh: '扣分次数少者在前', en: 'fewer deductions' };
    case 'head-judge': return { zh: '裁判长给分高者在前', en: 'the higher total of the head judge' };
    default: return rule satisfies never;
  }
}

const points = (name: string, better: 'more' | 'less'): Sentence =>
  (better === 'more' ? { zh: `${name}得分高者在前`, en: `more points for ${name}` } : { zh: `${name}得分低者在前`, en: `fewer points for ${name}` });

function spreadInWords(spread: SpreadRule | undefined): Sentence[] {
  const { criterion, total } = spread ?? {};
  const all: Sentence[] = [
    ...(criterion?.type === 'share' ? [{ zh: `单项最高与最低相差超过配分的 ${criterion.percent}% 时, 裁判长须书面说明。`, en: `Where judges differ on a criterion by more than ${criterion.percent} % of its max, the chief must say why in writing.` }] : []),
    ...(criterion?.type === 'points' ? [{ zh: `单项最高与最低相差超过 ${criterion.points} 分时, 裁判长须书面说明。`, en: `Where judges differ on a criterion by more than ${criterion.points}, the chief must say why in writing.` }] : []),
    ...(total === undefined ? [] : [{ zh: `裁判总分相差超过 ${total} 分时, 裁判长须书面说明。`, en: `Where the judges’ totals differ by more than ${total}, the chief must say why in writing.` }]),
  ];
  return all.length > 0 ? all : [{ zh: '裁判给分相差不设上限。', en: 'Judges may differ as far as they like.' }];
}

const LEVELS: Readonly<Record<PanelRule['level'], readonly [string, string]>> = {
  criterion: ['每个评分项: ', 'For each criterion'],
  module: ['每个模块: ', 'For each module'],
  sheet: ['按每名裁判的总分: ', 'Of the judges’ totals'],
};
const TOO_FEW: Readonly<Record<PanelRule['whenTooFew'], Sentence>> = {
  'mean-of-all': { zh: '人数太少、去掉后一份不剩时, 全部取平均。', en: 'Where dropping would leave none, all are averaged.' },
  'no-result': { zh: '人数太少、去掉后一份不剩时, 没有成绩。', en: 'Where dropping would leave none, there is no result.' },
};
const STYLES: Readonly<Record<RankingRule['style'], Sentence>> = {
  1224: { zh: '并列之后空出名次: 1、2、2、4。', en: 'Places after a tie are skipped: 1, 2, 2, 4.' },
  1223: { zh: '并列之后名次相连: 1、2、2、3。', en: 'Places after a tie are not skipped: 1, 2, 2, 3.' },
  1234: { zh: '并列者按盲号分列名次并注明同分: 1、2、3、4。', en: 'Ties are listed apart by code and marked as tied: 1, 2, 3, 4.' },
};
const MODES: Readonly<Record<RoundingMode, readonly [string, string]>> = {
  'half-up': ['四舍五入', 'half up'],
  'half-even': ['四舍六入五成双', 'half to even'],
  up: ['进一法', 'up'],
  down: ['去尾法', 'down'],
  truncate: ['截尾', 'towards zero'],
};
