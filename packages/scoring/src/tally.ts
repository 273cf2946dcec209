/** Counting occurrences: what each kind adds or deducts (COUNT-1, COUNT-2, COUNT-3, COUNT-6). */
import { compare, format, integer, mul, negate, parse, sum, type Rational } from './exact.ts';
import { own } from './own.ts';
import type { ScaleStep } from './result.ts';
import type { CountKind, CountScale } from './scheme.ts';

/** Most occurrences that can be entered where a kind does not say. */
export const MOST_OCCURRENCES = 99;

export type Tally = { readonly amount: Rational; readonly zero: boolean };
export type TallyOf = (counts: Readonly<Record<string, number>>, steps?: ScaleStep[]) => Tally;

/** Compiles kinds to a function from counts to the sum of their capped amounts; `zero` is true when a kind that takes all points occurred. */
export function compileTally(kinds: readonly CountKind[], direction: CountScale['direction']): TallyOf {
  const ready = kinds.map((kind) => ({
    id: kind.id,
    amount: parse(kind.amount),
    cap: kind.cap === undefined ? null : parse(kind.cap),
    zero: kind.zero === true,
  }));
  return (counts, steps) => {
    let zero = false;
    const amounts: Rational[] = [];
    for (const kind of ready) {
      const count = own(counts, kind.id) ?? 0;
      if (count === 0) continue;
      const full = mul(kind.amount, integer(count));
      const capped = kind.cap !== null && compare(full, kind.cap) > 0;
      const amount = capped && kind.cap ? kind.cap : full;
      amounts.push(amount);
      zero ||= kind.zero;
      steps?.push({
        type: 'tally', kindId: kind.id, count, amount: format(kind.amount), capped,
        points: format(direction === 'deduct' ? negate(amount) : amount),
        ...(kind.zero && { zero: true }),
      });
    }
    return { amount: sum(amounts), zero };
  };
}
