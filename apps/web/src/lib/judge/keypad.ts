/** What is being typed on the keypad, and the reading it makes. */
import { checkMark, scoreSheet, type Criterion, type Decimal, type MarkValue, type ScaleStep, type Scheme } from '@leitai/scoring';
import { fractionDigits } from './decimal.ts';
import { isReadingScale, markOf, rangeOf } from './readings.ts';
import { none } from './tallies.ts';
import { clockFromDigits, secondsFromDigits } from './time.ts';

export type Key = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '.' | '-' | 'back' | 'clear';

const LONGEST = 9;

/** A time is typed as the digits of a clock, everything else as a decimal. */
const isClock = (criterion: Criterion): boolean => criterion.scale.type === 'time';

const stepOf = ({ scale }: Criterion): Decimal => (isReadingScale(scale) ? rangeOf(scale).step : scale.type === 'points' ? scale.step : '1');
const leastOf = ({ scale }: Criterion): Decimal => (isReadingScale(scale) ? rangeOf(scale).min : scale.type === 'points' ? scale.min : '0');

export const takesPoint = (criterion: Criterion): boolean => !isClock(criterion) && fractionDigits(stepOf(criterion)) > 0;
export const takesSign = (criterion: Criterion): boolean => leastOf(criterion).startsWith('-');

export function press(criterion: Criterion, typed: string, key: Key): string {
  switch (key) {
    case 'back':
      return typed.slice(0, -1);
    case 'clear':
      return '';
    case '.':
      return takesPoint(criterion) && !typed.includes('.') ? `${typed === '' || typed === '-' ? `${typed}0` : typed}.` : typed;
    case '-':
      return !takesSign(criterion) ? typed : typed.startsWith('-') ? typed.slice(1) : `-${typed}`;
    default:
      if (typed.length >= LONGEST) return typed;
      return isClock(criterion) ? `${typed}${key}`.replace(/^0+/, '') : `${typed}${key}`.replace(/^(-?)0+(?=\d)/, '$1');
  }
}

/** The reading typed so far; null while there is none. */
export function typedReading(criterion: Criterion, typed: string): Decimal | null {
  if (isClock(criterion)) return secondsFromDigits(typed, stepOf(criterion));
  const text = typed.replace(/\.$/, '');
  return /\d/.test(text) ? text : null;
}

export const typedText = (criterion: Criterion, typed: string): string => (isClock(criterion) ? clockFromDigits(typed, stepOf(criterion)) : typed);

/** What one reading by itself would give, by the engine the server decides with; null when it is not a reading of this scale. */
export function preview(scheme: Scheme, criterion: Criterion, reading: Decimal): { points: string | null; steps: readonly ScaleStep[] } | null {
  const { scale } = criterion;
  const faults = isReadingScale(scale) ? none(scale.faults ?? []) : {};
  const readings = scale.type === 'measure' ? Array.from({ length: scale.readings ?? 1 }, () => reading) : [reading];
  const whole = markOf(scale, { readings, faults });
  if (!whole || checkMark(scheme, criterion.id, whole).length > 0) return null;
  const alone: MarkValue = whole.type === 'measure' ? { ...whole, readings: [reading] } : whole;
  const score = scoreSheet(scheme, { [criterion.id]: alone });
  return { points: score.criteria[criterion.id] ?? null, steps: score.working[0]?.steps ?? [] };
}
