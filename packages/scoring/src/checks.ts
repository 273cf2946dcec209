/** Practical checks (实操考核): who passes, with which grade, when a check may be repeated, and how long a qualification holds (PASS-5 … PASS-9). */
import { addDays, addMonths } from './calendar.ts';
import { compare, div, format, integer, mul, parse } from './exact.ts';
import { gradeOf, type Grade } from './grades.ts';
import { angoff, fixedPassMark } from './pass-marks.ts';
import type { EntrantScore, Exact } from './result.ts';
import type { GradeRule } from './rules.ts';
import type { Decimal } from './scheme.ts';

/** How the pass mark is drawn before anybody is checked. Angoff: one row of estimates (0 … 1, by criterion) for each assessor. */
export type PassRule =
  | { readonly method: 'fixed'; readonly points: Decimal }
  | { readonly method: 'percent'; readonly percent: Decimal }
  | { readonly method: 'angoff'; readonly estimates: readonly { readonly assessor: string; readonly values: Readonly<Record<string, Decimal>> }[] };

export type CheckRules = {
  readonly pass: PassRule;
  /** A confirmed veto of these fails the check, whatever the points. */
  readonly failVetoes: readonly string[];
  readonly grades: GradeRule;
  /** Days from a check that was not passed until the next one. */
  readonly waitingDays: number;
  /** Most checks of one post within twelve months. */
  readonly mostPerYear: number;
  readonly validityMonths: number;
  /** So many days before its end a qualification is to be renewed. */
  readonly renewalDays: number;
};

/** The four grades are seed 002's (按照优秀、称职、基本称职、不称职 4 个等级); it gives no bands, so that these are the organiser's to set. */
export const CHECK_GRADES: GradeRule = {
  of: 'percent',
  bands: [
    { id: 'excellent', name: { zh: '优秀', en: 'Excellent' }, from: '90' },
    { id: 'competent', name: { zh: '称职', en: 'Competent' }, from: '75' },
    { id: 'basic', name: { zh: '基本称职', en: 'Basically competent' }, from: '60' },
    { id: 'not', name: { zh: '不称职', en: 'Not competent' } },
  ],
  vetoes: [],
};
export const DEFAULT_CHECK: CheckRules = {
  pass: { method: 'percent', percent: '60' }, failVetoes: [], grades: CHECK_GRADES, waitingDays: 30, mostPerYear: 3, validityMonths: 24, renewalDays: 60,
};

export type CheckOutcome = {
  readonly passed: boolean;
  /** Why not; empty where passed. */
  readonly why: readonly ('below' | 'veto' | 'no-result')[];
  readonly total: Exact | null;
  readonly max: Exact;
  readonly cut: Exact | null;
  readonly vetoes: readonly string[];
  readonly grade: Grade | null;
};

/** As much of a scheme as passing depends on. */
export type CheckScheme = { readonly max: Decimal; readonly modules: readonly { readonly criteria: readonly { readonly id: string; readonly max: Decimal }[] }[] };

/** PASS-5, PASS-6: the points that are needed. Null where nobody estimated anything yet. */
export function passCut(pass: PassRule, scheme: CheckScheme): Exact | null {
  switch (pass.method) {
    case 'fixed': return fixedPassMark(pass.points).cut;
    case 'percent': return format(div(mul(parse(scheme.max), parse(pass.percent)), integer(100)));
    case 'angoff': {
      const criteria = scheme.modules.flatMap((module) => module.criteria);
      return angoff(criteria.map(({ max }) => max), pass.estimates.map(({ values }) => criteria.map(({ id }) => values[id] ?? '0'))).cut;
    }
    default: return pass satisfies never;
  }
}

/** PASS-7: passed is who reaches the cut exactly and has no failing veto. A disqualified score has failed by its vetoes; without a score there is nothing to pass. */
export function checkOutcome(rules: CheckRules, scheme: CheckScheme, score: EntrantScore): CheckOutcome {
  const cut = passCut(rules.pass, scheme);
  const base = { max: scheme.max, cut, grade: gradeOf(rules.grades, score) };
  if (score.status === 'incomplete') return { ...base, passed: false, why: ['no-result'], total: null, vetoes: [] };
  if (score.status === 'disqualified') return { ...base, passed: false, why: ['veto'], total: null, vetoes: score.vetoes };
  const vetoes = score.vetoes.filter((id) => rules.failVetoes.includes(id));
  const below = cut === null || compare(parse(score.total), parse(cut)) < 0;
  const why = [...(below ? ['below' as const] : []), ...(vetoes.length > 0 ? ['veto' as const] : [])];
  return { ...base, passed: why.length === 0, why, total: score.total, max: score.max, vetoes };
}

/** A check somebody had: its day, and whether it was passed. Days are ISO dates. */
export type EarlierCheck = { readonly day: string; readonly passed: boolean };
export type RepeatBar = { readonly why: 'waiting' | 'too-many'; readonly from: string };

/**
 * PASS-8: a check that was not passed is repeated after the waiting time at the earliest, and there are so many checks within any twelve months.
 * @returns what stands against a check on this day, with the first day it is allowed; null when nothing does.
 */
export function repeatBar({ waitingDays, mostPerYear }: CheckRules, earlier: readonly EarlierCheck[], day: string): RepeatBar | null {
  const latest = earlier.filter((one) => one.day <= day).sort((a, b) => (a.day < b.day ? 1 : -1));
  const bars: RepeatBar[] = [];
  if (latest[0] && !latest[0].passed) bars.push({ why: 'waiting', from: addDays(latest[0].day, waitingDays) });
  const full = latest[mostPerYear - 1];
  if (full) bars.push({ why: 'too-many', from: addMonths(full.day, 12) });
  return bars.filter(({ from }) => from > day).sort((a, b) => (a.from < b.from ? 1 : -1))[0] ?? null;
}

/** PASS-9: the last day a qualification of this day holds, and the day from which it is to be renewed. */
export function validity({ validityMonths, renewalDays }: CheckRules, day: string): { readonly until: string; readonly renewFrom: string } {
  const until = addDays(addMonths(day, validityMonths), -1);
  return { until, renewFrom: addDays(until, -renewalDays) };
}
