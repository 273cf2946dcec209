/** The shape of a bundle, field by field; from it the JSON Schema is made. What the fields must mean together is in check-bundle.ts. */
import { ZERO } from '../exact.ts';
import { panel, rulesShape, stageRounding } from '../rules-shape.ts';
import { product, schemeShape } from '../scheme-shape.ts';
import { decimal, exactText, flag, id, list, nullable, object, oneOf, record, rounding, text, textOr, variant, variants, whole, words, type JsonSchema } from '../shape.ts';
import { BUNDLE_FORMAT } from './bundle.ts';

const MANY = { least: 0, most: 1_000_000 };
const number = decimal();
const points = decimal({ least: ZERO });
const counts = record(whole(0, 9999));

/** The marks' outer shape; `checkMark` judges each against its scale. */
const mark = variants({
  'pass-fail': variant({ pass: flag }),
  levels: variant({ level: whole(0, 99) }),
  points: variant({ points: number }),
  count: variant({ counts }),
  checklist: variant({ ticks: record(flag) }),
  measure: variant({ readings: list(number, { most: 100 }) }, { faults: counts }),
  time: variant({ seconds: number }, { faults: counts }),
  'rank-points': variant({ reading: number }, { faults: counts }),
  'not-applicable': variant(),
  veto: variant({ reason: words(500) }),
});

const attempt = whole(1, 99);
const stage = object({ id }, { scheme: schemeShape, max: decimal({ above: ZERO }), panel, rounding: stageRounding });
const judge = object({ id }, { name: words(200), group: id, head: flag });
const adjustments = list(object({ reason: words(500), points }), { least: 0, most: 50 });
const entrant = object({ id }, {
  code: words(64), name: words(200), organisationId: id,
  out: object({ state: oneOf('absent', 'withdrawn', 'disqualified') }, { reason: words(500) }),
  products: record(product), derived: record(textOr(exactText, record(exactText))), bonuses: adjustments, penalties: adjustments,
});
const sheet = object({ entrantId: id, judgeId: id, marks: record(mark) }, {
  stageId: id, attempt, notes: record(words(2000)), evidence: record(whole(0, 999)),
  out: object({ why: oneOf('absent', 'recused', 'replaced', 'left-out') }, { by: id }),
});
const row = object({ entrantId: id, rank: nullable(whole(1, 1_000_000)), total: nullable(exactText), tied: flag, awardId: nullable(id) }, { why: words(100) });

export const bundleShape = object(
  {
    format: oneOf(BUNDLE_FORMAT),
    title: text,
    rules: rulesShape,
    stages: list(stage, { most: 20 }),
    judges: list(judge, MANY),
    entrants: list(entrant, MANY),
    sheets: list(sheet, MANY),
  },
  {
    organisations: list(object({ id, name: text }), MANY),
    points: list(object({ entrantId: id, stageId: id, points }, { attempt }), MANY),
    vetoDecisions: list(object({ entrantId: id, confirmed: list(id, { least: 0 }) }, { stageId: id }), MANY),
    published: object({ rows: list(row, MANY) }, { sha256: words(64) }),
    corrections: list(object({ entrantId: id, at: words(40) }), MANY),
    source: object({ eventId: words(64), contestId: words(64), revision: whole(0, Number.MAX_SAFE_INTEGER), state: words(40) }),
  },
);

const DEFINITIONS = { text, scheme: schemeShape, rules: rulesShape, panel, rounding, mark, decimal: number };

/** The bundle as a JSON Schema (draft 07). It holds the shape; what fields mean together only the command checks. */
export function bundleSchema(): JsonSchema {
  const named = new Map(Object.entries(DEFINITIONS).map(([name, { json }]) => [json as unknown, name]));
  const refer = (value: unknown, self?: unknown): unknown => {
    const name = value === self ? undefined : named.get(value);
    if (name !== undefined) return { $ref: `#/definitions/${name}` };
    if (Array.isArray(value)) return value.map((one) => refer(one));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, refer(one)]));
  };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: BUNDLE_FORMAT,
    ...(refer(bundleShape.json) as JsonSchema),
    definitions: Object.fromEntries(Object.entries(DEFINITIONS).map(([name, { json }]) => [name, refer(json, json)])),
  };
}
