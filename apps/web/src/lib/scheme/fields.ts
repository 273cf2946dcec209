/** Which fields each scale and conversion has, and of which kind: what the editor shows is this table. */
import { sourceWords } from '@leitai/contract/indicator-sources';
import type { Conversion, Scale } from '@leitai/scoring';
import { newItem, newKind, newLevel, newSought } from './new-parts.ts';

/** `key` within its parent; `word` names it in the engine's words where the key alone does not. An optional field that is emptied is left out. */
export type Spec = {
  readonly key: string;
  readonly type: 'decimal' | 'whole' | 'line' | 'text' | 'flag' | 'choice' | 'source';
  readonly word?: string;
  readonly optional?: true;
};
export type ListSpec = { readonly key: string; readonly word: string; readonly columns: readonly Spec[]; readonly make: (items: readonly unknown[]) => unknown; readonly optional?: true };

const decimal = (key: string, word?: string): Spec => ({ key, type: 'decimal', ...(word && { word }) });
const maybe = (spec: Spec): Spec => ({ ...spec, optional: true });
const whole = (key: string): Spec => ({ key, type: 'whole', optional: true });
const choice = (key: string): Spec => ({ key, type: 'choice' });
const flag = (key: string): Spec => ({ key, type: 'flag', optional: true });
const text = (key: string, word?: string): Spec => ({ key, type: 'text', ...(word && { word }) });
const grid = [decimal('min', 'scale.min'), decimal('max', 'scale.max'), decimal('step')];

export const SCALE_FIELDS: { readonly [T in Scale['type']]: readonly Spec[] } = {
  'pass-fail': [],
  levels: [flag('proportional')],
  points: grid,
  count: [choice('direction'), maybe(decimal('cap')), whole('total')],
  checklist: [],
  measure: [...grid, whole('readings'), maybe(choice('take')), text('unit', 'scale.unit')],
  time: [decimal('max', 'scale.max'), decimal('step')],
  'rank-points': [...grid, choice('best'), decimal('first'), decimal('drop'), decimal('floor'), text('unit', 'scale.unit')],
  derived: [{ key: 'source', type: 'source' }, maybe(decimal('most', 'derived.most'))],
};

export const CONVERT_FIELDS: { readonly [T in Conversion['type']]: readonly Spec[] } = {
  bands: [],
  'per-unit': [
    decimal('full'), maybe(decimal('from', 'convert.from')), maybe(decimal('upTo', 'convert.upTo')), decimal('unit', 'convert.unit'), decimal('penalty'), maybe(decimal('cutoff')),
    { key: 'started', type: 'flag' },
  ],
  linear: [decimal('rate'), decimal('offset'), decimal('min', 'convert.min'), decimal('max', 'convert.max')],
  table: [],
};

const idsOf = (items: readonly unknown[]): ReadonlySet<string> => new Set((items as { id: string }[]).map(({ id }) => id));
const counted: readonly Spec[] = [text('name'), decimal('amount'), maybe(decimal('cap')), whole('most'), flag('zero')];
const LISTS = {
  levels: { key: 'levels', word: 'levels', columns: [text('name'), text('descriptor'), decimal('points')], make: (items) => newLevel(items.length, (items.at(-1) as { points?: string } | undefined)?.points ?? '0') },
  kinds: { key: 'kinds', word: 'kinds', columns: counted, make: (items) => newKind(idsOf(items)) },
  items: { key: 'items', word: 'items', columns: [text('name'), decimal('points')], make: (items) => newItem(idsOf(items)) },
  bands: { key: 'convert.bands', word: 'bands', columns: [maybe(decimal('from')), maybe(decimal('over')), maybe(decimal('upTo')), maybe(decimal('below')), decimal('points')], make: () => ({ points: '0' }) },
  rows: { key: 'convert.rows', word: 'rows', columns: [decimal('at'), decimal('points')], make: () => ({ at: '0', points: '0' }) },
  faults: { key: 'faults', word: 'faults', columns: counted, make: (items) => newKind(idsOf(items)), optional: true },
  also: { key: 'also', word: 'also', columns: [{ key: 'id', type: 'line' }, text('name'), choice('direction'), decimal('amount'), maybe(decimal('cap'))], make: (items) => ({ ...newKind(idsOf(items)), direction: 'deduct' }), optional: true },
  seeks: { key: 'seeks', word: 'seeks', columns: [{ key: 'id', type: 'line' }, text('name')], make: (items) => newSought(idsOf(items)), optional: true },
} as const satisfies Readonly<Record<string, ListSpec>>;

/** The lists of a scale, its conversion's among them. */
export function listsOf(scale: Scale): readonly ListSpec[] {
  const converted = 'convert' in scale && scale.convert ? (scale.convert.type === 'bands' ? [LISTS.bands] : scale.convert.type === 'table' ? [LISTS.rows] : []) : [];
  switch (scale.type) {
    case 'levels': return [LISTS.levels];
    case 'count': return [LISTS.kinds];
    case 'checklist': return [LISTS.items];
    case 'measure':
    case 'time': return [...converted, LISTS.faults];
    case 'rank-points': return [LISTS.faults];
    case 'pass-fail':
    case 'points': return [];
    case 'derived': return [...(sourceWords(scale.source)?.seeks ? [LISTS.seeks] : []), ...(scale.convert ? [...converted, LISTS.also] : [])];
    default: return scale satisfies never;
  }
}

export const CRITERION_FIELDS: readonly Spec[] = [decimal('max')];
/** Seldom needed: folded away until one of them is there. */
export const MORE_FIELDS: readonly Spec[] = [
  { key: 'id', type: 'line' }, maybe(decimal('min')), maybe(decimal('difficulty')), { key: 'group', type: 'line', optional: true }, flag('mayNotApply'),
];
/** The quantity that still conforms, where one is read. */
export const CONFORM_FIELDS: readonly Spec[] = [maybe(decimal('conformsFrom')), maybe(decimal('conformsUpTo'))];
export const PRODUCT_FIELDS: readonly Spec[] = [decimal('base'), decimal('factor')];
export const NEEDS: ListSpec = { key: 'needs', word: 'needs', columns: [choice('what'), choice('when')], make: () => ({ what: 'note', when: 'extremes' }), optional: true };
export const CLAUSES: ListSpec = {
  key: 'clauses', word: 'clauses', columns: [{ key: 'standard', type: 'line' }, { key: 'number', type: 'line', optional: true }, text('title')], make: () => ({ standard: '', title: { zh: '', en: '' } }),
};
export const SCHEME_FIELDS: readonly Spec[] = [decimal('max', 'scheme.max'), { key: 'timeLimitSeconds', type: 'whole', optional: true }];
export const ROUNDING_FIELDS: readonly Spec[] = [{ key: 'digits', type: 'whole' }, choice('mode')];
