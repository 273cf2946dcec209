/** Measured criteria on the tablet: a mark goes out as soon as it is whole; until then it is a draft on the device. */
import { checkMark, type Criterion, type Decimal, type MarkValue, type MeasureScale, type RankPointsScale, type Scale, type TimeScale } from '@leitai/scoring';
import { stepped } from './decimal.ts';
import type { Desk } from './desk.svelte.ts';
import type { Draft } from './drafts.svelte.ts';
import { CLOCK_GAP, measureRuler, plainRuler, type Ruler } from './ruler.ts';
import type { SheetView } from './sheet-view.ts';
import { none } from './tallies.ts';
import { formatSeconds } from './time.ts';

export type ReadingScale = MeasureScale | TimeScale | RankPointsScale;

export const isReadingScale = (scale: Scale): scale is ReadingScale => scale.type === 'measure' || scale.type === 'time' || scale.type === 'rank-points';

const countOf = (scale: ReadingScale): number => (scale.type === 'measure' ? (scale.readings ?? 1) : 1);

export const rangeOf = (scale: ReadingScale): { min: Decimal; max: Decimal; step: Decimal } =>
  scale.type === 'time' ? { min: '0', max: scale.max, step: scale.step } : { min: scale.min, max: scale.max, step: scale.step };

export const readingText = (scale: ReadingScale, reading: Decimal): string => (scale.type === 'time' ? formatSeconds(reading) : reading);

export const stepReading = (scale: ReadingScale, reading: Decimal | null, by: 1 | -1): Decimal => stepped(reading ?? rangeOf(scale).min, by, rangeOf(scale));

export const rulerOf = (scale: ReadingScale): Ruler => (scale.type === 'rank-points' ? plainRuler(scale) : measureRuler(rangeOf(scale), scale.convert, scale.type === 'time' ? CLOCK_GAP : undefined));

/** What has been read so far: the draft in hand, else the mark, else nothing yet. */
export function draftOf(desk: Desk, view: SheetView, { id, scale }: Criterion): Draft {
  const draft = desk.drafts.of(view.sheet.id, id);
  if (draft) return draft;
  const value = view.values[id];
  const faults = isReadingScale(scale) ? none(scale.faults ?? []) : {};
  switch (value?.type) {
    case 'measure':
      return { readings: value.readings, faults: value.faults ?? faults };
    case 'time':
      return { readings: [value.seconds], faults: value.faults ?? faults };
    case 'rank-points':
      return { readings: [value.reading], faults: value.faults ?? faults };
    case 'points':
      return { readings: [value.points], faults };
    default:
      return { readings: Array.from({ length: isReadingScale(scale) ? countOf(scale) : 1 }, () => null), faults };
  }
}

/** The mark a whole draft makes; null while a reading is missing. */
export function markOf(scale: Scale, { readings, faults }: Draft): MarkValue | null {
  const taken = readings.filter((reading) => reading !== null);
  const [first] = taken;
  if (first === undefined || taken.length < readings.length) return null;
  const withFaults = isReadingScale(scale) && scale.faults ? { faults } : {};
  switch (scale.type) {
    case 'measure':
      return { type: 'measure', readings: taken, ...withFaults };
    case 'time':
      return { type: 'time', seconds: first, ...withFaults };
    case 'rank-points':
      return { type: 'rank-points', reading: first, ...withFaults };
    case 'points':
      return { type: 'points', points: first };
    default:
      return null;
  }
}

/** Sends the mark when it is whole and right, and else keeps the draft; a mark whose readings were all taken back is cleared. */
export function putDraft(desk: Desk, view: SheetView, criterion: Criterion, draft: Draft): void {
  const mark = markOf(criterion.scale, draft);
  const whole = mark !== null && desk.snapshot !== null && checkMark(desk.snapshot.scheme, criterion.id, mark).length === 0;
  desk.drafts.put(view.sheet.id, criterion.id, whole || draft.readings.every((reading) => reading === null) ? null : draft);
  if (whole) desk.put(view.sheet, criterion.id, mark);
  else if (view.values[criterion.id]) desk.put(view.sheet, criterion.id, null);
}
