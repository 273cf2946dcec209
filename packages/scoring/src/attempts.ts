/** What several attempts at one stage make (STAGE-2). */
import { compare, div, format, integer, max, parse, sum, ZERO, type Rational } from './exact.ts';
import type { StageScore, WorkingStep } from './result.ts';
import type { StageRule } from './rules.ts';

type Attempt = { readonly points: string; readonly max: string };
export type Taken = { readonly points: Rational; readonly max: Rational; readonly attempts: StageScore['attempts'] };

/** Null where there was no attempt. `max` is what as many faultless attempts would make. */
export function takeAttempts({ id, attempts: rule }: StageRule, attempts: readonly Attempt[], steps: WorkingStep[]): Taken | null {
  if (attempts.length === 0) return null;
  const values = attempts.map((one) => parse(one.points));
  const used = usedBy(rule ?? { type: 'last' }, values);
  const kept = values.filter((_, index) => used[index]);
  const most = attempts.map((one) => parse(one.max)).reduce(max, ZERO);
  const points = rule?.type === 'sum' ? sum(kept) : div(sum(kept), integer(kept.length));
  if (rule && attempts.length > 1) {
    const dropped = values.filter((_, index) => !used[index]).map(format);
    steps.push({ rule: 'STAGE-2', type: 'attempts', of: id, how: rule.type, values: kept.map(format), dropped, result: format(points) });
  }
  return {
    points,
    max: rule?.type === 'sum' ? sum(attempts.map((one) => parse(one.max))) : most,
    attempts: attempts.map((one, index) => ({ points: one.points, used: used[index] ?? false })),
  };
}

/** Exactly one of equal attempts is best; among equals the earliest is dropped as worst. */
function usedBy(rule: NonNullable<StageRule['attempts']>, values: readonly Rational[]): boolean[] {
  const order = values.map((value, index) => ({ value, index })).sort((a, b) => compare(a.value, b.value) || a.index - b.index).map((one) => one.index);
  const only = (kept: readonly number[]) => values.map((_, index) => kept.includes(index));
  switch (rule.type) {
    case 'mean':
    case 'sum': return only(order);
    case 'best': return only(order.slice(-1));
    case 'last': return only([values.length - 1]);
    case 'drop-worst': return only(rule.count >= values.length ? order : order.slice(rule.count));
    default: return rule satisfies never;
  }
}
