/** The committed JSON Schema is the one the checks make, and a JSON Schema validator agrees with them. */
import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Issue } from '../result.ts';
import { bundleSchema, bundleShape } from './bundle-shape.ts';

const read = (path: string): unknown => JSON.parse(readFileSync(new URL(`../../../../docs/${path}`, import.meta.url), 'utf8'));
const examples = ['small', 'full', 'figure-skating'].map((name) => read(`examples/${name}.bundle.json`));
const valid = new Ajv().compile(bundleSchema());
const shapeFaults = (value: unknown): Issue[] => {
  const issues: Issue[] = [];
  bundleShape(value, '', issues);
  return issues;
};

test('the committed schema is the one in use', () => expect(read('leitai-bundle-1.schema.json')).toEqual(bundleSchema()));

test('the examples are valid', () => {
  for (const example of examples) expect([valid(example), valid.errors]).toEqual([true, null]);
});

/** Every place in a value, as the keys that lead there. */
function places(value: unknown, at: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, one]) => places(one, [...at, key]))];
}

function changed(value: unknown, [key, ...rest]: readonly string[], into: unknown): unknown {
  if (key === undefined) return into;
  if (Array.isArray(value)) return value.map((one: unknown, index) => (String(index) === key ? changed(one, rest, into) : one));
  const entries = Object.entries(value as object).flatMap(([own, one]): [string, unknown][] => {
    if (own !== key) return [[own, one]];
    return rest.length === 0 && into === undefined ? [] : [[own, changed(one, rest, into)]];
  });
  return Object.fromEntries(entries);
}

test('whatever is put in any place, what the check lets pass the schema lets pass, and what the schema refuses the check refuses', () => {
  const somewhere = fc.constantFrom(...examples).chain((example) => fc.tuple(fc.constant(example), fc.constantFrom(...places(example))));
  const something = fc.oneof(fc.constantFrom<unknown[]>(undefined, null, '', '0', '-1', '61.5', '01', 0, 1, 1.5, -1, 1e9, true, [], {}, { type: 'mean' }, { type: 'points', points: '1' }), fc.jsonValue());
  let refused = 0;
  fc.assert(fc.property(somewhere, something, ([example, place], into) => {
    const tried = changed(example, place, into);
    const faults = shapeFaults(tried);
    if (!valid(tried)) {
      refused += 1;
      expect(faults, JSON.stringify(valid.errors)).not.toEqual([]);
    }
  }), { numRuns: 2000 });
  expect(refused).toBeGreaterThan(500);
});
