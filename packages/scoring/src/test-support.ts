/** What tests of the engine share: schemes and rules written short, and the fixtures read from YAML. */
import { readFileSync } from 'node:fs';
import { parse as parseYaml } from 'yaml';
import { DEFAULT_RULES } from './default-rules.ts';
import { add, format, mul, parse, sum } from './exact.ts';
import type { SheetInput } from './result.ts';
import type { PanelRule, Rules } from './rules.ts';
import { SCHEME_FORMAT, type Criterion, type Scale, type Scheme, type Text, type Veto } from './scheme.ts';

export const named = (name: string): Text => ({ zh: name, en: name });

export function criterion(id: string, max: string, scale: Scale, difficulty?: string): Criterion {
  return { id, no: id, name: named(id), rule: named(id), kind: 'judged', max, scale, clauses: [], ...(difficulty !== undefined && { difficulty }) };
}

/** What a faultless sheet of these criteria earns. */
export function faultless(criteria: readonly Criterion[]): string {
  const worth = ({ max, difficulty = '1', product }: Criterion) => {
    const most = mul(parse(max), parse(difficulty));
    return product ? add(parse(product.base), mul(parse(product.factor), most)) : most;
  };
  return format(sum(criteria.map(worth)));
}

/** A scale that takes any points from 0 to max in hundredths. */
export const pointsScale = (max = '100'): Scale => ({ type: 'points', min: '0', max, step: '0.01' });

export function scheme(max: string, modules: Readonly<Record<string, readonly Criterion[]>>, vetoes: readonly Veto[] = []): Scheme {
  return {
    format: SCHEME_FORMAT, code: 'TEST', name: named('test'), max, vetoes,
    modules: Object.entries(modules).map(([id, criteria]) => ({ id, name: named(id), criteria })),
  };
}

/** A scheme of one criterion, `score`, with any points from 0 to 100. */
export const ONE_SCORE: Scheme = scheme('100', { work: [criterion('score', '100', pointsScale())] });

export function rules(panel: Partial<PanelRule> = {}, change: Partial<Rules> = {}): Rules {
  return { ...DEFAULT_RULES, panel: { ...DEFAULT_RULES.panel, ...panel }, ...change };
}

/** Sheets for `ONE_SCORE`, judge 0, 1, 2 … in order. */
export function sheets(...scores: readonly string[]): SheetInput[] {
  return scores.map((points, index) => ({ judgeId: `J${index}`, marks: { score: { type: 'points', points } } }));
}

/** A fixture file, with the names that its kinds, items and levels leave out filled in. */
export function fixture<T>(name: string): T {
  return parseYaml(readFileSync(new URL(`../fixtures/${name}.yaml`, import.meta.url), 'utf8')) as T;
}

export function withNames(scale: Scale): Scale {
  const plain = <P extends object>(parts: readonly P[]): P[] => parts.map((part) => ({ name: named('part'), ...part }));
  const faults = 'faults' in scale && scale.faults ? { faults: plain(scale.faults) } : {};
  switch (scale.type) {
    case 'levels': return { ...scale, levels: plain(scale.levels).map((level) => ({ ...level, descriptor: named('level') })) };
    case 'count': return { ...scale, kinds: plain(scale.kinds) };
    case 'checklist': return { ...scale, items: plain(scale.items) };
    case 'measure':
    case 'rank-points': return { ...scale, unit: named('unit'), ...faults };
    case 'time': return { ...scale, ...faults };
    case 'pass-fail':
    case 'points': return scale;
    case 'derived': return { ...scale, ...(scale.also && { also: plain(scale.also) }), ...(scale.seeks && { seeks: plain(scale.seeks) }) };
    default: return scale satisfies never;
  }
}
