/** Moving a reading by steps without binary floating point: what is shown and sent is what was meant. */
import type { Decimal } from '@leitai/scoring';

const SCALE = 6;
const UNIT = 10n ** BigInt(SCALE);

const parse = (value: Decimal): bigint => {
  const [, sign = '', whole = '0', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(value) ?? [];
  const size = BigInt(whole) * UNIT + BigInt(fraction.padEnd(SCALE, '0').slice(0, SCALE));
  return sign ? -size : size;
};

const print = (value: bigint, digits: number): Decimal => {
  const size = (value < 0n ? -value : value).toString().padStart(SCALE + 1, '0');
  const fraction = size.slice(-SCALE).replace(/0+$/, '').padEnd(digits, '0');
  return `${value < 0n ? '-' : ''}${size.slice(0, -SCALE)}${fraction ? `.${fraction}` : ''}`;
};

export const fractionDigits = (value: Decimal): number => value.split('.')[1]?.length ?? 0;

/** The value moved by `steps` steps, kept within [min, max] and printed with the step's digits. */
export function stepped(value: Decimal, steps: number, { min, max, step }: { min: Decimal; max: Decimal; step: Decimal }): Decimal {
  const moved = parse(value) + BigInt(steps) * parse(step);
  const [low, high] = [parse(min), parse(max)];
  return print(moved < low ? low : moved > high ? high : moved, fractionDigits(step));
}

/** The step nearest to a point of a ruler; `at` is only a place on the screen. */
export function snapped(at: number, { min, max, step }: { min: Decimal; max: Decimal; step: Decimal }): Decimal {
  const steps = Math.round((at - Number(min)) / Number(step));
  return stepped(min, steps, { min, max, step });
}
