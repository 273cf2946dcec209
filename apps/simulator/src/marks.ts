/** Plausible marks: of several that the scale allows, the one whose points come nearest to what the performance deserves. */
import { scoreSheet, type Conversion, type CountKind, type CountScale, type Criterion, type Decimal, type MarkValue, type Scale, type Scheme } from '@leitai/scoring';
import type { Random } from './random.ts';

const CANDIDATES = 8;
/** Occurrences entered of a kind whose scheme sets no limit. */
const USUAL_MOST = 4;

/**
 * @param deserved share of the criterion's points the performance is worth, 0 to 1.
 * @returns a mark that `checkMark` accepts.
 * @throws TypeError for a derived criterion, which no judge enters.
 */
export function plausibleMark(scheme: Scheme, criterion: Criterion, deserved: number, random: Random): MarkValue {
  const wanted = Number(criterion.max) * Number(criterion.difficulty ?? 1) * deserved;
  const candidates = Array.from({ length: CANDIDATES }, () => {
    const value = anyMark(criterion.scale, deserved, random);
    return { value, miss: Math.abs(pointsOf(scheme, criterion.id, value) - wanted) };
  });
  return candidates.reduce((best, candidate) => (candidate.miss < best.miss ? candidate : best)).value;
}

/** For choosing among candidates only: nothing is decided with this number. A ranking criterion has no points of its own: all are alike. */
function pointsOf(scheme: Scheme, criterionId: string, value: MarkValue): number {
  const points = scoreSheet(scheme, { [criterionId]: value }).criteria[criterionId];
  const [over, under = '1'] = (points ?? '0').split('/');
  return Number(over) / Number(under);
}

function anyMark(scale: Scale, deserved: number, random: Random): MarkValue {
  switch (scale.type) {
    case 'pass-fail': return { type: 'pass-fail', pass: random.chance(deserved) };
    case 'levels': return { type: 'levels', level: random.below(scale.levels.length) };
    case 'points': return { type: 'points', points: anyReading(scale, [], random) };
    case 'count': return { type: 'count', counts: anyCounts(scale, deserved, random) };
    case 'checklist': return { type: 'checklist', ticks: Object.fromEntries(scale.items.map(({ id }) => [id, random.chance(deserved)])) };
    case 'measure': {
      const near = landmarks(scale.convert);
      return { type: 'measure', readings: Array.from({ length: scale.readings ?? 1 }, () => anyReading(scale, near, random)), ...anyFaults(scale, deserved, random) };
    }
    case 'time': return { type: 'time', seconds: anyReading({ ...scale, min: '0' }, landmarks(scale.convert), random), ...anyFaults(scale, deserved, random) };
    case 'rank-points': return { type: 'rank-points', reading: anyReading(scale, [], random), ...anyFaults(scale, deserved, random) };
    case 'derived': throw new TypeError('no judge enters a derived criterion');
    default: return scale satisfies never;
  }
}

type Counts = Record<string, number>;

function anyCounts({ kinds, direction, total }: CountScale, deserved: number, random: Random): Counts {
  if (total !== undefined) return sharedOut(kinds, total, random);
  return occurrences(kinds, direction === 'add' ? deserved : 1 - deserved, random);
}

/** @param often how much of each kind's limit to expect, 0 to 1. */
function occurrences(kinds: readonly CountKind[], often: number, random: Random): Counts {
  return Object.fromEntries(kinds.map(({ id, most = USUAL_MOST, zero }) => {
    const tries = Math.min(most, USUAL_MOST);
    const share = zero ? often / 10 : often;
    return [id, Array.from({ length: tries }).filter(() => random.chance(share)).length];
  }));
}

/** A fixed number of samples, each of one kind. */
function sharedOut(kinds: readonly CountKind[], total: number, random: Random): Counts {
  const counts: Counts = Object.fromEntries(kinds.map(({ id }) => [id, 0]));
  const favourite = random.pick(kinds);
  for (let left = total; left > 0; left -= 1) {
    const open = kinds.filter(({ id, most = total }) => counts[id]! < most);
    const kind = open.includes(favourite) && random.chance(0.8) ? favourite : random.pick(open);
    counts[kind.id]! += 1;
  }
  return counts;
}

function anyFaults({ faults }: { readonly faults?: readonly CountKind[] }, deserved: number, random: Random): { faults?: Counts } {
  return faults ? { faults: occurrences(faults, (1 - deserved) / 3, random) } : {};
}

/** Where a conversion changes: what people measure lies around these readings. */
function landmarks(convert: Conversion): number[] {
  switch (convert.type) {
    case 'bands': return convert.bands.flatMap(({ from, over, upTo, below }) => numbers(from, over, upTo, below));
    case 'per-unit': return numbers(convert.from, convert.upTo, convert.upTo ?? convert.unit);
    case 'linear': return [];
    case 'table': return numbers(...convert.rows.map(({ at }) => at));
    default: return convert satisfies never;
  }
}

const numbers = (...decimals: readonly (Decimal | undefined)[]): number[] => decimals.filter((decimal) => decimal !== undefined).map(Number);

/** A reading on the grid: near one of the landmarks, or anywhere when there are none. */
function anyReading({ min, max, step }: { readonly min: Decimal; readonly max: Decimal; readonly step: Decimal }, near: readonly number[], random: Random): Decimal {
  const last = Math.floor((Number(max) - Number(min)) / Number(step) + 1e-6);
  const centre = near.length > 0 ? random.pick(near) * (1 + 0.15 * random.normal()) : Number(min) + random.next() * (Number(max) - Number(min));
  const position = Math.min(last, Math.max(0, Math.round((centre - Number(min)) / Number(step))));
  const digits = Math.max(...[min, step].map((decimal) => decimal.split('.')[1]?.length ?? 0));
  return (Number(min) + position * Number(step)).toFixed(digits).replace(/^-(0(?:\.0*)?)$/, '$1');
}
