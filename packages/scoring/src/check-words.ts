/** The rules of a practical check as plain sentences, the last of them a worked example reckoned by the engine. */
import { addDays, dayInWords } from './calendar.ts';
import { checkOutcome, passCut, validity, type CheckRules, type CheckScheme } from './checks.ts';
import { format, formatFixed, integer, max, parse, sub } from './exact.ts';
import type { Names, Sentence } from './sentence.ts';

/** @param names of vetoes. @param day the example's, an ISO date. */
export function checkInWords(rules: CheckRules, scheme: CheckScheme, names: Names, day: string): Sentence[] {
  const { failVetoes, grades, waitingDays, mostPerYear, validityMonths, renewalDays } = rules;
  const vetoes = failVetoes.map(names);
  const unit = grades.of === 'percent' ? '%' : '';
  const bands = (lang: 'zh' | 'en'): string => grades.bands
    .map(({ name, from }) => (from === undefined ? (lang === 'zh' ? `其余为${name.zh}` : `otherwise ${name.en}`) : `${name[lang]} ≥ ${from}${unit}`)).join(lang === 'zh' ? '、' : ', ');
  return [
    passInWords(rules, scheme),
    ...(vetoes.length === 0 ? [] : [{ zh: `有下列情形之一的不通过：${vetoes.join('、')}。`, en: `Any of these fails the check: ${vetoes.join(', ')}.` }]),
    { zh: `等级：${bands('zh')}。`, en: `Grades: ${bands('en')}.` },
    { zh: `未通过的，满 ${waitingDays} 天方可再次参加；同一岗位十二个月内至多 ${mostPerYear} 次。`, en: `Those who do not pass may be checked again after ${count(waitingDays, 'day')}; at most ${count(mostPerYear, 'check')} of one post within twelve months.` },
    { zh: `资格有效 ${validityMonths} 个月，到期前 ${renewalDays} 天起提醒复考。`, en: `A qualification is valid for ${count(validityMonths, 'month')}; renewal is due from ${count(renewalDays, 'day')} before it expires.` },
    exampleInWords(rules, scheme, day),
  ];
}

function passInWords({ pass }: CheckRules, scheme: CheckScheme): Sentence {
  const cut = points(passCut(pass, scheme));
  switch (pass.method) {
    case 'fixed': return { zh: `满分 ${scheme.max}，达到 ${cut} 分为通过。`, en: `The pass mark is ${cut} of ${scheme.max} points.` };
    case 'percent': return { zh: `满分 ${scheme.max}，达到其 ${pass.percent}%，即 ${cut} 分为通过。`, en: `The pass mark is ${pass.percent}% of ${scheme.max} points, which is ${cut}.` };
    case 'angoff': return {
      zh: `合格线由 ${pass.estimates.length} 名考评员按安戈夫法估定：每项估计刚好合格者的得分率乘以该项满分，相加后取各人平均，为 ${cut} 分。`,
      en: `The pass mark is set by Angoff’s method: ${pass.estimates.length} assessors estimate how much of each item a just competent worker earns; summed and averaged it is ${cut} points.`,
    };
    default: return pass satisfies never;
  }
}

/** Half a point below the cut, and the dates that follow from failing and from passing. */
function exampleInWords(rules: CheckRules, scheme: CheckScheme, day: string): Sentence {
  const cut = passCut(rules.pass, scheme);
  if (cut === null) return { zh: '还没有估计值，合格线未定。', en: 'There are no estimates yet, so there is no pass mark.' };
  const total = format(max(sub(parse(cut), { n: 1n, d: 2n }), integer(0)));
  const { passed } = checkOutcome(rules, scheme, {
    status: 'scored', total, max: scheme.max, modules: [], criteria: [], vetoes: [], working: [], judges: { values: [], rule: 'single', exact: total, value: total },
  });
  const [again, { until, renewFrom }] = [addDays(day, rules.waitingDays), validity(rules, day)];
  const [on, next, last, due] = [day, again, until, renewFrom].map(dayInWords) as [Sentence, Sentence, Sentence, Sentence];
  return {
    zh: `例：${on.zh}得 ${points(total)} 分的${passed ? '通过' : `未通过，${next.zh}起可再考`}；得 ${points(cut)} 分的通过，资格至 ${last.zh}，${due.zh}起提醒。`,
    en: `Example: on ${on.en}, whoever has ${points(total)} points ${passed ? 'passes' : `does not pass and may be checked again from ${next.en}`}; whoever has ${points(cut)} points passes and is qualified until ${last.en}, with renewal due from ${due.en}.`,
  };
}

const count = (number: number, one: string): string => `${number} ${one}${number === 1 ? '' : 's'}`;
const points = (value: string | null): string => (value === null ? '—' : value.includes('/') ? formatFixed(value, 2) : value);
