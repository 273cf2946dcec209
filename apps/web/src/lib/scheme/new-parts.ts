/** What a new part of a scheme begins as: right from the start where it can be, so that nothing else is hidden behind it. */
import { allCriteria, SCHEME_FORMAT, type Conversion, type Criterion, type Module, type Scale, type Scheme, type Text, type Veto } from '@leitai/scoring';
import { m } from '#lib/paraglide/messages.js';

type Words = (inputs: object, options: { locale: 'zh' | 'en' }) => string;
const both = (words: Words): Text => ({ zh: words({}, { locale: 'zh' }), en: words({}, { locale: 'en' }) });

/** An id nothing else of the scheme has. */
export function freeId(scheme: Scheme, prefix: string): string {
  const taken = new Set([...scheme.modules, ...allCriteria(scheme), ...scheme.vetoes].map(({ id }) => id));
  return free(taken, prefix);
}

export function free(taken: ReadonlySet<string>, prefix: string): string {
  for (let number = 1; ; number += 1) if (!taken.has(`${prefix}${number}`)) return `${prefix}${number}`;
}

export function newCriterion(scheme: Scheme, module: number): Criterion {
  const own = scheme.modules[module]?.criteria ?? [];
  const taken = new Set(allCriteria(scheme).map(({ no }) => no));
  let place = own.length + 1;
  while (taken.has(`${module + 1}.${place}`)) place += 1;
  return { id: freeId(scheme, 'c'), no: `${module + 1}.${place}`, name: both(m.scheme_new_criterion), rule: both(m.scheme_new_rule), kind: 'judged', max: '5', scale: newScale('points', '5'), clauses: [] };
}

export const newModule = (scheme: Scheme): Module => {
  const module: Module = { id: freeId(scheme, 'm'), name: both(m.scheme_new_module), criteria: [] };
  return { ...module, criteria: [newCriterion({ ...scheme, modules: [...scheme.modules, module] }, scheme.modules.length)] };
};

/** The same part once more, under ids and numbers of its own. */
export function copyOf<T extends Module | Criterion | Veto>(scheme: Scheme, part: T, module: number): T {
  if ('criteria' in part) {
    const ids = new Set([...scheme.modules, ...allCriteria(scheme), ...scheme.vetoes].map(({ id }) => id));
    const next = (prefix: string): string => {
      const id = free(ids, prefix);
      ids.add(id);
      return id;
    };
    return { ...part, id: next('m'), criteria: part.criteria.map((one, index) => ({ ...one, id: next('c'), no: `${scheme.modules.length + 1}.${index + 1}` })) };
  }
  if ('scale' in part) return { ...part, id: freeId(scheme, 'c'), no: newCriterion(scheme, module).no };
  return { ...part, id: freeId(scheme, 'v') };
}

export const newVeto = (scheme: Scheme): Veto => ({ id: freeId(scheme, 'v'), name: both(m.scheme_new_veto), effect: { type: 'zero-total' } });

export function newScheme(code: string, name: Text): Scheme {
  const empty: Scheme = { format: SCHEME_FORMAT, code, name, max: '5', modules: [], vetoes: [] };
  return { ...empty, modules: [newModule(empty)] };
}

const item = (id: string, words: Words) => ({ id, name: both(words) });
export const newKind = (taken: ReadonlySet<string>) => ({ ...item(free(taken, 'k'), m.scheme_new_kind), amount: '1' });
export const newItem = (taken: ReadonlySet<string>) => ({ ...item(free(taken, 'i'), m.scheme_new_item), points: '1' });
export const newSought = (taken: ReadonlySet<string>) => item(free(taken, 'i'), m.scheme_new_item);
export const newLevel = (level: number, points: string) => ({ level, name: both(m.scheme_new_level), descriptor: both(m.scheme_new_descriptor), points });

/** A scale that gives from 0 to `max` points. */
export function newScale(type: Scale['type'], max: string): Scale {
  const unit = both(m.scheme_new_unit);
  const range = { min: '0', max: '100', step: '1' };
  switch (type) {
    case 'pass-fail': return { type };
    case 'levels': return { type, levels: [0, 1, 2, 3].map((level) => newLevel(level, level === 3 ? max : '0')) };
    case 'points': return { type, min: '0', max, step: '0.5' };
    case 'count': return { type, direction: 'deduct', kinds: [newKind(new Set())] };
    case 'checklist': return { type, items: [{ ...newItem(new Set()), points: max }] };
    case 'measure': return { type, unit, ...range, convert: newConversion('per-unit', max) };
    case 'time': return { type, max: '3600', step: '1', convert: newConversion('per-unit', max) };
    case 'rank-points': return { type, unit, ...range, best: 'most', first: max, drop: '1', floor: '0' };
    case 'derived': return { type, source: 'competition-participation-rate', most: '1', convert: { type: 'linear', rate: max, offset: '0', min: '0', max } };
    default: return type satisfies never;
  }
}

export function newConversion(type: Conversion['type'], max: string): Conversion {
  switch (type) {
    case 'bands': return { type, bands: [{ points: max }] };
    case 'per-unit': return { type, full: max, upTo: '10', unit: '1', penalty: '1', started: true };
    case 'linear': return { type, rate: '1', offset: '0', min: '0', max };
    case 'table': return { type, rows: [{ at: '0', points: max }] };
    default: return type satisfies never;
  }
}
