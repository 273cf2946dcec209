/** What is wrong with one criterion: its scale against its max. */
import { checkConversion } from './check-conversion.ts';
import { checkCount, checkKinds } from './check-kinds.ts';
import { compare, format, integer, max as greater, mul, parse, sum, ZERO, type Rational } from './exact.ts';
import { checkGrid, gridOf } from './grid.ts';
import type { Issue } from './result.ts';
import type { Criterion, Level, MeasureScale, RankPointsScale, TimeScale } from './scheme.ts';
import { duplicates, issue } from './shape.ts';

type Checked = { readonly issues: readonly Issue[]; readonly best: Rational };

/** SCALE-10: the best mark must earn exactly the criterion's max. */
export function checkScale(criterion: Criterion, path: string): Issue[] {
  const max = parse(criterion.max);
  const { issues, best } = checkOwn(criterion, max, `${path}.scale`);
  const params = { best: format(best), max: criterion.max };
  const order = compare(best, max);
  if (order < 0) return [...issues, issue('unreachable-max', `${path}.max`, `the best mark earns ${params.best}`, params)];
  if (order > 0) return [...issues, issue('over-max', `${path}.max`, `the best mark earns ${params.best}`, params)];
  return [...issues];
}

function checkOwn({ scale }: Criterion, max: Rational, path: string): Checked {
  switch (scale.type) {
    case 'pass-fail':
    case 'derived': return { issues: [], best: max };
    case 'levels': return checkLevels(scale.levels, `${path}.levels`);
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

/** SCALE-2: levels count up from 0 without a hole, and no level earns less than the one below it. */
function checkLevels(levels: readonly Level[], path: string): Checked {
  const issues = levels.flatMap((level, index) => {
    const below = levels[index - 1];
    return [
      ...(level.level === index ? [] : [issue('levels-not-contiguous', `${path}.${index}.level`, `make it ${index}`, { expected: index })]),
      ...(below && compare(parse(level.points), parse(below.points)) < 0
        ? [issue('not-rising', `${path}.${index}.points`, `at least ${below.points}`, { least: below.points })]
        : []),
    ];
  });
  return { issues, best: levels.map((level) => parse(level.points)).reduce(greater, ZERO) };
}

function checkMeasured(scale: MeasureScale | TimeScale, min: string, readings: number, max: Rational, path: string): Checked {
  const grid = gridOf({ min, max: scale.max, step: scale.step });
  const range = checkGrid(grid, path);
  const converted = range.length === 0 ? checkConversion(scale.convert, grid, `${path}.convert`) : { issues: [], best: max };
  const best = range.length === 0 ? mul(converted.best, integer(readings)) : max;
  return { issues: [...range, ...converted.issues, ...checkKinds(scale.faults ?? [], 'deduct', max, `${path}.faults`)], best };
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
