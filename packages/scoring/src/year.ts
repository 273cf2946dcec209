/** A year's evaluation of one subject (综合评价): what its inspections came to, weighed, rounded once and graded (YEAR-1 … YEAR-3). */
import { add, compare, div, format, integer, mul, parse, round, sum, ZERO } from './exact.ts';
import type { Exact } from './result.ts';
import type { GradeBand } from './rules.ts';
import type { Decimal, Rounding } from './scheme.ts';
import { meanOf } from './statistics.ts';

export type YearRule = {
  /** By plan, not negative. A plan of weight 0 is shown and counts nothing. */
  readonly weights: Readonly<Record<string, Decimal>>;
  /** What a planned inspection that was never made counts for: nothing at all, or a rate of 0. */
  readonly undone: 'left-out' | 'zero';
  /** Of the composite, in percent. */
  readonly rounding: Rounding;
  /** From best to worst, by percent. */
  readonly bands: readonly GradeBand[];
  /** With fewer than so many percent of the planned inspections made, no grade better than this band's. */
  readonly limit: { readonly percent: Decimal; readonly atMost: string } | null;
};

/** Of one plan: the rates of the results that stand in percent, 0 for what a veto disqualified; and how many inspections were not made. */
export type YearPart = { readonly plan: string; readonly rates: readonly Exact[]; readonly undone: number };
export type YearOutcome = {
  /** YEAR-1: the mean in percent, exact; null where there is nothing to take a mean of. */
  readonly parts: readonly { readonly plan: string; readonly weight: Decimal; readonly rate: Exact | null }[];
  /** YEAR-2, before rounding and after it; null where no plan that weighs has a rate. */
  readonly exact: Exact | null;
  readonly composite: Exact | null;
  /** YEAR-3: a band's id; `lowered` from this one, where too few inspections were made. */
  readonly gradeId: string | null;
  readonly lowered: string | null;
};

export function yearOutcome(rule: YearRule, parts: readonly YearPart[]): YearOutcome {
  const rated = parts.map(({ plan, rates, undone }) => {
    const counted = [...rates.map(parse), ...(rule.undone === 'zero' ? Array.from({ length: undone }, () => ZERO) : [])];
    return { plan, weight: rule.weights[plan] ?? '0', mean: counted.length === 0 ? null : meanOf(counted) };
  });
  const shown = rated.map(({ plan, weight, mean }) => ({ plan, weight, rate: mean && format(mean) }));
  const weighed = rated.flatMap(({ weight, mean }) => (mean === null ? [] : [{ weight: parse(weight), mean }]));
  const weights = sum(weighed.map(({ weight }) => weight));
  if (weights.n === 0n) return { parts: shown, exact: null, composite: null, gradeId: null, lowered: null };
  const exact = div(weighed.reduce((all, { weight, mean }) => add(all, mul(weight, mean)), ZERO), weights);
  const composite = round(exact, rule.rounding);
  const place = rule.bands.findIndex(({ from }) => from === undefined || compare(composite, parse(from)) >= 0);
  const least = tooFew(rule, parts) ? rule.bands.findIndex(({ id }) => id === rule.limit?.atMost) : -1;
  const grade = rule.bands[place]?.id ?? null;
  return { parts: shown, exact: format(exact), composite: format(composite), gradeId: rule.bands[Math.max(place, least)]?.id ?? null, lowered: least > place ? grade : null };
}

function tooFew({ limit }: YearRule, parts: readonly YearPart[]): boolean {
  const done = parts.reduce((all, { rates }) => all + rates.length, 0);
  const planned = parts.reduce((all, { undone }) => all + undone, done);
  return limit !== null && planned > 0 && compare(mul(integer(done), integer(100)), mul(parse(limit.percent), integer(planned))) < 0;
}
