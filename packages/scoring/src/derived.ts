/** From recorded figures to points (SCALE-13, SCALE-16, SCALE-17). */
import { compileConversion } from './conversion.ts';
import { add, format, min, mul, negate, parse, type Rational } from './exact.ts';
import { own } from './own.ts';
import type { Exact, ScaleStep } from './result.ts';
import type { DerivedPart, DerivedScale } from './scheme.ts';

/** What records feed a criterion with: its points or its one figure as text; figures by name, of which `value` is converted; or points decided in their place. */
export type Derived = Exact | Figures | { readonly points: Exact };
export type Figures = { readonly value: Exact } & Readonly<Record<string, Exact>>;

export type PointsOfDerived = (fed: Derived, steps?: ScaleStep[]) => Rational;

export function compileDerived({ convert, also = [] }: DerivedScale): PointsOfDerived {
  const converted = convert && compileConversion(convert);
  const parts = also.map(compilePart);
  return (fed, steps) => {
    if (typeof fed !== 'string' && 'points' in fed) return decided(fed.points, steps);
    const figures = typeof fed === 'string' ? { value: fed } : fed;
    if (!converted) return decided(figures.value, steps);
    return parts.reduce((points, part) => add(points, part(figures, steps)), converted(parse(figures.value), steps));
  };
}

function decided(points: Exact, steps?: ScaleStep[]): Rational {
  const exact = parse(points);
  steps?.push({ type: 'given', points: format(exact) });
  return exact;
}

function compilePart({ id, direction, amount, cap }: DerivedPart): (figures: Readonly<Record<string, Exact>>, steps?: ScaleStep[]) => Rational {
  const each = parse(amount);
  const most = cap === undefined ? null : parse(cap);
  return (figures, steps) => {
    const value = parse(own(figures, id) ?? '0');
    const all = mul(each, value);
    const counted = most ? min(all, most) : all;
    const points = direction === 'add' ? counted : negate(counted);
    if (value.n !== 0n) steps?.push({ type: 'figure', figureId: id, value: format(value), amount: format(each), points: format(points), capped: counted !== all });
    return points;
  };
}
