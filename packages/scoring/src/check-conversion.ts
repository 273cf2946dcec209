/** What is wrong with a conversion: bands that leave gaps or overlap, rows out of order, points no reading can earn. */
import { add, compare, format, max, min, mul, parse, ZERO, type Rational } from './exact.ts';
import { at, firstFrom, lastUpTo, type Grid } from './grid.ts';
import type { Issue } from './result.ts';
import type { Band, Conversion } from './scheme.ts';
import { issue } from './shape.ts';

/** The issues, and the most points one reading can earn. */
export type Converted = { readonly issues: readonly Issue[]; readonly best: Rational };

export function checkConversion(convert: Conversion, grid: Grid, path: string): Converted {
  switch (convert.type) {
    case 'bands': return checkBands(convert.bands, grid, `${path}.bands`);
    case 'per-unit': return checkPerUnit(convert, grid, path);
    case 'linear': return checkLinear(convert, grid, path);
    case 'table': return checkTable(convert.rows, grid, `${path}.rows`);
    default: return convert satisfies never;
  }
}

type Interval = { readonly path: string; readonly low: bigint; readonly high: bigint; readonly points: Rational };

/** SCALE-6: every reading that can be entered lies in exactly one band. Judged on the steps, so "≤ 1" and "from 1.1" leave no gap in steps of 0.1. */
function checkBands(bands: readonly Band[], grid: Grid, path: string): Converted {
  const ends = bands.flatMap((band, index) => checkEnds(band, `${path}.${index}`));
  const all = bands.map((band, index) => intervalOf(band, grid, `${path}.${index}`));
  const empty = all.filter(({ low, high }) => low > high).map((band) => issue('empty-band', band.path, 'make the band hold a reading that can be entered'));
  const held = all.filter(({ low, high }) => low <= high).sort((a, b) => (a.low < b.low ? -1 : a.low > b.low ? 1 : 0));
  const seams: Issue[] = [];
  let next = 0n;
  for (const band of held) {
    if (band.low > next) seams.push(gap(grid, next, band.low - 1n, path));
    if (band.low < next) seams.push(issue('overlapping-bands', band.path, 'begin the band after the one before it', { reading: format(at(grid, band.low)) }));
    if (band.high >= next) next = band.high + 1n;
  }
  if (next <= grid.last) seams.push(gap(grid, next, grid.last, path));
  return { issues: [...ends, ...empty, ...seams], best: held.reduce((best, band) => max(best, band.points), ZERO) };
}

function checkEnds(band: Band, path: string): Issue[] {
  const twoLow = band.from !== undefined && band.over !== undefined;
  const twoHigh = band.upTo !== undefined && band.below !== undefined;
  return twoLow || twoHigh ? [issue('two-ends', path, 'give from or over, and upTo or below')] : [];
}

function intervalOf(band: Band, grid: Grid, path: string): Interval {
  const low = band.from !== undefined ? firstFrom(grid, parse(band.from)) : band.over !== undefined ? lastUpTo(grid, parse(band.over)) + 1n : 0n;
  const high = band.upTo !== undefined ? lastUpTo(grid, parse(band.upTo)) : band.below !== undefined ? firstFrom(grid, parse(band.below)) - 1n : grid.last;
  return { path, low: low < 0n ? 0n : low, high: high > grid.last ? grid.last : high, points: parse(band.points) };
}

function gap(grid: Grid, low: bigint, high: bigint, path: string): Issue {
  const [from, upTo] = [format(at(grid, low)), format(at(grid, high))];
  return issue('gapped-bands', path, `add a band from ${from} to ${upTo}`, { from, upTo });
}

function checkPerUnit(convert: Extract<Conversion, { type: 'per-unit' }>, grid: Grid, path: string): Converted {
  const from = convert.from === undefined ? grid.min : parse(convert.from);
  const upTo = convert.upTo === undefined ? grid.max : parse(convert.upTo);
  const issues: Issue[] = [];
  if (convert.from === undefined && convert.upTo === undefined) issues.push(issue('no-limit', path, 'give upTo, from or both'));
  if (compare(from, upTo) > 0) issues.push(issue('empty-range', `${path}.upTo`, 'make upTo at least from'));
  const reachable = firstFrom(grid, max(from, grid.min)) <= lastUpTo(grid, min(upTo, grid.max));
  return { issues, best: reachable ? parse(convert.full) : ZERO };
}

function checkLinear(convert: Extract<Conversion, { type: 'linear' }>, grid: Grid, path: string): Converted {
  const [least, most] = [parse(convert.min), parse(convert.max)];
  const points = (reading: Rational) => min(max(add(mul(parse(convert.rate), reading), parse(convert.offset)), least), most);
  const issues = compare(least, most) >= 0 ? [issue('empty-range', `${path}.max`, 'make max greater than min')] : [];
  return { issues, best: max(points(grid.min), points(grid.max)) };
}

function checkTable(rows: Extract<Conversion, { type: 'table' }>['rows'], grid: Grid, path: string): Converted {
  const issues = rows.flatMap((row, index) => {
    const before = rows[index - 1];
    const rising = !before || compare(parse(before.at), parse(row.at)) < 0;
    const reached = compare(parse(row.at), grid.max) <= 0;
    return [
      ...(rising ? [] : [issue('not-rising', `${path}.${index}.at`, 'order the rows by reading, each once')]),
      ...(reached ? [] : [issue('out-of-range', `${path}.${index}.at`, `at most ${format(grid.max)}`, { most: format(grid.max) })]),
    ];
  });
  return { issues, best: rows.filter((row) => compare(parse(row.at), grid.max) <= 0).reduce((best, row) => max(best, parse(row.points)), ZERO) };
}
