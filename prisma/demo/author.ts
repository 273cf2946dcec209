/** The short form the posts are written in: each helper turns a line of a score sheet into a piece of a scheme. */
import { SCHEME_FORMAT } from '@leitai/scoring';
import type {
  Band, ChecklistScale, Conversion, CountKind, CountScale, Criterion, LevelsScale, MeasureScale, Module, Need, Scale, Scheme, Text, TimeScale, Veto, VetoEffect,
} from '@leitai/scoring';
import { ownClauses, STANDARDS } from './standards.ts';
import type { StandardKey } from './standards.ts';

export type Pair = readonly [zh: string, en: string];
/** Points per occurrence, the two names, and what else limits the kind. */
type KindLine = readonly [amount: number, zh: string, en: string, more?: { readonly most?: number; readonly zero?: true }];
type KindLines = Readonly<Record<string, KindLine>>;
type Line = Omit<Criterion, 'no'>;
type Draft = Omit<Module, 'criteria'> & { readonly lines: readonly Line[] };

const text = ([zh, en]: Pair): Text => ({ zh, en });

const kinds = (lines: KindLines): CountKind[] =>
  Object.entries(lines).map(([id, [amount, zh, en, more]]) => ({ id, name: { zh, en }, amount: String(amount), ...more }));

/** Starts from full points; every occurrence takes its amount. A `zero` kind forfeits the criterion, and its amount is the criterion's max. */
export const deduct = (lines: KindLines): CountScale => ({ type: 'count', direction: 'deduct', kinds: kinds(lines) });

/** Every one of `total` samples falls under exactly one kind and adds its points. */
export const tally = (total: number, lines: KindLines): CountScale => ({ type: 'count', direction: 'add', kinds: kinds(lines), total });

/** Each kind is counted on its own and adds its points. */
export const add = (lines: KindLines): CountScale => ({ type: 'count', direction: 'add', kinds: kinds(lines) });

/** Items in order or not, `each` points apiece. */
export const checklist = (each: number, items: Readonly<Record<string, Pair>>): ChecklistScale => ({
  type: 'checklist',
  items: Object.entries(items).map(([id, name]) => ({ id, name: text(name), points: String(each) })),
});

const LEVEL_NAMES: readonly Pair[] = [['未达标', 'Below standard'], ['达标', 'Meets standard'], ['良好', 'Good'], ['卓越', 'Excellent']];

/** level ÷ 3 × max, rounded half-up to two digits; whole numbers throughout, so exact. `max` is a whole number. */
function levelPoints(level: number, max: number): string {
  const hundredths = Math.floor((2 * level * max * 100 + 3) / 6);
  return String(hundredths / 100);
}

/** Judgement 0–3 by the four descriptors, lowest first. */
export const levels = (max: number, ...descriptors: readonly [Pair, Pair, Pair, Pair]): LevelsScale => ({
  type: 'levels',
  levels: LEVEL_NAMES.map((name, level) => ({
    level, name: text(name), descriptor: text(descriptors[level] as Pair), points: levelPoints(level, max),
  })),
});

/** One choice out of several stated outcomes, worst first; the place in the list is the level. */
export const outcomes = (...lines: readonly (readonly [points: number, name: Pair, descriptor: Pair])[]): LevelsScale => ({
  type: 'levels',
  levels: lines.map(([points, name, descriptor], level) => ({ level, name: text(name), descriptor: text(descriptor), points: String(points) })),
});

/** Tiers "≤ limit gives points", from the tightest; beyond the last the reading gives `rest`. */
export function tiers(steps: readonly (readonly [limit: number, points: number])[], rest = 0): Conversion {
  const bands: Band[] = [];
  let over: string | undefined;
  for (const [limit, points] of steps) {
    bands.push({ ...(over === undefined ? {} : { over }), upTo: String(limit), points: String(points) });
    over = String(limit);
  }
  return { type: 'bands', bands: [...bands, { ...(over === undefined ? {} : { over }), points: String(rest) }] };
}

/** Full points from `limit` upwards, none below. */
export const atLeast = (limit: number, points: number): Conversion => ({
  type: 'bands', bands: [{ from: String(limit), points: String(points) }, { below: String(limit), points: '0' }],
});

/** `each` points for every whole thing counted, up to `max` points. */
export const perPiece = (each: number, max: number): Conversion => ({ type: 'linear', rate: String(each), offset: '0', min: '0', max: String(max) });

/** Readings from 0 to `max` in steps, each converted on its own. */
export const measure = (
  unit: Pair, max: number, step: number, convert: Conversion, more: { readonly readings?: number; readonly faults?: KindLines } = {},
): MeasureScale => ({
  type: 'measure', unit: text(unit), min: '0', max: String(max), step: String(step), convert,
  ...(more.readings === undefined ? {} : { readings: more.readings }),
  ...(more.faults === undefined ? {} : { faults: kinds(more.faults) }),
});

/** A stopwatch reading in seconds. */
export const stopwatch = (max: number, step: number, convert: Conversion, faults?: KindLines): TimeScale => ({
  type: 'time', max: String(max), step: String(step), convert, ...(faults === undefined ? {} : { faults: kinds(faults) }),
});

/** Full points up to `limit` seconds; `minus` for every started `unit` seconds more; nothing once the excess passes `cutoff` seconds. */
export const slower = (full: number, limit: number, unit: number, minus: number, cutoff?: number): Conversion => ({
  type: 'per-unit', full: String(full), upTo: String(limit), unit: String(unit), penalty: String(minus), started: true,
  ...(cutoff === undefined ? {} : { cutoff: String(cutoff) }),
});

/** The task's own clock, whole seconds, up to twice the time allowed. */
export const overtime = (
  full: number, minutes: number, late: { readonly unit: number; readonly minus: number; readonly cutoff?: number }, faults?: KindLines,
): TimeScale => stopwatch(minutes * 120, 1, slower(full, minutes * 60, late.unit, late.minus, late.cutoff), faults);

const line = (kind: Criterion['kind']) =>
  (id: string, name: Pair, rule: Pair, max: number, scale: Scale, ...cites: readonly StandardKey[]): Line =>
    ({ id, name: text(name), rule: text(rule), kind, max: String(max), scale, clauses: cites.map((key) => STANDARDS[key]) });
export const measured = line('measured');
export const judged = line('judged');

/** Asks for a note or evidence beside some of the criterion's marks (NEED-1). */
export const needing = (one: Line, ...needs: readonly Need[]): Line => ({ ...one, needs });

export const module = (id: string, name: Pair, ...lines: readonly Line[]): Draft => ({ id, name: text(name), lines });

export const veto = (id: string, name: Pair, effect: VetoEffect): Veto => ({ id, name: text(name), effect });

/** Puts a post together: numbers the criteria in module order, has each cite the post's own standard before the published ones, and adds up the points. Every `max` is a whole number. */
export function post(
  code: string, name: Pair, minutes: number, parts: { readonly modules: readonly Draft[]; readonly vetoes?: readonly Veto[] },
): Scheme {
  const modules = parts.modules.map(({ id, name: moduleName, lines }, m) => ({
    id, name: moduleName, criteria: lines.map(({ id: criterionId, ...one }, c) => ({ id: criterionId, no: `${m + 1}.${c + 1}`, ...one, clauses: [...ownClauses(code, text(name), criterionId), ...one.clauses] })),
  }));
  const max = modules.flatMap((one) => one.criteria).reduce((sum, one) => sum + Number(one.max), 0);
  return { format: SCHEME_FORMAT, code, name: text(name), max: String(max), timeLimitSeconds: minutes * 60, modules, vetoes: parts.vetoes ?? [] };
}
