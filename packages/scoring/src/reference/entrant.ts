/** From sheets to a score, written from docs/scoring-rules.md alone. */
import type { Derived } from '../derived.ts';
import type { SheetInput } from '../result.ts';
import type { Combine, PanelRule, Rules } from '../rules.ts';
import type { Criterion, Product, Scheme } from '../scheme.ts';
import { average, f, f0, greater, less, lesser, minus, over, plus, rounded, same, times, total, type F } from './fraction.ts';
import { pointsOf } from './marks.ts';

export type RefScore =
  | { readonly status: 'scored'; readonly total: F; readonly modules: readonly F[] | null; readonly criteria: readonly F[] | null }
  | { readonly status: string };
export type RefOptions = { readonly derived?: Readonly<Record<string, Derived>>; readonly confirmedVetoes?: readonly string[]; readonly products?: Readonly<Record<string, Product>> };

class NoResult extends Error {}

/** `status` is 'scored', 'disqualified', or the reason for no result. */
export function refScore(scheme: Scheme, rules: Rules, sheets: readonly SheetInput[], options: RefOptions = {}): RefScore {
  const criteria = scheme.modules.flatMap((module) => module.criteria);
  const vetoes = scheme.vetoes.filter((veto) => sheets.some((sheet) => sheet.marks[veto.id]) && (!options.confirmedVetoes || options.confirmedVetoes.includes(veto.id)));
  if (vetoes.some((veto) => veto.effect.type === 'disqualify')) return { status: 'disqualified' };
  const lost = (criterion: Criterion): boolean => vetoes.some(({ effect }) =>
    effect.type === 'zero-total' || (effect.type === 'zero-criterion' && effect.criterionId === criterion.id) ||
    (effect.type === 'zero-module' && scheme.modules.some((module) => module.id === effect.moduleId && module.criteria.includes(criterion))));
  const marksIt = (sheet: SheetInput, criterion: Criterion): boolean => !criterion.group || !sheet.group || sheet.group === criterion.group;

  for (const criterion of criteria) {
    const { combine, quorum } = ruleOf(rules.panel, criterion.group);
    const have = sheets.filter((sheet) => marksIt(sheet, criterion)).length;
    if (combine.type === 'single' ? have !== 1 : have < Math.max(1, quorum)) return { status: 'quorum' };
  }
  const waives = (sheet: SheetInput, criterion: Criterion): boolean => !lost(criterion) && sheet.marks[criterion.id]?.type === 'not-applicable';
  /** Those who mark a criterion and find that it applies. */
  const finds = (criterion: Criterion): SheetInput[] => sheets.filter((sheet) => marksIt(sheet, criterion) && !waives(sheet, criterion));
  for (const criterion of criteria) {
    for (const sheet of sheets) {
      if (!lost(criterion) && marksIt(sheet, criterion) && !waives(sheet, criterion) && pointsOf(criterion, sheet.marks[criterion.id], options.derived?.[criterion.id], undefined) === null) return { status: 'missing-marks' };
    }
  }
  const given = (sheet: SheetInput, criterion: Criterion): F =>
    lost(criterion) ? f0 : pointsOf(criterion, sheet.marks[criterion.id], options.derived?.[criterion.id], scheme.markRounding) ?? f0;
  const worth = (criterion: Criterion, value: F): F => {
    const product = options.products?.[criterion.id] ?? criterion.product;
    return product && !lost(criterion) ? plus(f(product.base), times(f(product.factor), value)) : value;
  };
  const productOf = (criterion: Criterion): Product | undefined => options.products?.[criterion.id] ?? criterion.product;
  const faultless = (criterion: Criterion): F => rounded(times(f(criterion.max), f(criterion.difficulty ?? '1')), scheme.markRounding);
  const worthIts = (criterion: Criterion, value: F): F => {
    const product = productOf(criterion);
    return product ? plus(f(product.base), times(f(product.factor), value)) : value;
  };
  /** What one judge can give for it. */
  const most = (criterion: Criterion): F => worthIts(criterion, faultless(criterion));
  /** A sum grows with the judges. */
  const everybody = (judges: number, least = 1): F => f(rules.panel.combine.type === 'sum' ? judges : judges === 0 ? least : 1);
  /** What faultless marks of what applies would make, block by block. */
  const standing: F[] = [];
  const whole = (exact: F): F => {
    const all = total(criteria.map((criterion) => {
      const judges = everybody(sheets.filter((sheet) => marksIt(sheet, criterion)).length);
      return rules.panel.level === 'criterion' ? worthIts(criterion, times(faultless(criterion), judges)) : times(most(criterion), judges);
    }));
    const apply = total(standing);
    if (same(apply, all)) return rounded(exact, rules.rounding.total);
    if (!less(f0, apply)) throw new NoResult('nothing-applicable');
    return rounded(over(times(exact, all), apply), rules.rounding.total);
  };
  /** Every judge's sum over some criteria of one group, combined. */
  const together = (part: readonly Criterion[], group: string | undefined): F => {
    const judges = sheets.filter((sheet) => part.every((criterion) => marksIt(sheet, criterion)));
    const apply = total(part.filter((criterion) => finds(criterion).length > 0).map(most));
    const own = (sheet: SheetInput): F => total(part.filter((criterion) => !waives(sheet, criterion)).map(most));
    const counted = judges.every((sheet) => !part.some((criterion) => waives(sheet, criterion))) ? judges : judges.filter((sheet) => less(f0, own(sheet)));
    standing.push(counted === judges ? total(part.map((criterion) => times(most(criterion), everybody(judges.length)))) : times(apply, everybody(counted.length, 0)));
    if (counted.length === 0) return f0;
    const values = counted.map((sheet) => {
      const sum = total(part.filter((criterion) => !waives(sheet, criterion)).map((criterion) => worth(criterion, given(sheet, criterion))));
      return same(own(sheet), apply) || counted === judges ? sum : over(times(sum, apply), own(sheet));
    });
    return rounded(combined(values, ruleOf(rules.panel, group)), rules.rounding.panel);
  };
  const byGroup = (part: readonly Criterion[]): F => {
    const groups = [...new Set(part.map((criterion) => criterion.group))];
    return total(groups.map((group) => together(part.filter((criterion) => criterion.group === group), group)));
  };

  try {
    if (rules.panel.level === 'sheet') return { status: 'scored', total: whole(byGroup(criteria)), modules: null, criteria: null };
    if (rules.panel.level === 'module') {
      const modules = scheme.modules.map((module) => rounded(byGroup(module.criteria), rules.rounding.module));
      return { status: 'scored', total: whole(total(modules)), modules, criteria: null };
    }
    const points = new Map(criteria.map((criterion) => {
      const judges = finds(criterion);
      standing.push(judges.length === 0 ? f0 : worthIts(criterion, times(faultless(criterion), everybody(judges.length))));
      if (judges.length === 0) return [criterion, f0];
      const values = judges.map((sheet) => given(sheet, criterion));
      const value = rounded(combined(values, ruleOf(rules.panel, criterion.group)), rules.rounding.panel);
      const product = options.products?.[criterion.id] ?? criterion.product;
      return [criterion, product && !lost(criterion) ? rounded(worth(criterion, value), rules.rounding.product) : value];
    }));
    const modules = scheme.modules.map((module) => rounded(total(module.criteria.map((criterion) => points.get(criterion) ?? f0)), rules.rounding.module));
    return { status: 'scored', total: whole(total(modules)), modules, criteria: [...points.values()] };
  } catch (error) {
    if (error instanceof NoResult) return { status: error.message };
    throw error;
  }
}

function ruleOf(panel: PanelRule, group: string | undefined): { readonly combine: Combine; readonly quorum: number; readonly whenTooFew: string } {
  for (const one of panel.groups ?? []) if (one.id === group) return { whenTooFew: panel.whenTooFew, combine: one.combine ?? panel.combine, quorum: one.quorum ?? panel.quorum };
  return panel;
}

function combined(values: readonly F[], { combine, whenTooFew }: { readonly combine: Combine; readonly whenTooFew: string }): F {
  if (combine.type === 'sum') return total(values);
  if (combine.type === 'single' || combine.type === 'mean') return average(values);
  if (combine.type === 'consensus') {
    const spread = minus(values.reduce(greater), values.reduce(lesser));
    if (less(f(combine.spread), spread)) throw new NoResult('spread');
    return average(values);
  }
  if (combine.type === 'median') {
    // The middle: drop one lowest and one highest until one or two are left.
    let left = values;
    while (left.length > 2) left = without(without(left, lesser), greater);
    return average(left);
  }
  if (values.length < (combine.from ?? 0)) return average(values);
  if (combine.dropLow + combine.dropHigh >= values.length) {
    if (whenTooFew === 'no-result') throw new NoResult('too-few-after-drop');
    return average(values);
  }
  let left = values;
  for (let time = 0; time < combine.dropLow; time += 1) left = without(left, lesser);
  for (let time = 0; time < combine.dropHigh; time += 1) left = without(left, greater);
  return over(total(left), f(left.length));
}

/** Exactly one of the equal extremes is taken away. */
function without(values: readonly F[], extreme: (a: F, b: F) => F): F[] {
  const [first = f0] = values;
  const gone = values.reduce(extreme, first);
  const place = values.findIndex((value) => value[0] === gone[0] && value[1] === gone[1]);
  return values.filter((_, index) => index !== place);
}
