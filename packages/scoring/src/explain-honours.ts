/** How places became awards, grades and standings of organisations, in words. */
import type { AwardStep } from './awards.ts';
import { legible } from './exact.ts';
import type { GradeStep } from './grades.ts';
import type { OrganisationStep, WorkingStep } from './result.ts';
import type { Names, Sentence } from './sentence.ts';

type Honour = AwardStep | GradeStep | OrganisationStep;

const TYPES: readonly string[] = ['quota', 'boundary', 'passed-over', 'graded', 'lowered', 'below-floor', 'contest', 'time', 'value'] satisfies Honour['type'][];

export const isHonour = (step: WorkingStep | Honour): step is Honour => TYPES.includes(step.type);

export function ofHonour(step: Honour, names: Names): Sentence {
  switch (step.type) {
    case 'quota': return quota(step, names(step.awardId));
    case 'boundary': {
      const [zh, en] = POLICIES[step.policy];
      return {
        zh: `${names(step.awardId)}: 第 ${step.rank} 名 ${step.tied} 人并列, 余 ${step.places} 个名额, ${zh}, 授奖 ${step.given} 人`,
        en: `${names(step.awardId)}: ${step.tied} share rank ${step.rank} with ${step.places} left; ${en}, ${step.given} awarded`,
      };
    }
    case 'passed-over': return {
      zh: `${names(step.awardId)}: ${names(step.organisationId)}已达 ${step.most} 个上限, ${names(step.entrantId)}不再授奖`,
      en: `${names(step.awardId)}: ${names(step.organisationId)} has its ${step.most} already; ${names(step.entrantId)} is passed over`,
    };
    case 'graded': {
      const unit = step.of === 'percent' ? { zh: '%', en: ' %' } : { zh: ' 分', en: ' points' };
      const from = step.from === null ? { zh: '', en: '' } : { zh: `(不低于 ${step.from})`, en: ` (at least ${step.from})` };
      return { zh: `${step.value}${unit.zh}, 等级为${names(step.gradeId)}${from.zh}`, en: `${step.value}${unit.en}: ${names(step.gradeId)}${from.en}` };
    }
    case 'lowered': return {
      zh: `因一票否决“${names(step.vetoId)}”, 等级由${names(step.from)}降为${names(step.to)}`,
      en: `Because of the veto “${names(step.vetoId)}” ${names(step.from)} becomes ${names(step.to)}`,
    };
    case 'below-floor': return {
      zh: `${names(step.moduleId)}得分率 ${step.value}%, 低于${names(step.gradeId)}要求的 ${step.least}%`,
      en: `${names(step.moduleId)} has ${step.value} % of its points; ${names(step.gradeId)} asks for ${step.least} %`,
    };
    case 'contest': {
      const left = step.notCounted.length === 0 ? { zh: '', en: '' } : { zh: `(不计 ${step.notCounted.join('、')})`, en: ` (not counted: ${step.notCounted.join(', ')})` };
      const added = step.values.join(' + ') || '0';
      return { zh: `${names(step.contestId)}: ${added} = ${step.sum}${left.zh}`, en: `${names(step.contestId)}: ${added} = ${step.sum}${left.en}` };
    }
    case 'time': return { zh: `总用时 ${step.seconds} 秒`, en: `Total time ${step.seconds} s` };
    case 'value': {
      const [zh, en] = VALUES[step.how];
      return { zh: `单位${zh} ${legible(step.result)}`, en: `${en} of the organisation: ${legible(step.result)}` };
    }
    default: return step satisfies never;
  }
}

function quota(step: Extract<AwardStep, { type: 'quota' }>, name: string): Sentence {
  const used = step.usedUp === 0 ? { zh: '', en: '' } : { zh: `, 其中 ${step.usedUp} 个已被前一奖项的并列者占用`, en: `, of which ties above use up ${step.usedUp}` };
  const places = { zh: `${step.places} 个名额${used.zh}`, en: `${step.places} ${step.places === 1 ? 'place' : 'places'}${used.en}` };
  if (step.rule === 'AWARD-4') return { zh: `${name}: 主办方核定 ${places.zh}`, en: `${name}: the organiser decided on ${places.en}` };
  if (step.exact !== null) return { zh: `${name}: ${step.ranked} 人按比例为 ${step.exact}, 取 ${places.zh}`, en: `${name}: the share of ${step.ranked} is ${step.exact}, ${places.en}` };
  if (step.rule === 'AWARD-5') return { zh: `${name}: 达到分数线者均授奖`, en: `${name}: everyone who reaches the score` };
  return { zh: `${name}: 固定 ${places.zh}`, en: `${name}: a fixed ${places.en}` };
}

const POLICIES: Readonly<Record<Extract<AwardStep, { type: 'boundary' }>['policy'], readonly [string, string]>> = {
  include: ['并列者一并授奖', 'all of them get it'],
  exclude: ['并列者均不授奖', 'none of them gets it'],
  'keep-to-quota': ['按名单次序取满名额', 'the listed order decides'],
};

const VALUES: Readonly<Record<Extract<OrganisationStep, { type: 'value' }>['how'], readonly [string, string]>> = {
  mean: ['平均分', 'Mean'],
  sum: ['总分', 'Sum'],
  'rank-points': ['名次积分', 'Points by rank'],
};
