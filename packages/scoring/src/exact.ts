/** Exact numbers: rationals on bigint, the only arithmetic of the engine. Nothing here passes through binary floating point. */
import type { Exact } from './result.ts';
import type { Rounding } from './scheme.ts';

/**
 * n/d with d > 0. Reduced only when printed: sums of decimals share their power of ten, so most steps need no gcd.
 * `text` is the canonical text where it is known already, so that a mark that was read need not be written again.
 */
export type Rational = { readonly n: bigint; readonly d: bigint; readonly text?: Exact };

const POWERS = Array.from({ length: 20 }, (_, digits) => 10n ** BigInt(digits));
const DIGITS = new Map(POWERS.map((power, digits) => [power, digits]));
const DECIMAL = /^-?(?:0|[1-9]\d{0,11})(?:\.\d{1,6})?$/;
export const DECIMAL_PATTERN = DECIMAL.source;
const EXACT = /^(-?\d+)(?:\.(\d+))?(?:\/([1-9]\d*))?$/;
export const EXACT_PATTERN = '^-?\\d+(?:\\.\\d+|\\/[1-9]\\d*)?$';
const EXACT_TEXT = new RegExp(EXACT_PATTERN);

export const ZERO: Rational = { n: 0n, d: 1n };
export const ONE: Rational = { n: 1n, d: 1n };

/** True for a Decimal as people write it: at most 12 integer and 6 fraction digits, no exponent, no plus, no leading zeros. */
export function isDecimal(value: unknown): value is string {
  return typeof value === 'string' && DECIMAL.test(value);
}

/** What was read before: marks repeat, and a value read once is the same value. Bounded, and emptied when full. */
const READ = new Map<Exact, Rational>();
const MOST_READ = 20_000;

/** True for what `parse` reads: a decimal, or a fraction of whole numbers. */
export const isExact = (value: unknown): value is Exact => typeof value === 'string' && EXACT_TEXT.test(value);

/** Reads a Decimal ("61.5") or an Exact ("260/3"). Throws RangeError for anything else: check before you compute. */
export function parse(text: Exact): Rational {
  const known = READ.get(text);
  if (known) return known;
  const { n, d } = read(text);
  const value = { n, d, text: format({ n, d }) };
  if (READ.size >= MOST_READ) READ.clear();
  READ.set(text, value);
  return value;
}

function read(text: Exact): Rational {
  const match = EXACT.exec(text);
  if (!match) throw new RangeError(`not an exact number: ${text}`);
  const [, whole = '', fraction, divisor] = match;
  if (fraction !== undefined) {
    if (divisor !== undefined) throw new RangeError(`not an exact number: ${text}`);
    return { n: BigInt(whole + fraction), d: power(fraction.length) };
  }
  return { n: BigInt(whole), d: divisor === undefined ? 1n : BigInt(divisor) };
}

export const integer = (value: number): Rational => ({ n: BigInt(value), d: 1n });

export function add(a: Rational, b: Rational): Rational {
  if (a.d === b.d) return { n: a.n + b.n, d: a.d };
  if (a.d % b.d === 0n) return { n: a.n + b.n * (a.d / b.d), d: a.d };
  if (b.d % a.d === 0n) return { n: a.n * (b.d / a.d) + b.n, d: b.d };
  return reduce({ n: a.n * b.d + b.n * a.d, d: a.d * b.d });
}

export const negate = (a: Rational): Rational => ({ n: -a.n, d: a.d });
export const sub = (a: Rational, b: Rational): Rational => add(a, negate(b));
export const mul = (a: Rational, b: Rational): Rational => ({ n: a.n * b.n, d: a.d * b.d });

/** Throws RangeError when b is zero. */
export function div(a: Rational, b: Rational): Rational {
  if (b.n === 0n) throw new RangeError('division by zero');
  return b.n < 0n ? { n: -a.n * b.d, d: a.d * -b.n } : { n: a.n * b.d, d: a.d * b.n };
}

/** Below, at or above zero as a is less than, equal to or greater than b. */
export function compare(a: Rational, b: Rational): number {
  const left = a.d === b.d ? a.n : a.n * b.d;
  const right = a.d === b.d ? b.n : b.n * a.d;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Of exact values as text: below 0 where the first is less. */
export const compareExact = (a: Exact, b: Exact): number => compare(parse(a), parse(b));
/** Of exact values as text. */
export const sumExact = (values: readonly Exact[]): Exact => format(sum(values.map(parse)));
export const equal = (a: Rational, b: Rational): boolean => compare(a, b) === 0;
export const min = (a: Rational, b: Rational): Rational => (compare(a, b) <= 0 ? a : b);
export const max = (a: Rational, b: Rational): Rational => (compare(a, b) >= 0 ? a : b);
export const sum = (values: readonly Rational[]): Rational => values.reduce(add, ZERO);

/** The greatest whole number not above a. */
export function floor(a: Rational): bigint {
  const whole = a.n / a.d;
  return a.n < 0n && whole * a.d !== a.n ? whole - 1n : whole;
}

/** The least whole number not below a. */
export const ceil = (a: Rational): bigint => -floor(negate(a));

/** ROUND-2 … ROUND-6. Half-up is 四舍五入: a half goes away from zero. `up` and `down` go towards +∞ and −∞, `truncate` towards zero. */
export function round(value: Rational, { digits, mode }: Rounding): Rational {
  const d = power(digits);
  const scaled = { n: value.n * d, d: value.d };
  const low = floor(scaled);
  const rest = scaled.n - low * scaled.d;
  if (rest === 0n) return { n: low, d };
  return { n: roundsUp(low, compare({ n: 2n * rest, d: 1n }, { n: scaled.d, d: 1n }), mode) ? low + 1n : low, d };
}

/** `half` tells on which side of the middle between low and low + 1 the value lies; it is never whole. */
function roundsUp(low: bigint, half: number, mode: Rounding['mode']): boolean {
  switch (mode) {
    case 'half-up': return half > 0 || (half === 0 && low >= 0n);
    case 'half-even': return half > 0 || (half === 0 && low % 2n !== 0n);
    case 'up': return true;
    case 'down': return false;
    case 'truncate': return low < 0n;
    default: return mode satisfies never;
  }
}

/** The canonical text: a decimal without trailing zeros when it terminates, else a reduced fraction. */
export function format(value: Rational): Exact {
  if (value.text !== undefined) return value.text;
  if (value.d === 1n) return value.n.toString();
  const digits = DIGITS.get(value.d);
  if (digits !== undefined) return withoutZeros(decimal(value.n, digits));
  const { n, d } = reduce(value);
  const places = decimalPlaces(d);
  return places === null ? `${n}/${d}` : decimal((n * power(places)) / d, places);
}

/** Exactly `digits` places for display, rounded half-up: "86.67", "61.50". Never compute with it. */
export function formatFixed(value: Exact, digits: number): string {
  const rounded = round(parse(value), { digits, mode: 'half-up' });
  return decimal(rounded.n, digits);
}

/** As people read it beside other numbers: a decimal as it is, a fraction cut off after four digits, "86.6666…". Never compute with it. */
export function legible(value: Exact): string {
  return value.includes('/') ? `${decimal(round(parse(value), { digits: 4, mode: 'truncate' }).n, 4)}…` : value;
}

function power(digits: number): bigint {
  return POWERS[digits] ?? 10n ** BigInt(digits);
}

/** Without the zeros at the end of a fraction, and without a point that nothing follows. */
function withoutZeros(text: string): string {
  let end = text.length;
  while (text.charCodeAt(end - 1) === 48) end -= 1;
  if (text.charCodeAt(end - 1) === 46) end -= 1;
  return end === text.length ? text : text.slice(0, end);
}

function decimal(n: bigint, digits: number): string {
  if (digits === 0) return n.toString();
  const text = (n < 0n ? -n : n).toString().padStart(digits + 1, '0');
  return `${n < 0n ? '-' : ''}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** How many decimal places 1/d needs, or null when it never ends. */
function decimalPlaces(d: bigint): number | null {
  let twos = 0;
  let fives = 0;
  for (; d % 2n === 0n; d /= 2n) twos += 1;
  for (; d % 5n === 0n; d /= 5n) fives += 1;
  return d === 1n ? Math.max(twos, fives) : null;
}

function reduce({ n, d }: Rational): Rational {
  let [a, b] = [n < 0n ? -n : n, d];
  while (b !== 0n) [a, b] = [b, a % b];
  return { n: n / a, d: d / a };
}
