/** Words for what the working of a result names by id. */
import type { OwnResult, Text } from '@leitai/contract';

const STEMS = '甲乙丙丁戊己庚辛壬癸';

/** An anonymous judge in words of the reader: 甲 in Chinese, A in English. Beyond the ten stems, as given. */
export function judgeLabel(label: string, locale: 'zh' | 'en'): string {
  const index = label.length === 1 ? STEMS.indexOf(label) : -1;
  return locale === 'zh' || index < 0 ? label : String.fromCharCode(65 + index);
}

/** The names the working needs: modules, criteria, vetoes and judges by their ids. An unknown id stands for itself. */
export function namesOf(result: Pick<OwnResult, 'modules' | 'vetoes' | 'stages'>, locale: 'zh' | 'en'): (id: string) => string {
  const texts = new Map<string, Text>([...result.vetoes, ...result.stages].map(({ id, name }) => [id, name]));
  for (const module of result.modules) {
    texts.set(module.id, module.name);
    for (const criterion of module.criteria) texts.set(criterion.id, criterion.name);
  }
  return (id) => texts.get(id)?.[locale] ?? judgeLabel(id, locale);
}
