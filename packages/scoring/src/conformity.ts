/** Whether an item of a checklist conforms: the one place that says so (CONF-1). */
import { compileScheme } from './compile.ts';
import { compare, div, format, integer, mul, parse } from './exact.ts';
import type { EntrantScore, Exact } from './result.ts';
import type { MarkValue, Scheme } from './scheme.ts';

export type Conformity = 'conform' | 'nonconform' | 'not-applicable';

/**
 * CONF-1: an item conforms where its mark earns all its points: a reading within the scale's limits (定量 by measurement), or full accordance
 * with the standard (定性 by comparison). Source: 符合性评价 of seed 002. Null while there is no mark, or its points are not known yet.
 * Throws TypeError for marks that `checkMark` refuses.
 */
export function conformityOf(scheme: Scheme, criterionId: string, mark: MarkValue | undefined): Conformity | null {
  const planned = compileScheme(scheme).criteria.find(({ id }) => id === criterionId);
  if (!planned || mark === undefined) return null;
  if (mark.type === 'not-applicable') return 'not-applicable';
  const earned = planned.points(mark, null);
  if (earned === null) return null;
  return compare(earned, planned.max) >= 0 ? 'conform' : 'nonconform';
}

/** A score in percent of its max (得分率), exact; null without a score, or where the max is 0. */
export function scoreRate(score: EntrantScore): Exact | null {
  if (score.status !== 'scored') return null;
  const max = parse(score.max);
  return max.n === 0n ? null : format(div(mul(parse(score.total), integer(100)), max));
}
