/** The shape of a scheme, field by field; what the fields must mean together is in check-scheme.ts. */
import { ZERO } from './exact.ts';
import { SCHEME_FORMAT } from './scheme.ts';
import { decimal, flag, id, list, object, oneOf, rounding, text, variant, variants, whole, words } from './shape.ts';

const points = decimal({ least: ZERO });
const positive = decimal({ above: ZERO });
const number = decimal();

const kind = object({ id, name: text, amount: points }, { cap: positive, zero: flag, most: whole(1, 9999) });
const kinds = list(kind, { most: 50 });
const band = object({ points }, { from: number, over: number, upTo: number, below: number });

const conversion = variants({
  bands: variant({ bands: list(band) }),
  'per-unit': variant(
    { full: positive, unit: positive, penalty: positive, started: flag },
    { from: number, upTo: number, cutoff: positive },
  ),
  linear: variant({ rate: number, offset: number, min: points, max: positive }),
  table: variant({ rows: list(object({ at: number, points })) }),
});

const scale = variants({
  'pass-fail': variant(),
  levels: variant({ levels: list(object({ level: whole(0, 20), name: text, descriptor: text, points }), { least: 2, most: 21 }) }, { proportional: flag }),
  points: variant({ min: number, max: positive, step: positive }),
  count: variant({ direction: oneOf('deduct', 'add'), kinds }, { cap: positive, total: whole(1, 9999) }),
  checklist: variant({ items: list(object({ id, name: text, points })) }),
  measure: variant({ unit: text, min: number, max: number, step: positive, convert: conversion }, { readings: whole(1, 100), take: oneOf('greatest', 'least', 'mean'), faults: kinds }),
  time: variant({ max: positive, step: positive, convert: conversion }, { faults: kinds }),
  'rank-points': variant(
    { unit: text, min: number, max: number, step: positive, best: oneOf('least', 'most'), first: positive, drop: points, floor: points },
    { faults: kinds },
  ),
  derived: variant(
    { source: words(200) },
    { convert: conversion, most: positive, also: list(object({ id, name: text, direction: oneOf('add', 'deduct'), amount: points }, { cap: positive }), { most: 10 }), seeks: list(object({ id, name: text }), { most: 20 }) },
  ),
});

const clause = object({ standard: words(200), title: text }, { number: words(50) });

export const product = object({ base: number, factor: positive });
const need = object({ what: oneOf('note', 'evidence'), when: oneOf('always', 'full', 'none', 'extremes', 'not-full') });

const criterion = object(
  { id, no: words(20), name: text, rule: text, kind: oneOf('measured', 'judged'), max: positive, scale, clauses: list(clause, { least: 0, most: 20 }) },
  { min: number, difficulty: positive, product, group: id, mayNotApply: flag, conformsFrom: number, conformsUpTo: number, needs: list(need, { most: 10 }) },
);

const effect = variants({
  'zero-criterion': variant({ criterionId: id }),
  'zero-module': variant({ moduleId: id }),
  'zero-total': variant(),
  disqualify: variant(),
});

export const schemeShape = object(
  {
    format: oneOf(SCHEME_FORMAT),
    code: id,
    name: text,
    max: positive,
    modules: list(object({ id, name: text, criteria: list(criterion) }), { most: 50 }),
    vetoes: list(object({ id, name: text, effect }), { least: 0, most: 50 }),
  },
  { timeLimitSeconds: whole(1, 86_400), markRounding: rounding },
);
