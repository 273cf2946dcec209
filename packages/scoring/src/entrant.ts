/** An entrant's score from its judges' sheets: vetoes, quorum, panel, sums and rounding, with the working. */
import { compileScheme, multiply, planProduct, type Plan, type PlannedVeto } from './compile.ts';
import { format, integer, mul, sum, ZERO, type Rational } from './exact.ts';
import { combineLevels, type Level } from './levels.ts';
import { own } from './own.ts';
import type { Incomplete } from './panel.ts';
import type { Combination, EntrantScore, JudgeOut, SheetInput, WorkingStep } from './result.ts';
import type { PanelRule, Rules } from './rules.ts';
import type { Product, Scheme } from './scheme.ts';
import { columnsOf, groupsOf, ruleFor, seatsOf, type Column, type CriterionMax, type Products } from './seats.ts';
import { zeroedBy, type Fed } from './sheet.ts';

export type EntrantOptions = Fed & {
  /** Vetoes the chief confirmed. Absent: every raised veto counts (VETO-1). */
  readonly confirmedVetoes?: readonly string[];
  /** Judges of the panel whose sheets are not passed, for the working (PANEL-8). */
  readonly out?: readonly JudgeOut[];
  /** What this entrant's own elements are worth, by criterion id, in place of the scheme's (PRODUCT-2). */
  readonly products?: Readonly<Record<string, Product>>;
};

/**
 * Scores an entrant from the sheets of the judges who count: absent and recused judges are not passed, so n shrinks.
 * The order of the sheets never changes a number; it only names which of equal extremes is dropped (PANEL-2).
 * Throws TypeError for marks that `checkMark` refuses.
 */
export function scoreEntrant(scheme: Scheme, rules: Rules, sheets: readonly SheetInput[], options: EntrantOptions = {}): EntrantScore {
  const plan = compileScheme(scheme);
  const working: WorkingStep[] = [];
  const incomplete = (reason: Incomplete): EntrantScore => ({ status: 'incomplete', reason, working });

  const counting = raised(plan, sheets, options);
  const vetoes = counting.map((veto) => veto.id);
  for (const { id, judgeIds, effect } of counting) working.push({ rule: 'VETO-1', type: 'veto', vetoId: id, judgeIds, effect });
  if (counting.some((veto) => veto.effect === 'disqualify')) return { status: 'disqualified', vetoes, working };

  for (const out of options.out ?? []) working.push({ rule: 'PANEL-8', type: 'out', ...out });
  if (!quorate(plan, rules.panel, sheets, working)) return incomplete('quorum');
  const products: Products = new Map(Object.entries(options.products ?? {}).map(([id, product]) => [id, planProduct(product)]));
  const columns = columnsOf(plan, sheets, options, zeroedBy(counting), products, working);
  if (!columns) return incomplete('missing-marks');

  const judgeIds = sheets.map((sheet) => sheet.judgeId);
  const maxes = plan.criteria.map((criterion, index) => maxOf(criterion.max, products.get(criterion.id) ?? criterion.product, columns[index], rules.panel));
  const levels = combineLevels({ plan, rules, judgeIds, columns, maxes, steps: working });
  if (typeof levels === 'string') return incomplete(levels);

  const part = (id: string, level: Level | undefined) => ({
    id, points: format(level?.points ?? ZERO), max: format(level?.max ?? ZERO), judges: combination(judgeIds, level),
  });
  return {
    status: 'scored',
    total: format(levels.total),
    max: format(sum(maxes.map((one) => one.whole))),
    modules: plan.modules.map(({ id }, index) => part(id, levels.modules[index])),
    criteria: plan.criteria.map(({ id }, index) => part(id, levels.criteria[index])),
    judges: combination(judgeIds, levels.sheet),
    vetoes,
    working,
  };
}

type Raised = PlannedVeto & { readonly judgeIds: readonly string[] };

/** VETO-1: raised on any sheet and, where the chief has decided, confirmed. */
function raised(plan: Plan, sheets: readonly SheetInput[], { confirmedVetoes }: EntrantOptions): Raised[] {
  return plan.vetoes.filter(({ id }) => confirmedVetoes?.includes(id) ?? true).flatMap((veto) => {
    const judgeIds = sheets.filter((sheet) => own(sheet.marks, veto.id) !== undefined).map((sheet) => sheet.judgeId);
    return judgeIds.length > 0 ? [{ ...veto, judgeIds }] : [];
  });
}

/** PANEL-4, PANEL-5, for each judge group on its own (GROUP-1). */
function quorate(plan: Plan, panel: PanelRule, sheets: readonly SheetInput[], working: WorkingStep[]): boolean {
  return groupsOf(plan).every((group) => {
    const { combine, quorum } = ruleFor(panel, group);
    const single = combine.type === 'single';
    const have = seatsOf(sheets, group).length;
    const need = single ? 1 : Math.max(quorum, 1);
    const enough = have >= need && !(single && have > 1);
    if (!enough) working.push({ rule: 'PANEL-4', type: 'quorum', ...(group !== undefined && { of: group }), have, need });
    return enough;
  });
}

/** What faultless marks earn: for `sum`, every judge's. A product above criterion level is each judge's own. */
function maxOf(max: Rational, product: Column['product'], column: Column | undefined, panel: PanelRule): CriterionMax {
  const [everybody, some] = [column?.seated.length ?? 0, column?.seats.length ?? 0];
  const of = (seats: number): Rational => (panel.level === 'criterion' ? multiply(product, mul(max, integer(seats))) : mul(multiply(product, max), integer(seats)));
  const whole = of(panel.combine.type === 'sum' ? everybody : 1);
  // NA-1: what applies to nobody has no max.
  const applicable = some === everybody ? whole : some === 0 ? ZERO : of(panel.combine.type === 'sum' ? some : 1);
  return { one: multiply(product, max), whole, applicable };
}

function combination(judgeIds: readonly string[], level: Level | undefined): Combination {
  if (!level) return { values: [], rule: 'mean', exact: '0', value: '0' };
  const { seats, judges } = level;
  const exact = format(judges.exact);
  return {
    values: judges.values.map((value, index) => ({ judgeId: judgeIds[seats[index] ?? -1] ?? '', value: format(value), use: judges.uses[index] ?? 'kept' })),
    rule: judges.rule,
    exact,
    value: judges.value === judges.exact ? exact : format(judges.value),
  };
}
