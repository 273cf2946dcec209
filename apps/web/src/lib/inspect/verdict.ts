/** What an item of a checklist comes to, in the three words of an inspection: the engine says which. */
import { conformityOf, type Criterion, type MarkValue, type Scheme } from '@leitai/scoring';
import type { Conformity } from '@leitai/contract';

export type Verdict = Conformity;
type Values = Readonly<Record<string, MarkValue>>;
/** `decided`: with any of the three. */
export type Counts = Readonly<Record<Verdict, number>> & { readonly all: number; readonly decided: number };

export const verdictOf = (scheme: Scheme, criterionId: string, values: Values): Verdict | null => conformityOf(scheme, criterionId, values[criterionId]);

export function countsOf(scheme: Scheme, criteria: readonly Criterion[], values: Values): Counts {
  const verdicts = criteria.map(({ id }) => verdictOf(scheme, id, values));
  const count = (verdict: Verdict): number => verdicts.filter((one) => one === verdict).length;
  return { conform: count('conform'), nonconform: count('nonconform'), 'not-applicable': count('not-applicable'), all: criteria.length, decided: verdicts.filter((one) => one !== null).length };
}

/** The mark by which this is said at once; null where a reading has to say it. */
export function markOf({ scale }: Criterion, verdict: Verdict): MarkValue | null {
  if (verdict === 'not-applicable') return { type: 'not-applicable' };
  return scale.type === 'pass-fail' ? { type: 'pass-fail', pass: verdict === 'conform' } : null;
}
