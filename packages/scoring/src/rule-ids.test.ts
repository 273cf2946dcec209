/** Every rule of docs/scoring-rules.md has a test that names it, and no code or test names a rule that is not there. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const RULE = /\b(?:SCALE|COUNT|TIME|NEED|PANEL|GROUP|PRODUCT|ROUND|SUM|VETO|STAGE|CUT|RANK|AWARD|ORG|GRADE|STD|PASS|SEAT|NA|CONF|YEAR)-\d+\b/g;
const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const list = (folder: string): string[] => 
  readdirSync(new URL(folder, import.meta.url), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}${name}`);

const DOCUMENTED = new Set(Array.from(read('../../../docs/scoring-rules.md').matchAll(/^\| ([A-Z]+-\d+) \|/gm), ([, id]) => id));
const sources = [...list('./'), ...list('../../../apps/server/src/seating/')].filter((path) => path.endsWith('.ts'));
const fixtures = list('../fixtures/');

test('every documented rule is tested', () => {
  const titles = sources.filter((path) => path.endsWith('.test.ts')).flatMap((path) => read(path).match(/\[[A-Z]+-\d+\]/g) ?? []).map((id) => id.slice(1, -1));
  const told = fixtures.flatMap((path) => Array.from(read(path).matchAll(/rule: ([A-Z]+-\d+)/g), ([, id]) => id));
  expect([...DOCUMENTED].filter((id) => id !== undefined && ![...titles, ...told].includes(id))).toEqual([]);
  expect(DOCUMENTED.size).toBeGreaterThan(0);
});

test('every rule named in code, tests and fixtures is documented', () => {
  const named = [...sources, ...fixtures].flatMap((path) => read(path).match(RULE) ?? []);
  expect([...new Set(named)].filter((id) => !DOCUMENTED.has(id))).toEqual([]);
});
