/** Stages, attempts and cuts as plain sentences. */
import type { AttemptRule, CutRule, Rules, StageRule } from './rules.ts';
import { NOTHING, type Names, type Sentence } from './sentence.ts';

export function stagesInWords(rule: Rules['stages'], names: Names): Sentence[] {
  if (!rule) return [{ zh: '只有一个环节, 裁判评分即成绩。', en: 'There is one stage: what the judges give is the result.' }];
  return [
    ...rule.stages.map((stage) => stageInWords(stage, names)),
    ...(rule.bonusCap === undefined ? [] : [{ zh: `加分至多 ${rule.bonusCap} 分。`, en: `Bonuses add at most ${rule.bonusCap}.` }]),
    ...(rule.penaltyCap === undefined ? [] : [{ zh: `罚分至多 ${rule.penaltyCap} 分。`, en: `Penalties take at most ${rule.penaltyCap}.` }]),
  ];
}

function stageInWords({ id, weight, normalise, whenMissing, broughtIn, attempts, cut }: StageRule, names: Names): Sentence {
  const source = broughtIn ? { zh: `外来分数, 满分 ${broughtIn.max}`, en: `points brought in, out of ${broughtIn.max}` } : { zh: '裁判评分', en: 'judged' };
  const missing = whenMissing === 'zero' ? { zh: '缺成绩记 0 分', en: 'missing counts as 0' } : { zh: '缺成绩则没有总成绩', en: 'missing means no result' };
  const [zh, en] = NORMALISED[normalise];
  const more = [...(attempts ? [attemptsInWords(attempts)] : []), ...(cut ? [cutInWords(cut)] : [])];
  return {
    zh: `${names(id)}(${source.zh})${zh}占 ${weight}%; ${[missing, ...more].map((one) => one.zh).join('; ')}。`,
    en: `${names(id)} (${source.en})${en} counts ${weight} %; ${[missing, ...more].map((one) => one.en).join('; ')}.`,
  };
}

const NORMALISED: Readonly<Record<StageRule['normalise'], readonly [string, string]>> = {
  none: ['按原始分', ', as it stands,'],
  max: ['按满分折成百分制', ', as percent of its most,'],
  best: ['按最好成绩折成百分制', ', as percent of the best entrant,'],
};

function attemptsInWords(rule: AttemptRule): Sentence {
  switch (rule.type) {
    case 'best': return { zh: '多次取最好一次', en: 'the best attempt counts' };
    case 'mean': return { zh: '多次取平均', en: 'attempts are averaged' };
    case 'sum': return { zh: '多次相加', en: 'attempts are added' };
    case 'last': return { zh: '多次取最后一次', en: 'the last attempt counts' };
    case 'drop-worst': return { zh: `去掉最差 ${rule.count} 次后取平均`, en: `the mean without the worst ${rule.count}` };
    default: return rule satisfies never;
  }
}

function cutInWords(rule: CutRule): Sentence {
  const ties = 'ties' in rule ? (rule.ties === 'include' ? { zh: ', 末位并列者一并晋级', en: ', with those equal to the last' } : { zh: ', 末位并列者均不晋级', en: ', without those equal to the last' }) : NOTHING;
  switch (rule.type) {
    case 'best': return { zh: `前 ${rule.count} 名晋级${ties.zh}`, en: `the best ${rule.count} go on${ties.en}` };
    case 'share': return { zh: `前 ${rule.percent}% 晋级${ties.zh}`, en: `the best ${rule.percent} % go on${ties.en}` };
    case 'threshold': return { zh: `达到 ${rule.atLeast} 分者晋级`, en: `who reaches ${rule.atLeast} goes on` };
    default: return rule satisfies never;
  }
}
