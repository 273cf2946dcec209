// The last line of npm test counts truly.

import { expect, test } from 'vitest';
import { countPlaywright, countVitest, filesToRepeat, stageCounts, sum } from './test-counts.ts';

const file = (status: string, ...tests: string[]) => ({
  name: 'a.test.ts',
  status,
  message: 'no such module',
  assertionResults: tests.map((test, at) => ({ status: test, fullName: `test ${at}`, failureMessages: test === 'failed' ? ['1 is not 2'] : [] })),
});

const none = { passed: 0, failed: 0, failures: [], secondTries: [] };

test('Vitest: passed and failed tests are counted over all files, the failed by name', () => {
  expect(countVitest({ testResults: [file('passed', 'passed', 'passed'), file('failed', 'passed', 'failed')] })).toEqual({
    passed: 3,
    failed: 1,
    failures: [{ name: 'a.test.ts › test 1', said: '1 is not 2' }],
    secondTries: [],
  });
});

test('Vitest: a test that did not run has not passed', () => {
  const counts = countVitest({ testResults: [file('passed', 'passed', 'skipped', 'todo', 'pending')] });
  expect(counts).toMatchObject({ passed: 1, failed: 3 });
  expect(counts.failures.map(({ said }) => said)).toEqual(['skipped', 'todo', 'pending']);
});

test('Vitest: of files that ran once more the second run counts; what passed only there is named', () => {
  const other = { ...file('passed', 'passed', 'passed'), name: 'b.test.ts' };
  const before = { testResults: [file('failed', 'passed', 'failed', 'failed'), other] };
  const second = { testResults: [file('failed', 'passed', 'passed', 'failed')] };
  expect(countVitest(second, before)).toEqual({
    passed: 4,
    failed: 1,
    failures: [{ name: 'a.test.ts › test 2', said: '1 is not 2' }],
    secondTries: [{ name: 'a.test.ts › test 1', said: '1 is not 2' }],
  });
  // A file that does not come back at all is no second try that passed.
  expect(countVitest({ testResults: [] }, before)).toMatchObject({ passed: 3, failed: 2, secondTries: [] });
});

test('Vitest: files that failed run again, but not where a drawn test has found something', () => {
  const drawn = (status: string) => ({ ...file(status), name: `${status}.test.ts`, assertionResults: [{ status, fullName: 'seed 1', failureMessages: [], tags: ['drawn'] }] });
  const broken = { ...file('failed'), name: 'c.test.ts' };
  expect(filesToRepeat({ testResults: [file('failed', 'passed', 'failed'), file('passed', 'passed'), broken, drawn('failed'), drawn('passed')] })).toEqual(['a.test.ts', 'c.test.ts']);
});

test('Vitest: a file that breaks outside its tests is one failure', () => {
  expect(countVitest({ testResults: [file('failed'), file('failed', 'passed')] })).toEqual({
    passed: 1,
    failed: 2,
    failures: [{ name: 'a.test.ts', said: 'no such module' }, { name: 'a.test.ts', said: 'no such module' }],
    secondTries: [],
  });
});

test('Playwright: second tries pass, skipped tests and errors outside tests fail', () => {
  const stats = { expected: 5, flaky: 1, unexpected: 2, skipped: 3 };
  expect(countPlaywright({ stats, errors: [{ message: 'set-up' }] })).toMatchObject({ passed: 6, failed: 6 });
});

test('Playwright: what failed is named, however deep it stands, with what its last try said', () => {
  const spec = (title: string, status: string, ...said: string[]) => ({
    title,
    file: 'a.spec.ts',
    line: 7,
    tests: [{ status, results: said.map((message) => (message === '' ? {} : { error: { message } })) }],
  });
  const suites = [{ specs: [spec('fine', 'expected')], suites: [{ specs: [spec('wrong', 'unexpected', 'first', 'second'), spec('lucky', 'flaky', 'first', '')] }] }];
  const stats = { expected: 1, flaky: 1, unexpected: 1, skipped: 0 };
  expect(countPlaywright({ stats, suites, errors: [{ message: 'set-up' }] })).toMatchObject({
    failures: [{ name: 'a.spec.ts:7 › wrong', said: 'second' }, { name: 'Playwright', said: 'set-up' }],
    secondTries: [{ name: 'a.spec.ts:7 › lucky', said: 'first' }],
  });
});

test('a stage that tested nothing fails', () => {
  expect(stageCounts('lint', none, 0)).toEqual({ ...none, failed: 1, failures: [{ name: 'lint', said: 'exit code 0' }] });
});

test('a stage that ends badly fails even if its report does not say why', () => {
  expect(stageCounts('unit', { ...none, passed: 4 }, 1)).toEqual({ ...none, passed: 4, failed: 1, failures: [{ name: 'unit', said: 'exit code 1' }] });
});

test('a stage that counted its failures counts no more', () => {
  const counted = { ...none, passed: 4, failed: 1, failures: [{ name: 'a', said: 'b' }] };
  expect(stageCounts('unit', counted, 1)).toEqual(counted);
  expect(stageCounts('unit', { ...none, passed: 4 }, 0)).toEqual({ ...none, passed: 4 });
});

test('the sum over all stages', () => {
  const failures = [{ name: 'a', said: 'b' }];
  const secondTries = [{ name: 'c', said: 'd' }];
  expect(sum([{ ...none, passed: 1, secondTries }, { ...none, passed: 2, failed: 1, failures }])).toEqual({ passed: 3, failed: 1, failures, secondTries });
});
