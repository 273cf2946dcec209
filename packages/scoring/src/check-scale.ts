/** What is wrong with one criterion: its scale against its max. */
import { checkConversion } from './check-conversion.ts';
import { checkCount, checkKinds } from './check-kinds.ts';
import { checkDerived } from './check-derived.ts';
import { compare, div, format, integer, max as greater, mul, parse, round, sum, ZERO, type Rational } from './exact.ts';
import { isQuantity } from './conformity.ts';
import { checkGrid, gridOf } from './grid.ts';
import type { Issue } from './result.ts';
import type { Criterion, Level, LevelsScale, MeasureScale, RankPointsScale, TimeScale } from './scheme.ts';
import { duplicates, issue } from './shape.ts';

type Checked = { readonly issues: readonly Issue[]; readonly best: Rational };

/** SCALE-10: the best mark must earn exactly the criterion's max. */
export function checkScale(criterion: Criterion, path: string): Issue[] {
  const max = parse(criterion.max);
  const { issues: own, best } = checkOwn(criterion, max, `${path}.scale`);
  const issues = [...own];
  const params = { best: format(best), max: criterion.max };
  issues.push(...checkLeast(criterion, path), ...checkConforms(criterion, path));
  const order = compare(best, max);
  if (order < 0) return [...issues, issue('unreachable-max', `${path}.max`, `the best mark earns ${params.best}`, params)];
  if (order > 0) return [...issues, issue('over-max', `${path}.max`, `the best mark earns ${params.best}`, params)];
  return [...issues];
}

function checkOwn({ scale }: Criterion, max: Rational, path: string): Checked {
  switch (scale.type) {
    case 'pass-fail': return { issues: [], best: max };
    case 'derived': return checkDerived(scale, max, path);
    case 'levels': return checkLevels(scale, max, `${path}.levels`);
    case 'points': return { issues: checkGrid(gridOf(scale), path), best: parse(scale.max) };
    case 'count': return checkCount(scale, max, path);
    case 'checklist': return {
      issues: duplicates(scale.items.map(({ id }, index) => ({ id, path: `${path}.items.${index}.id` }))),
      best: sum(scale.items.map((item) => parse(item.points))),
    };
    case 'measure': return checkMeasured(scale, scale.min, scale.readings ?? 1, max, path);
    case 'time': return checkMeasured(scale, '0', 1, max, path);
    case 'rank-points': return checkRankPoints(scale, max, path);
    default: return scale satisfies never;
  }
}

/** SCALE-10: what can be entered is not cut off by the criterion's least, and that lies below its most. */
function checkLeast({ min, max, scale }: Criterion, path: string): Issue[] {
  const least = min === undefined ? ZERO : parse(min);
  if (compare(least, parse(max)) >= 0) return [issue('empty-range', `${path}.min`, `below ${max}`, { below: max })];
  if (scale.type !== 'points' || compare(parse(scale.min), least) >= 0) return [];
  return [issue('below-min', `${path}.scale.min`, `at least ${format(least)}`, { least: format(least) })];
}

/** CONF-1: a threshold needs a quantity that is read, and lets something conform. */
function checkConforms({ conformsFrom: from, conformsUpTo: upTo, scale }: Criterion, path: string): Issue[] {
  if (from === undefined && upTo === undefined) return [];
  if (!isQuantity(scale)) return [issue('no-quantity', `${path}.${from === undefined ? 'conformsUpTo' : 'conformsFrom'}`, 'leave it out, or take a scale that reads a quantity')];
  return from !== undefined && upTo !== undefined && compare(parse(from), parse(upTo)) > 0 ? [issue('empty-range', `${path}.conformsUpTo`, 'make it at least conformsFrom')] : [];
}

/** SCALE-2: levels count up from 0 without a hole, and no level earns less than the one below it. */
function checkLevels({ levels, proportional }: LevelsScale, max: Rational, path: string): Checked {
  if (proportional) return { issues: [...checkContiguous(levels, path), ...checkPrinted(levels, max, path)], best: max };
  return { issues: checkContiguous(levels, path), best: levels.map((level) => parse(level.points)).reduce(greater, ZERO) };
}

/** SCALE-14: what is printed at a level is its exact points, rounded half-up to as many places as are printed. */
function checkPrinted(levels: readonly Level[], max: Rational, path: string): Issue[] {
  return levels.flatMap(({ level, points }, index) => {
    const exact = div(mul(max, integer(level)), integer(levels.length - 1));
    const rounded = round(exact, { digits: points.split('.')[1]?.length ?? 0, mode: 'half-up' });
    return compare(rounded, parse(points)) === 0 ? [] : [issue('not-proportional', `${path}.${index}.points`, `print ${format(rounded)}`, { expected: format(rounded) })];
  });
}

function checkContiguous(levels: readonly Level[], path: string): Issue[] {
  const issues = levels.flatMap((level, index) => {
    const below = levels[index - 1];
    return [
      ...(level.level === index ? [] : [issue('levels-not-contiguous', `${path}.${index}.level`, `make it ${index}`, { expected: index })]),
      ...(below && compare(parse(level.points), parse(below.points)) < 0
        ? [issue('not-rising', `${path}.${index}.points`, `at least ${below.points}`, { least: below.points })]
        : []),
    ];
  });
  return issues;
}

function checkMeasured(scale: MeasureScale | TimeScale, min: string, readings: number, max: Rational, path: string): Checked {
  const grid = gridOf({ min, max: scale.max, step: scale.step });
  const range = checkGrid(grid, path);
  const converted = range.length === 0 ? checkConversion(scale.convert, grid, `${path}.convert`) : { issues: [], best: max };
  const taken = scale.type === 'measure' ? scale.take : undefined;
  const best = range.length === 0 ? mul(converted.best, integer(taken ? 1 : readings)) : max;
  return { issues: [...range, ...checkTake(taken, readings, scale.convert.type, path), ...converted.issues, ...checkKinds(scale.faults ?? [], 'deduct', max, `${path}.faults`)], best };
}

/** SCALE-15: one reading of several; and a mean falls between the steps, where bands may leave a gap. */
function checkTake(take: MeasureScale['take'], readings: number, convert: string, path: string): Issue[] {
  if (take === undefined) return [];
  if (readings < 2) return [issue('nothing-to-take', `${path}.readings`, 'ask for two or more readings, or leave take out')];
  return take === 'mean' && convert === 'bands' ? [issue('mean-in-bands', `${path}.take`, 'take the greatest or least, or convert by a table')] : [];
}

function checkRankPoints(scale: RankPointsScale, max: Rational, path: string): Checked {
  const floor = compare(parse(scale.floor), parse(scale.first)) > 0
    ? [issue('out-of-range', `${path}.floor`, `at most ${scale.first}`, { most: scale.first })]
    : [];
  return {
    issues: [...checkGrid(gridOf(scale), path), ...floor, ...checkKinds(scale.faults ?? [], 'deduct', max, `${path}.faults`)],
    best: parse(scale.first),
  };
}
