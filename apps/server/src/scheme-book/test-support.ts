/** Schemes of every scale and rule the engine has, made by chance: in shape, though their sums need not hold. */
import type { Clause, Conversion, CountKind, Criterion, Module, Need, Scale, Scheme, Text, Veto } from '@leitai/scoring';
import fc from 'fast-check';

const id = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,12}$/);
const words = fc.oneof(fc.constantFrom('座签间距', '=1+1', '0.10', '5.3.1', 'é “x” <b>', '第一行\n第二行'), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).map((one) => one.trim()).filter((one) => one !== ''));
const text: fc.Arbitrary<Text> = fc.record({ zh: words, en: words });
const tenths = (least: number, most: number) => fc.integer({ min: least * 10, max: most * 10 }).map((value) => (value % 10 === 0 ? String(value / 10) : (value / 10).toFixed(1)));
const positive = tenths(1, 900);
const any = tenths(-50, 900);
const points = tenths(0, 100);
const count = fc.integer({ min: 1, max: 90 });
const flag = fc.boolean();
const some = <T>(one: fc.Arbitrary<T>, least = 1) => fc.array(one, { minLength: least, maxLength: 4 });
/** Fields that may be left out, and then are not there at all. */
const record = <R extends object, O extends object>(required: { [K in keyof R]: fc.Arbitrary<R[K]> }, optional: { [K in keyof O]: fc.Arbitrary<O[K]> }) =>
  fc.record({ ...required, ...optional } as never, { requiredKeys: Object.keys(required) as never[] }) as unknown as fc.Arbitrary<R & Partial<O>>;

const kind = record<Pick<CountKind, 'id' | 'name' | 'amount'>, Omit<CountKind, 'id' | 'name' | 'amount'>>({ id, name: text, amount: points }, { cap: positive, zero: flag, most: count } as never) as fc.Arbitrary<CountKind>;
const is = <T extends string>(type: T) => fc.constant(type);
const convert = fc.oneof(
  fc.record({ type: is('bands'), bands: some(record({ points }, { from: any, over: any, upTo: any, below: any })) }),
  record({ type: is('per-unit'), full: positive, unit: positive, penalty: positive, started: flag }, { from: any, upTo: any, cutoff: positive }),
  fc.record({ type: is('linear'), rate: any, offset: any, min: points, max: positive }),
  fc.record({ type: is('table'), rows: some(fc.record({ at: any, points })) }),
) as unknown as fc.Arbitrary<Conversion>;
const grid = { unit: text, min: any, max: any, step: positive };
const anyScale = fc.oneof(
  fc.record({ type: is('pass-fail') }),
  record({ type: is('levels'), levels: some(fc.record({ level: fc.integer({ min: 0, max: 20 }), name: text, descriptor: text, points }), 2) }, { proportional: flag }),
  fc.record({ type: is('points'), min: any, max: positive, step: positive }),
  record({ type: is('count'), direction: fc.constantFrom('deduct', 'add'), kinds: some(kind) }, { cap: positive, total: count }),
  fc.record({ type: is('checklist'), items: some(fc.record({ id, name: text, points })) }),
  record({ type: is('measure'), ...grid, convert }, { readings: count, take: fc.constantFrom('greatest', 'least', 'mean'), faults: some(kind) }),
  record({ type: is('time'), max: positive, step: positive, convert }, { faults: some(kind) }),
  record({ type: is('rank-points'), ...grid, best: fc.constantFrom('least', 'most'), first: positive, drop: points, floor: points }, { faults: some(kind) }),
  record({ type: is('derived'), source: words }, {
    most: positive, convert, also: some(record({ id, name: text, direction: fc.constantFrom('deduct', 'add'), amount: points }, { cap: positive })), seeks: some(fc.record({ id, name: text })),
  }),
) as unknown as fc.Arbitrary<Scale>;

const clause = record({ standard: words, title: text }, { number: words }) as fc.Arbitrary<Clause>;
const need: fc.Arbitrary<Need> = fc.record({ what: fc.constantFrom('note', 'evidence'), when: fc.constantFrom('always', 'full', 'none', 'extremes', 'not-full') });
const criterion = record(
  { id, no: words, name: text, rule: text, kind: fc.constantFrom('measured', 'judged'), max: positive, scale: anyScale, clauses: some(clause, 0) },
  { min: any, difficulty: positive, product: fc.record({ base: any, factor: positive }), group: id, mayNotApply: fc.boolean(), conformsFrom: any, conformsUpTo: any, needs: some(need) },
) as unknown as fc.Arbitrary<Criterion>;
const module: fc.Arbitrary<Module> = fc.record({ id, name: text, criteria: some(criterion) });
const effect = fc.oneof(
  fc.record({ type: is('zero-criterion'), criterionId: id }), fc.record({ type: is('zero-module'), moduleId: id }), fc.record({ type: is('zero-total') }), fc.record({ type: is('disqualify') }),
);
const veto: fc.Arbitrary<Veto> = fc.record({ id, name: text, effect });

export const anyScheme = record(
  { format: is('leitai-scheme/1'), code: id, name: text, max: positive, modules: some(module), vetoes: some(veto, 0) },
  { timeLimitSeconds: count, markRounding: fc.record({ digits: fc.integer({ min: 0, max: 6 }), mode: fc.constantFrom('half-up', 'half-even', 'up', 'down', 'truncate') }) },
) as unknown as fc.Arbitrary<Scheme>;
