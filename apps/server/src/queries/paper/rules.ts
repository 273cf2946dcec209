/** A contest's rules in plain sentences, of the parts a document tells. */
import type { Text } from '@leitai/contract';
import { allCriteria, rulesInWords, type RulePart, type Rules, type Scheme } from '@leitai/scoring';
import type { Words } from './words.ts';

/** Of modules, criteria, vetoes, stages and awards, by their ids. */
export const partNames = (scheme: Scheme, rules: Rules): Readonly<Record<string, Text>> =>
  Object.fromEntries([...scheme.modules, ...allCriteria(scheme), ...scheme.vetoes, ...(rules.stages?.stages ?? []), ...rules.awards].map(({ id, name }) => [id, name]));

export function rulesSaid(rules: Rules, names: Readonly<Record<string, Text>>, parts: readonly RulePart[]): Words[] {
  const zh = rulesInWords(rules, (id) => names[id]?.zh ?? id);
  const en = rulesInWords(rules, (id) => names[id]?.en ?? id);
  return zh.flatMap((one, index) => (parts.includes(one.part) ? [{ zh: one.zh, en: en[index]!.en }] : []));
}
