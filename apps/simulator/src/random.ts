/** Chance from a seed: the same seed and names give the same play, whatever happens at the same time. */

export type Random = {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A whole number from 0 to n − 1. */
  below(n: number): number;
  /** Roughly normal: mean 0, deviation 1. */
  normal(): number;
  chance(probability: number): boolean;
  pick<T>(from: readonly T[]): T;
};

/** A stream of its own for every combination of names. */
export function randomFor(seed: number, ...names: readonly (string | number)[]): Random {
  let state = hash(`${seed}/${names.join('/')}`);
  const next = (): number => {
    // A Weyl sequence through a 32-bit mixing function: short, well spread, and not for secrets.
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
  };
  const below = (n: number): number => Math.floor(next() * n);
  return {
    next,
    below,
    normal: () => Array.from({ length: 6 }, next).reduce((sum, part) => sum + part - 0.5, 0) * Math.SQRT2,
    chance: (probability) => next() < probability,
    pick: (from) => from[below(from.length)]!,
  };
}

/** FNV-1a over the text's UTF-16 units. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value;
}
