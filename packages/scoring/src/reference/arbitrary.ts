/** Random schemes, rules and sheets that the checks find nothing wrong with: what the engine and the reference are compared on. */
import fc from 'fast-check';
import type { Derived } from '../derived.ts';
import { div, format, integer } from '../exact.ts';
import type { SheetInput } from '../result.ts';
import type { Combine, Rules } from '../rules.ts';
import { RULES_FORMAT } from '../rules.ts';
import type { Criterion, DerivedScale, MarkValue, Product, Rounding, RoundingMode, Scale, Scheme } from '../scheme.ts';
import { faultless, named, scheme } from '../test-support.ts';

const mode = fc.constantFrom<RoundingMode[]>('half-up', 'half-even', 'up', 'down', 'truncate');
export const rounding: fc.Arbitrary<Rounding> = fc.record({ digits: fc.integer({ min: 0, max: 3 }), mode });
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });
const given = <T extends object>(parts: T) => Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> };

type Built = { readonly max: string; readonly scale: Scale; readonly mark: fc.Arbitrary<MarkValue | undefined>; readonly min?: string; readonly fed?: fc.Arbitrary<Derived> };
const decimals = (least: number, most: number, digits = 2) => fc.integer({ min: least * 10 ** digits, max: most * 10 ** digits }).map((value) => {
  const text = String(Math.abs(value)).padStart(digits + 1, '0');
  return `${value < 0 ? '-' : ''}${text.slice(0, -digits)}.${text.slice(-digits)}`;
});
const counts = (ids: readonly string[], most: number) => fc.record(Object.fromEntries(ids.map((id) => [id, fc.integer({ min: 0, max: most })])));
const kinds = [{ id: 'k1', name: named('k1'), amount: '1.5', cap: '4' }, { id: 'k2', name: named('k2'), amount: '0.25' }, { id: 'k3', name: named('k3'), amount: '0', zero: true }];
const rarely = fc.record({ k1: fc.integer({ min: 0, max: 4 }), k2: fc.integer({ min: 0, max: 9 }), k3: fc.constantFrom(0, 0, 0, 1) });

const perUnit = fc.record({ penalty: fc.constantFrom('0.3', '2'), started: fc.boolean(), cutoff: maybe(fc.constant('3')) })
  .map(({ penalty, started, cutoff }) => given({ type: 'per-unit' as const, full: '10', from: '4', upTo: '6', unit: '0.7', penalty, started, cutoff }));
const convert = fc.oneof(
  perUnit,
  fc.constant({ type: 'bands' as const, bands: [{ upTo: '2', points: '10' }, { over: '2', below: '5', points: '6.5' }, { from: '5', points: '1' }] }),
  fc.constant({ type: 'linear' as const, rate: '-1.1', offset: '11', min: '0', max: '10' }),
  fc.constant({ type: 'table' as const, rows: [{ at: '1', points: '3' }, { at: '4.5', points: '10' }] }),
);

const exact = fc.tuple(fc.integer({ min: 0, max: 60 }), fc.constantFrom(1, 3, 7)).map(([n, d]) => format(div(integer(n), integer(d))));
const also: DerivedScale['also'] = [{ id: 'bad', name: named('bad'), direction: 'deduct', amount: '1.5' }, { id: 'good', name: named('good'), direction: 'add', amount: '2', cap: '3' }];

const built: fc.Arbitrary<Built> = fc.oneof(
  fc.tuple(convert, fc.boolean()).map(([how, more]): Built => ({
    max: '10', scale: { type: 'derived', source: 'records', most: '20', convert: how, ...(more && { also }) }, mark: fc.constant(undefined),
    fed: fc.oneof(exact, fc.record({ value: exact, bad: exact, good: exact }), fc.record({ points: exact })),
  })),
  fc.constant<Built>({ max: '10', scale: { type: 'derived', source: 'records' }, mark: fc.constant(undefined), fed: exact }),
  fc.constant<Built>({ max: '10', scale: { type: 'pass-fail' }, mark: fc.boolean().map((pass) => ({ type: 'pass-fail', pass })) }),
  fc.boolean().map((proportional): Built => ({
    max: '11', mark: fc.integer({ min: 0, max: 3 }).map((level) => ({ type: 'levels', level })),
    scale: { type: 'levels', proportional, levels: ['0', '3.67', '7.33', '11'].map((points, level) => ({ level, points, name: named('l'), descriptor: named('d') })) },
  })),
  fc.constant<Built>({ max: '10', scale: { type: 'points', min: '0', max: '10', step: '0.01' }, mark: decimals(0, 10).map((points) => ({ type: 'points', points })) }),
  fc.constant<Built>({ max: '3', min: '-3', scale: { type: 'points', min: '-3', max: '3', step: '1' }, mark: fc.integer({ min: -3, max: 3 }).map((points) => ({ type: 'points', points: String(points) })) }),
  fc.record({ cap: maybe(fc.constant('5')) }).map(({ cap }): Built => ({ max: '10', scale: { type: 'count', direction: 'deduct', kinds, ...given({ cap }) }, mark: rarely.map((all) => ({ type: 'count', counts: all })) })),
  fc.constant<Built>({ max: '7', scale: { type: 'count', direction: 'add', kinds: [{ id: 'a', name: named('a'), amount: '0.9' }, { id: 'b', name: named('b'), amount: '2', cap: '4' }] }, mark: counts(['a', 'b'], 9).map((all) => ({ type: 'count', counts: all })) }),
  fc.constant<Built>({ max: '6.5', scale: { type: 'checklist', items: [{ id: 'a', name: named('a'), points: '4' }, { id: 'b', name: named('b'), points: '2.5' }] }, mark: fc.record({ a: fc.boolean(), b: fc.boolean() }).map((ticks) => ({ type: 'checklist', ticks })) }),
  fc.tuple(convert, fc.boolean()).map(([how, faults]): Built => ({
    max: '10', scale: { type: 'time', max: '20', step: '0.1', convert: how, ...(faults && { faults: kinds }) },
    mark: fc.tuple(decimals(0, 20, 1), rarely).map(([seconds, all]) => ({ type: 'time', seconds, ...(faults && { faults: all }) })),
  })),
  fc.tuple(convert, maybe(fc.constantFrom('greatest' as const, 'least' as const, 'mean' as const))).map(([how, take]): Built => {
    const taken = how.type === 'bands' && take === 'mean' ? 'least' : take;
    return {
      max: taken ? '10' : '20', scale: { type: 'measure', unit: named('cm'), min: '0', max: '20', step: '0.1', readings: 2, convert: how, ...given({ take: taken }) },
      mark: fc.tuple(decimals(0, 20, 1), decimals(0, 20, 1)).map((readings) => ({ type: 'measure', readings })),
    };
  }),
);

const product: fc.Arbitrary<Product> = fc.record({ base: decimals(0, 9), factor: fc.constantFrom('0.5', '1.67', '3') });
const groups = ['tech', 'art'];

export type Case = { readonly scheme: Scheme; readonly rules: Rules; readonly fields: readonly (readonly SheetInput[])[]; readonly products: Readonly<Record<string, Product>>; readonly derived: Readonly<Record<string, Derived>> };

const combine: fc.Arbitrary<Combine> = fc.oneof(
  fc.constantFrom<Combine[]>({ type: 'mean' }, { type: 'median' }, { type: 'sum' }, { type: 'consensus', spread: '9' }, { type: 'single' }),
  fc.record({ dropLow: fc.integer({ min: 0, max: 2 }), dropHigh: fc.integer({ min: 0, max: 2 }), from: maybe(fc.constantFrom(5, 6)) })
    .map(({ dropLow, dropHigh, from }) => ({ type: 'trimmed-mean' as const, dropLow, dropHigh, ...given({ from }) })),
);

const rulesFor = (grouped: boolean): fc.Arbitrary<Rules> => fc.record({
  level: fc.constantFrom('criterion' as const, 'module' as const, 'sheet' as const), how: combine, quorum: fc.integer({ min: 1, max: 3 }),
  whenTooFew: fc.constantFrom('mean-of-all' as const, 'no-result' as const), own: maybe(combine),
  at: fc.record({ panel: maybe(rounding), product: maybe(rounding), module: maybe(rounding), total: maybe(rounding) }),
  style: fc.constantFrom('1224' as const, '1223' as const, '1234' as const),
}).map(({ level, how, quorum, whenTooFew, own, at, style }): Rules => ({
  format: RULES_FORMAT,
  panel: {
    level, combine: how, quorum: how.type === 'single' ? 1 : whenTooFew === 'no-result' ? 5 : quorum, whenTooFew,
    ...(grouped && own && { groups: [{ id: 'art', name: named('art'), combine: own, quorum: own.type === 'single' ? 1 : 5 }] }),
  },
  rounding: given(at),
  ranking: { style, tieBreaks: [{ type: 'module', moduleId: 'm0', better: 'more' }, { type: 'fewest-deductions' }] },
  awards: [], organisations: { type: 'mean' },
}));

/** A few entrants' sheets under one random scheme and one random rule. */
export const anyCase: fc.Arbitrary<Case> = fc.record({
  parts: fc.array(fc.record({ one: built, difficulty: maybe(fc.constantFrom('1.2', '0.75')), product: maybe(product), group: maybe(fc.constantFrom(...groups)), own: maybe(product), waivable: fc.constantFrom(false, false, true) }), { minLength: 2, maxLength: 5 }),
  grouped: fc.boolean(), markRounding: maybe(rounding), judges: fc.integer({ min: 1, max: 7 }), entrants: fc.integer({ min: 1, max: 5 }),
}).chain(({ parts, grouped, markRounding, judges, entrants }) => {
  const withArt = parts.map((part, index) => (index === 0 ? { ...part, group: 'art' } : part));
  const criteria = withArt.map(({ one, difficulty, product: worth, group, waivable }, index): Criterion => ({
    id: `c${index}`, no: String(index), name: named('c'), rule: named('c'), kind: 'judged', max: one.max, scale: one.scale, clauses: [],
    ...(one.min !== undefined && { min: one.min }), ...given({ difficulty, product: worth }), ...(grouped && given({ group })), ...(waivable && { mayNotApply: true }),
  }));
  const own = scheme(faultless(criteria), { m0: criteria.slice(0, 1), m1: criteria.slice(1) }, [
    { id: 'v1', name: named('v1'), effect: { type: 'zero-criterion', criterionId: 'c0' } }, { id: 'v2', name: named('v2'), effect: { type: 'zero-module', moduleId: 'm1' } },
    { id: 'v3', name: named('v3'), effect: { type: 'zero-total' } }, { id: 'v4', name: named('v4'), effect: { type: 'disqualify' } },
  ]);
  const marks = fc.record(Object.fromEntries(withArt.map(({ one, waivable }, index) => [`c${index}`, fc.option(waivable ? fc.oneof({ arbitrary: one.mark, weight: 2 }, { arbitrary: fc.constant<MarkValue>({ type: 'not-applicable' }), weight: 1 }) : one.mark, { nil: undefined, freq: 60 })])))
    .chain((values) => fc.constantFrom(...Array<string>(36).fill(''), 'v1', 'v2', 'v3', 'v4').map((veto) => given({ ...values, ...(veto && { [veto]: { type: 'veto' as const, reason: 'seen' } }) }) as SheetInput['marks']));
  const sheet = (judge: number) => marks.map((all): SheetInput => ({ judgeId: `J${judge}`, marks: all, ...(grouped && judge % 3 < 2 && { group: groups[judge % 3] ?? '' }) }));
  return fc.record({
    scheme: fc.constant(markRounding ? { ...own, markRounding } : own), rules: rulesFor(grouped),
    fields: fc.array(fc.tuple(...Array.from({ length: judges }, (_, judge) => sheet(judge))), { minLength: entrants, maxLength: entrants }),
    derived: fc.record(Object.fromEntries(parts.flatMap(({ one }, index) => (one.fed ? [[`c${index}`, one.fed]] : [])))),
    products: fc.constant(Object.fromEntries(parts.flatMap(({ own: mine }, index) => (mine ? [[`c${index}`, mine]] : [])))),
  });
});
