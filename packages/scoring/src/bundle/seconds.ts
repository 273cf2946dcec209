/** How long an entrant took in all: for teams whose equal sums are told apart by time (ORG-5). */
import { allCriteria } from '../compile.ts';
import { format, parse, sum } from '../exact.ts';
import type { Exact, SheetInput } from '../result.ts';
import type { Scheme } from '../scheme.ts';
import { meanOf } from '../statistics.ts';

/** The mean reading of every time criterion over the judges who took it, added up. In seconds. */
export function secondsTaken(scheme: Scheme, sheets: readonly SheetInput[]): Exact {
  const timed = allCriteria(scheme).filter(({ scale }) => scale.type === 'time');
  return format(sum(timed.flatMap(({ id }) => {
    const readings = sheets.flatMap(({ marks }) => { const mark = marks[id]; return mark?.type === 'time' ? [parse(mark.seconds)] : []; });
    return readings.length === 0 ? [] : [meanOf(readings)];
  })));
}
