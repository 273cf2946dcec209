/** What differs between two schemes: parts added, taken out or moved, and fields changed from what to what. Parts are the same by their ids. */
import type { Scheme, Text } from './scheme.ts';
import { isRecord } from './shape.ts';

export type DifferencePart = { readonly type: 'scheme' | 'module' | 'criterion' | 'veto'; readonly id: string; readonly no: string; readonly name: Text };
/** A key of the part, or which entry of a list: by its name, or by its place from 1. */
export type DifferenceStep = string | { readonly entry: Text | number };
export type Difference =
  | { readonly type: 'added' | 'removed'; readonly part: DifferencePart }
  /** `to`: the module it now stands in; null where only the order changed. */
  | { readonly type: 'moved'; readonly part: DifferencePart; readonly to: Text | null }
  /** Null: the field was or is not there. */
  | { readonly type: 'changed'; readonly part: DifferencePart; readonly field: readonly DifferenceStep[]; readonly before: string | null; readonly after: string | null };

type Placed = { readonly part: DifferencePart; readonly fields: unknown; readonly module: string | null };
type Leaf = { readonly field: readonly DifferenceStep[]; readonly value: string };

/** In the order of the later scheme; what was taken out comes last. Of drafts as well: nothing is calculated. */
export function schemeDifferences(before: Scheme, after: Scheme): Difference[] {
  const [old, fresh] = [partsOf(before), partsOf(after)];
  const known = new Map(old.map((one) => [keyOf(one), one]));
  const standing = new Set(fresh.map(keyOf));
  const moved = movedParts(old, fresh);
  const names = new Map(after.modules.map(({ id, name }) => [id, name]));
  return [
    ...fresh.flatMap((one): Difference[] => {
      const was = known.get(keyOf(one));
      if (!was) return [{ type: 'added', part: one.part }];
      const elsewhere = was.module !== one.module;
      const to = (one.module !== null && elsewhere ? names.get(one.module) : null) ?? null;
      return [...(elsewhere || moved.has(keyOf(one)) ? [{ type: 'moved' as const, part: one.part, to }] : []), ...changes(was, one)];
    }),
    ...old.filter((one) => !standing.has(keyOf(one))).map(({ part }): Difference => ({ type: 'removed', part })),
  ];
}

const keyOf = ({ part }: Placed): string => `${part.type} ${part.id}`;

function partsOf({ modules, vetoes, ...scheme }: Scheme): Placed[] {
  return [
    { part: { type: 'scheme', id: '', no: '', name: scheme.name }, fields: scheme, module: null },
    ...modules.flatMap(({ criteria, ...module }, index): Placed[] => [
      { part: { type: 'module', id: module.id, no: String(index + 1), name: module.name }, fields: module, module: null },
      ...criteria.map((one): Placed => ({ part: { type: 'criterion', id: one.id, no: one.no, name: one.name }, fields: one, module: module.id })),
    ]),
    ...vetoes.map((one): Placed => ({ part: { type: 'veto', id: one.id, no: '', name: one.name }, fields: one, module: null })),
  ];
}

/** Those that must be moved to get from one order to the other: what stands outside the longest run both have in common. */
function movedParts(old: readonly Placed[], fresh: readonly Placed[]): ReadonlySet<string> {
  const place = new Map(old.map((one, index) => [keyOf(one), index]));
  const both = fresh.filter((one) => place.has(keyOf(one)) && one.part.type !== 'scheme');
  const runs: { readonly length: number; readonly before: number }[] = [];
  for (const [index, one] of both.entries()) {
    let best = { length: 1, before: -1 };
    for (let earlier = 0; earlier < index; earlier += 1) {
      const length = runs[earlier]!.length + 1;
      if (place.get(keyOf(both[earlier]!))! < place.get(keyOf(one))! && length > best.length) best = { length, before: earlier };
    }
    runs.push(best);
  }
  const kept = new Set<string>();
  let at = runs.reduce((best, run, index) => (run.length > (runs[best]?.length ?? 0) ? index : best), -1);
  for (; at >= 0; at = runs[at]!.before) kept.add(keyOf(both[at]!));
  return new Set(both.map(keyOf).filter((key) => !kept.has(key)));
}

function changes(was: Placed, is: Placed): Difference[] {
  const [old, fresh] = [leaves(was.fields), leaves(is.fields)];
  return [...new Set([...fresh.keys(), ...old.keys()])].flatMap((key): Difference[] => {
    const [before, after] = [old.get(key), fresh.get(key)];
    if (before?.value === after?.value) return [];
    return [{ type: 'changed', part: is.part, field: (after ?? before)!.field, before: before?.value ?? null, after: after?.value ?? null }];
  });
}

/** Every value by the keys that lead to it; entries of a list by id or level where they have one. */
function leaves(value: unknown, key = '', field: readonly DifferenceStep[] = [], found = new Map<string, Leaf>()): Map<string, Leaf> {
  if (Array.isArray(value)) {
    for (const [index, one] of (value as unknown[]).entries()) {
      const entry = isRecord(one) ? one : {};
      leaves(one, `${key}\n${String(entry['id'] ?? entry['level'] ?? index)}`, [...field, { entry: nameOf(entry) ?? index + 1 }], found);
    }
  } else if (isRecord(value)) {
    for (const [name, one] of Object.entries(value)) if (one !== undefined) leaves(one, `${key}\n${name}`, [...field, name], found);
  } else found.set(key, { field, value: String(value) });
  return found;
}

function nameOf({ name }: Readonly<Record<string, unknown>>): Text | null {
  return isRecord(name) && typeof name['zh'] === 'string' && typeof name['en'] === 'string' ? { zh: name['zh'], en: name['en'] } : null;
}
