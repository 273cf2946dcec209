/** Counting occurrences by kind, so that every tap leaves a mark the engine can take. */
import type { CountKind, CountScale } from '@leitai/scoring';
import { MOST_OCCURRENCES } from '@leitai/scoring/tally';

export type Counts = Readonly<Record<string, number>>;

export const none = (kinds: readonly CountKind[]): Counts => Object.fromEntries(kinds.map(({ id }) => [id, 0]));
export const mostOf = (kind: CountKind): number => kind.most ?? MOST_OCCURRENCES;

/**
 * Where the counts must add up, everything not otherwise counted is of the faultless kind: the one that deducts least, or adds most.
 * Undefined where they need not add up.
 */
export function restKind({ kinds, direction, total }: CountScale): CountKind | undefined {
  if (total === undefined) return undefined;
  const value = ({ amount, zero }: CountKind): number => (direction === 'add' ? Number(amount) : zero ? -Infinity : -Number(amount));
  return kinds.reduce((best, kind) => (value(kind) > value(best) ? kind : best));
}

/** What a judge says with 无扣分, or that all samples are faultless. */
export function faultless(scale: CountScale): Counts {
  const rest = restKind(scale);
  return rest ? { ...none(scale.kinds), [rest.id]: scale.total ?? 0 } : none(scale.kinds);
}

/** The counts after one more (+1) or one less (−1) of a kind; unchanged where that is not possible. */
export function counted(scale: CountScale, counts: Counts | null, kindId: string, by: 1 | -1): Counts {
  const before = counts ?? faultless(scale);
  const kind = scale.kinds.find(({ id }) => id === kindId);
  const next = (before[kindId] ?? 0) + by;
  if (!kind || next < 0 || next > mostOf(kind)) return before;
  const rest = restKind(scale);
  if (!rest) return { ...before, [kindId]: next };
  const left = (before[rest.id] ?? 0) - by;
  return kindId === rest.id || left < 0 || left > mostOf(rest) ? before : { ...before, [kindId]: next, [rest.id]: left };
}
