/** Small changes of rules: exact optional fields are left out, never undefined. */
import type { AwardRule, Rules, StageRule } from '@leitai/scoring';

/** The object with a field set, or without it where the value is null. */
export function put<T extends object, K extends keyof T>(one: T, key: K, value: T[K] | null): T {
  const { [key]: _, ...rest } = one;
  return (value === null ? rest : { ...one, [key]: value }) as T;
}

export const at = <T>(list: readonly T[], index: number, change: (one: T) => T): T[] => list.map((one, place) => (place === index ? change(one) : one));
export const without = <T>(list: readonly T[], index: number): T[] => list.filter((_, place) => place !== index);

/** The list with one moved to another place. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const rest = without(list, from);
  return to < 0 || to >= list.length ? [...list] : rest.toSpliced(to, 0, ...list.slice(from, from + 1));
}

/** The first of "award-1", "award-2" … that is free. */
export function freeId(stem: string, taken: readonly { readonly id: string }[]): string {
  for (let number = 1; ; number += 1) if (!taken.some(({ id }) => id === `${stem}-${number}`)) return `${stem}-${number}`;
}

export const editAward = (rules: Rules, index: number, change: (award: AwardRule) => AwardRule): Rules => ({ ...rules, awards: at(rules.awards, index, change) });
export const editStage = (rules: Rules, index: number, change: (stage: StageRule) => StageRule): Rules =>
  (rules.stages ? { ...rules, stages: { ...rules.stages, stages: at(rules.stages.stages, index, change) } } : rules);
