/** Every rule of docs/scoring-rules.md has a test that names it where the document says, and no code or test names a rule that is not there. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const list = (folder: string): string[] =>
  readdirSync(new URL(folder, import.meta.url), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}${name}`);

const documented = [...read('../../../docs/scoring-rules.md').matchAll(/^\| ([A-Z]+-\d+) \|(?:.*\| ([^|]*) \|)?/gm)].map(([, id = '', files = '']) => ({ id, files: files.split(', ') }));
const ids = new Set(documented.map(({ id }) => id));
const families = new Set([...ids].map((id) => id.split('-')[0]));
const sources = [...list('./'), ...list('../../../apps/server/src/seating/')].filter((path) => path.endsWith('.ts'));
const fixtures = list('../fixtures/');

/** Rules by the name of the file whose tests, or worked examples, name them. */
const tested = new Map([
  ...sources.filter((path) => path.endsWith('.test.ts')).map((path) => [basename(path, '.ts'), new Set(Array.from(read(path).matchAll(/\[([A-Z]+-\d+)\]/g), ([, id]) => id))] as const),
  ...fixtures.map((path) => [basename(path, '.yaml'), new Set(Array.from(read(path).matchAll(/rule: ([A-Z]+-\d+)/g), ([, id]) => id))] as const),
]);

test('every documented rule is tested', () => {
  expect([...ids].filter((id) => ![...tested.values()].some((told) => told.has(id)))).toEqual([]);
  expect(ids.size).toBeGreaterThan(100);
});

test('the file a rule names has its worked example', () => {
  const engine = documented.filter(({ id }) => !id.startsWith('SEAT-'));
  expect(engine.flatMap(({ id, files }) => files.filter((file) => !tested.get(file)?.has(id)).map((file) => `${id}: ${file}`))).toEqual([]);
});

test('every rule named in code, tests and fixtures is documented', () => {
  const rule = new RegExp(`\\b(?:${[...families].join('|')})-\\d+\\b`, 'g');
  const named = [...sources, ...fixtures].flatMap((path) => read(path).match(rule) ?? []);
  expect([...new Set(named)].filter((id) => !ids.has(id))).toEqual([]);
});
