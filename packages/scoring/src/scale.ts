/** From a judge's mark to points, scale by scale, before caps of the criterion, difficulty and rounding. */
import { compileConversion, type PointsOfReading } from './conversion.ts';
import { compileDerived, type Derived, type PointsOfDerived } from './derived.ts';
import { add, div, format, integer, max, min, mul, parse, sub, sum, ZERO, type Rational } from './exact.ts';
import { own } from './own.ts';
import type { ScaleStep } from './result.ts';
import type { CountKind, CountScale, Criterion, LevelsScale, MarkValue, MeasureScale } from './scheme.ts';
import { compileTally, type TallyOf } from './tally.ts';

/** What a mark becomes; null while the points are not known yet (no mark, or no ranking or recorded data fed in as `fed`). */
export type PointsOfMark = (mark: MarkValue | undefined, fed: Derived | null, steps?: ScaleStep[]) => Rational | null;

/** Compiles a criterion's scale. The function throws TypeError for a mark of another type: check marks first. */
export function compileScale(criterion: Criterion): PointsOfMark {
  const { scale } = criterion;
  const most = parse(criterion.max);
  switch (scale.type) {
    case 'pass-fail': return marked('pass-fail', (mark, steps) => given(mark.pass ? most : ZERO, steps));
    case 'levels': return compileLevels(scale, most);
    case 'points': return marked('points', (mark, steps) => given(parse(mark.points), steps));
    case 'count': return compileCount(scale, most);
    case 'checklist': return compileChecklist(scale.items);
    case 'measure': return compileMeasure(compileConversion(scale.convert), scale.take, faultsOf(scale.faults));
    case 'time': return compileTime(compileConversion(scale.convert), faultsOf(scale.faults));
    case 'rank-points': return compileRankPoints(faultsOf(scale.faults));
    case 'derived': return compileRecorded(compileDerived(scale));
    default: return scale satisfies never;
  }
}

type MarkOf<T extends MarkValue['type']> = Extract<MarkValue, { type: T }>;

function marked<T extends MarkValue['type']>(type: T, points: (mark: MarkOf<T>, steps?: ScaleStep[]) => Rational): PointsOfMark {
  return (mark, _fed, steps) => (mark === undefined ? null : points(expect(mark, type), steps));
}

function expect<T extends MarkValue['type']>(mark: MarkValue, type: T): MarkOf<T> {
  if (mark.type !== type) throw new TypeError(`a ${mark.type} mark cannot answer a ${type} scale`);
  return mark as MarkOf<T>;
}

function given(points: Rational, steps?: ScaleStep[]): Rational {
  steps?.push({ type: 'given', points: format(points) });
  return points;
}

/** SCALE-2, or SCALE-14 where the points are proportional to the level. */
function compileLevels({ levels, proportional }: LevelsScale, most: Rational): PointsOfMark {
  const top = integer(levels.length - 1);
  const points = new Map(levels.map(({ level, points }) => [level, proportional ? div(mul(most, integer(level)), top) : parse(points)]));
  return marked('levels', (mark, steps) => {
    const found = points.get(mark.level);
    if (!found) throw new TypeError(`no level ${mark.level}`);
    steps?.push({ type: 'level', level: mark.level, points: format(found) });
    return found;
  });
}

/** COUNT-1 … COUNT-3, and COUNT-6: a kind that takes all points leaves none. */
function compileCount(scale: CountScale, most: Rational): PointsOfMark {
  const tally = compileTally(scale.kinds, scale.direction);
  const cap = scale.cap === undefined ? most : parse(scale.cap);
  return marked('count', (mark, steps) => {
    const { amount, zero } = tally(mark.counts, steps);
    if (zero) return ZERO;
    const counted = min(amount, cap);
    const before = scale.direction === 'deduct' ? sub(most, amount) : amount;
    const after = scale.direction === 'deduct' ? sub(most, counted) : counted;
    if (counted !== amount) steps?.push({ type: 'limited', from: format(before), to: format(after) });
    return after;
  });
}

function compileChecklist(items: readonly { id: string; points: string }[]): PointsOfMark {
  const ready = items.map((item) => ({ id: item.id, points: parse(item.points) }));
  return marked('checklist', (mark, steps) => {
    const found = ready.filter((item) => own(mark.ticks, item.id) === true);
    const points = sum(found.map((item) => item.points));
    steps?.push({ type: 'ticked', count: found.length, of: ready.length, points: format(points) });
    return points;
  });
}

function compileMeasure(convert: PointsOfReading, take: MeasureScale['take'], faults: FaultsOf): PointsOfMark {
  return marked('measure', (mark, steps) => {
    const given = mark.readings.map(parse);
    const readings = take ? [takeOne(take, given, steps)] : given;
    const points = readings.reduce((total, reading) => add(total, convert(reading, steps)), ZERO);
    return faults(points, mark.faults, steps);
  });
}

/** SCALE-15. */
export function takeOne(how: NonNullable<MeasureScale['take']>, readings: readonly Rational[], steps?: ScaleStep[]): Rational {
  const value = how === 'mean' ? div(sum(readings), integer(readings.length)) : readings.reduce(how === 'greatest' ? max : min);
  steps?.push({ type: 'taken', how, readings: readings.map(format), value: format(value) });
  return value;
}

function compileTime(convert: PointsOfReading, faults: FaultsOf): PointsOfMark {
  return marked('time', (mark, steps) => faults(convert(parse(mark.seconds), steps), mark.faults, steps));
}

const compileRecorded = (points: PointsOfDerived): PointsOfMark => (_mark, fed, steps) => (fed === null ? null : points(fed, steps));

function compileRankPoints(faults: FaultsOf): PointsOfMark {
  return (mark, fed, steps) => {
    if (mark === undefined || typeof fed !== 'string') return null;
    return faults(given(parse(fed), steps), expect(mark, 'rank-points').faults, steps);
  };
}

type FaultsOf = (points: Rational, counts: Readonly<Record<string, number>> | undefined, steps?: ScaleStep[]) => Rational;

/** COUNT-5: faults beside a reading are deducted from its points; the criterion's own limit keeps the rest from going below 0. */
function faultsOf(kinds: readonly CountKind[] | undefined): FaultsOf {
  const tally: TallyOf = compileTally(kinds ?? [], 'deduct');
  return (points, counts, steps) => {
    if (counts === undefined) return points;
    const { amount, zero } = tally(counts, steps);
    return zero ? ZERO : sub(points, amount);
  };
}
