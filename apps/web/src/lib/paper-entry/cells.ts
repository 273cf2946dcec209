/** A paper sheet as fields a keyboard fills: each criterion is one or more cells of digits, and its cells together are one mark. */
import type { CountKind, Criterion, MarkValue, Text } from '@leitai/scoring';
import { formatSeconds } from '#lib/judge/time.ts';

export type Cell = {
  readonly key: string;
  readonly kind: 'pass' | 'level' | 'number' | 'count' | 'tick' | 'clock';
  /** What it counts or ticks, or the number of the reading; null where the criterion has one cell alone. */
  readonly of: Text | number | null;
};
export type Texts = Readonly<Record<string, string>>;

export function cellsOf({ id, scale }: Criterion): Cell[] {
  const one = (kind: Cell['kind']): Cell[] => [{ key: id, kind, of: null }];
  const counted = (kinds: readonly CountKind[] = []): Cell[] => kinds.map((kind) => ({ key: `${id}/${kind.id}`, kind: 'count', of: kind.name }));
  switch (scale.type) {
    case 'pass-fail': return one('pass');
    case 'levels': return one('level');
    case 'points': return one('number');
    case 'count': return counted(scale.kinds);
    case 'checklist': return scale.items.map((item) => ({ key: `${id}/${item.id}`, kind: 'tick', of: item.name }));
    case 'measure': {
      const count = scale.readings ?? 1;
      const readings = Array.from({ length: count }, (_, at): Cell => ({ key: `${id}/#${at}`, kind: 'number', of: count > 1 ? at + 1 : null }));
      return [...readings, ...counted(scale.faults)];
    }
    case 'time': return [...one('clock'), ...counted(scale.faults)];
    case 'rank-points': return [...one('number'), ...counted(scale.faults)];
    case 'derived': return [];
    default: return scale satisfies never;
  }
}

/** The mark its cells make; null while nothing is typed, undefined for what is no mark. Of counts and ticks some of which are typed, an empty one is 0. */
export function markOf(criterion: Criterion, texts: Texts): MarkValue | null | undefined {
  const { id, scale } = criterion;
  const read = cellsOf(criterion).map((cell) => ({ ...cell, text: plain(texts[cell.key] ?? '') }));
  if (read.every(({ text }) => text === '')) return null;
  const whole = ({ text }: { text: string }): number => (text === '' ? 0 : /^\d{1,3}$/.test(text) ? Number(text) : NaN);
  const tallies = read.filter(({ kind }) => kind === 'count' || kind === 'tick');
  const counts = Object.fromEntries(tallies.map((cell) => [cell.key.slice(id.length + 1), whole(cell)]));
  if (Object.values(counts).some(Number.isNaN)) return undefined;
  const decimals = read.filter(({ kind }) => kind === 'number' || kind === 'clock').map(({ kind, text }) => (kind === 'clock' ? seconds(text) : decimal(text)));
  const [first] = decimals;
  const faults = 'faults' in scale && scale.faults ? { faults: counts } : {};
  const digit = read[0]!.text;
  switch (scale.type) {
    case 'pass-fail': return digit === '1' || digit === '0' ? { type: 'pass-fail', pass: digit === '1' } : undefined;
    case 'levels': return /^\d{1,2}$/.test(digit) ? { type: 'levels', level: Number(digit) } : undefined;
    case 'count': return { type: 'count', counts };
    case 'checklist':
      if (Object.values(counts).some((tick) => tick > 1)) return undefined;
      return { type: 'checklist', ticks: Object.fromEntries(Object.entries(counts).map(([item, tick]) => [item, tick === 1])) };
    case 'points': return first ? { type: 'points', points: first } : undefined;
    case 'measure': return decimals.every((one) => one !== undefined) ? { type: 'measure', readings: decimals, ...faults } : undefined;
    case 'time': return first ? { type: 'time', seconds: first, ...faults } : undefined;
    case 'rank-points': return first ? { type: 'rank-points', reading: first, ...faults } : undefined;
    case 'derived': return undefined;
    default: return scale satisfies never;
  }
}

/** What would have been typed for this mark. */
export function textsOf({ id }: Criterion, value: MarkValue): Texts {
  const under = (parts: Readonly<Record<string, number>> = {}): Texts => Object.fromEntries(Object.entries(parts).map(([part, count]) => [`${id}/${part}`, String(count)]));
  switch (value.type) {
    case 'pass-fail': return { [id]: value.pass ? '1' : '0' };
    case 'levels': return { [id]: String(value.level) };
    case 'points': return { [id]: value.points };
    case 'count': return under(value.counts);
    case 'checklist': return under(Object.fromEntries(Object.entries(value.ticks).map(([item, tick]) => [item, tick ? 1 : 0])));
    case 'measure': return { ...Object.fromEntries(value.readings.map((reading, at) => [`${id}/#${at}`, reading])), ...under(value.faults) };
    case 'time': return { [id]: formatSeconds(value.seconds), ...under(value.faults) };
    case 'rank-points': return { [id]: value.reading, ...under(value.faults) };
    case 'not-applicable': return {};
    case 'veto': return { [id]: value.reason };
    default: return value satisfies never;
  }
}

/** As a Chinese keyboard may have typed it: full-width digits, and its own full stop. */
const plain = (text: string): string => text.normalize('NFKC').replaceAll('。', '.').trim();

/** "05.50" is 5.5: two people write one number in one way. */
function decimal(text: string): string | undefined {
  const found = /^(-?)0*(\d{1,12})(?:\.(\d{1,6}))?$/.exec(text);
  if (!found) return undefined;
  const [, sign = '', whole = '', fraction = ''] = found;
  const rest = fraction.replace(/0+$/, '');
  const size = `${whole}${rest && `.${rest}`}`;
  return size === '0' ? '0' : `${sign}${size}`;
}

/** "4:50" or "290". */
function seconds(text: string): string | undefined {
  const [, minutes, rest] = /^(\d{1,4}):([0-5]?\d(?:\.\d{1,6})?)$/.exec(text) ?? [];
  if (minutes === undefined || rest === undefined) return decimal(text);
  const [whole = '0', fraction] = rest.split('.');
  return decimal(`${Number(minutes) * 60 + Number(whole)}${fraction ? `.${fraction}` : ''}`);
}
