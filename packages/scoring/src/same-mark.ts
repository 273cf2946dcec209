/** Whether two marks are the same reading, however their decimals are written. */
import { compareExact, isDecimal } from './exact.ts';
import type { MarkValue } from './scheme.ts';

/** "1.0" is "1"; a mark that is there is none that is not. */
export const sameMark = (a: MarkValue | undefined, b: MarkValue | undefined): boolean => same(a, b);

function same(a: unknown, b: unknown): boolean {
  if (isDecimal(a) && isDecimal(b)) return compareExact(a, b) === 0;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const [one, other] = [a as Readonly<Record<string, unknown>>, b as Readonly<Record<string, unknown>>];
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].every((key) => same(one[key], other[key]));
}
