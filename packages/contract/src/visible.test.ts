// No name that goes in over the wire keeps signs nobody sees: every input of every route and message is looked through.

import { expect, test } from 'vitest';
import type { z } from 'zod';
import { Plain } from './basics.ts';
import { messages } from './messages.ts';
import { routes } from './routes.ts';
import { visible } from './visible.ts';

test.each([
  ['周\u202E明远\u202C', '周明远'],
  ['\uFEFF周\u200B明\u200D远', '周明远'],
  ['Zoe\u200C \u2066Lee\u2069', 'Zoe Lee'],
  ['👩‍🌾', '👩‍🌾'],
  ['周明远 Lee-Ann', '周明远 Lee-Ann'],
])('%j is %j', (typed, kept) => {
  expect(visible(typed)).toBe(kept);
  expect(Plain.trim().min(1).max(60).parse(typed)).toBe(kept);
});

const NAMED = /^(name|zh|en|organisation|label|unit|title|place)$/i;

/** Every text of a schema, with the key it stands under. */
function texts(schema: z.ZodType, key: string, path: string, seen = new Set<z.ZodType>()): { path: string; key: string; text: z.ZodType }[] {
  if (seen.has(schema)) return [];
  seen.add(schema);
  const def = schema._zod.def as { type: string; shape?: Record<string, z.ZodType>; element?: z.ZodType; innerType?: z.ZodType; options?: z.ZodType[]; valueType?: z.ZodType; in?: z.ZodType };
  if (def.type === 'string') return [{ path, key, text: schema }];
  const inner = [def.element, def.innerType, def.valueType, def.in, ...(Array.isArray(def.options) ? def.options : [])].filter((one) => one !== undefined);
  const shape = def.shape === undefined ? [] : Object.entries(def.shape);
  return [...inner.flatMap((one) => texts(one, key, path, seen)), ...shape.flatMap(([name, one]) => texts(one, name, `${path}.${name}`, new Set(seen)))];
}

test('every name that is sent is taken without them', () => {
  const inputs = [...Object.entries(routes), ...Object.entries(messages)];
  const names = inputs.flatMap(([name, { input }]) => texts(input as z.ZodType, '', name)).filter(({ key }) => NAMED.test(key));
  expect(names.length).toBeGreaterThan(30);
  const kept = names.filter(({ text }) => {
    const read = text.safeParse('甲\u202E乙\u200B');
    return read.success && read.data !== '甲乙';
  });
  expect(kept.map(({ path }) => path)).toEqual([]);
});
