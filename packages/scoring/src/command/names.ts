/** Names for the ids in a bundle's working, in the language wanted. */
import { mergedScheme } from '../bundle/merge.ts';
import type { Bundle } from '../bundle/bundle.ts';
import type { Scale, Text } from '../scheme.ts';
import type { Lang } from './report.ts';

type Named = { readonly id: string; readonly name: Text };

export function namesOf(bundle: Bundle, lang: Lang): (id: string) => string {
  const { rules, judges, entrants, organisations = [] } = bundle;
  const scheme = mergedScheme(bundle);
  const criteria = scheme.modules.flatMap((module) => module.criteria);
  const named: readonly Named[] = [
    ...scheme.modules, ...scheme.vetoes, ...criteria.flatMap(({ scale }) => partsOf(scale)),
    ...(rules.panel.groups ?? []), ...(rules.stages?.stages ?? []), ...(rules.grades?.bands ?? []), ...rules.awards, ...organisations,
  ];
  const names = new Map([
    ...named.map(({ id, name }): [string, string] => [id, name[lang]]),
    ...criteria.map(({ id, no, name }): [string, string] => [id, `${no} ${name[lang]}`]),
    ...judges.map(({ id, name }): [string, string] => [id, name ?? id]),
    ...entrants.map(({ id, code, name }): [string, string] => [id, [code ?? id, name].filter(Boolean).join(' ')]),
    ['this', bundle.title[lang]] as [string, string],
    ['*', lang === 'zh' ? '全体裁判' : 'All judges'] as [string, string],
  ]);
  return (id) => names.get(id) ?? id;
}

function partsOf(scale: Scale): readonly Named[] {
  if (scale.type === 'count') return scale.kinds;
  if (scale.type === 'checklist') return scale.items;
  if (scale.type === 'derived') return scale.also ?? [];
  return 'faults' in scale && scale.faults ? scale.faults : [];
}
