/** What the public is told of the rules: how judges' points become a total, how it is rounded, and what decided equal totals. */
import type { Text } from '@leitai/contract';
import { isPublished } from '@leitai/contract/published';
import type { ContestFacts } from '@leitai/database';
import { allCriteria, rulesInWords, type Combine, type PanelRule, type RoundingMode, type Standing, type TieBreak } from '@leitai/scoring';

/** Only what holds for every row: a panel whose groups combine otherwise is left to the score sheets. */
export function notesOf(facts: ContestFacts, standings: readonly Standing[]): Text[] {
  const { panel, rounding } = facts.rules;
  return [
    ...tieNotes(facts, standings),
    ...stageNotes(facts),
    ...(panel.groups ? [] : [{ zh: `${LEVELS[panel.level].zh}${combined(panel.combine).zh}。`, en: `${LEVELS[panel.level].en}: ${combined(panel.combine).en}.` }]),
    ...(rounding.total ? [{ zh: `总分${MODES[rounding.total.mode].zh}保留 ${rounding.total.digits} 位小数。`, en: `Totals are rounded ${MODES[rounding.total.mode].en} to ${rounding.total.digits} decimal places.` }] : []),
  ];
}

/** What each stage counts, as the organiser reads it too. */
function stageNotes({ rules }: ContestFacts): Text[] {
  if (!rules.stages) return [];
  const names = new Map(rules.stages.stages.map(({ id, name }) => [id, name]));
  const said = (lang: 'zh' | 'en') => rulesInWords(rules, (id) => names.get(id)?.[lang] ?? id).filter(({ part }) => part === 'stages');
  const en = said('en');
  return said('zh').map(({ zh }, index) => ({ zh, en: en[index]!.en }));
}

const LEVELS: Readonly<Record<PanelRule['level'], Text>> = {
  criterion: { zh: '每个评分项：', en: 'Each criterion' },
  module: { zh: '每个模块：', en: 'Each module' },
  sheet: { zh: '裁判总分：', en: 'Totals of the judges' },
};

function combined(combine: Combine): Text {
  switch (combine.type) {
    case 'single': return { zh: '取单裁判分', en: 'the single value' };
    case 'mean': return { zh: '各裁判给分取平均', en: 'the mean of the judges' };
    case 'median': return { zh: '各裁判给分取中位数', en: 'the median of the judges' };
    case 'sum': return { zh: '各裁判给分相加', en: 'the sum of the judges' };
    case 'consensus': return { zh: '各裁判合议一致后取平均', en: 'the mean once the judges agree' };
    case 'trimmed-mean': return {
      zh: `${combine.from === undefined ? '' : `裁判满 ${combine.from} 名时`}去掉 ${combine.dropHigh} 个最高分、${combine.dropLow} 个最低分后取平均`,
      en: `the mean without the highest ${combine.dropHigh} and the lowest ${combine.dropLow}${combine.from === undefined ? '' : `, where ${combine.from} or more judges count`}`,
    };
    default: return combine satisfies never;
  }
}

const MODES: Readonly<Record<RoundingMode, Text>> = {
  'half-up': { zh: '四舍五入', en: 'half up' },
  'half-even': { zh: '四舍六入五成双', en: 'half to even' },
  up: { zh: '进一法', en: 'up' },
  down: { zh: '去尾法', en: 'down' },
  truncate: { zh: '截尾', en: 'towards zero' },
};

/** One for each rule that decided, with the places it parted. */
function tieNotes(facts: ContestFacts, standings: readonly Standing[]): Text[] {
  const ranks = new Map(standings.map(({ entrantId, rank }) => [entrantId, rank]));
  const { tieBreaks } = facts.rules.ranking;
  const parted = tieBreaks.map((_rule, index) =>
    standings.flatMap(({ rank, tieBreak }) => (tieBreak?.index === index ? [ranks.get(tieBreak.otherId)!, rank] : [])));
  return tieBreaks.flatMap((rule, index) => {
    const places = [...new Set(parted[index])].sort((a, b) => a - b);
    if (places.length === 0) return [];
    const by = publicly(facts, rule);
    return [{ zh: `总分相同时，第 ${places.join('、')} 名按${by.zh}排序。`, en: `Where totals are equal, ${by.en} put places ${places.join(', ')} in order.` }];
  });
}

/** What put `own` behind the one listed ahead of it, by a rule that decided between equal totals; null where none did. */
export function partedBy(facts: ContestFacts, { tieBreak }: Standing, ahead: Standing | undefined): Text | null {
  return tieBreak && tieBreak.otherId === ahead?.entrantId ? publicly(facts, facts.rules.ranking.tieBreaks[tieBreak.index]!) : null;
}

/** Until the results are published a criterion is told by its module alone: it may be the task of those who are still to perform. */
function publicly({ rules, scheme, state }: ContestFacts, rule: TieBreak): Text {
  if (rule.type === 'criterion' && !isPublished(state)) {
    const within = scheme.modules.find(({ criteria }) => criteria.some(({ id }) => id === rule.criterionId))?.name;
    return within ? { zh: `“${within.zh}”中的一项`, en: `one item of “${within.en}”` } : { zh: '其中一项', en: 'one item' };
  }
  const parts = [...scheme.modules, ...allCriteria(scheme), ...(rules.stages?.stages ?? [])];
  return decidedBy(rule, (id) => parts.find((one) => one.id === id)?.name ?? { zh: id, en: id });
}

/** What a rule compares. @param nameOf the name of a module, criterion or stage. */
export function decidedBy(rule: TieBreak, nameOf: (id: string) => Text): Text {
  const named = (id: string): Text => {
    const name = nameOf(id);
    return { zh: `“${name.zh}”`, en: `“${name.en}”` };
  };
  switch (rule.type) {
    case 'module': return named(rule.moduleId);
    case 'criterion': return named(rule.criterionId);
    case 'stage': return named(rule.stageId);
    case 'least-time': return { zh: '用时较少', en: 'the shorter time' };
    case 'fewest-deductions': return { zh: '扣分较少', en: 'fewer deductions' };
    case 'head-judge': return { zh: '裁判长给分', en: 'the total of the head judge' };
    default: return rule satisfies never;
  }
}
