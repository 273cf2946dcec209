/** Small checks of unknown data, composed to the shapes of schemes, rules and marks. They list issues and never throw. */
import { compare, DECIMAL_PATTERN, EXACT_PATTERN, format, isDecimal, isExact, parse, type Rational } from './exact.ts';
import type { Issue } from './result.ts';

/** `json` says the same as a JSON Schema, as far as one can; a shape made for one check alone has none. */
export type Shape = Check & { readonly json?: JsonSchema };
export type JsonSchema = { readonly [key: string]: unknown };
type Check = (value: unknown, path: string, issues: Issue[]) => void;
type Fields = Readonly<Record<string, Shape>>;
type Params = NonNullable<Issue['params']>;

export function issue(code: string, path: string, mend: string, params?: Params): Issue {
  return { code, path, ...(params && { params }), mend };
}

const shaped = (json: JsonSchema, check: Check): Shape => Object.assign(check, { json });
const jsonOf = (fields: Fields): JsonSchema => Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, field.json ?? {}]));

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every field of `required`, any of `optional`, nothing else: a misspelt option must not be ignored in silence. */
export function object(required: Fields, optional: Fields = {}): Shape {
  const json = { type: 'object', properties: jsonOf({ ...required, ...optional }), required: Object.keys(required), additionalProperties: false };
  return shaped(json, (value, path, issues) => {
    if (!isRecord(value)) return void issues.push(issue('not-an-object', path, 'give an object'));
    for (const [key, shape] of Object.entries(required)) {
      if (Object.hasOwn(value, key)) shape(value[key], join(path, key), issues);
      else issues.push(issue('missing-field', join(path, key), `add ${key}`));
    }
    for (const [key, field] of Object.entries(value)) {
      if (Object.hasOwn(required, key)) continue;
      if (!Object.hasOwn(optional, key)) issues.push(issue('unknown-field', join(path, key), `remove ${key}`));
      else if (field !== undefined) optional[key]?.(field, join(path, key), issues);
    }
  });
}

/** An object whose keys are ids and whose values are all alike. */
export function record(item: Shape): Shape {
  return shaped({ type: 'object', additionalProperties: item.json ?? {} }, (value, path, issues) => {
    if (!isRecord(value)) return void issues.push(issue('not-an-object', path, 'give an object'));
    for (const [key, one] of Object.entries(value)) item(one, join(path, key), issues);
  });
}

export function list(item: Shape, { least = 1, most = 200 } = {}): Shape {
  return shaped({ type: 'array', items: item.json ?? {}, minItems: least, maxItems: most }, (value, path, issues) => {
    if (!Array.isArray(value)) return void issues.push(issue('not-a-list', path, 'give a list'));
    if (value.length < least || value.length > most) {
      return void issues.push(issue('wrong-length', path, `give ${least} to ${most}`, { least, most, length: value.length }));
    }
    for (const [index, one] of value.entries()) item(one, join(path, String(index)), issues);
  });
}

/** A union told apart by its `type`. */
export function variants(shapes: Readonly<Record<string, (type: Shape) => Shape>>): Shape {
  const json = { oneOf: Object.entries(shapes).map(([type, shape]) => shape(oneOf(type)).json ?? {}) };
  return shaped(json, (value, path, issues) => {
    if (!isRecord(value)) return void issues.push(issue('not-an-object', path, 'give an object with a type'));
    const type = value['type'];
    const shape = typeof type === 'string' && Object.hasOwn(shapes, type) ? shapes[type] : undefined;
    if (!shape) return void issues.push(issue('unknown-type', join(path, 'type'), `use one of ${Object.keys(shapes).join(', ')}`, { allowed: Object.keys(shapes).join(', ') }));
    shape(anything)(value, path, issues);
  });
}

const anything: Shape = () => undefined;

/** A variant whose fields stand beside `type`. */
export const variant = (required: Fields = {}, optional: Fields = {}) => (type: Shape): Shape => object({ type, ...required }, optional);

/** A Decimal; with `least`, not below it; with `above`, greater than it. */
export function decimal({ least, above }: { least?: Rational; above?: Rational } = {}): Shape {
  return shaped({ type: 'string', pattern: DECIMAL_PATTERN }, (value, path, issues) => {
    if (!isDecimal(value)) return void issues.push(badDecimal(value, path));
    const number = parse(value);
    if (least && compare(number, least) < 0) issues.push(issue('out-of-range', path, `at least ${format(least)}`, { least: format(least) }));
    if (above && compare(number, above) <= 0) issues.push(issue('out-of-range', path, `more than ${format(above)}`, { above: format(above) }));
  });
}

function badDecimal(value: unknown, path: string): Issue {
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)
    ? issue('decimal-too-long', path, 'at most 12 digits before the point and 6 after, no leading zeros')
    : issue('not-a-decimal', path, 'write the number as text, like "61.5"');
}

/** An Exact: a decimal of any length, or a reduced fraction. */
export const exactText: Shape = shaped({ type: 'string', pattern: EXACT_PATTERN }, (value, path, issues) => {
  if (!isExact(value)) issues.push(issue('not-exact', path, 'write the number as text, like "86.67" or "260/3"'));
});

export function nullable(item: Shape): Shape {
  return shaped({ anyOf: [item.json ?? {}, { type: 'null' }] }, (value, path, issues) => {
    if (value !== null) item(value, path, issues);
  });
}

/** A text, or an object in its place. */
export function textOr(word: Shape, other: Shape): Shape {
  return shaped({ anyOf: [word.json ?? {}, other.json ?? {}] }, (value, path, issues) => (isRecord(value) ? other : word)(value, path, issues));
}

export function whole(least: number, most: number): Shape {
  return shaped({ type: 'integer', minimum: least, maximum: most }, (value, path, issues) => {
    if (!Number.isInteger(value)) return void issues.push(issue('not-a-whole-number', path, 'give a whole number'));
    const number = Number(value);
    if (number < least || number > most) issues.push(issue('out-of-range', path, `from ${least} to ${most}`, { least, most }));
  });
}

/** A text of 1 to `most` characters that is not only white space. */
export function words(most: number): Shape {
  return shaped({ type: 'string', minLength: 1, maxLength: most }, (value, path, issues) => {
    if (typeof value !== 'string') return void issues.push(issue('not-a-text', path, 'give a text'));
    const length = [...value.trim()].length;
    if (length < 1 || length > most) issues.push(issue('wrong-length', path, `1 to ${most} characters`, { least: 1, most, length }));
  });
}

export const text: Shape = object({ zh: words(1000), en: words(1000) });

export const flag: Shape = shaped({ type: 'boolean' }, (value, path, issues) => {
  if (typeof value !== 'boolean') issues.push(issue('not-a-flag', path, 'give true or false'));
});

export function oneOf(...allowed: readonly string[]): Shape {
  return shaped({ enum: allowed }, (value, path, issues) => {
    if (typeof value !== 'string' || !allowed.includes(value)) issues.push(issue('not-one-of', path, `use one of ${allowed.join(', ')}`, { allowed: allowed.join(', ') }));
  });
}

const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** An id: letters, digits, dot, dash and underscore, so that it can stand in an address, a key and a spreadsheet. */
export const id: Shape = shaped({ type: 'string', pattern: ID.source }, (value, path, issues) => {
  if (typeof value !== 'string' || !ID.test(value)) {
    issues.push(issue('not-an-id', path, 'use 1 to 64 letters, digits, dots, dashes or underscores, beginning with a letter or digit'));
  }
});

export const mode: Shape = oneOf('half-up', 'half-even', 'up', 'down', 'truncate');
export const rounding: Shape = object({ digits: whole(0, 6), mode });

export const join = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);

/** Reports each id that occurs again, at its second place. */
export function duplicates(ids: readonly { readonly id: string; readonly path: string }[], code = 'duplicate-id'): Issue[] {
  const seen = new Set<string>();
  return ids.flatMap(({ id: value, path }) => {
    const again = seen.has(value);
    seen.add(value);
    return again ? [issue(code, path, 'make it unique', { id: value })] : [];
  });
}
