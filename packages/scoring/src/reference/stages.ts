/** From stages to a result, written from docs/scoring-rules.md alone. */
import type { AttemptRule, CutRule, Rules, StagesRule } from '../rules.ts';
import { average, f, f0, greater, less, lesser, minus, over, plus, rounded, same, times, total, type F } from './fraction.ts';

export type RefStaged = { readonly attempts: Readonly<Record<string, readonly { readonly points: string; readonly max: string }[]>>; readonly bonus: F | null; readonly penalty: F | null };

/** Totals in the order given, or why there is none. */
export function refStages(rule: StagesRule, rounding: Rules['rounding'], entrants: readonly RefStaged[]): (F | string)[] {
  const sums: (F | string)[] = entrants.map(() => f0);
  for (const stage of rule.stages) {
    const points = entrants.map((entrant, index) => (typeof sums[index] === 'string' ? null : attempted(stage.attempts, entrant.attempts[stage.id] ?? [])));
    const best = points.reduce<F>((most, one) => (one ? greater(most, one) : most), f0);
    const normal: (F | null)[] = entrants.map((entrant, index) => {
      if (typeof sums[index] === 'string') return null;
      const own = points[index];
      if (!own && stage.whenMissing === 'no-result') { sums[index] = 'missing-stage'; return null; }
      const against = stage.normalise === 'max' ? maxOf(stage.attempts, entrant.attempts[stage.id] ?? []) : best;
      const value = own ?? f0;
      return stage.normalise === 'none' ? value : same(against, f0) ? f0 : over(times(value, f(100)), against);
    });
    for (const [index, value] of normal.entries()) {
      const sum = sums[index];
      if (value && sum && typeof sum !== 'string') sums[index] = plus(sum, rounded(over(times(value, f(stage.weight)), f(100)), rounding.stage));
    }
    if (stage.cut) {
      const { cut } = stage;
      const field = normal.filter((value): value is F => value !== null);
      for (const [index, value] of normal.entries()) if (value && !goesOn(cut, value, field)) sums[index] = 'cut';
    }
  }
  return sums.map((sum, index) => (typeof sum === 'string' ? sum : rounded(adjusted(sum, rule, entrants[index]), rounding.total)));
}

function adjusted(sum: F, rule: StagesRule, entrant: RefStaged | undefined): F {
  if (!entrant || (!entrant.bonus && !entrant.penalty)) return sum;
  const within = (value: F | null, cap: string | undefined): F => (cap === undefined ? value ?? f0 : lesser(value ?? f0, f(cap)));
  return greater(minus(plus(sum, within(entrant.bonus, rule.bonusCap)), within(entrant.penalty, rule.penaltyCap)), f0);
}

function attempted(rule: AttemptRule = { type: 'last' }, attempts: readonly { readonly points: string }[]): F | null {
  const values = attempts.map((one) => f(one.points));
  const last = values.at(-1);
  if (!last) return null;
  if (rule.type === 'best') return values.reduce(greater);
  if (rule.type === 'sum') return total(values);
  if (rule.type === 'last') return last;
  let left = values;
  for (let time = 0; rule.type === 'drop-worst' && rule.count < values.length && time < rule.count; time += 1) {
    const worst = left.reduce(lesser);
    const place = left.findIndex((value) => same(value, worst));
    left = left.filter((_, index) => index !== place);
  }
  return average(left);
}

const maxOf = (rule: AttemptRule | undefined, attempts: readonly { readonly max: string }[]): F =>
  rule?.type === 'sum' ? total(attempts.map((one) => f(one.max))) : attempts.map((one) => f(one.max)).reduce(greater, f0);

/** CUT-1 by counting who is ahead and who is equal. */
function goesOn(rule: CutRule, value: F, field: readonly F[]): boolean {
  if (rule.type === 'threshold') return !less(value, f(rule.atLeast));
  const places = rule.type === 'best' ? rule.count : Number(rounded(over(times(f(rule.percent), f(field.length)), f(100)), { digits: 0, mode: rule.rounding })[0]);
  const better = field.filter((one) => less(value, one)).length;
  const equal = field.filter((one) => same(value, one)).length;
  return better + equal <= places || (better < places && rule.ties === 'include');
}
