/** From marks to points, written from docs/scoring-rules.md alone, slowly and plainly. */
import type { Derived } from '../derived.ts';
import type { Band, Conversion, CountKind, Criterion, MarkValue } from '../scheme.ts';
import { average, f, f0, greater, less, lesser, minus, over, plus, rounded, times, total, type F } from './fraction.ts';

type Rounding = { readonly digits: number; readonly mode: string } | undefined;

/** Points of one criterion on one sheet, before a product; null when not marked (or not fed). */
export function pointsOf(criterion: Criterion, mark: MarkValue | undefined, fed: Derived | undefined, markRounding: Rounding): F | null {
  const raw = rawPoints(criterion, mark, fed);
  if (raw === null) return null;
  const limited = lesser(greater(raw, f(criterion.min ?? '0')), f(criterion.max));
  return rounded(times(limited, f(criterion.difficulty ?? '1')), markRounding);
}

function rawPoints({ scale, max }: Criterion, mark: MarkValue | undefined, fed: Derived | undefined): F | null {
  if (scale.type === 'derived') {
    if (fed === undefined) return null;
    const figures: Readonly<Record<string, string>> = typeof fed === 'string' ? { value: fed } : fed;
    if (figures['points'] !== undefined) return f(figures['points']);
    const value = f(figures['value'] ?? '0');
    if (!scale.convert) return value;
    let points = converted(scale.convert, value);
    for (const { id, direction, amount, cap } of scale.also ?? []) {
      const each = times(f(amount), f(figures[id] ?? '0'));
      const counted = cap === undefined ? each : lesser(each, f(cap));
      points = direction === 'add' ? plus(points, counted) : minus(points, counted);
    }
    return points;
  }
  if (mark === undefined) return null;
  if (scale.type === 'pass-fail' && mark.type === 'pass-fail') return mark.pass ? f(max) : f0;
  if (scale.type === 'points' && mark.type === 'points') return f(mark.points);
  if (scale.type === 'levels' && mark.type === 'levels') {
    if (scale.proportional) return over(times(f(max), f(mark.level)), f(scale.levels.length - 1));
    for (const level of scale.levels) if (level.level === mark.level) return f(level.points);
  }
  if (scale.type === 'checklist' && mark.type === 'checklist') {
    return total(scale.items.filter((item) => mark.ticks[item.id]).map((item) => f(item.points)));
  }
  if (scale.type === 'count' && mark.type === 'count') {
    if (takesAll(scale.kinds, mark.counts)) return f0;
    const amount = lesser(costOf(scale.kinds, mark.counts), f(scale.cap ?? max));
    return scale.direction === 'deduct' ? minus(f(max), amount) : amount;
  }
  if (scale.type === 'measure' && mark.type === 'measure') {
    const readings = mark.readings.map(f);
    const used = scale.take === undefined ? readings : [scale.take === 'mean' ? average(readings) : readings.reduce(scale.take === 'greatest' ? greater : lesser)];
    return withFaults(total(used.map((reading) => converted(scale.convert, reading))), scale.faults, mark.faults);
  }
  if (scale.type === 'time' && mark.type === 'time') return withFaults(converted(scale.convert, f(mark.seconds)), scale.faults, mark.faults);
  if (scale.type === 'rank-points' && mark.type === 'rank-points') return typeof fed !== 'string' ? null : withFaults(f(fed), scale.faults, mark.faults);
  throw new Error('the mark does not fit the scale');
}

type Counts = Readonly<Record<string, number>>;

const takesAll = (kinds: readonly CountKind[], counts: Counts): boolean => kinds.some((kind) => kind.zero && (counts[kind.id] ?? 0) > 0);

function costOf(kinds: readonly CountKind[], counts: Counts): F {
  return total(kinds.map((kind) => {
    const cost = times(f(kind.amount), f(counts[kind.id] ?? 0));
    return kind.cap === undefined ? cost : lesser(cost, f(kind.cap));
  }));
}

function withFaults(points: F, kinds: readonly CountKind[] = [], counts: Counts = {}): F {
  return takesAll(kinds, counts) ? f0 : minus(points, costOf(kinds, counts));
}

function converted(convert: Conversion, reading: F): F {
  if (convert.type === 'bands') {
    for (const band of convert.bands) if (lies(reading, band)) return f(band.points);
    return f0;
  }
  if (convert.type === 'linear') {
    return lesser(greater(plus(times(f(convert.rate), reading), f(convert.offset)), f(convert.min)), f(convert.max));
  }
  if (convert.type === 'table') {
    let points = f0;
    for (const row of convert.rows) if (!less(reading, f(row.at))) points = f(row.points);
    return points;
  }
  let excess = f0;
  if (convert.upTo !== undefined && less(f(convert.upTo), reading)) excess = minus(reading, f(convert.upTo));
  if (convert.from !== undefined && less(reading, f(convert.from))) excess = minus(f(convert.from), reading);
  if (convert.cutoff !== undefined && less(f(convert.cutoff), excess)) return f0;
  const units = rounded(over(excess, f(convert.unit)), { digits: 0, mode: convert.started ? 'up' : 'down' });
  return greater(minus(f(convert.full), times(f(convert.penalty), units)), f0);
}

function lies(reading: F, { from, over: above, upTo, below }: Band): boolean {
  if (from !== undefined && less(reading, f(from))) return false;
  if (above !== undefined && !less(f(above), reading)) return false;
  if (upTo !== undefined && less(f(upTo), reading)) return false;
  return below === undefined || less(reading, f(below));
}
