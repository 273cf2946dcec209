/** What is wrong with the kinds of a count, and the most points they can give. */
import { compare, format, integer, min, mul, parse, sub, sum, ZERO, type Rational } from './exact.ts';
import type { Issue } from './result.ts';
import type { CountKind, CountScale } from './scheme.ts';
import { duplicates, issue } from './shape.ts';
import { MOST_OCCURRENCES } from './tally.ts';

/** COUNT-1 … COUNT-4 for one list of kinds; `limit` is the most they may add or deduct together. */
export function checkKinds(kinds: readonly CountKind[], direction: CountScale['direction'], limit: Rational, path: string): Issue[] {
  return [
    ...duplicates(kinds.map(({ id }, index) => ({ id, path: `${path}.${index}.id` }))),
    ...kinds.flatMap((kind, index) => checkKind(kind, direction, limit, `${path}.${index}`)),
  ];
}

function checkKind(kind: CountKind, direction: CountScale['direction'], limit: Rational, path: string): Issue[] {
  const cap = kind.cap === undefined ? limit : parse(kind.cap);
  const issues: Issue[] = [];
  if (compare(cap, limit) > 0) issues.push(issue('over-cap', `${path}.cap`, `at most ${format(limit)}`, { most: format(limit) }));
  if (kind.zero === true && direction === 'add') issues.push(issue('zero-in-add', `${path}.zero`, 'only deductions can take all the points'));
  if (kind.zero !== true && compare(parse(kind.amount), cap) > 0) {
    issues.push(issue('over-cap', `${path}.amount`, `at most ${format(cap)}`, { most: format(cap) }));
  }
  return issues;
}

export function checkCount(scale: CountScale, max: Rational, path: string): { readonly issues: Issue[]; readonly best: Rational } {
  const cap = scale.cap === undefined ? max : parse(scale.cap);
  const issues = checkKinds(scale.kinds, scale.direction, cap, `${path}.kinds`);
  if (compare(cap, max) > 0) issues.push(issue('over-cap', `${path}.cap`, `at most ${format(max)}`, { most: format(max) }));
  const enterable = scale.kinds.reduce((all, kind) => all + mostOf(kind), 0);
  if (scale.total !== undefined && scale.total > enterable) {
    issues.push(issue('unreachable-total', `${path}.total`, `at most ${enterable}`, { most: enterable }));
  }
  return { issues, best: scale.direction === 'add' ? min(mostAdded(scale), cap) : sub(max, min(leastDeducted(scale, max), cap)) };
}

const mostOf = (kind: CountKind): number => kind.most ?? MOST_OCCURRENCES;

/** The dearest kinds first, until the total is used up. */
function mostAdded(scale: CountScale): Rational {
  return filled(scale, (a, b) => compare(parse(b.amount), parse(a.amount)));
}

/** Without a total nothing need occur; with one, the cheapest kinds are filled first and one that takes all counts as all. */
function leastDeducted(scale: CountScale, max: Rational): Rational {
  if (scale.total === undefined) return ZERO;
  const cost = (kind: CountKind): Rational => (kind.zero === true ? max : parse(kind.amount));
  return filled(scale, (a, b) => compare(cost(a), cost(b)));
}

function filled(scale: CountScale, order: (a: CountKind, b: CountKind) => number): Rational {
  let left = scale.total ?? Infinity;
  return sum(scale.kinds.toSorted(order).map((kind) => {
    const count = Math.min(left, mostOf(kind));
    left -= count;
    const amount = mul(parse(kind.amount), integer(count));
    return kind.cap === undefined ? amount : min(amount, parse(kind.cap));
  }));
}
