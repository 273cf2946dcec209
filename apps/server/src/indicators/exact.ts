/** Exact arithmetic on figures as text, by the engine's own. */
import type { Exact } from '@leitai/scoring';
import { add, compare, div, format, integer, min, mul, parse, sub, sum } from '@leitai/scoring/exact';

/** @throws RangeError for b = 0. */
export const ratio = (a: number, b: number): Exact => format(div(integer(a), integer(b)));
/** Never more than 1. */
export const rate = (a: number, b: number): Exact => format(min(div(integer(a), integer(b)), integer(1)));
export const times = (a: Exact, b: Exact): Exact => format(mul(parse(a), parse(b)));
export const over = (a: Exact, b: Exact): Exact => format(div(parse(a), parse(b)));
export const plus = (a: Exact, b: Exact): Exact => format(add(parse(a), parse(b)));
export const minus = (a: Exact, b: Exact): Exact => format(sub(parse(a), parse(b)));
export const total = (values: readonly Exact[]): Exact => format(sum(values.map(parse)));
/** @throws RangeError for none. */
export const meanOf = (values: readonly Exact[]): Exact => format(div(sum(values.map(parse)), integer(values.length)));
export const less = (a: Exact, b: Exact): boolean => compare(parse(a), parse(b)) < 0;
export const same = (a: Exact, b: Exact): boolean => compare(parse(a), parse(b)) === 0;
