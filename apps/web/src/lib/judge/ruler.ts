/** Where things stand on a ruler under a reading: ticks, numbers, the zone of full marks. Only drawing: points come from the engine. */
import type { Band, Conversion, Decimal } from '@leitai/scoring';

export type Zone = { readonly from: number; readonly to: number };
export type Ruler = {
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly { readonly at: number; readonly long: boolean }[];
  readonly labels: readonly number[];
  readonly full: readonly Zone[];
};
type Range = { readonly min: Decimal; readonly max: Decimal; readonly step: Decimal };

const MOST_TICKS = 24;
/** Numbers closer than this share of the ruler would touch; a clock time takes more room than a number. */
const LABEL_GAP = 0.11;
export const CLOCK_GAP = 0.2;

/** The ruler of a measure: the tolerance in the middle, as much again on either side. */
export function measureRuler(range: Range, convert: Conversion, gap = LABEL_GAP): Ruler {
  const edges = edgesOf(convert);
  const [min, max, step] = [Number(range.min), Number(range.max), Number(range.step)];
  const [first, last] = [Math.min(...edges, max), Math.max(...edges, min)];
  const margin = edges.length === 0 ? max - min : last - first || aroundOne(convert, first, step);
  const low = edges.length === 0 ? min : Math.max(min, first - margin);
  const high = edges.length === 0 ? max : Math.min(max, last + margin);
  const full = fullZones(convert)
    .map(({ from, to }) => ({ from: Math.max(low, from), to: Math.min(high, to) }))
    .filter(({ from, to }) => to > from || (to === from && from > low));
  return { low, high, full, ...marks(low, high, step, full, gap) };
}

/** The ruler of points given in steps. */
export function plainRuler({ min, max, step }: Range): Ruler {
  const [low, high] = [Number(min), Number(max)];
  return { low, high, full: [], ...marks(low, high, Number(step), [], LABEL_GAP) };
}

/** 0 at the left end, 1 at the right; what lies outside is drawn at the end. */
export const place = ({ low, high }: Ruler, value: number): number => (high === low ? 0.5 : Math.min(1, Math.max(0, (value - low) / (high - low))));

function edgesOf(convert: Conversion): number[] {
  switch (convert.type) {
    case 'bands':
      return convert.bands.flatMap(({ from, over, upTo, below }) => [from, over, upTo, below]).flatMap((edge) => (edge === undefined ? [] : [Number(edge)]));
    case 'per-unit':
      return [convert.from, convert.upTo].flatMap((edge) => (edge === undefined ? [] : [Number(edge)]));
    case 'table':
      return convert.rows.map(({ at }) => Number(at));
    case 'linear':
      return [];
  }
}

/** How far to show on either side of a single limit: a few units of penalty, or a tenth of the limit. */
const aroundOne = (convert: Conversion, limit: number, step: number): number =>
  convert.type === 'per-unit' ? Number(convert.unit) * 4 : Math.max(step * 10, Math.abs(limit) / 10);

function fullZones(convert: Conversion): Zone[] {
  switch (convert.type) {
    case 'bands': {
      const best = Math.max(...convert.bands.map(({ points }) => Number(points)));
      return convert.bands.filter(({ points }) => Number(points) === best).map(zoneOf);
    }
    case 'per-unit':
      return [{ from: Number(convert.from ?? -Infinity), to: Number(convert.upTo ?? Infinity) }];
    case 'table':
    case 'linear':
      return [];
  }
}

const zoneOf = ({ from, over, upTo, below }: Band): Zone => ({ from: Number(from ?? over ?? -Infinity), to: Number(upTo ?? below ?? Infinity) });

function marks(low: number, high: number, step: number, full: readonly Zone[], gap: number): Pick<Ruler, 'ticks' | 'labels'> {
  const small = tickStep(high - low, step);
  const count = Math.floor((high - low) / small + 1e-9);
  const at = (index: number): number => Number((low + index * small).toFixed(6));
  const ticks = Array.from({ length: count + 1 }, (_, index) => ({ at: at(index), long: index % 2 === 0 }));
  const wanted = [low, high, ...full.flatMap(({ from, to }) => [from, to]), ...ticks.filter(({ long }) => long).map((tick) => tick.at)];
  const labels: number[] = [];
  for (const value of wanted) if (labels.every((other) => Math.abs(other - value) >= (high - low) * gap)) labels.push(value);
  return { ticks, labels: labels.toSorted((a, b) => a - b) };
}

/** 1, 2 or 5 times a power of ten, no finer than the scale's own step. */
function tickStep(span: number, step: number): number {
  for (let power = step; ; power *= 10) for (const factor of [1, 2, 5]) if (span / (power * factor) <= MOST_TICKS) return power * factor;
}
