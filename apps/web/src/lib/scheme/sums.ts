/** What a scheme's parts are worth, exactly, also while some numbers are half typed: those count as nothing. */
import { isDecimal, type Criterion, type Scheme } from '@leitai/scoring';
import { add, compare, format, mul, ONE, parse, sub, sum, ZERO, type Rational } from '@leitai/scoring/exact';

const of = (text: string | undefined, otherwise: Rational): Rational => (isDecimal(text) ? parse(text) : otherwise);

/** SUM-3: with difficulty and product, as a faultless sheet earns it. */
function worth({ max, difficulty, product }: Criterion): Rational {
  const most = mul(of(max, ZERO), of(difficulty, ONE));
  return product ? add(of(product.base, ZERO), mul(of(product.factor, ONE), most)) : most;
}

export const worthOf = (criterion: Criterion): string => format(worth(criterion));
export const sumOf = (criteria: readonly Criterion[]): string => format(sum(criteria.map(worth)));

/** How far the sum lies from what was asked for: lacking above 0, too much below. Shares are for drawing alone. */
export function balance(scheme: Scheme): { readonly total: string; readonly lacks: string; readonly over: string } {
  const total = sum(scheme.modules.flatMap(({ criteria }) => criteria).map(worth));
  const rest = sub(of(scheme.max, ZERO), total);
  return { total: format(total), lacks: compare(rest, ZERO) > 0 ? format(rest) : '', over: compare(rest, ZERO) < 0 ? format(sub(ZERO, rest)) : '' };
}
