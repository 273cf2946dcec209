/** An example of what a JSON Schema describes: the least that is right, made from the schema so that it cannot go stale. */

export type Schema = { readonly [key: string]: unknown };

const FORMATS: Readonly<Record<string, string>> = {
  uuid: '01890000-0000-7000-8000-000000000000', 'date-time': '2026-05-20T08:00:00.000Z', date: '2026-05-20', time: '08:00', uri: 'https://example.org/hook',
};
/** Deep enough for anything in the contract, and an end to what refers to itself. */
const DEEPEST = 12;

export function exampleOf(schema: Schema, depth = 0): unknown {
  const { type, const: constant, enum: options, anyOf, oneOf, allOf, format, default: fallback } = schema as {
    type?: string; const?: unknown; enum?: unknown[]; anyOf?: Schema[]; oneOf?: Schema[]; allOf?: Schema[]; format?: string; default?: unknown;
  };
  if (constant !== undefined) return constant;
  if (fallback !== undefined) return fallback;
  if (options) return options[0];
  const choice = anyOf?.[0] ?? oneOf?.[0];
  if (choice) return exampleOf(choice, depth + 1);
  if (allOf) return Object.assign({}, ...allOf.map((part) => exampleOf(part, depth + 1)));
  switch (type) {
    case 'object': return objectOf(schema, depth);
    case 'array': return listOf(schema, depth);
    case 'string': return FORMATS[format ?? ''] ?? textOf(schema);
    case 'integer':
    case 'number': return Math.max(1, Number(schema['minimum'] ?? 1));
    case 'boolean': return true;
    default: return null;
  }
}

function objectOf(schema: Schema, depth: number): unknown {
  const { properties = {}, required = [] } = schema as { properties?: Record<string, Schema>; required?: string[] };
  if (depth > DEEPEST) return {};
  return Object.fromEntries(required.filter((name) => properties[name]).map((name) => [name, exampleOf(properties[name]!, depth + 1)]));
}

function listOf(schema: Schema, depth: number): unknown {
  const { items, prefixItems, minItems = 0 } = schema as { items?: Schema; prefixItems?: Schema[]; minItems?: number };
  if (prefixItems) return prefixItems.map((item) => exampleOf(item, depth + 1));
  return items && minItems > 0 ? Array.from({ length: minItems }, () => exampleOf(items, depth + 1)) : [];
}

const textOf = ({ minLength = 0 }: { minLength?: unknown }): string => '示例 text'.padEnd(Number(minLength), '0');
