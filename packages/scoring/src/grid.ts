/** The readings that can be entered: from min to max in steps, counted 0 … last. Exact, however fine the step. */
import { add, ceil, compare, div, floor, format, mul, parse, sub, type Rational } from './exact.ts';
import type { Issue } from './result.ts';
import type { Decimal } from './scheme.ts';
import { issue } from './shape.ts';

export type Grid = { readonly min: Rational; readonly max: Rational; readonly step: Rational; readonly last: bigint };

export function gridOf(range: { readonly min: Decimal; readonly max: Decimal; readonly step: Decimal }): Grid {
  const min = parse(range.min);
  const max = parse(range.max);
  const step = parse(range.step);
  return { min, max, step, last: floor(div(sub(max, min), step)) };
}

/** A range must hold more than one value, and its max must be one of them. */
export function checkGrid(grid: Grid, path: string): Issue[] {
  if (compare(grid.min, grid.max) >= 0) return [issue('empty-range', `${path}.max`, 'make max greater than min')];
  return compare(at(grid, grid.last), grid.max) === 0 ? [] : [issue('off-step', `${path}.max`, 'make max − min a multiple of step')];
}

/** The reading at a position. */
export const at = (grid: Grid, position: bigint): Rational => add(grid.min, mul(grid.step, { n: position, d: 1n }));

/** The first position not below a value, and the last not above it; they are the same exactly where the value is on the grid. */
export const firstFrom = (grid: Grid, value: Rational): bigint => ceil(div(sub(value, grid.min), grid.step));
export const lastUpTo = (grid: Grid, value: Rational): bigint => floor(div(sub(value, grid.min), grid.step));

/** Whether an entered value lies in the range and on a step. */
export function checkReading(grid: Grid, value: Rational, path: string): Issue[] {
  const [least, most, step] = [format(grid.min), format(grid.max), format(grid.step)];
  if (compare(value, grid.min) < 0 || compare(value, grid.max) > 0) {
    return [issue('out-of-range', path, `from ${least} to ${most}`, { least, most })];
  }
  return firstFrom(grid, value) === lastUpTo(grid, value) ? [] : [issue('off-step', path, `from ${least} in steps of ${step}`, { least, step })];
}
