/** The level at which judges combine: criteria, modules or whole sheets (PANEL-1), group by group (GROUP-1), and how the parts add up (SUM-1). */
import { multiply, type Plan } from './compile.ts';
import { format, sum, ZERO, type Rational } from './exact.ts';
import { combine, inform, keepAll, roundAt, type Combined, type Incomplete } from './panel.ts';
import type { Use, WorkingStep } from './result.ts';
import { groupsOf, ruleFor, sumFor, type Panel } from './seats.ts';

/** Values of some judges, by their seats, as one. */
export type Level = { readonly seats: readonly number[]; readonly judges: Combined; readonly points: Rational };
export type Levels = {
  readonly criteria: readonly Level[];
  readonly modules: readonly Level[];
  readonly sheet: Level;
  readonly total: Rational;
};

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

/** Criteria that one set of judges marks, combined as one. `of` names it in the working. */
type Block = { readonly of?: string; readonly group: string | undefined; readonly criteria: readonly number[] };

function combineSheets(panel: Panel): Levels | Incomplete {
  const { plan, rules, steps } = panel;
  const blocks = byGroup(plan, plan.criteria.map((_, index) => index));
  const combined = combineEach(panel, blocks.length > 1 ? blocks.map((block) => ({ ...block, of: block.group ?? '*' })) : blocks);
  if (typeof combined === 'string') return combined;
  const criteria = showCriteria(panel, blocks, combined);
  const parts = combined.map((one, index) => ({ id: blocks[index]?.group ?? '*', points: one.points }));
  const exact = parts.length > 1 ? addUp(parts, steps) : parts[0]?.points ?? ZERO;
  const [only] = combined;
  return {
    criteria,
    modules: plan.modules.map((module) => showModule(panel, module.criteria, criteria)),
    sheet: only && combined.length === 1 ? only : everyone(panel),
    total: roundAt('total', exact, rules.rounding.total, steps),
  };
}

function combineModules(panel: Panel): Levels | Incomplete {
  const { plan, rules, steps } = panel;
  const blocks = plan.modules.flatMap((module) => byGroup(plan, module.criteria).map((block) => ({ ...block, of: module.id })));
  const combined = combineEach(panel, blocks);
  if (typeof combined === 'string') return combined;
  const criteria = showCriteria(panel, blocks, combined);
  const modules = plan.modules.map((module): Level => {
    const parts = combined.filter((_, index) => blocks[index]?.of === module.id);
    const [only] = parts;
    const exact = sum(parts.map((part) => part.points));
    const points = roundAt('module', exact, rules.rounding.module, steps, module.id);
    return only && parts.length === 1 ? { ...only, points } : { ...showModule(panel, module.criteria, criteria), points };
  });
  return { criteria, modules, ...addModules(panel, modules) };
}

function combineCriteria(panel: Panel): Levels | Incomplete {
  const { plan, rules, steps } = panel;
  const blocks = plan.criteria.map(({ id, criterion }, index): Block => ({ of: id, group: criterion.group, criteria: [index] }));
  const criteria = combineEach(panel, blocks);
  if (typeof criteria === 'string') return criteria;
  const modules = plan.modules.map(({ id, criteria: positions }): Level => {
    const parts = positions.map((position) => ({ id: plan.criteria[position]?.id ?? '', points: criteria[position]?.points ?? ZERO }));
    return { ...showModule(panel, positions, criteria), points: roundAt('module', addUp(parts, steps, id), rules.rounding.module, steps, id) };
  });
  return { criteria, modules, ...addModules(panel, modules) };
}

function byGroup(plan: Plan, criteria: readonly number[]): Block[] {
  return groupsOf(plan)
    .map((group): Block => ({ group, criteria: criteria.filter((index) => plan.criteria[index]?.criterion.group === group) }))
    .filter((block) => block.criteria.length > 0);
}

function combineEach(panel: Panel, blocks: readonly Block[]): Level[] | Incomplete {
  const levels: Level[] = [];
  for (const block of blocks) {
    const one = combineBlock(panel, block);
    if (typeof one === 'string') return one;
    levels.push(one);
  }
  return levels;
}

/** At criterion level the product comes after the panel; above it, each judge's points carry it already (PRODUCT-1). */
function combineBlock(panel: Panel, { of, group, criteria }: Block): Level | Incomplete {
  const { rules, steps, columns, judgeIds } = panel;
  const column = rules.panel.level === 'criterion' ? columns[criteria[0] ?? 0] : undefined;
  const seats = columns[criteria[0] ?? 0]?.seats ?? [];
  const trail = { steps, judgeIds: seats.map((seat) => judgeIds[seat] ?? ''), ...(of !== undefined && { of }) };
  const judges = combine(column?.marked ?? sumFor(panel, criteria, seats), ruleFor(rules.panel, group), rules.rounding.panel, trail);
  if (typeof judges === 'string') return judges;
  if (!column?.product) return { seats, judges, points: judges.value };
  const { base, factor } = column.product;
  const worth = multiply(column.product, judges.value);
  steps.push({ rule: 'PRODUCT-1', type: 'product', of: of ?? '', base: format(base), factor: format(factor), from: format(judges.value), to: format(worth) });
  return { seats, judges, points: roundAt('product', worth, rules.rounding.product, steps, of) };
}

/** Criteria below the level of the rule: the mean (or sum) of what the judges kept in their block gave. */
function showCriteria(panel: Panel, blocks: readonly Block[], combined: readonly Level[]): Level[] {
  const uses = new Map(blocks.flatMap((block, index) => block.criteria.map((criterion) => [criterion, combined[index]?.judges.uses] as const)));
  return panel.columns.map(({ seats, worth }, index) => show(panel, seats, worth, uses.get(index) ?? keepAll(worth)));
}

/** A module that was not combined on its own: the sum of its criteria as shown, beside what each judge gave for it. */
function showModule(panel: Panel, criteria: readonly number[], shown: readonly Level[]): Level {
  const first = shown[criteria[0] ?? 0];
  const alike = criteria.every((index) => panel.columns[index]?.seats === panel.columns[criteria[0] ?? 0]?.seats);
  const seats = alike ? first?.seats ?? [] : panel.judgeIds.map((_, index) => index);
  const values = sumFor(panel, criteria, seats);
  const uses = alike && panel.rules.panel.level === 'sheet' ? first?.judges.uses ?? keepAll(values) : keepAll(values);
  return { ...show(panel, seats, values, uses), points: sum(criteria.map((index) => shown[index]?.points ?? ZERO)) };
}

function everyone(panel: Panel): Level {
  const seats = panel.judgeIds.map((_, index) => index);
  const values = sumFor(panel, panel.columns.map((_, index) => index), seats);
  return show(panel, seats, values, keepAll(values));
}

function show({ rules }: Panel, seats: readonly number[], values: readonly Rational[], uses: readonly Use[]): Level {
  const judges = inform(values, uses, rules.panel.combine.type === 'sum' ? 'sum' : 'mean');
  return { seats, judges, points: judges.value };
}

function addModules(panel: Panel, modules: readonly Level[]): Pick<Levels, 'sheet' | 'total'> {
  const parts = panel.plan.modules.map(({ id }, index) => ({ id, points: modules[index]?.points ?? ZERO }));
  return { sheet: everyone(panel), total: roundAt('total', addUp(parts, panel.steps), panel.rules.rounding.total, panel.steps) };
}

function addUp(parts: readonly { readonly id: string; readonly points: Rational }[], steps: WorkingStep[], of?: string): Rational {
  const result = sum(parts.map((part) => part.points));
  steps.push({
    rule: 'SUM-1', type: 'summed', ...(of !== undefined && { of }),
    parts: parts.map(({ id, points }) => ({ id, value: format(points) })), result: format(result),
  });
  return result;
}
