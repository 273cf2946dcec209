/** How stages became a result, in words. */
import type { StageStep, WorkingStep } from './result.ts';
import { about, type Names, type Sentence } from './sentence.ts';

const TYPES: readonly string[] = ['attempts', 'normalised', 'weighted', 'missing', 'adjusted', 'cut'] satisfies StageStep['type'][];

export const isStage = (step: WorkingStep): step is StageStep => TYPES.includes(step.type);

export function ofStage(step: StageStep, names: Names): Sentence {
  const of = about('of' in step ? step.of : undefined, names);
  switch (step.type) {
    case 'attempts': {
      const [zh, en] = ATTEMPTS[step.how];
      const dropped = step.dropped.length === 0 ? { zh: '', en: '' } : { zh: `(不计 ${step.dropped.join('、')})`, en: ` (not counted: ${step.dropped.join(', ')})` };
      return { zh: `${of.zh}${step.values.join('、')} ${zh}${dropped.zh}, 得 ${step.result}`, en: `${of.en}${en} of ${step.values.join(', ')}${dropped.en}: ${step.result}` };
    }
    case 'normalised': {
      const [zh, en] = step.against === 'max' ? ['满分', 'the most possible'] : ['最好成绩', 'the best entrant'];
      return { zh: `${of.zh}${step.from} ÷ ${zh} ${step.by} × 100 = ${step.result}`, en: `${of.en}${step.from} ÷ ${step.by} (${en}) × 100 = ${step.result}` };
    }
    case 'weighted': return { zh: `${of.zh}${step.from} × ${step.percent}% = ${step.result}`, en: `${of.en}${step.from} × ${step.percent} % = ${step.result}` };
    case 'missing': return step.counts === 'zero'
      ? { zh: `${of.zh}没有成绩, 记 0 分`, en: `${of.en}No score: counts as 0` }
      : { zh: `${of.zh}没有成绩, 不能计总成绩`, en: `${of.en}No score: no result` };
    case 'adjusted': {
      const why = step.reasons.length > 0 ? { zh: `(${step.reasons.join('、')})`, en: ` (${step.reasons.join(', ')})` } : { zh: '', en: '' };
      return {
        zh: `${step.from} + 加分 ${step.bonus} − 罚分 ${step.penalty}${why.zh} = ${step.to}`,
        en: `${step.from} + ${step.bonus} bonus − ${step.penalty} penalty${why.en} = ${step.to}`,
      };
    }
    case 'cut': return step.least === null
      ? { zh: `${of.zh}${step.points} 分, 未晋级`, en: `${of.en}${step.points}: does not go on` }
      : { zh: `${of.zh}${step.points} 分, 低于晋级线 ${step.least} 或在线上并列而名额已满, 未晋级`, en: `${of.en}${step.points}: below the last that goes on (${step.least}), or tied beyond the places; does not go on` };
    default: return step satisfies never;
  }
}

const ATTEMPTS: Readonly<Record<Extract<StageStep, { type: 'attempts' }>['how'], readonly [string, string]>> = {
  best: ['取最好一次', 'The best'],
  mean: ['取平均', 'The mean'],
  sum: ['相加', 'The sum'],
  last: ['取最后一次', 'The last'],
  'drop-worst': ['去掉最差后取平均', 'The mean without the worst'],
};
