import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { pageRule } from './page-rule.ts';

const source = fileURLToPath(new URL('../..', import.meta.url));

test('no component’s style has a rule of pages: it would stay for every later print', () => {
  const files = globSync('**/*.svelte', { cwd: source });
  expect(files.length).toBeGreaterThan(200);
  expect(files.filter((file) => readFileSync(`${source}/${file}`, 'utf8').includes('@page'))).toEqual([]);
});

test('what stands in the margins cannot end the rule it stands in', () => {
  const rule = pageRule({ landscape: true, cover: false, head: ['"} body { display: none', 'a\nb'], foot: '</style>' });
  expect(rule).toContain('size: A4 landscape');
  expect(rule).toContain('"\\22 } body { display: none"');
  expect(rule).not.toMatch(/a\nb|<\/style/);
});
