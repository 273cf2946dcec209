/** Fractions for the reference: pairs of whole numbers, always in lowest terms. Shares nothing with the engine's numbers. */

export type F = readonly [top: bigint, bottom: bigint];

export const f0: F = [0n, 1n];

function lowest(top: bigint, bottom: bigint): F {
  if (bottom < 0n) return lowest(-top, -bottom);
  for (let divisor = gcd(top < 0n ? -top : top, bottom); divisor !== 1n;) return [top / divisor, bottom / divisor];
  return [top, bottom];
}

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a : gcd(b, a % b);
}

/** "61.5", "-3", "260/3" or a whole number. */
export function f(text: string | number): F {
  const [value = '', bottom = '1'] = String(text).split('/');
  const [whole = '', part = ''] = value.split('.');
  return lowest(BigInt(whole + part), 10n ** BigInt(part.length) * BigInt(bottom));
}

export const plus = (a: F, b: F): F => lowest(a[0] * b[1] + b[0] * a[1], a[1] * b[1]);
export const minus = (a: F, b: F): F => plus(a, [-b[0], b[1]]);
export const times = (a: F, b: F): F => lowest(a[0] * b[0], a[1] * b[1]);
export const over = (a: F, b: F): F => lowest(a[0] * b[1], a[1] * b[0]);
export const less = (a: F, b: F): boolean => a[0] * b[1] < b[0] * a[1];
export const same = (a: F, b: F): boolean => a[0] === b[0] && a[1] === b[1];

export function total(values: readonly F[]): F {
  let sum = f0;
  for (const value of values) sum = plus(sum, value);
  return sum;
}

export const average = (values: readonly F[]): F => over(total(values), f(values.length));
export const lesser = (a: F, b: F): F => (less(b, a) ? b : a);
export const greater = (a: F, b: F): F => (less(a, b) ? b : a);

/** Rounds as ROUND-2 … ROUND-6 say, by looking at the two neighbours on the grid of `digits` places. */
export function rounded(value: F, rule: { readonly digits: number; readonly mode: string } | undefined): F {
  if (!rule) return value;
  const unit: F = [1n, 10n ** BigInt(rule.digits)];
  const steps = over(value, unit);
  let below = steps[0] / steps[1];
  while (less(steps, [below, 1n])) below -= 1n;
  while (!less(steps, [below + 1n, 1n])) below += 1n;
  if (same(steps, [below, 1n])) return value;
  const [low, high]: [F, F] = [times([below, 1n], unit), times([below + 1n, 1n], unit)];
  const [toLow, toHigh] = [minus(value, low), minus(high, value)];
  const negative = value[0] < 0n;
  if (rule.mode === 'up') return high;
  if (rule.mode === 'down') return low;
  if (rule.mode === 'truncate') return negative ? high : low;
  if (less(toLow, toHigh)) return low;
  if (less(toHigh, toLow)) return high;
  if (rule.mode === 'half-up') return negative ? low : high;
  return below % 2n === 0n ? low : high;
}

/** Lowest terms, as text: what two results are compared by. */
export const show = (value: F): string => `${value[0]}/${value[1]}`;
