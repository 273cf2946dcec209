/** The printed report: places, awards, grades and organisations of a recomputed bundle. */
import type { Bundle } from '../bundle/bundle.ts';
import type { Outcome } from '../bundle/recompute.ts';
import { explain } from '../explain.ts';
import { issueText } from '../issue-text.ts';
import type { Standing, Unranked } from '../result.ts';
import { namesOf } from './names.ts';

export type Lang = 'zh' | 'en';
type Names = (id: string) => string;

/** @returns lines. `sha256` is of the rows as announced. */
export function report(bundle: Bundle, outcome: Outcome, sha256: string, lang: Lang): string[] {
  const names = namesOf(bundle, lang);
  const say = (zh: string, en: string): string => (lang === 'zh' ? zh : en);
  const awards = new Map(outcome.awards.awards.map(({ entrantId, awardId }) => [entrantId, names(awardId)]));
  const grade = (id: string): string => { const own = outcome.grades[id]; return own ? names(own.gradeId) : ''; };
  const ranked = outcome.standings.map((one) => [String(one.rank), names(one.entrantId), one.total, one.tied ? say('并列', 'tied') : '', grade(one.entrantId), awards.get(one.entrantId) ?? '', tieBreak(one, names, lang)]);
  const others = outcome.unranked.map((one) => ['—', names(one.entrantId), reason(one, names, lang)]);
  return [
    bundle.title[lang],
    ...table([[say('名次', 'Rank'), say('选手', 'Entrant'), say('总分', 'Total')], ...ranked, ...others]),
    ...section(say('奖项', 'Awards'), outcome.awards.working.map((step) => explain(step, lang, names))),
    ...section(say('单位', 'Organisations'), table(outcome.organisations.map((one) => [String(one.rank), names(one.organisationId), one.value]))),
    ...section(say('奖牌榜', 'Medals'), medals(bundle, outcome, names)),
    ...section(say('尚缺', 'Missing'), outcome.missing.map((one) => `${one.path}: ${issueText(one, lang)}`)),
    '',
    `SHA-256 ${sha256}${bundle.published ? '' : say('(未附公布结果)', ' (nothing published to hold it against)')}`,
  ];
}

/** ORG-6, with the awards as columns. */
function medals({ rules }: Bundle, outcome: Outcome, names: Names): string[] {
  if (outcome.medals.length === 0) return [];
  const head = ['', '', ...rules.awards.map(({ id }) => names(id))];
  return table([head, ...outcome.medals.map(({ rank, organisationId, counts }) => [String(rank), names(organisationId), ...counts.map(String)])]);
}

const section = (title: string, lines: readonly string[]): string[] => (lines.length === 0 ? [] : ['', title, ...lines]);

/** RANK-5 in words. */
function tieBreak({ tieBreak: by }: Standing, names: Names, lang: Lang): string {
  if (!by) return '';
  return lang === 'zh'
    ? `与${names(by.otherId)}同分, 按第 ${by.index + 1} 项比较: ${by.own} 对 ${by.other}`
    : `same total as ${names(by.otherId)}, decided by tie-break ${by.index + 1} (${by.type}): ${by.own} against ${by.other}`;
}

/** RANK-8 in words. */
function reason({ why, reason: told }: Unranked, names: Names, lang: Lang): string {
  const [zh, en] = WHY[why];
  const because = told === undefined || told === '' ? '' : told.split(', ').map(names).join(', ');
  return lang === 'zh' ? `${zh}${because && `: ${because}`}` : `${en}${because && `: ${because}`}`;
}

const WHY: Readonly<Record<Unranked['why'], readonly [string, string]>> = {
  absent: ['缺席', 'absent'],
  withdrawn: ['弃权', 'withdrawn'],
  disqualified: ['取消成绩', 'disqualified'],
  quorum: ['评分表不足法定人数', 'too few sheets'],
  'missing-marks': ['有评分项未评', 'marks are missing'],
  'nothing-applicable': ['各项均不适用', 'nothing applies'],
  'too-few-after-drop': ['去高低分后没有评分表', 'nothing is left after dropping'],
  spread: ['分差过大, 须合议', 'too far apart: to be discussed'],
  'missing-stage': ['缺少环节成绩', 'a stage is missing'],
  cut: ['未晋级', 'did not go on'],
};

/** Columns as wide as their widest cell; Chinese characters take two places on a terminal. */
function table(rows: readonly (readonly string[])[]): string[] {
  const widths = rows.reduce<number[]>((all, row) => row.reduce((next, cell, index) => next.with(index, Math.max(next[index] ?? 0, width(cell))), [...all, ...Array<number>(Math.max(row.length - all.length, 0)).fill(0)]), []);
  return rows.map((row) => row.map((cell, index) => cell + ' '.repeat((widths[index] ?? 0) - width(cell))).join('  ').trimEnd());
}

const width = (text: string): number => [...text].reduce((all, char) => all + (/[\u1100-\u115f\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]/.test(char) ? 2 : 1), 0);
