/** Every fault is told in both languages. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkMark } from './check-mark.ts';
import { checkRules } from './check-rules.ts';
import { issueText } from './issue-text.ts';
import { ONE_SCORE, rules } from './test-support.ts';

const docs = readFileSync(new URL('../../../docs/scoring-rules.md', import.meta.url), 'utf8');
const documented = Array.from(docs.slice(docs.indexOf('## Issues')).matchAll(/^\|[^|]+\| (`.+) \|$/gm), ([, codes = '']) => codes.match(/[a-z0-9-]+/g) ?? []).flat();

describe('what is wrong, in words', () => {
  test.each([...new Set(documented)])('%s is told in both languages', (code) => {
    const [zh, en] = [issueText({ code, path: '' }, 'zh'), issueText({ code, path: '' }, 'en')];
    expect(zh).toMatch(/[\u4e00-\u9fff]/);
    expect(en).toMatch(/^[^\u4e00-\u9fff]+$/);
    expect(en).not.toContain(code);
  });

  test('every code that is given is documented', () => {
    const sources = globSync('**/*.ts', { cwd: import.meta.dirname, exclude: ['**/*.test.ts'] }).map((path) => readFileSync(join(import.meta.dirname, path), 'utf8'));
    const given = new Set(sources.flatMap((source) => [...source.matchAll(/\b(?:issue\(|duplicates\(.*, )'([a-z0-9-]+)'/g)].map(([, code = '']) => code)));
    expect(given.size).toBeGreaterThan(50);
    expect([...given].filter((code) => !documented.includes(code))).toEqual([]);
  });

  test('the sentence holds the numbers of the fault', () => {
    const [high] = checkMark(ONE_SCORE, 'score', { type: 'points', points: '101' });
    expect(issueText(high!, 'zh')).toBe('超出范围, 应 ≥ 0, ≤ 100');
    expect(issueText(high!, 'en')).toBe('out of range: should be ≥ 0, ≤ 100');
    const [quorum] = checkRules(rules({ quorum: 2, whenTooFew: 'no-result' }));
    expect(issueText(quorum!, 'zh')).toBe('去掉高低分后可能一份不剩, 法定人数至少 3');
  });

  test('a code from elsewhere shows as itself', () => expect(issueText({ code: 'new-code', path: '', mend: 'mend it' }, 'zh')).toBe('new-code: mend it'));
});
