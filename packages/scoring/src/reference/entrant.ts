/** From sheets to a score, written from docs/scoring-rules.md alone. */
import type { Derived } from '../derived.ts';
import type { SheetInput } from '../result.ts';
import type { Combine, PanelRule, Rules } from '../rules.ts';
import type { Criterion, Product, Scheme } from '../scheme.ts';
import { average, f, f0, greater, less, lesser, minus, over, plus, rounded, times, total, type F } from './fraction.ts';
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
  for (const criterion of criteria) {
    for (const sheet of sheets) {
      if (!lost(criterion) && marksIt(sheet, criterion) && pointsOf(criterion, sheet.marks[criterion.id], options.derived?.[criterion.id], undefined) === null) return { status: 'missing-marks' };
    }
  }
  const given = (sheet: SheetInput, criterion: Criterion): F =>
    lost(criterion) ? f0 : pointsOf(criterion, sheet.marks[criterion.id], options.derived?.[criterion.id], scheme.markRounding) ?? f0;
  const worth = (criterion: Criterion, value: F): F => {
    const product = options.products?.[criterion.id] ?? criterion.product;
    return product && !lost(criterion) ? plus(f(product.base), times(f(product.factor), value)) : value;
  };
  /** Every judge's sum over some criteria of one group, combined. */
  const together = (part: readonly Criterion[], group: string | undefined): F => {
    const judges = sheets.filter((sheet) => part.every((criterion) => marksIt(sheet, criterion)));
    const values = judges.map((sheet) => total(part.map((criterion) => worth(criterion, given(sheet, criterion)))));
    return rounded(combined(values, ruleOf(rules.panel, group)), rules.rounding.panel);
  };
  const byGroup = (part: readonly Criterion[]): F => {
    const groups = [...new Set(part.map((criterion) => criterion.group))];
    return total(groups.map((group) => together(part.filter((criterion) => criterion.group === group), group)));
  };

  try {
    if (rules.panel.level === 'sheet') return { status: 'scored', total: rounded(byGroup(criteria), rules.rounding.total), modules: null, criteria: null };
    if (rules.panel.level === 'module') {
      const modules = scheme.modules.map((module) => rounded(byGroup(module.criteria), rules.rounding.module));
      return { status: 'scored', total: rounded(total(modules), rules.rounding.total), modules, criteria: null };
    }
    const points = new Map(criteria.map((criterion) => {
      const values = sheets.filter((sheet) => marksIt(sheet, criterion)).map((sheet) => given(sheet, criterion));
      const value = rounded(combined(values, ruleOf(rules.panel, criterion.group)), rules.rounding.panel);
      const product = options.products?.[criterion.id] ?? criterion.product;
      return [criterion, product && !lost(criterion) ? rounded(worth(criterion, value), rules.rounding.product) : value];
    }));
    const modules = scheme.modules.map((module) => rounded(total(module.criteria.map((criterion) => points.get(criterion) ?? f0)), rules.rounding.module));
    return { status: 'scored', total: rounded(total(modules), rules.rounding.total), modules, criteria: [...points.values()] };
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
