import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { PROTOCOL } from './protocol.ts';
import { changedSince, shapeOf, shapes, type Released } from './shapes.ts';

const released = JSON.parse(readFileSync(new URL('../released.json', import.meta.url), 'utf8')) as Released;

test('a page of this protocol is understood as when it was released: where that changed, PROTOCOL is raised, or released anew (npm run protocol:release) if pages of before still fit', () => {
  expect(PROTOCOL).toBeGreaterThanOrEqual(released.protocol);
  expect(PROTOCOL === released.protocol ? changedSince(released, shapes()) : []).toEqual([]);
});

test('a field that is asked for, or is gone, is a change; what is new is none', () => {
  const before = { protocol: 1, shapes: { a: shapeOf(z.strictObject({ x: z.string() })), b: shapeOf(z.strictObject({})) } };
  const now = { a: shapeOf(z.strictObject({ x: z.string(), y: z.int() })), b: shapeOf(z.strictObject({})), c: shapeOf(z.any()) };
  expect(changedSince(before, now)).toEqual(['a']);
  expect(changedSince(before, { a: before.shapes.a })).toEqual(['b']);
});
