// Counts tests from the reports of Vitest and Playwright, so that the last lines of npm test are true, and name what failed.

/** A test to look at: the name a reader finds it by, and what it said when it failed. */
export type Told = { name: string; said: string };

/** `secondTries` are among the passed; whoever reads the end of npm test is told of them. */
export type Counts = { passed: number; failed: number; failures: Told[]; secondTries: Told[] };

/** The part of Vitest's JSON report that is read. */
type VitestReport = { testResults: VitestFile[] };

type VitestFile = {
  name: string;
  status: string;
  message?: string;
  assertionResults: { status: string; fullName: string; failureMessages?: string[] | null; tags?: string[] }[];
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

/**
 * A file that fails outside its tests counts as one failure; a test that did not run has not passed.
 * @param before the run of which this one repeated the files that had failed: what passes now has passed at a second try.
 */
export function countVitest({ testResults }: VitestReport, before: VitestReport = { testResults: [] }): Counts {
  const repeated = new Set(testResults.map(({ name }) => name));
  const results = [...before.testResults.filter(({ name }) => !repeated.has(name)), ...testResults];
  const failures = results.flatMap(failuresOf);
  const failing = new Set(failures.map(({ name }) => name));
  const secondTries = before.testResults.filter(({ name }) => repeated.has(name)).flatMap(failuresOf).filter(({ name }) => !failing.has(name));
  const passed = results.flatMap(({ assertionResults }) => assertionResults).filter(({ status }) => status === 'passed');
  return { passed: passed.length, failed: failures.length, failures, secondTries };
}

/** The files to run again as a whole, on servers of their own. A test that draws what it does has found something when it fails: its file is left at that. */
export const filesToRepeat = ({ testResults }: VitestReport): string[] =>
  testResults.filter((file) => failuresOf(file).length > 0 && !file.assertionResults.some(({ status, tags }) => status === 'failed' && tags?.includes('drawn'))).map(({ name }) => name);

function failuresOf({ name: file, status, message = '', assertionResults }: VitestFile): Told[] {
  const tests = assertionResults.filter((test) => test.status !== 'passed');
  if (status === 'failed' && !tests.some((test) => test.status === 'failed')) return [{ name: file, said: message }, ...tests.map((test) => toldOf(file, test))];
  return tests.map((test) => toldOf(file, test));
}

const toldOf = (file: string, { fullName, status, failureMessages }: VitestFile['assertionResults'][number]): Told =>
  ({ name: `${file} › ${fullName}`, said: failureMessages?.join('\n') || status });

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
