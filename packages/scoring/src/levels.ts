/** The level at which judges combine: criteria, modules or whole sheets (PANEL-1), group by group (GROUP-1), and how the parts add up (SUM-1). */
import { multiply, type Plan } from './compile.ts';
import { equal, format, integer, mul, sum, ZERO, type Rational } from './exact.ts';
import { combine, inform, keepAll, roundAt, type Combined, type Incomplete } from './panel.ts';
import type { Use, WorkingStep } from './result.ts';
import { groupsOf, ruleFor, sumFor, type Column, type Panel } from './seats.ts';
import { inProportion } from './sheet.ts';

/** Values of some judges, by their seats, as one. */
export type Level = { readonly seats: readonly number[]; readonly judges: Combined; readonly points: Rational; /** What faultless marks of what applies make; 0 where nothing does. */ readonly max: Rational };
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
  const { plan, steps } = panel;
  const blocks = byGroup(plan, plan.criteria.map((_, index) => index));
  const combined = combineEach(panel, blocks.length > 1 ? blocks.map((block) => ({ ...block, of: block.group ?? '*' })) : blocks);
  if (typeof combined === 'string') return combined;
  const criteria = showCriteria(panel, blocks, combined);
  const parts = combined.map((one, index) => ({ id: blocks[index]?.group ?? '*', points: one.points }));
  const total = whole(panel, combined, parts.length > 1 ? addUp(parts, steps) : parts[0]?.points ?? ZERO);
  if (typeof total === 'string') return total;
  const [only] = combined;
  return {
    criteria,
    modules: plan.modules.map((module) => showModule(panel, module.criteria, criteria)),
    sheet: only && combined.length === 1 ? only : everyone(panel),
    total,
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
    return only && parts.length === 1 ? { ...only, points } : { ...showModule(panel, module.criteria, criteria), points, max: sum(parts.map((part) => part.max)) };
  });
  const added = addModules(panel, modules);
  return typeof added === 'string' ? added : { criteria, modules, ...added };
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
  const added = addModules(panel, modules);
  return typeof added === 'string' ? added : { criteria, modules, ...added };
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
  const { rules, steps, columns, judgeIds, maxes } = panel;
  const [first = 0] = criteria;
  const column = rules.panel.level === 'criterion' ? columns[first] : undefined;
  const { seats, values, max } = column ? { seats: column.seats, values: column.marked, max: maxes[first]?.applicable ?? ZERO } : ownSums(panel, criteria, of);
  if (seats.length === 0) return NOTHING;
  const trail = { steps, judgeIds: seats.map((seat) => judgeIds[seat] ?? ''), ...(of !== undefined && { of }) };
  const judges = combine(values, ruleFor(rules.panel, group), rules.rounding.panel, trail);
  if (typeof judges === 'string') return judges;
  if (!column?.product) return { seats, judges, points: judges.value, max };
  const { base, factor } = column.product;
  const worth = multiply(column.product, judges.value);
  steps.push({ rule: 'PRODUCT-1', type: 'product', of: of ?? '', base: format(base), factor: format(factor), from: format(judges.value), to: format(worth) });
  return { seats, judges, points: roundAt('product', worth, rules.rounding.product, steps, of), max };
}

/** Where nobody finds that any of it applies. */
const NOTHING: Level = { seats: [], judges: { values: [], uses: [], rule: 'mean', exact: ZERO, value: ZERO }, points: ZERO, max: ZERO };

/** Each judge's sum. NA-3: of what applies to that judge, in proportion to what applies to anybody; whoever finds nothing that applies is not counted. */
function ownSums(panel: Panel, criteria: readonly number[], of: string | undefined): { seats: readonly number[]; values: readonly Rational[]; max: Rational } {
  const { columns, maxes, steps, judgeIds, rules } = panel;
  const parts = criteria.flatMap((index) => (columns[index] && maxes[index] ? [{ column: columns[index], max: maxes[index] }] : []));
  const seated = parts[0]?.column.seated ?? [];
  if (parts.every(({ column }) => column.seats === column.seated)) return { seats: seated, values: sumFor(panel, criteria, seated), max: sum(parts.map(({ max }) => max.whole)) };
  const most = (applies: (column: Column) => boolean): Rational => sum(parts.filter(({ column }) => applies(column)).map(({ max }) => max.one));
  const applicable = most(({ seats }) => seats.length > 0);
  const own = seated.map((seat) => ({ seat, most: most(({ seats }) => seats.includes(seat)) })).filter((one) => one.most.n > 0n);
  const seats = own.map(({ seat }) => seat);
  const values = sumFor(panel, criteria, seats).map((points, index) => {
    const { seat, most: mine } = own[index] ?? { seat: 0, most: applicable };
    const value = inProportion(points, mine, applicable);
    if (!equal(mine, applicable)) {
      steps.push({ rule: 'NA-3', type: 'own-applicable', ...(of !== undefined && { of }), judgeId: judgeIds[seat] ?? '', from: format(points), applicable: format(mine), max: format(applicable), result: format(value) });
    }
    return value;
  });
  return { seats, values, max: mul(applicable, integer(rules.panel.combine.type === 'sum' ? seats.length : 1)) };
}

/** NA-2: what applies stands for everything; then the total is rounded. */
function whole({ maxes, steps, rules }: Panel, levels: readonly Level[], exact: Rational): Rational | Incomplete {
  const [applicable, max] = [sum(levels.map((level) => level.max)), sum(maxes.map((one) => one.whole))];
  if (equal(applicable, max)) return roundAt('total', exact, rules.rounding.total, steps);
  if (applicable.n <= 0n) return 'nothing-applicable';
  const total = inProportion(exact, applicable, max);
  steps.push({ rule: 'NA-2', type: 'applicable', from: format(exact), applicable: format(applicable), max: format(max), result: format(total) });
  return roundAt('total', total, rules.rounding.total, steps);
}

/** Criteria below the level of the rule: the mean (or sum) of what the judges kept in their block gave. */
function showCriteria(panel: Panel, blocks: readonly Block[], combined: readonly Level[]): Level[] {
  const byCriterion = new Map(blocks.flatMap((block, index) => block.criteria.map((criterion) => [criterion, combined[index]] as const)));
  return panel.columns.map(({ seats, worth }, index) => {
    const level = byCriterion.get(index);
    const uses = seats.map((seat) => level?.judges.uses[level.seats.indexOf(seat)] ?? 'kept');
    return show(panel, seats, worth, uses, panel.maxes[index]?.applicable ?? ZERO);
  });
}

/** A module that was not combined on its own: the sum of its criteria as shown, beside what each judge gave for it. */
function showModule(panel: Panel, criteria: readonly number[], shown: readonly Level[]): Level {
  const first = shown[criteria[0] ?? 0];
  const alike = criteria.every((index) => panel.columns[index]?.seats === panel.columns[criteria[0] ?? 0]?.seated);
  const seats = alike ? first?.seats ?? [] : panel.judgeIds.map((_, index) => index);
  const values = sumFor(panel, criteria, seats);
  const uses = alike && panel.rules.panel.level === 'sheet' ? first?.judges.uses ?? keepAll(values) : keepAll(values);
  const max = sum(criteria.map((index) => shown[index]?.max ?? ZERO));
  return { ...show(panel, seats, values, uses, max), points: sum(criteria.map((index) => shown[index]?.points ?? ZERO)) };
}

function everyone(panel: Panel): Level {
  const seats = panel.judgeIds.map((_, index) => index);
  const values = sumFor(panel, panel.columns.map((_, index) => index), seats);
  return show(panel, seats, values, keepAll(values), sum(panel.maxes.map((one) => one.whole)));
}

function show({ rules }: Panel, seats: readonly number[], values: readonly Rational[], uses: readonly Use[], max: Rational): Level {
  const judges = inform(values, uses, rules.panel.combine.type === 'sum' ? 'sum' : 'mean');
  return { seats, judges, points: judges.value, max };
}

function addModules(panel: Panel, modules: readonly Level[]): Pick<Levels, 'sheet' | 'total'> | Incomplete {
  const parts = panel.plan.modules.map(({ id }, index) => ({ id, points: modules[index]?.points ?? ZERO }));
  const total = whole(panel, modules, addUp(parts, panel.steps));
  return typeof total === 'string' ? total : { sheet: everyone(panel), total };
}

function addUp(parts: readonly { readonly id: string; readonly points: Rational }[], steps: WorkingStep[], of?: string): Rational {
  const result = sum(parts.map((part) => part.points));
  steps.push({
    rule: 'SUM-1', type: 'summed', ...(of !== undefined && { of }),
    parts: parts.map(({ id, points }) => ({ id, value: format(points) })), result: format(result),
  });
  return result;
}
