// One server serves the browser tests, and an account's name is there once: no two tests may make an account of the same name.

import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const NAME = /\bmake(?:Account|Leader)\([^\n]*?(?:, |name: )(['`])([^'`\n]*\p{Script=Han}[^'`\n]*)\1(?: \})?\)/gu;

/** Every name an account is made with in a browser test, with the file it stands in. */
const names = globSync('tests/e2e/**/*.ts', { cwd: root }).flatMap((path) =>
  [...readFileSync(join(root, path), 'utf8').matchAll(NAME)].map(([, , name]) => ({ name: name!, path })));

test('every account of the browser tests has a name of its own', () => {
  expect(names.length).toBeGreaterThan(12);
  const twice = [...Map.groupBy(names, ({ name }) => name)].filter(([, made]) => made.length > 1);
  expect(twice).toEqual([]);
});

test('who belongs to one event has a name nobody had before, where a test that is tried again finds the account of its first attempt', () => {
  const shared = globSync('tests/e2e/*.spec.ts', { cwd: root }).map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') })).filter(({ text }) => !text.includes('own-product.ts'));
  expect(shared.length).toBeGreaterThan(12);
  const bound = /\b(?:makeLeader|makeOrganiser|makeInspection)\([^\n]*'[^'\n]*\p{Script=Han}[^'\n]*'\)+;/gu;
  expect(shared.flatMap(({ path, text }) => [...text.matchAll(bound)].filter(([call]) => !call.includes('ownName(')).map(([call]) => `${path}: ${call}`))).toEqual([]);
});
