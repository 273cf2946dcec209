/** How far apart judges lie, per criterion and in total, against the limits of the rules (SPREAD-1, SPREAD-2). */
import { allCriteria } from './compile.ts';
import { compare, div, equal, format, integer, max, min, mul, parse, sub, sum, type Rational } from './exact.ts';
import type { Exact, SheetInput } from './result.ts';
import type { Rules } from './rules.ts';
import type { Scheme } from './scheme.ts';
import { scoreSheet } from './sheet.ts';

export type Spread = {
  /** Highest less lowest, in points; null with fewer than two values. */
  readonly spread: Exact | null;
  readonly mean: Exact | null;
  /** Null where the rules set none. */
  readonly limit: Exact | null;
  readonly exceeded: boolean;
  /** Who gave the highest and the lowest value; empty while all agree. */
  readonly high: readonly string[];
  readonly low: readonly string[];
};
export type Spreads = { readonly criteria: readonly (Spread & { readonly id: string })[]; readonly total: Spread; readonly exceeded: boolean };

/** The limits lock nothing here: what an exceeded one asks for is the chief's to answer. A limit that is met exactly is not exceeded. */
export function spreads(scheme: Scheme, { spread: limits }: Pick<Rules, 'spread'>, sheets: readonly Pick<SheetInput, 'judgeId' | 'marks'>[]): Spreads {
  const scores = sheets.map(({ judgeId, marks }) => ({ judgeId, score: scoreSheet(scheme, marks) }));
  const criteria = allCriteria(scheme).map(({ id, max: most }) => ({
    id,
    ...spreadOf(scores.map(({ judgeId, score }) => ({ judgeId, value: score.criteria[id] ?? null })), limitOf(limits?.criterion, most)),
  }));
  const whole = scores.filter(({ score }) => score.missing.length === 0).map(({ judgeId, score }) => ({ judgeId, value: score.total }));
  const total = spreadOf(whole, limits?.total === undefined ? null : parse(limits.total));
  return { criteria, total, exceeded: total.exceeded || criteria.some(({ exceeded }) => exceeded) };
}

function limitOf(rule: NonNullable<Rules['spread']>['criterion'], most: string): Rational | null {
  if (!rule) return null;
  return rule.type === 'points' ? parse(rule.points) : div(mul(parse(most), parse(rule.percent)), integer(100));
}

function spreadOf(given: readonly { readonly judgeId: string; readonly value: Exact | null }[], limit: Rational | null): Spread {
  const values = given.flatMap(({ judgeId, value }) => (value === null ? [] : [{ judgeId, value: parse(value) }]));
  const [first] = values;
  if (!first) return { spread: null, mean: null, limit: limit && format(limit), exceeded: false, high: [], low: [] };
  const highest = values.map(({ value }) => value).reduce(max, first.value);
  const lowest = values.map(({ value }) => value).reduce(min, first.value);
  const spread = sub(highest, lowest);
  const at = (extreme: Rational): string[] => (equal(highest, lowest) ? [] : values.filter(({ value }) => equal(value, extreme)).map(({ judgeId }) => judgeId));
  return {
    spread: values.length < 2 ? null : format(spread),
    mean: format(div(sum(values.map(({ value }) => value)), integer(values.length))),
    limit: limit && format(limit),
    exceeded: limit !== null && values.length > 1 && compare(spread, limit) > 0,
    high: at(highest),
    low: at(lowest),
  };
}
