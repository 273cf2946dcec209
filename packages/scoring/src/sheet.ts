/** One judge's sheet as points: what the tablet previews and the panel starts from. */
import { compileScheme, multiply, worthOf, type Plan, type PlannedCriterion, type PlannedVeto } from './compile.ts';
import type { Derived } from './derived.ts';
import { div, equal, format, mul, sub, sum, ZERO, type Rational } from './exact.ts';
import { own } from './own.ts';
import type { CriterionWorking, Exact, Marks, ScaleStep, SheetScore } from './result.ts';
import type { Scheme } from './scheme.ts';

/** What no judge enters: places on a reading (see `rankPoints`) and recorded data, by criterion id. */
export type Fed = { readonly rankPoints?: Readonly<Record<string, Exact>>; readonly derived?: Readonly<Record<string, Derived>> };

/**
 * Scores one sheet, complete or not (SUM-2). A missing mark gives null points and adds nothing; null is not 0.
 * Vetoes on the sheet apply as if confirmed; `disqualify` leaves the points as they are. `marked`, `count` and `missing` speak of what
 * the judge enters, so derived criteria are not among them. Throws TypeError for marks that `checkMark` refuses.
 */
export function scoreSheet(scheme: Scheme, marks: Marks, fed: Fed = {}): SheetScore {
  const plan = compileScheme(scheme);
  const raised = plan.vetoes.filter((veto) => own(marks, veto.id) !== undefined);
  const zeroed = zeroedBy(raised);
  const working: CriterionWorking[] = [];
  const points = plan.criteria.map((criterion, index) => {
    const steps: ScaleStep[] = [];
    if (waived(marks, criterion.id) && !zeroed.has(index)) {
      working.push({ criterionId: criterion.id, steps: [{ type: 'not-applicable' }], points: '0' });
      return null;
    }
    const earned = criterion.points(own(marks, criterion.id), fedPoints(criterion.id, fed), steps);
    if (earned === null) return null;
    const { product } = criterion;
    const worth = multiply(product, earned);
    if (product) steps.push({ type: 'product', base: format(product.base), factor: format(product.factor), from: format(earned), to: format(worth) });
    const vetoId = zeroed.get(index);
    if (vetoId !== undefined) steps.push({ type: 'vetoed', vetoId, from: format(worth) });
    const final = vetoId === undefined ? worth : ZERO;
    working.push({ criterionId: criterion.id, steps, points: format(final) });
    return final;
  });
  const entered = plan.criteria.filter((criterion) => criterion.criterion.scale.type !== 'derived');
  const out = plan.criteria.filter((criterion, index) => waived(marks, criterion.id) && !zeroed.has(index));
  const missing = entered.filter((criterion) => own(marks, criterion.id) === undefined).map((criterion) => criterion.id);
  return {
    criteria: Object.fromEntries(plan.criteria.map((criterion, index) => [criterion.id, formatKnown(points[index])])),
    modules: moduleScores(plan, points, missing, new Set(out)),
    total: format(inProportion(sum(points.filter((value) => value !== null)), sub(plan.max, sum(out.map(worthOf))), plan.max)),
    max: format(plan.max),
    notApplicable: out.map((criterion) => criterion.id),
    marked: entered.length - missing.length,
    count: entered.length,
    missing,
    vetoes: raised.map((veto) => veto.id),
    working,
  };
}

/** NA-1: whether a judge says that a criterion does not apply. */
export const waived = (marks: Marks, criterionId: string): boolean => own(marks, criterionId)?.type === 'not-applicable';

/** NA-2: points out of what applies as points out of everything, exactly; where nothing applies, none. */
export function inProportion(points: Rational, applicable: Rational, whole: Rational): Rational {
  if (equal(applicable, whole)) return points;
  return applicable.n <= 0n ? ZERO : div(mul(points, whole), applicable);
}

/** Which veto takes each criterion's points, by position; the first in scheme order where several do. */
export function zeroedBy(vetoes: readonly PlannedVeto[]): ReadonlyMap<number, string> {
  const zeroed = new Map<number, string>();
  for (const veto of vetoes) for (const index of veto.zeroes) if (!zeroed.has(index)) zeroed.set(index, veto.id);
  return zeroed;
}

/** What is fed in for a criterion, or null when nothing is. */
export function fedPoints(criterionId: string, { rankPoints = {}, derived = {} }: Fed): Derived | null {
  return own(rankPoints, criterionId) ?? own(derived, criterionId) ?? null;
}

const formatKnown = (value: Rational | null | undefined): Exact | null => (value ? format(value) : null);

function moduleScores(plan: Plan, points: readonly (Rational | null)[], missing: readonly string[], out: ReadonlySet<PlannedCriterion>): SheetScore['modules'] {
  const absent = new Set(missing);
  return plan.modules.map((module) => {
    const criteria = module.criteria.flatMap((index) => plan.criteria[index] ?? []);
    const entered = criteria.filter((criterion) => criterion.criterion.scale.type !== 'derived');
    return {
      id: module.id,
      points: format(sum(module.criteria.map((index) => points[index] ?? ZERO))),
      max: format(sub(module.max, sum(criteria.filter((criterion) => out.has(criterion)).map(worthOf)))),
      marked: entered.filter((criterion) => !absent.has(criterion.id)).length,
      count: entered.length,
    };
  });
}
