/** A difference between two schemes as a sentence, in the product's two languages. */
import type { Difference, DifferenceStep } from './differences.ts';
import { choiceWord, fieldWord, type Language } from './scheme-words.ts';

/** "2.4 台面整体布置：分值 由 9 改为 10" / "2.4 Table layout: points from 9 to 10". */
export function differenceText(difference: Difference, language: Language): string {
  const { part } = difference;
  const zh = language === 'zh';
  const called = part.type === 'scheme' ? (zh ? '方案' : 'Scheme') : [part.type === 'veto' ? fieldWord('vetoes', language) : part.no, part.name[language]].filter(Boolean).join(' ');
  return `${called}${zh ? '：' : ': '}${happened(difference, language)}`;
}

function happened(difference: Difference, language: Language): string {
  const zh = language === 'zh';
  switch (difference.type) {
    case 'added': return zh ? '新增' : 'added';
    case 'removed': return zh ? '删去' : 'taken out';
    case 'moved':
      if (difference.to === null) return zh ? '调整了顺序' : 'moved';
      return zh ? `移到“${difference.to.zh}”` : `moved to “${difference.to.en}”`;
    case 'changed': {
      const { part, field, before, after } = difference;
      const words = fieldWords(part.type === 'scheme' ? ['scheme', ...field] : field, language).slice(part.type === 'scheme' ? 1 : 0).join(' ');
      const value = (text: string): string => valueWord(field, text, language);
      if (before === null) return zh ? `${words} 设为 ${value(after ?? '')}` : `${words} set to ${value(after ?? '')}`;
      if (after === null) return zh ? `${words} 原为 ${value(before)}，已去掉` : `${words} was ${value(before)}, now gone`;
      return zh ? `${words} 由 ${value(before)} 改为 ${value(after)}` : `${words} from ${value(before)} to ${value(after)}`;
    }
    default: return difference satisfies never;
  }
}

function fieldWords(field: readonly DifferenceStep[], language: Language): string[] {
  const words = field.map((step, index) => {
    if (typeof step !== 'string') return typeof step.entry === 'number' ? String(step.entry) : step.entry[language];
    return fieldWord(keyOf(field, index), language);
  });
  // A scale is spoken of by what is in it.
  return words.slice(field.length > 1 && (field[0] === 'scale' || field[0] === 'product') ? 1 : 0);
}

function keyOf(field: readonly DifferenceStep[], index: number): string {
  const parent = field[index - 1];
  return typeof parent === 'string' ? `${parent}.${String(field[index])}` : String(field[index]);
}

function valueWord(field: readonly DifferenceStep[], value: string, language: Language): string {
  const key = keyOf(field, field.length - 1);
  if (value === '') return language === 'zh' ? '（空）' : '(empty)';
  const word = choiceWord(key, value, language);
  return word === value && (value === 'true' || value === 'false') ? choiceWord('flag', value, language) : word;
}
