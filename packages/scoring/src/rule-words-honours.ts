/** Awards, grades and standings of organisations as plain sentences. */
import type { AwardRule, GradeRule, OrganisationRule, Rules } from './rules.ts';
import { NOTHING, type Names, type Sentence } from './sentence.ts';

export function honoursInWords(rules: Rules, names: Names): { awards: Sentence[]; grades: Sentence[]; organisations: Sentence[] } {
  const most = rules.mostAwardsPerOrganisation;
  return {
    awards: [
      ...(rules.awards.length === 0 ? [{ zh: '不设奖项。', en: 'There are no awards.' }] : rules.awards.map((award) => awardInWords(award, names))),
      ...(most === undefined ? [] : [{ zh: `每个单位合计至多 ${most} 个奖。`, en: `An organisation takes at most ${most} ${most === 1 ? 'award' : 'awards'} in all.` }]),
    ],
    grades: rules.grades ? gradesInWords(rules.grades, names) : [{ zh: '不评等级。', en: 'No grades are given.' }],
    organisations: organisationsInWords(rules.organisations),
  };
}

function awardInWords({ id, quota, override, atLeast, boundary = 'include', mostPerOrganisation }: AwardRule, names: Names): Sentence {
  const places = override === undefined ? quotaInWords(quota) : { zh: `主办方核定 ${override} 名`, en: `${override} by the organiser’s decision` };
  const least = atLeast === undefined ? NOTHING : { zh: `, 总分不低于 ${atLeast}`, en: `, at least ${atLeast} points` };
  const cap = mostPerOrganisation === undefined ? NOTHING : { zh: `, 每单位至多 ${mostPerOrganisation} 个`, en: `, at most ${mostPerOrganisation} to an organisation` };
  const [zh, en] = BOUNDARIES[boundary];
  const ties = quota.type === 'threshold' && override === undefined ? NOTHING : { zh: `; 末位并列${zh}`, en: `; who ties for the last place: ${en}` };
  return { zh: `${names(id)}: ${places.zh}${least.zh}${cap.zh}${ties.zh}。`, en: `${names(id)}: ${places.en}${least.en}${cap.en}${ties.en}.` };
}

function quotaInWords(quota: AwardRule['quota']): Sentence {
  switch (quota.type) {
    case 'share': {
      const [zh, en] = SHARES[quota.rounding ?? 'half-up'];
      return { zh: `有名次者的 ${quota.percent}%(${zh})`, en: `${quota.percent} % of those with a place (${en})` };
    }
    case 'fixed': return { zh: `固定 ${quota.count} 名`, en: `a fixed ${quota.count}` };
    case 'threshold': return { zh: '达到分数线者均授奖', en: 'everyone who reaches the score' };
    default: return quota satisfies never;
  }
}

function gradesInWords({ of, bands, vetoes }: GradeRule, names: Names): Sentence[] {
  const unit = of === 'percent' ? { zh: '%', en: ' %' } : { zh: ' 分', en: ' points' };
  const each = { zh: '且每个模块得分率 ≥ %', en: ' with each module at % or more' };
  const said = (lang: 'zh' | 'en', above: string, rest: string): string => bands.map(({ id, from, eachModule }) => `${names(id)} ${from === undefined ? rest : `${above}${from}${unit[lang]}`}${eachModule === undefined ? '' : each[lang].replace('%', `${eachModule}%`)}`).join(lang === 'zh' ? '、' : ', ');
  return [
    { zh: `等级: ${said('zh', '≥ ', '其余')}。`, en: `Grades: ${said('en', '≥ ', 'else')}.` },
    ...vetoes.map(({ vetoId, atMost }) => ({ zh: `“${names(vetoId)}”成立时, 至多为${names(atMost)}。`, en: `With “${names(vetoId)}” the grade is at most ${names(atMost)}.` })),
  ];
}

function organisationsInWords(rule: OrganisationRule): Sentence[] {
  switch (rule.type) {
    case 'mean': return [{ zh: '单位成绩: 本单位有名次选手总分的平均。', en: 'Organisations: the mean total of their ranked members.' }];
    case 'sum': {
      const best = rule.best === undefined ? { zh: '全部选手', en: 'of all members' } : { zh: `每个赛项前 ${rule.best} 名选手`, en: `of the best ${rule.best} in each contest` };
      const time = rule.thenTime ? { zh: '; 同分比总用时, 少者在前', en: '; of equal sums the shorter time comes first' } : NOTHING;
      return [{ zh: `单位成绩: ${best.zh}总分之和${time.zh}。`, en: `Organisations: the sum of the totals ${best.en}${time.en}.` }];
    }
    case 'rank-points': return [{ zh: `单位成绩: 名次积分 ${rule.points.map((one, index) => `第 ${index + 1} 名 ${one}`).join('、')}, 其后不计分。`, en: `Organisations: points by rank, ${rule.points.map((one, index) => `rank ${index + 1}: ${one}`).join(', ')}, none beyond.` }];
    default: return rule satisfies never;
  }
}

const BOUNDARIES: Readonly<Record<NonNullable<AwardRule['boundary']>, readonly [string, string]>> = {
  include: ['者一并授奖', 'all get it'],
  exclude: ['者均不授奖', 'none gets it'],
  'keep-to-quota': ['时按名单次序取满名额', 'the listed order decides'],
};
const SHARES: Readonly<Record<NonNullable<Extract<AwardRule['quota'], { type: 'share' }>['rounding']>, readonly [string, string]>> = {
  'half-up': ['四舍五入', 'half up'], 'half-even': ['四舍六入五成双', 'half to even'], up: ['进一', 'rounded up'], down: ['去尾', 'rounded down'], truncate: ['截尾', 'cut off'],
};
