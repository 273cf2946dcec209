/** Square roots, exactly rounded: the only irrational numbers of the engine. */
import { compare, type Rational, ZERO } from './exact.ts';

/** The root of a value not below 0, rounded half-up to `digits` places; no float on the way. @throws RangeError below 0. */
export function sqrtRounded(value: Rational, digits: number): Rational {
  if (compare(value, ZERO) < 0) throw new RangeError('the root of a negative number');
  const d = 10n ** BigInt(digits);
  // ⌊2·√v·d⌋ tells on which side of the middle the root lies: a root is never exactly in the middle unless this is odd and exact.
  const doubled = isqrt((4n * value.n * d * d) / value.d);
  return { n: (doubled + 1n) / 2n, d };
}

/** ⌊√n⌋ by Newton's steps from above. */
function isqrt(n: bigint): bigint {
  if (n < 2n) return n;
  let root = 1n << BigInt((n.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (root + n / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}
