/** An entrant's score from its judges' sheets: vetoes, quorum, panel, sums and rounding, with the working. */
import { compileScheme, type Plan } from './compile.ts';
import { format, integer, mul, ZERO, type Rational } from './exact.ts';
import { combineLevels, seatPanel } from './levels.ts';
import { own } from './own.ts';
import type { Combined, Incomplete } from './panel.ts';
import type { Combination, EntrantScore, SheetInput, WorkingStep } from './result.ts';
import type { Rules } from './rules.ts';
import type { Scheme } from './scheme.ts';
import { fedPoints, zeroedBy, type Fed } from './sheet.ts';

export type EntrantOptions = Fed & {
  /** Vetoes the chief confirmed. Absent: every raised veto counts (VETO-1). */
  readonly confirmedVetoes?: readonly string[];
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

  const counting = plan.vetoes.filter(({ id }) => options.confirmedVetoes?.includes(id) ?? true).flatMap((veto) => {
    const judgeIds = sheets.filter((sheet) => own(sheet.marks, veto.id) !== undefined).map((sheet) => sheet.judgeId);
    return judgeIds.length > 0 ? [{ ...veto, judgeIds }] : [];
  });
  const vetoes = counting.map((veto) => veto.id);
  for (const { id, judgeIds, effect } of counting) working.push({ rule: 'VETO-1', type: 'veto', vetoId: id, judgeIds, effect });
  if (counting.some((veto) => veto.effect === 'disqualify')) return { status: 'disqualified', vetoes, working };

  const single = rules.panel.combine.type === 'single';
  const need = single ? 1 : Math.max(rules.panel.quorum, 1);
  if (sheets.length < need || (single && sheets.length > 1)) {
    working.push({ rule: 'PANEL-4', type: 'quorum', have: sheets.length, need });
    return incomplete('quorum');
  }
  const zeroed = zeroedBy(counting);
  const columns = pointsByCriterion(plan, sheets, options, zeroed);
  if (!columns) return incomplete('missing-marks');

  const judgeIds = sheets.map((sheet) => sheet.judgeId);
  const levels = combineLevels(seatPanel(plan, rules, judgeIds, columns, working));
  if (typeof levels === 'string') return incomplete(levels);

  const seats = rules.panel.combine.type === 'sum' ? integer(sheets.length) : integer(1);
  const part = (id: string, max: Rational, points: Rational, judges: Combined) => ({
    id, points: format(points), max: format(mul(max, seats)), judges: combination(judgeIds, judges),
  });
  return {
    status: 'scored',
    total: format(levels.total),
    max: format(mul(plan.max, seats)),
    modules: plan.modules.map(({ id, max }, index) => {
      const module = levels.modules[index];
      return part(id, max, module?.points ?? ZERO, module?.judges ?? NOBODY);
    }),
    criteria: plan.criteria.map(({ id, max }, index) => {
      const judges = levels.criteria[index] ?? NOBODY;
      return part(id, max, judges.value, judges);
    }),
    judges: combination(judgeIds, levels.judges),
    vetoes,
    working,
  };
}

const NOBODY: Combined = { values: [], uses: [], rule: 'mean', exact: ZERO, value: ZERO };

/** Every judge's points for every criterion; null when a mark is missing that no veto makes needless (VETO-3). */
function pointsByCriterion(plan: Plan, sheets: readonly SheetInput[], fed: Fed, zeroed: ReadonlyMap<number, string>): Rational[][] | null {
  const columns: Rational[][] = [];
  for (const [index, criterion] of plan.criteria.entries()) {
    const given = fedPoints(criterion.id, fed);
    const column: Rational[] = [];
    for (const sheet of sheets) {
      const points = zeroed.has(index) ? ZERO : criterion.points(own(sheet.marks, criterion.id), given);
      if (points === null) return null;
      column.push(points);
    }
    columns.push(column);
  }
  return columns;
}

function combination(judgeIds: readonly string[], combined: Combined): Combination {
  return {
    values: combined.values.map((value, index) => ({ judgeId: judgeIds[index] ?? '', value: format(value), use: combined.uses[index] ?? 'kept' })),
    rule: combined.rule,
    exact: format(combined.exact),
    value: format(combined.value),
  };
}
