/** The working in words: one plain sentence per step, in the product's two languages. */
import type { AwardStep } from './awards.ts';
import { mean } from './average.ts';
import { formatFixed, legible, sumExact } from './exact.ts';
import { isHonour, ofHonour } from './explain-honours.ts';
import { isStage, ofStage } from './explain-stages.ts';
import type { GradeStep } from './grades.ts';
import type { OrganisationStep, ScaleStep, StageStep, WorkingStep } from './result.ts';
import type { RoundingMode } from './scheme.ts';
import { about, inPoints, NOTHING, type Names, type Sentence } from './sentence.ts';

/** One sentence for one step. `names` gives the name of a criterion, module, kind, veto, stage, award, grade, contest, entrant or judge in the language wanted. */
export function explain(step: WorkingStep | ScaleStep | AwardStep | GradeStep | OrganisationStep, lang: 'zh' | 'en', names: Names): string {
  const { zh, en } = sentenceOf(step, names);
  return lang === 'zh' ? zh : en;
}

function sentenceOf(step: Parameters<typeof explain>[0], names: Names): Sentence {
  if (!('rule' in step) || step.type === 'reading') return ofScale(step, names);
  if (isHonour(step)) return ofHonour(step, names);
  return isStage(step) ? ofStage(step, names) : ofPanel(step, names);
}

function ofPanel(step: Exclude<WorkingStep, StageStep>, names: Names): Sentence {
  switch (step.type) {
    case 'judges': {
      const of = about(step.of, names);
      return {
        zh: `${of.zh}各裁判给分: ${step.values.map((one) => `${names(one.judgeId)} ${one.value}`).join('、')}`,
        en: `${of.en}Judges gave ${step.values.map((one) => `${names(one.judgeId)}: ${one.value}`).join(', ')}`,
      };
    }
    case 'dropped': return dropped(step, names);
    case 'combined': {
      const of = about(step.of, names);
      const [zh, en] = COMBINED[step.how];
      const result = legible(step.result);
      /** A mean that does not come out even is told as it is checked by hand. */
      const how = result === step.result || mean(step.values) !== step.result ? '' : `${sumExact(step.values)} ÷ ${step.values.length} = `;
      return { zh: `${of.zh}${step.values.map(legible).join('、')} 的${zh}为 ${how}${result}`, en: `${of.en}The ${en} of ${step.values.map(legible).join(', ')} is ${how}${result}` };
    }
    case 'rounded': return rounded(step, about(step.of, names));
    case 'summed': {
      const of = about(step.of, names);
      const parts = step.parts.map((part) => `${names(part.id)} ${part.value}`).join(' + ');
      return { zh: `${of.zh}${parts} = ${step.result}`, en: `${of.en}${parts} = ${step.result}` };
    }
    case 'veto': {
      const [zh, en] = EFFECTS[step.effect] ?? ['', ''];
      const judges = step.judgeIds.map(names);
      return {
        zh: `一票否决“${names(step.vetoId)}”(${judges.join('、')}提出)${zh}`,
        en: `Veto “${names(step.vetoId)}”, raised by ${judges.join(', ')}${en}`,
      };
    }
    case 'spread': {
      const of = about(step.of, names);
      return { zh: `${of.zh}最高与最低相差 ${step.spread}, 超过允许的 ${step.limit}, 须合议后重新评分`, en: `${of.en}Highest and lowest are ${step.spread} apart, more than the ${step.limit} allowed: discuss and mark again` };
    }
    case 'out': {
      const [zh, en] = OUT[step.why];
      const by = step.by === undefined ? NOTHING : { zh: `, 由${names(step.by)}接替`, en: `; ${names(step.by)} took the seat` };
      return { zh: `${names(step.judgeId)}${zh}, 不计入人数${by.zh}`, en: `${names(step.judgeId)} ${en} and is not counted${by.en}` };
    }
    case 'product': {
      const of = about(step.of, names);
      return { zh: `${of.zh}${step.base} + ${step.factor} × ${step.from} = ${step.to}`, en: `${of.en}${step.base} + ${step.factor} × ${step.from} = ${step.to}` };
    }
    case 'not-applicable': {
      const judges = step.judgeIds.map(names);
      return { zh: `${judges.join('、')}认为“${names(step.of)}”不适用, 不计得分也不计满分`, en: `${judges.join(', ')}: “${names(step.of)}” does not apply; neither its points nor its max count` };
    }
    case 'own-applicable': {
      const of = about(step.of, names);
      return { zh: `${of.zh}${names(step.judgeId)}适用项得 ${step.from}, 折合 ${step.from} ÷ ${step.applicable} × ${step.max} = ${step.result}`, en: `${of.en}${names(step.judgeId)} gave ${step.from} for what applies: ${step.from} ÷ ${step.applicable} × ${step.max} = ${step.result}` };
    }
    case 'applicable': return { zh: `适用项满分 ${step.applicable}, 按满分 ${step.max} 折合: ${step.from} ÷ ${step.applicable} × ${step.max} = ${step.result}`, en: `${step.applicable} of ${step.max} apply: ${step.from} ÷ ${step.applicable} × ${step.max} = ${step.result}` };
    case 'unmarked': return { zh: `${names(step.judgeId)}没有给“${names(step.of)}”评分, 不能计分`, en: `${names(step.judgeId)} has not marked “${names(step.of)}”; no result` };
    case 'quorum': {
      const of = about(step.of, names);
      return step.have > step.need
        ? { zh: `${of.zh}有效评分表 ${step.have} 份, 只应有 ${step.need} 份, 不能计分`, en: `${of.en}Valid sheets: ${step.have}, where only ${step.need} may count; no result` }
        : { zh: `${of.zh}有效评分表 ${step.have} 份, 须有 ${step.need} 份, 不能计分`, en: `${of.en}Valid sheets: ${step.have}, needed: ${step.need}; no result` };
    }
    default: return step satisfies never;
  }
}

function ofScale(step: ScaleStep, names: Names): Sentence {
  switch (step.type) {
    case 'reading': return step.rule === ''
      ? { zh: `读数 ${step.value} 不在任何分档内, 得 ${step.points} 分`, en: `Reading ${step.value} lies in no band: ${inPoints(step.points)}` }
      : { zh: `读数 ${step.value} 适用 ${step.rule}, 得 ${step.points} 分`, en: `Reading ${step.value} falls under ${step.rule}: ${inPoints(step.points)}` };
    case 'level': return { zh: `评为 ${step.level} 级, 得 ${step.points} 分`, en: `Judged level ${step.level}: ${inPoints(step.points)}` };
    case 'not-applicable': return { zh: '不适用, 不计得分也不计满分', en: 'Does not apply; neither its points nor its max count' };
    case 'given': return { zh: `得 ${step.points} 分`, en: `${inPoints(step.points)} given` };
    case 'tally': return tallied(step, names(step.kindId));
    case 'ticked': return { zh: `${step.of} 项中符合 ${step.count} 项, 得 ${step.points} 分`, en: `${step.count} of ${step.of} items in order: ${inPoints(step.points)}` };
    case 'figure': return ofFigure(step, names(step.figureId));
    case 'excess': return exceeded(step);
    case 'limited': return { zh: `${step.from} 超出限度, 按 ${step.to} 计`, en: `${step.from} is beyond the limit and counts as ${step.to}` };
    case 'taken': {
      const [zh, en] = TAKEN[step.how];
      return { zh: `读数 ${step.readings.join('、')} ${zh} ${step.value}`, en: `Of the readings ${step.readings.join(', ')} ${en}, ${step.value}, counts` };
    }
    case 'product': return { zh: `${step.base} + ${step.factor} × ${step.from} = ${step.to}`, en: `${step.base} + ${step.factor} × ${step.from} = ${step.to}` };
    case 'difficulty': return { zh: `${step.from} 乘难度系数 ${step.factor} = ${step.to}`, en: `${step.from} times difficulty ${step.factor} is ${step.to}` };
    case 'rounded': return rounded(step, NOTHING);
    case 'vetoed': return { zh: `因“${names(step.vetoId)}”, ${step.from} 分记为 0`, en: `Because of “${names(step.vetoId)}”, ${step.from} becomes 0` };
    default: return step satisfies never;
  }
}

function dropped(step: Extract<WorkingStep, { type: 'dropped' }>, names: Names): Sentence {
  const of = about(step.of, names);
  const zh = [part(step.highValues, '最高分'), part(step.lowValues, '最低分')].filter(Boolean).join('、');
  const en = [partInEnglish(step.highValues, 'highest'), partInEnglish(step.lowValues, 'lowest')].filter(Boolean).join(' and ');
  return { zh: `${of.zh}去掉 ${zh}, 余 ${step.kept} 份有效`, en: `${of.en}Dropped ${en}; ${step.kept} kept` };
}

const part = (values: readonly string[], name: string): string => (values.length > 0 ? `${values.length} 个${name} ${values.join('、')}` : '');
const partInEnglish = (values: readonly string[], name: string): string =>
  values.length > 0 ? `the ${values.length > 1 ? `${values.length} ` : ''}${name} (${values.join(', ')})` : '';

function ofFigure(step: Extract<ScaleStep, { type: 'figure' }>, name: string): Sentence {
  const deducts = step.points.startsWith('-');
  const points = step.points.replace('-', '');
  const capped = step.capped ? { zh: '(已到上限)', en: ' (capped)' } : NOTHING;
  return {
    zh: `${name} ${step.value} × ${step.amount} 分, ${deducts ? '扣' : '加'} ${points} 分${capped.zh}`,
    en: `${name} ${step.value} × ${step.amount}: ${deducts ? `${points} off` : `${inPoints(points)} more`}${capped.en}`,
  };
}

function tallied(step: Extract<ScaleStep, { type: 'tally' }>, name: string): Sentence {
  if (step.zero) return { zh: `${name} ${step.count} 次, 本项不得分`, en: `${name} ${step.count}×: no points for this criterion` };
  const deducts = step.points.startsWith('-');
  const points = step.points.replace('-', '');
  const capped = step.capped ? { zh: '(已到上限)', en: ' (capped)' } : NOTHING;
  return {
    zh: `${name} ${step.count} 次 × ${step.amount} 分, ${deducts ? '扣' : '得'} ${points} 分${capped.zh}`,
    en: `${name} ${step.count} × ${step.amount}: ${deducts ? `${points} off` : inPoints(points)}${capped.en}`,
  };
}

function exceeded(step: Extract<ScaleStep, { type: 'excess' }>): Sentence {
  if (step.cutoff) return { zh: `读数 ${step.reading}, 超出 ${step.excess}, 越过最后限度, 不得分`, en: `Reading ${step.reading} is ${step.excess} out, past the last limit: no points` };
  if (step.excess === '0') return { zh: `读数 ${step.reading} 在规定之内, 得 ${step.points} 分`, en: `Reading ${step.reading} is within the limit: ${inPoints(step.points)}` };
  return {
    zh: `读数 ${step.reading}, 超出 ${step.excess}, 按 ${step.units} 个单位扣分, 得 ${step.points} 分`,
    en: `Reading ${step.reading} is ${step.excess} out, charged as ${step.units} ${step.units === 1 ? 'unit' : 'units'}: ${inPoints(step.points)}`,
  };
}

function rounded(step: { digits: number; mode: RoundingMode; from: string; to: string }, of: Sentence): Sentence {
  const [zh, en] = MODES[step.mode];
  const [from, to] = [legible(step.from), formatFixed(step.to, step.digits)];
  return { zh: `${of.zh}${from} ${zh}保留 ${step.digits} 位小数为 ${to}`, en: `${of.en}${from} rounded ${en} to ${step.digits} decimal places is ${to}` };
}

const OUT: Readonly<Record<Extract<WorkingStep, { type: 'out' }>['why'], readonly [string, string]>> = {
  absent: ['缺席', 'was absent'],
  recused: ['回避', 'was recused'],
  replaced: ['被替换', 'was replaced'],
  'left-out': ['的评分表被裁判长排除', 'was left out by the chief judge'],
};

const TAKEN: Readonly<Record<Extract<ScaleStep, { type: 'taken' }>['how'], readonly [string, string]>> = {
  greatest: ['取最大值', 'the greatest'],
  least: ['取最小值', 'the least'],
  mean: ['取平均值', 'the mean'],
};

const COMBINED: Readonly<Record<Extract<WorkingStep, { type: 'combined' }>['how'], readonly [string, string]>> = {
  single: ['单裁判分', 'single value'],
  mean: ['平均分', 'mean'],
  'trimmed-mean': ['平均分', 'mean'],
  median: ['中位数', 'median'],
  sum: ['总和', 'sum'],
  consensus: ['一致分(平均)', 'agreed mean'],
};

const MODES: Readonly<Record<RoundingMode, readonly [string, string]>> = {
  'half-up': ['四舍五入', 'half up'],
  'half-even': ['四舍六入五成双', 'half to even'],
  up: ['进一法', 'up'],
  down: ['去尾法', 'down'],
  truncate: ['截尾', 'towards zero'],
};

const EFFECTS: Readonly<Record<string, readonly [string, string]>> = {
  'zero-criterion': [', 该评分项记 0 分', ': the criterion scores 0'],
  'zero-module': [', 该模块记 0 分', ': the module scores 0'],
  'zero-total': [', 总分记 0 分', ': the total is 0'],
  disqualify: [', 取消成绩', ': disqualified'],
};
