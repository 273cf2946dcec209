/** Where the panel combines: criterion by criterion, module by module, or whole sheets (PANEL-1), and how the parts add up (SUM-1). */
import type { Plan } from './compile.ts';
import { format, sum, ZERO, type Rational } from './exact.ts';
import { combine, inform, keepAll, roundAt, type Combined, type Incomplete } from './panel.ts';
import type { WorkingStep } from './result.ts';
import type { Rules } from './rules.ts';

export type Levels = {
  readonly criteria: readonly Combined[];
  readonly modules: readonly { readonly points: Rational; readonly judges: Combined }[];
  readonly judges: Combined;
  readonly total: Rational;
};

/** Every judge's points: by criterion and module (first index, as in the plan) and for the whole sheet. Working is added to `steps`. */
export type Panel = {
  readonly plan: Plan;
  readonly rules: Rules;
  readonly judgeIds: readonly string[];
  readonly byCriterion: readonly (readonly Rational[])[];
  readonly byModule: readonly (readonly Rational[])[];
  readonly bySheet: readonly Rational[];
  readonly steps: WorkingStep[];
};

export function seatPanel(plan: Plan, rules: Rules, judgeIds: readonly string[], byCriterion: readonly (readonly Rational[])[], steps: WorkingStep[]): Panel {
  const byModule = plan.modules.map((module) => judgeIds.map((_, judge) => sum(module.criteria.map((index) => byCriterion[index]?.[judge] ?? ZERO))));
  const bySheet = judgeIds.map((_, judge) => sum(byModule.map((values) => values[judge] ?? ZERO)));
  return { plan, rules, judgeIds, byCriterion, byModule, bySheet, steps };
}

/** What lies below the level of the rule is shown as the kept judges gave it; what lies above is the sum of its parts. */
export function combineLevels(panel: Panel): Levels | Incomplete {
  const { level } = panel.rules.panel;
  switch (level) {
    case 'sheet': return combineSheets(panel);
    case 'module': return combineModules(panel);
    case 'criterion': return combineCriteria(panel);
    default: return level satisfies never;
  }
}

function combineSheets(panel: Panel): Levels | Incomplete {
  const { rules, judgeIds, steps } = panel;
  const judges = combine(panel.bySheet, rules.panel, rules.rounding.panel, { steps, judgeIds });
  if (typeof judges === 'string') return judges;
  const show = (values: readonly Rational[]) => inform(values, judges.uses, shownAs(rules));
  return {
    criteria: panel.byCriterion.map(show),
    modules: panel.byModule.map(show).map((shown) => ({ points: shown.value, judges: shown })),
    judges,
    total: roundAt('total', judges.value, rules.rounding.total, steps),
  };
}

function combineModules(panel: Panel): Levels | Incomplete {
  const { plan, rules, steps } = panel;
  const combined = combineEach(panel, plan.modules, panel.byModule);
  if (typeof combined === 'string') return combined;
  const modules = combined.map((judges, index) => ({
    judges, points: roundAt('module', judges.value, rules.rounding.module, steps, plan.modules[index]?.id),
  }));
  const uses = new Map(plan.modules.flatMap((module, index) => module.criteria.map((criterion) => [criterion, combined[index]?.uses] as const)));
  const criteria = panel.byCriterion.map((values, index) => inform(values, uses.get(index) ?? keepAll(values), shownAs(rules)));
  return { criteria, modules, ...addModules(panel, modules.map((module) => module.points)) };
}

function combineCriteria(panel: Panel): Levels | Incomplete {
  const { plan, rules, steps } = panel;
  const criteria = combineEach(panel, plan.criteria, panel.byCriterion);
  if (typeof criteria === 'string') return criteria;
  const modules = plan.modules.map(({ id, criteria: positions }, index) => {
    const parts = positions.map((position) => ({ id: plan.criteria[position]?.id ?? '', points: criteria[position]?.value ?? ZERO }));
    const points = roundAt('module', addUp(parts, steps, id), rules.rounding.module, steps, id);
    return { points, judges: everyone(panel, panel.byModule[index] ?? []) };
  });
  return { criteria, modules, ...addModules(panel, modules.map((module) => module.points)) };
}

function combineEach({ rules, judgeIds, steps }: Panel, parts: readonly { readonly id: string }[], columns: Panel['byModule']): Combined[] | Incomplete {
  const combined: Combined[] = [];
  for (const [index, { id }] of parts.entries()) {
    const one = combine(columns[index] ?? [], rules.panel, rules.rounding.panel, { steps, judgeIds, of: id });
    if (typeof one === 'string') return one;
    combined.push(one);
  }
  return combined;
}

function addModules(panel: Panel, points: readonly Rational[]): Pick<Levels, 'judges' | 'total'> {
  const parts = panel.plan.modules.map(({ id }, index) => ({ id, points: points[index] ?? ZERO }));
  const total = roundAt('total', addUp(parts, panel.steps), panel.rules.rounding.total, panel.steps);
  return { judges: everyone(panel, panel.bySheet), total };
}

function addUp(parts: readonly { readonly id: string; readonly points: Rational }[], steps: WorkingStep[], of?: string): Rational {
  const result = sum(parts.map((part) => part.points));
  steps.push({
    rule: 'SUM-1', type: 'summed', ...(of !== undefined && { of }),
    parts: parts.map(({ id, points }) => ({ id, value: format(points) })), result: format(result),
  });
  return result;
}

const everyone = ({ rules }: Panel, values: readonly Rational[]): Combined => inform(values, keepAll(values), shownAs(rules));

const shownAs = (rules: Rules): 'mean' | 'sum' => (rules.panel.combine.type === 'sum' ? 'sum' : 'mean');
