/** What is wrong with a scheme: its shape, its ids and references, its sums. */
import { allCriteria } from './compile.ts';
import { checkScale } from './check-scale.ts';
import { add, equal, format, mul, ONE, parse, sum, type Rational } from './exact.ts';
import type { Issue } from './result.ts';
import { schemeShape } from './scheme-shape.ts';
import type { Criterion, Scheme } from './scheme.ts';
import { duplicates, issue } from './shape.ts';

/** Lists everything wrong with a scheme; empty when it can be used. Never throws, whatever it is given. Shape faults hide the rest. */
export function checkScheme(scheme: unknown): Issue[] {
  const issues: Issue[] = [];
  schemeShape(scheme, '', issues);
  return issues.length > 0 ? issues : checkMeaning(scheme as Scheme);
}

function checkMeaning(scheme: Scheme): Issue[] {
  const placed = scheme.modules.flatMap((module, m) =>
    module.criteria.map((criterion, c) => ({ criterion, path: `modules.${m}.criteria.${c}` })));
  return [
    ...duplicates([
      ...scheme.modules.map(({ id }, index) => ({ id, path: `modules.${index}.id` })),
      ...placed.map(({ criterion, path }) => ({ id: criterion.id, path: `${path}.id` })),
      ...scheme.vetoes.map(({ id }, index) => ({ id, path: `vetoes.${index}.id` })),
    ]),
    ...duplicates(placed.map(({ criterion, path }) => ({ id: criterion.no, path: `${path}.no` })), 'duplicate-number'),
    ...placed.flatMap(({ criterion, path }) => checkScale(criterion, path)),
    ...checkMax(scheme),
    ...scheme.vetoes.flatMap((veto, index) => checkVeto(scheme, veto, `vetoes.${index}.effect`)),
  ];
}

/** SUM-3: the scheme's max is what a faultless sheet earns. */
function checkMax(scheme: Scheme): Issue[] {
  const expected = sum(allCriteria(scheme).map(faultless));
  if (equal(expected, parse(scheme.max))) return [];
  return [issue('max-mismatch', 'max', `the criteria add up to ${format(expected)}`, { expected: format(expected), actual: scheme.max })];
}

function faultless({ max, difficulty, product }: Criterion): Rational {
  const most = mul(parse(max), difficulty === undefined ? ONE : parse(difficulty));
  return product ? add(parse(product.base), mul(parse(product.factor), most)) : most;
}

function checkVeto(scheme: Scheme, { effect }: Scheme['vetoes'][number], path: string): Issue[] {
  switch (effect.type) {
    case 'zero-criterion':
      return known(allCriteria(scheme), effect.criterionId) ? [] : [unknownReference(`${path}.criterionId`, effect.criterionId)];
    case 'zero-module':
      return known(scheme.modules, effect.moduleId) ? [] : [unknownReference(`${path}.moduleId`, effect.moduleId)];
    case 'zero-total':
    case 'disqualify': return [];
    default: return effect satisfies never;
  }
}

const known = (parts: readonly { readonly id: string }[], id: string): boolean => parts.some((part) => part.id === id);

export const unknownReference = (path: string, id: string): Issue => issue('unknown-reference', path, 'name a part of the scheme', { id });
