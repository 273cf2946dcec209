/** What is wrong with a derived scale: its conversion over all figures there can be, and its further figures (SCALE-16, SCALE-17). */
import { checkConversion } from './check-conversion.ts';
import { compare, format, parse, type Rational } from './exact.ts';
import { gridOf } from './grid.ts';
import type { Issue } from './result.ts';
import type { DerivedPart, DerivedScale } from './scheme.ts';
import { duplicates, issue } from './shape.ts';

/** Finer than any end a scheme can name, so that bands which leave a gap anywhere leave one here. */
const STEP = '0.0000001';
/** No count or mean comes near it. */
const UNBOUNDED = '1000000';

export function checkDerived({ convert, most, also = [], seeks = [] }: DerivedScale, max: Rational, path: string): { readonly issues: readonly Issue[]; readonly best: Rational } {
  const sought = duplicates(seeks.map(({ id }, index) => ({ id, path: `${path}.seeks.${index}.id` })));
  if (!convert) return { issues: [...sought, ...(also.length > 0 ? [issue('also-without-convert', `${path}.also`, 'say how the first figure becomes points, or leave these out')] : [])], best: max };
  const grid = gridOf({ min: '0', max: most ?? UNBOUNDED, step: STEP });
  const { issues, best } = checkConversion(convert, grid, `${path}.convert`);
  return { issues: [...issues, ...sought, ...duplicates(also.map(({ id }, index) => ({ id, path: `${path}.also.${index}.id` }))), ...also.flatMap((part, index) => checkPart(part, max, `${path}.also.${index}`))], best };
}

function checkPart({ id, cap }: DerivedPart, max: Rational, path: string): Issue[] {
  return [
    ...(id === 'value' || id === 'points' ? [issue('reserved-id', `${path}.id`, 'name a further figure of the source', { id })] : []),
    ...(cap !== undefined && compare(parse(cap), max) > 0 ? [issue('over-cap', `${path}.cap`, `at most ${format(max)}`, { most: format(max) })] : []),
  ];
}
