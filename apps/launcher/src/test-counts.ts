// Counts tests from the reports of Vitest and Playwright, so that the last lines of npm test are true, and name what failed.

/** A test to look at: the name a reader finds it by, and what it said when it failed. */
export type Told = { name: string; said: string };

/** `secondTries` are among the passed; whoever reads the end of npm test is told of them. */
export type Counts = { passed: number; failed: number; failures: Told[]; secondTries: Told[] };

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

/** A file that fails outside its tests counts as one failure; a test that did not run has not passed. One that passed after it had failed still says how. */
export function countVitest({ testResults }: VitestReport): Counts {
  const tests = testResults.flatMap(({ name: file, assertionResults }) =>
    assertionResults.map(({ fullName, status, failureMessages }) => ({ name: `${file} › ${fullName}`, status, said: failureMessages?.join('\n') ?? '' })),
  );
  const passed = tests.filter(({ status }) => status === 'passed');
  const failures = [
    ...tests.filter(({ status }) => status !== 'passed').map(({ name, status, said }) => ({ name, said: said || status })),
    ...testResults
      .filter(({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'))
      .map(({ name, message = '' }) => ({ name, said: message })),
  ];
  const secondTries = passed.filter(({ said }) => said !== '').map(({ name, said }) => ({ name, said }));
  return { passed: passed.length, failed: failures.length, failures, secondTries };
}

/** A test that passed only at a second try counts as passed; an error outside the tests as one failure. */
export function countPlaywright({ stats, errors, suites = [] }: PlaywrightReport): Counts {
  const tests = suites.flatMap(testsOf);
  const those = (...wanted: string[]) => tests.filter(({ status }) => wanted.includes(status)).map(({ name, status, said }) => ({ name, said: said || status }));
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + stats.skipped + errors.length,
    failures: [...those('unexpected', 'skipped'), ...errors.map(({ message = '' }) => ({ name: 'Playwright', said: message }))],
    secondTries: those('flaky'),
  };
}

function testsOf({ suites = [], specs = [] }: PlaywrightSuite): (Told & { status: string })[] {
  const here = specs.flatMap(({ title, file, line, tests }) =>
    tests.map(({ status, results }) => ({ name: `${file}:${line} › ${title}`, status, said: results.findLast(({ error }) => error)?.error?.message ?? '' })),
  );
  return [...here, ...suites.flatMap(testsOf)];
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
    secondTries: all.flatMap(({ secondTries }) => secondTries),
  };
}
