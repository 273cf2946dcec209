/** A scheme made ready to compute: every decimal parsed once, every scale a function. */
import { add, compare, equal, format, min, mul, parse, round, sum, ZERO, type Rational } from './exact.ts';
import type { ScaleStep } from './result.ts';
import { compileScale, type PointsOfMark } from './scale.ts';
import type { Criterion, Product, Rounding, Scheme, Veto } from './scheme.ts';

export type Plan = {
  readonly criteria: readonly PlannedCriterion[];
  readonly modules: readonly { readonly id: string; readonly criteria: readonly number[]; readonly max: Rational }[];
  readonly vetoes: readonly PlannedVeto[];
  readonly max: Rational;
};
export type PlannedCriterion = {
  readonly id: string;
  readonly criterion: Criterion;
  /** What a faultless mark earns, difficulty included. */
  readonly max: Rational;
  readonly points: PointsOfMark;
  /** PRODUCT-1, or null where the panel's value stands as it is. */
  readonly product: PlannedProduct | null;
};
export type PlannedProduct = { readonly base: Rational; readonly factor: Rational };
/** `zeroes` lists the positions in `Plan.criteria` that a veto leaves without points. */
export type PlannedVeto = { readonly id: string; readonly effect: Veto['effect']['type']; readonly zeroes: readonly number[] };

const plans = new WeakMap<Scheme, Plan>();

/** Compiles once per scheme object. A scheme is a value: to change it, make a new one. Throws RangeError on decimals `checkScheme` refuses. */
export function compileScheme(scheme: Scheme): Plan {
  const known = plans.get(scheme);
  if (known) return known;
  const criteria = allCriteria(scheme).map((criterion) => planCriterion(criterion, scheme.markRounding));
  const position = new Map(criteria.map((criterion, index) => [criterion.id, index]));
  const modules = scheme.modules.map((module) => {
    const own = positions(position, module.criteria.map((criterion) => criterion.id));
    return { id: module.id, criteria: own, max: sum(own.map((index) => worthOf(criteria[index]))) };
  });
  const zeroes = ({ effect }: Veto): readonly number[] => {
    switch (effect.type) {
      case 'zero-criterion': return positions(position, [effect.criterionId]);
      case 'zero-module': return modules.find((module) => module.id === effect.moduleId)?.criteria ?? [];
      case 'zero-total': return criteria.map((_, index) => index);
      case 'disqualify': return [];
      default: return effect satisfies never;
    }
  };
  const vetoes = scheme.vetoes.map((veto) => ({ id: veto.id, effect: veto.effect.type, zeroes: zeroes(veto) }));
  const plan: Plan = { criteria, modules, vetoes, max: sum(criteria.map(worthOf)) };
  plans.set(scheme, plan);
  return plan;
}

/** What a faultless mark is worth, product included. */
export const worthOf = (criterion: PlannedCriterion | undefined): Rational => (criterion ? multiply(criterion.product, criterion.max) : ZERO);

/** base + factor × value; the value itself without a product. */
export function multiply(product: PlannedProduct | null, value: Rational): Rational {
  return product ? add(product.base, mul(product.factor, value)) : value;
}

export function planProduct(product: Product | undefined): PlannedProduct | null {
  return product ? { base: parse(product.base), factor: parse(product.factor) } : null;
}

/** Every criterion of the scheme, in the order of the score sheet. */
export function allCriteria(scheme: Scheme): readonly Criterion[] {
  return scheme.modules.flatMap((module) => module.criteria);
}

export function findCriterion(scheme: Scheme, id: string): Criterion | undefined {
  return allCriteria(scheme).find((criterion) => criterion.id === id);
}

function positions(position: ReadonlyMap<string, number>, ids: readonly string[]): number[] {
  return ids.flatMap((id) => position.get(id) ?? []);
}

/** SCALE-10: limit to [min, max]; SCALE-11: times the difficulty; ROUND-1: round if the scheme says so. In this order. */
function planCriterion(criterion: Criterion, rounding: Rounding | undefined): PlannedCriterion {
  const most = parse(criterion.max);
  const least = criterion.min === undefined ? ZERO : parse(criterion.min);
  const difficulty = criterion.difficulty === undefined ? null : parse(criterion.difficulty);
  const scale = compileScale(criterion);
  const finish = (raw: Rational, steps?: ScaleStep[]): Rational => {
    const limited = compare(raw, least) < 0 ? least : min(raw, most);
    if (limited !== raw && !equal(limited, raw)) steps?.push({ type: 'limited', from: format(raw), to: format(limited) });
    const weighted = difficulty ? mul(limited, difficulty) : limited;
    if (difficulty) steps?.push({ type: 'difficulty', factor: format(difficulty), from: format(limited), to: format(weighted) });
    if (!rounding) return weighted;
    const rounded = round(weighted, rounding);
    if (!equal(rounded, weighted)) steps?.push({ type: 'rounded', ...rounding, from: format(weighted), to: format(rounded) });
    return rounded;
  };
  const points: PointsOfMark = (mark, fed, steps) => {
    // NA-1: whoever adds up leaves it out; where a veto has taken its points it has none.
    if (mark?.type === 'not-applicable') return ZERO;
    const raw = scale(mark, fed, steps);
    return raw === null ? null : finish(raw, steps);
  };
  return { id: criterion.id, criterion, max: finish(most), points, product: planProduct(criterion.product) };
}
