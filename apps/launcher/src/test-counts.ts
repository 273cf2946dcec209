// Counts tests from the reports of Vitest and Playwright, so that the last lines of npm test are true, and name what failed.

/** What failed: the name a reader finds it by, and what it said. */
export type Failure = { name: string; said: string };

export type Counts = { passed: number; failed: number; failures: Failure[] };

/** The part of Vitest's JSON report that is read. */
type VitestReport = {
  testResults: {
    name: string;
    status: string;
    message?: string;
    assertionResults: { status: string; fullName: string; failureMessages?: string[] | null }[];
  }[];
};

/** The part of Playwright's JSON report that is read. */
type PlaywrightReport = {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  errors: { message?: string }[];
  suites?: PlaywrightSuite[];
};

type PlaywrightSuite = {
  suites?: PlaywrightSuite[];
  specs?: {
    title: string;
    file: string;
    line: number;
    tests: { status: string; results: { error?: { message?: string } }[] }[];
  }[];
};

/** A file that fails outside its tests counts as one failure; a test that did not run has not passed. */
export function countVitest({ testResults }: VitestReport): Counts {
  const tests = testResults.flatMap(({ name: file, assertionResults }) => assertionResults.map((result) => ({ file, ...result })));
  const wrong = tests.filter(({ status }) => status !== 'passed');
  const brokenFiles = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  return {
    passed: tests.length - wrong.length,
    failed: wrong.length + brokenFiles.length,
    failures: [
      ...wrong.map(({ file, fullName, status, failureMessages }) => ({
        name: `${file} › ${fullName}`,
        said: failureMessages?.join('\n') || status,
      })),
      ...brokenFiles.map(({ name, message }) => ({ name, said: message ?? '' })),
    ],
  };
}

/** A test that passed only at a second try counts as passed; an error outside the tests as one failure. */
export function countPlaywright({ stats, errors, suites = [] }: PlaywrightReport): Counts {
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + stats.skipped + errors.length,
    failures: [...suites.flatMap(failuresOf), ...errors.map(({ message = '' }) => ({ name: 'Playwright', said: message }))],
  };
}

function failuresOf({ suites = [], specs = [] }: PlaywrightSuite): Failure[] {
  const here = specs.flatMap(({ title, file, line, tests }) =>
    tests
      .filter(({ status }) => status === 'unexpected' || status === 'skipped')
      .map(({ status, results }) => ({ name: `${file}:${line} › ${title}`, said: results.at(-1)?.error?.message ?? status })),
  );
  return [...here, ...suites.flatMap(failuresOf)];
}

/**
 * What a stage adds to the sum. A stage that tested nothing, or that ended badly although its report names no failure,
 * counts as one failure.
 */
export function stageCounts(stage: string, counted: Counts, exitCode: number): Counts {
  const silent = counted.failed === 0 && (exitCode !== 0 || counted.passed === 0);
  return silent ? { ...counted, failed: 1, failures: [{ name: stage, said: `exit code ${exitCode}` }] } : counted;
}

export function sum(all: Counts[]): Counts {
  return {
    passed: all.reduce((total, { passed }) => total + passed, 0),
    failed: all.reduce((total, { failed }) => total + failed, 0),
    failures: all.flatMap(({ failures }) => failures),
  };
}
