/** Whether an item of a checklist conforms, and all of it together: the one place that says so (CONF-1, CONF-2). */
import { compileScheme } from './compile.ts';
import { compare, div, format, integer, mul, parse, sum, type Rational } from './exact.ts';
import type { EntrantScore, Exact } from './result.ts';
import { takeOne } from './scale.ts';
import type { Criterion, MarkValue, Scale, Scheme, Text } from './scheme.ts';

export type Conformity = 'conform' | 'nonconform' | 'not-applicable';

/** Scales that read a quantity (定量), which may have a threshold of its own. */
export const isQuantity = ({ type }: Scale): boolean => type === 'measure' || type === 'time' || type === 'rank-points' || type === 'points' || type === 'count';

/**
 * CONF-1: an item with a threshold conforms where every quantity read lies within it; any other where its mark earns all its points: a reading
 * within the scale's limits (定量 by measurement), or full accordance with the standard (定性 by comparison). Source: 符合性评价 of seed 002.
 * Null while there is no mark, or its points are not known yet. Throws TypeError for marks that `checkMark` refuses.
 */
export function conformityOf(scheme: Scheme, criterionId: string, mark: MarkValue | undefined): Conformity | null {
  const planned = compileScheme(scheme).criteria.find(({ id }) => id === criterionId);
  if (!planned || mark === undefined) return null;
  if (mark.type === 'not-applicable') return 'not-applicable';
  const { conformsFrom: from, conformsUpTo: upTo, scale } = planned.criterion;
  if (from !== undefined || upTo !== undefined) {
    const within = (value: Rational): boolean => (from === undefined || compare(value, parse(from)) >= 0) && (upTo === undefined || compare(value, parse(upTo)) <= 0);
    return quantities(scale, mark).every(within) ? 'conform' : 'nonconform';
  }
  const earned = planned.points(mark, null);
  if (earned === null) return null;
  return compare(earned, planned.max) >= 0 ? 'conform' : 'nonconform';
}

/** What was read: of several readings the one that is taken (SCALE-15), or each; of a count, how often in all. */
function quantities(scale: Scale, mark: MarkValue): Rational[] {
  switch (mark.type) {
    case 'measure': {
      const readings = mark.readings.map(parse);
      return scale.type === 'measure' && scale.take ? [takeOne(scale.take, readings)] : readings;
    }
    case 'time': return [parse(mark.seconds)];
    case 'rank-points': return [parse(mark.reading)];
    case 'points': return [parse(mark.points)];
    case 'count': return [sum(Object.values(mark.counts).map(integer))];
    default: throw new TypeError(`a ${mark.type} mark reads no quantity`);
  }
}

/** CONF-2: a whole conforms (合格) where every item that applies does; it does not where one does not. Null while an item is not marked, or nothing applies. */
export function conclusionOf(items: readonly (Conformity | null)[]): 'conform' | 'nonconform' | null {
  if (items.includes('nonconform')) return 'nonconform';
  return items.includes(null) || !items.includes('conform') ? null : 'conform';
}

/** The threshold as people read it: "24～26 °C"; null without one. */
export function thresholdText({ conformsFrom: from, conformsUpTo: upTo, scale }: Criterion): Text | null {
  if (from === undefined && upTo === undefined) return null;
  const span = from === undefined ? `≤ ${upTo}` : upTo === undefined ? `≥ ${from}` : from === upTo ? from : `${from}～${upTo}`;
  const unit = 'unit' in scale ? scale.unit : scale.type === 'time' ? { zh: '秒', en: 's' } : scale.type === 'count' ? { zh: '次', en: 'times' } : scale.type === 'points' ? { zh: '分', en: 'points' } : { zh: '', en: '' };
  return { zh: `${span} ${unit.zh}`.trim(), en: `${span.replace('～', '–')} ${unit.en}`.trim() };
}

/** A score in percent of its max (得分率), exact; null without a score, or where the max is 0. */
export function scoreRate(score: EntrantScore): Exact | null {
  if (score.status !== 'scored') return null;
  const max = parse(score.max);
  return max.n === 0n ? null : format(div(mul(parse(score.total), integer(100)), max));
}
