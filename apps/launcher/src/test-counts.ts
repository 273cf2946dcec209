// Counts tests from the reports of Vitest and Playwright, so that the last line of npm test is true.

export type Counts = { passed: number; failed: number };

/** The part of Vitest's JSON report that is read. */
type VitestReport = {
  testResults: { status: string; assertionResults: { status: string }[] }[];
};

/** The part of Playwright's JSON report that is read. */
type PlaywrightReport = {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  errors: unknown[];
};

/** A file that fails outside its tests counts as one failure; a test that did not run has not passed. */
export function countVitest({ testResults }: VitestReport): Counts {
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  const passed = tests.filter(({ status }) => status === 'passed').length;
  const brokenFiles = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  ).length;
  return { passed, failed: tests.length - passed + brokenFiles };
}

/** A test that passed only at a second try counts as passed; an error outside the tests as one failure. */
export function countPlaywright({ stats, errors }: PlaywrightReport): Counts {
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected + stats.skipped + errors.length };
}

/**
 * What a stage adds to the sum. A stage that tested nothing, or that ended badly although its report names no failure,
 * counts as one failure.
 */
export function stageCounts(counted: Counts, exitCode: number): Counts {
  const silent = counted.failed === 0 && (exitCode !== 0 || counted.passed === 0);
  return silent ? { ...counted, failed: 1 } : counted;
}

export function sum(all: Counts[]): Counts {
  return all.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed }), { passed: 0, failed: 0 });
}
