// The last line of npm test counts truly.

import { expect, test } from 'vitest';
import { countPlaywright, countVitest, stageCounts, sum } from './test-counts.ts';

const file = (status: string, ...tests: string[]) => ({ status, assertionResults: tests.map((test) => ({ status: test })) });

test('Vitest: passed and failed tests are counted over all files', () => {
  expect(countVitest({ testResults: [file('passed', 'passed', 'passed'), file('failed', 'passed', 'failed')] })).toEqual({ passed: 3, failed: 1 });
});

test('Vitest: a test that did not run has not passed', () => {
  expect(countVitest({ testResults: [file('passed', 'passed', 'skipped', 'todo', 'pending')] })).toEqual({ passed: 1, failed: 3 });
});

test('Vitest: a file that breaks outside its tests is one failure', () => {
  expect(countVitest({ testResults: [file('failed'), file('failed', 'passed')] })).toEqual({ passed: 1, failed: 2 });
});

test('Playwright: second tries pass, skipped tests and errors outside tests fail', () => {
  const stats = { expected: 5, flaky: 1, unexpected: 2, skipped: 3 };
  expect(countPlaywright({ stats, errors: ['set-up'] })).toEqual({ passed: 6, failed: 6 });
});

test('a stage that tested nothing fails', () => {
  expect(stageCounts({ passed: 0, failed: 0 }, 0)).toEqual({ passed: 0, failed: 1 });
});

test('a stage that ends badly fails even if its report does not say why', () => {
  expect(stageCounts({ passed: 4, failed: 0 }, 1)).toEqual({ passed: 4, failed: 1 });
});

test('a stage that counted its failures counts no more', () => {
  expect(stageCounts({ passed: 4, failed: 2 }, 1)).toEqual({ passed: 4, failed: 2 });
  expect(stageCounts({ passed: 4, failed: 0 }, 0)).toEqual({ passed: 4, failed: 0 });
});

test('the sum over all stages', () => {
  expect(sum([{ passed: 1, failed: 0 }, { passed: 2, failed: 3 }])).toEqual({ passed: 3, failed: 3 });
});
