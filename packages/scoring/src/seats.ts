/** Who marks what, and what each mark is worth: the panel as levels.ts combines it (GROUP-1, PRODUCT-1). */
import { multiply, type Plan, type PlannedProduct } from './compile.ts';
import { sum, ZERO, type Rational } from './exact.ts';
import { own } from './own.ts';
import type { SheetInput, WorkingStep } from './result.ts';
import type { PanelRule, Rules } from './rules.ts';
import { fedPoints, waived, type Fed } from './sheet.ts';

/** One criterion as its judges marked it: `seats` are positions of sheets, the lists run beside it. */
export type Column = {
  readonly seats: readonly number[];
  /** Everybody who was to mark it; more than `seats` where some say that it does not apply (NA-3). */
  readonly seated: readonly number[];
  /** Points as marked, and as worth after the product. The same list where there is none. */
  readonly marked: readonly Rational[];
  readonly worth: readonly Rational[];
  readonly product: PlannedProduct | null;
};

export type Panel = {
  readonly plan: Plan;
  readonly rules: Rules;
  readonly judgeIds: readonly string[];
  /** By criterion, as in the plan. */
  readonly columns: readonly Column[];
  /** What faultless marks of each criterion make: one judge's, and the panel's, of everybody and of those to whom it applies. */
  readonly maxes: readonly CriterionMax[];
  readonly steps: WorkingStep[];
};

export type CriterionMax = { readonly one: Rational; readonly whole: Rational; readonly applicable: Rational };

/** GROUP-1: a sheet counts for the criteria of its group and for those of none; a sheet without a group, for all. */
export function seatsOf(sheets: readonly SheetInput[], group: string | undefined): number[] {
  const all = sheets.map((_, index) => index);
  return group === undefined ? all : all.filter((index) => (sheets[index]?.group ?? group) === group);
}

/** The panel's rule for a group; what the group leaves out is as the panel says. */
export function ruleFor(panel: PanelRule, group: string | undefined): PanelRule {
  const own = panel.groups?.find(({ id }) => id === group);
  return own ? { ...panel, combine: own.combine ?? panel.combine, quorum: own.quorum ?? panel.quorum } : panel;
}

/** The judge groups of a scheme in its order; undefined stands for the criteria that every judge marks. */
export function groupsOf(plan: Plan): (string | undefined)[] {
  return [...new Set(plan.criteria.map(({ criterion }) => criterion.group))];
}

export type Products = ReadonlyMap<string, PlannedProduct | null>;

/** Every judge's points for every criterion; null, and a step that says where, when a mark is missing that no veto makes needless (VETO-3). */
export function columnsOf(
  plan: Plan, sheets: readonly SheetInput[], fed: Fed, zeroed: ReadonlyMap<number, string>, products: Products, steps: WorkingStep[],
): Column[] | null {
  const seated = new Map(groupsOf(plan).map((group) => [group, seatsOf(sheets, group)]));
  const columns: Column[] = [];
  for (const [index, criterion] of plan.criteria.entries()) {
    const seats = seated.get(criterion.criterion.group) ?? [];
    if (zeroed.has(index)) {
      const none = seats.map(() => ZERO);
      columns.push({ seats, seated: seats, marked: none, worth: none, product: null });
      continue;
    }
    const given = fedPoints(criterion.id, fed);
    const out = seats.filter((seat) => waived(sheets[seat]?.marks ?? {}, criterion.id));
    if (out.length > 0) steps.push({ rule: 'NA-1', type: 'not-applicable', of: criterion.id, judgeIds: out.map((seat) => sheets[seat]?.judgeId ?? '') });
    const counted = out.length > 0 ? seats.filter((seat) => !out.includes(seat)) : seats;
    const marked: Rational[] = [];
    for (const seat of counted) {
      const sheet = sheets[seat];
      const points = sheet ? criterion.points(own(sheet.marks, criterion.id), given) : null;
      if (points === null) {
        steps.push({ rule: 'SUM-2', type: 'unmarked', judgeId: sheet?.judgeId ?? '', of: criterion.id });
        return null;
      }
      marked.push(points);
    }
    const product = products.get(criterion.id) ?? criterion.product;
    columns.push({ seats: counted, seated: seats, marked, product, worth: product ? marked.map((value) => multiply(product, value)) : marked });
  }
  return columns;
}

/** What the judges of `seats` gave in all for some criteria; a criterion one does not mark adds nothing to that judge's sum. */
export function sumFor({ columns }: Panel, criteria: readonly number[], seats: readonly number[]): Rational[] {
  const parts = criteria.flatMap((index) => columns[index] ?? []);
  return seats.map((seat, place) => sum(parts.map((column) => column.worth[column.seats[place] === seat ? place : column.seats.indexOf(seat)] ?? ZERO)));
}
