/** Several judges' values become one: who is dropped, how the rest combine (PANEL-2 … PANEL-8). */
import { compare, equal, format, max, min, parse, round, sub, sum, ZERO, type Rational } from './exact.ts';
import type { Combination, IncompleteReason, RoundingStage, Use, WorkingStep } from './result.ts';
import type { PanelRule } from './rules.ts';
import type { Rounding } from './scheme.ts';
import { meanOf, medianOf } from './statistics.ts';

export type Combined = {
  readonly values: readonly Rational[];
  readonly uses: readonly Use[];
  readonly rule: Combination['rule'];
  readonly exact: Rational;
  readonly value: Rational;
};
export type Incomplete = IncompleteReason;

/** Where a combination's steps are written down, and what they speak of. */
export type Trail = { readonly steps: WorkingStep[]; readonly judgeIds: readonly string[]; readonly of?: string };

/** Combines the judges' values as the rule says and rounds the outcome. Needs at least one value; says why where the rule gives no result. */
export function combine(values: readonly Rational[], panel: PanelRule, rounding: Rounding | undefined, trail: Trail): Combined | Incomplete {
  const { steps, judgeIds } = trail;
  const of = trail.of === undefined ? {} : { of: trail.of };
  steps.push({ rule: 'PANEL-1', type: 'judges', ...of, values: values.map((value, index) => ({ judgeId: judgeIds[index] ?? '', value: format(value) })) });
  const outcome = apply(values, panel);
  if (outcome === 'spread' && panel.combine.type === 'consensus') {
    steps.push({ rule: 'PANEL-7', type: 'spread', ...of, spread: format(spreadOf(values)), limit: panel.combine.spread });
  }
  if (typeof outcome === 'string') return outcome;
  const { uses, rule, exact } = outcome;
  const high = judgesWith(uses, 'high');
  const low = judgesWith(uses, 'low');
  const kept = values.filter((_, index) => uses[index] === 'kept');
  if (high.length + low.length > 0) {
    const texts = (indexes: readonly number[]) => indexes.map((index) => format(values[index] ?? ZERO));
    const ids = (indexes: readonly number[]) => indexes.map((index) => judgeIds[index] ?? '');
    steps.push({
      rule: 'PANEL-2', type: 'dropped', ...of,
      high: ids(high), low: ids(low), highValues: texts(high), lowValues: texts(low), kept: kept.length,
    });
  }
  steps.push({ rule: 'PANEL-3', type: 'combined', ...of, how: rule, values: kept.map(format), result: format(exact) });
  const value = roundAt('panel', exact, rounding, steps, trail.of);
  return { values, uses, rule, exact, value };
}

/** ROUND-1: rounds where a rule is given and writes the step down when it changes the value. */
export function roundAt(
  stage: RoundingStage, exact: Rational, rounding: Rounding | undefined, steps: WorkingStep[], of?: string,
): Rational {
  if (!rounding) return exact;
  const value = round(exact, rounding);
  if (!equal(value, exact)) {
    steps.push({ rule: 'ROUND-1', type: 'rounded', ...(of !== undefined && { of }), stage, ...rounding, from: format(exact), to: format(value) });
  }
  return value;
}

/** The mean (or sum) of the values that `uses` keeps, for parts that are shown but not combined on their own. */
export function inform(values: readonly Rational[], uses: readonly Use[], how: 'mean' | 'sum'): Combined {
  const kept = values.filter((_, index) => uses[index] === 'kept');
  // Where it applies only to judges whose sheets were dropped, theirs is all there is to show; where it applies to nobody, nothing.
  const shown = kept.length > 0 ? kept : values;
  const exact = how === 'sum' ? sum(shown) : shown.length === 0 ? ZERO : meanOf(shown);
  return { values, uses, rule: how, exact, value: exact };
}

export const keepAll = (values: readonly unknown[]): Use[] => values.map(() => 'kept');

type Outcome = Pick<Combined, 'uses' | 'rule' | 'exact'>;

function apply(values: readonly Rational[], { combine: rule, whenTooFew }: PanelRule): Outcome | Incomplete {
  const uses = keepAll(values);
  switch (rule.type) {
    case 'single': return { uses, rule: 'single', exact: values[0] ?? ZERO };
    case 'mean': return { uses, rule: 'mean', exact: meanOf(values) };
    case 'sum': return { uses, rule: 'sum', exact: sum(values) };
    case 'median': return { uses, rule: 'median', exact: medianOf(values) };
    case 'trimmed-mean': {
      if (values.length < (rule.from ?? 0)) return { uses, rule: 'mean', exact: meanOf(values) };
      if (rule.dropLow + rule.dropHigh >= values.length) {
        return whenTooFew === 'no-result' ? 'too-few-after-drop' : { uses, rule: 'mean', exact: meanOf(values) };
      }
      const dropped = dropExtremes(values, rule.dropLow, rule.dropHigh);
      return { uses: dropped, rule: 'trimmed-mean', exact: meanOf(values.filter((_, index) => dropped[index] === 'kept')) };
    }
    case 'consensus': {
      return compare(spreadOf(values), parse(rule.spread)) > 0 ? 'spread' : { uses, rule: 'consensus', exact: meanOf(values) };
    }
    default: return rule satisfies never;
  }
}

/** The highest less the lowest. */
const spreadOf = (values: readonly Rational[]): Rational => sub(values.reduce(max), values.reduce(min));

/** PANEL-2: exactly one of equal extremes per drop; among equals the earliest judge is dropped as low and the latest as high. */
function dropExtremes(values: readonly Rational[], dropLow: number, dropHigh: number): Use[] {
  const order = values.map((value, index) => ({ value, index })).sort((a, b) => compare(a.value, b.value) || a.index - b.index);
  const uses = keepAll(values);
  for (const { index } of order.slice(0, dropLow)) uses[index] = 'low';
  for (const { index } of order.slice(order.length - dropHigh)) uses[index] = 'high';
  return uses;
}

const judgesWith = (uses: readonly Use[], use: Use): number[] => uses.flatMap((one, index) => (one === use ? [index] : []));
