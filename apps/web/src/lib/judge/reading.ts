/** A raw reading in words, as it is read back before submitting: "61.5 cm", "2 良好", "4:50". */
import type { Criterion, MarkValue, Text } from '@leitai/scoring';
import { formatSeconds } from './time.ts';

/** The words of the reader's language. */
export type ReadingWords = {
  text(text: Text): string;
  pass(): string;
  fail(): string;
  none(): string;
  notApplicable(): string;
  times(count: number): string;
  ticked(count: number, of: number): string;
  /** Several things in a row. */
  list(parts: readonly string[]): string;
};

export function readingText(criterion: Criterion, value: MarkValue, words: ReadingWords): string {
  const { scale } = criterion;
  switch (value.type) {
    case 'pass-fail':
      return value.pass ? words.pass() : words.fail();
    case 'levels': {
      const level = scale.type === 'levels' ? scale.levels.find((one) => one.level === value.level) : undefined;
      return level ? `${value.level} ${words.text(level.name)}` : String(value.level);
    }
    case 'points':
      return value.points;
    case 'count':
      return countText(scale.type === 'count' && scale.kinds.length > 1 ? scale.kinds : [], value.counts, words);
    case 'checklist':
      return words.ticked(Object.values(value.ticks).filter(Boolean).length, Object.keys(value.ticks).length);
    case 'measure':
      return withFaults(withUnit(words.list(value.readings), scale, words), value.faults, scale, words);
    case 'time':
      return withFaults(formatSeconds(value.seconds), value.faults, scale, words);
    case 'rank-points':
      return withFaults(withUnit(value.reading, scale, words), value.faults, scale, words);
    case 'not-applicable':
      return words.notApplicable();
    case 'veto':
      return value.reason;
  }
}

type Kinds = readonly { readonly id: string; readonly name: Text }[];

function countText(kinds: Kinds, counts: Readonly<Record<string, number>>, words: ReadingWords): string {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  if (total === 0) return words.none();
  if (kinds.length === 0) return words.times(total);
  return words.list(kinds.flatMap(({ id, name }) => (counts[id] ? [`${words.text(name)} ${counts[id]}`] : [])));
}

function withFaults(reading: string, faults: Readonly<Record<string, number>> | undefined, scale: Criterion['scale'], words: ReadingWords): string {
  if (!faults || Object.values(faults).every((count) => count === 0)) return reading;
  const kinds = 'faults' in scale ? (scale.faults ?? []) : [];
  return words.list([reading, countText(kinds, faults, words)]);
}

const withUnit = (reading: string, scale: Criterion['scale'], words: ReadingWords): string => ('unit' in scale ? `${reading} ${words.text(scale.unit)}` : reading);
