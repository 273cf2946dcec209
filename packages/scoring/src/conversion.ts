/** From a reading to points: bands, per started unit, linear, table (SCALE-6 … SCALE-9, TIME-1 … TIME-3). */
import { add, ceil, compare, div, floor, format, max, min, mul, parse, sub, ZERO, type Rational } from './exact.ts';
import type { ScaleStep } from './result.ts';
import type { Band, Conversion, Decimal } from './scheme.ts';

export type PointsOfReading = (reading: Rational, steps?: ScaleStep[]) => Rational;

/** Compiles a conversion: its decimals are parsed once, the function is then exact and free of text. */
export function compileConversion(convert: Conversion): PointsOfReading {
  switch (convert.type) {
    case 'bands': return compileBands(convert.bands);
    case 'per-unit': return compilePerUnit(convert);
    case 'linear': return compileLinear(convert);
    case 'table': return compileTable(convert.rows);
    default: return convert satisfies never;
  }
}

function compileBands(bands: readonly Band[]): PointsOfReading {
  const ready = bands.map((band) => ({ holds: compileBand(band), points: parse(band.points), rule: bandText(band) }));
  return (reading, steps) => {
    const band = ready.find((one) => one.holds(reading));
    const points = band?.points ?? ZERO;
    steps?.push({ type: 'reading', value: format(reading), points: format(points), rule: band?.rule ?? '' });
    return points;
  };
}

function compileBand(band: Band): (reading: Rational) => boolean {
  const from = optional(band.from);
  const over = optional(band.over);
  const upTo = optional(band.upTo);
  const below = optional(band.below);
  return (reading) =>
    (from === null || compare(reading, from) >= 0) && (over === null || compare(reading, over) > 0) &&
    (upTo === null || compare(reading, upTo) <= 0) && (below === null || compare(reading, below) < 0);
}

/** The band as mathematics writes it, x being the reading: "1 < x ≤ 2". */
function bandText(band: Band): string {
  const low = band.from !== undefined ? `${band.from} ≤ ` : band.over !== undefined ? `${band.over} < ` : '';
  const high = band.upTo !== undefined ? ` ≤ ${band.upTo}` : band.below !== undefined ? ` < ${band.below}` : '';
  return `${low}x${high}`;
}

/** TIME-1: each started unit of excess costs the penalty; TIME-2: excess beyond the cutoff leaves nothing. */
function compilePerUnit(convert: Extract<Conversion, { type: 'per-unit' }>): PointsOfReading {
  const full = parse(convert.full);
  const from = optional(convert.from);
  const upTo = optional(convert.upTo);
  const unit = parse(convert.unit);
  const penalty = parse(convert.penalty);
  const cutoff = optional(convert.cutoff);
  return (reading, steps) => {
    const above = upTo === null ? ZERO : max(sub(reading, upTo), ZERO);
    const beneath = from === null ? ZERO : max(sub(from, reading), ZERO);
    const excess = max(above, beneath);
    const ratio = div(excess, unit);
    const units = convert.started ? ceil(ratio) : floor(ratio);
    const beyond = cutoff !== null && compare(excess, cutoff) > 0;
    const points = beyond ? ZERO : max(sub(full, mul(penalty, { n: units, d: 1n })), ZERO);
    steps?.push({
      type: 'excess', reading: format(reading), excess: format(excess), units: Number(units), points: format(points), cutoff: beyond,
    });
    return points;
  };
}

function compileLinear(convert: Extract<Conversion, { type: 'linear' }>): PointsOfReading {
  const rate = parse(convert.rate);
  const offset = parse(convert.offset);
  const least = parse(convert.min);
  const most = parse(convert.max);
  return (reading, steps) => {
    const points = min(max(add(mul(rate, reading), offset), least), most);
    steps?.push({ type: 'reading', value: format(reading), points: format(points), rule: `${convert.rate} × x + ${convert.offset}` });
    return points;
  };
}

function compileTable(rows: readonly { readonly at: Decimal; readonly points: Decimal }[]): PointsOfReading {
  const ready = rows.map((row) => ({ at: parse(row.at), points: parse(row.points), rule: `x ≥ ${row.at}` }));
  return (reading, steps) => {
    const row = ready.findLast((one) => compare(one.at, reading) <= 0);
    const points = row?.points ?? ZERO;
    steps?.push({ type: 'reading', value: format(reading), points: format(points), rule: row?.rule ?? '' });
    return points;
  };
}

const optional = (value: Decimal | undefined): Rational | null => (value === undefined ? null : parse(value));
