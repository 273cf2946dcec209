/** What is worth a second look before submitting: levels at either end, and vetoes. */
import type { Criterion, MarkValue, Scheme } from '@leitai/scoring';
import { allCriteria } from '@leitai/scoring';

type Values = Readonly<Record<string, MarkValue>>;

export function isHighest({ scale }: Criterion, value: MarkValue | undefined): boolean {
  return scale.type === 'levels' && value?.type === 'levels' && value.level === Math.max(...scale.levels.map(({ level }) => level));
}

export function isLowest({ scale }: Criterion, value: MarkValue | undefined): boolean {
  return scale.type === 'levels' && value?.type === 'levels' && value.level === Math.min(...scale.levels.map(({ level }) => level));
}

export const highest = (scheme: Scheme, values: Values): Criterion[] => allCriteria(scheme).filter((criterion) => isHighest(criterion, values[criterion.id]));
export const lowest = (scheme: Scheme, values: Values): Criterion[] => allCriteria(scheme).filter((criterion) => isLowest(criterion, values[criterion.id]));
