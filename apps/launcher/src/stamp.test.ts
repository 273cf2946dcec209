// A set-up step runs exactly when it has to.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fingerprint, runIfChanged } from './stamp.mjs';

let base: string;
let runs: number;
const step = { stamp: 'stamps/web', inputs: ['src', 'lock.json'], output: 'build' };

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'stamp-'));
  runs = 0;
  for (const folder of ['src/deep', 'src/node_modules']) mkdirSync(join(base, folder), { recursive: true });
  for (const file of ['src/a.ts', 'src/deep/b.ts', 'src/node_modules/c.ts', 'lock.json']) writeFileSync(join(base, file), file);
});
afterEach(() => rmSync(base, { recursive: true }));

const build = () => {
  runs += 1;
  mkdirSync(join(base, 'build'), { recursive: true });
};

test('a step runs once, and again only when an input changes', () => {
  expect(runIfChanged(base, step, build)).toBe(true);
  expect(runIfChanged(base, step, build)).toBe(false);
  writeFileSync(join(base, 'src/deep/b.ts'), 'changed');
  expect(runIfChanged(base, step, build)).toBe(true);
  expect(runs).toBe(2);
});

test('a step runs again when its output is gone', () => {
  runIfChanged(base, step, build);
  rmSync(join(base, 'build'), { recursive: true });
  expect(runIfChanged(base, step, build)).toBe(true);
});

test('what a tool leaves among its inputs is no reason to run it again', () => {
  const messy = () => writeFileSync(join(base, 'src/notes.json'), 'left by a tool');
  runIfChanged(base, { ...step, output: 'src' }, messy);
  expect(runIfChanged(base, { ...step, output: 'src' }, messy)).toBe(false);
});

test('a step that fails stays out of date', () => {
  expect(() => runIfChanged(base, step, () => { throw new Error('broken'); })).toThrow('broken');
  expect(runIfChanged(base, step, build)).toBe(true);
});

test('what a step writes itself, and tests, do not count as inputs', () => {
  const before = fingerprint(base, step.inputs);
  writeFileSync(join(base, 'src/node_modules/c.ts'), 'changed');
  writeFileSync(join(base, 'src/a.test.ts'), 'new');
  expect(fingerprint(base, step.inputs)).toBe(before);
});

test('a renamed file and moved contents change the fingerprint', () => {
  const before = fingerprint(base, ['src']);
  writeFileSync(join(base, 'src/a.ts'), 'src/deep/b.ts');
  writeFileSync(join(base, 'src/deep/b.ts'), 'src/a.ts');
  expect(fingerprint(base, ['src'])).not.toBe(before);
});
