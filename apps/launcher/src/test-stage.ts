// One stage of npm test: a command, whose output waits for its turn, and the count of what it tested.

import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { type Counts, stageCounts } from './test-counts.ts';
import { root } from './workplace.mjs';

type StagePlan = {
  zh: string;
  en: string;
  command: [string, ...string[]];
  /**
   * Reads the counts from the report the command wrote; without it the stage counts as one test. `again` names what to add to the command so that
   * it runs once more what failed, and only that; `count` is then given the second report, and the first beside it.
   */
  report?: { file: string; count: (json: never, before?: never) => Counts; again?: (json: never) => string[] };
  env?: NodeJS.ProcessEnv;
};

/** A stage that runs or has run. */
export type Stage = { plan: StagePlan; output: Output; done: Promise<{ counts: Counts; seconds: number }> };

/** Collects what a stage says until it is that stage's turn to speak, then lets it through as it comes. */
class Output {
  private waiting: Buffer[] = [];
  private spoken = false;

  take(chunk: Buffer): void {
    if (this.spoken) process.stdout.write(chunk);
    else this.waiting.push(chunk);
  }

  speak(): void {
    this.spoken = true;
    for (const chunk of this.waiting.splice(0)) process.stdout.write(chunk);
  }
}

/** Runs a stage once the one before it in its lane is done. A failure is counted, never thrown. */
export function startStage(plan: StagePlan, after: Promise<unknown> = Promise.resolve()): Stage {
  const output = new Output();
  return { plan, output, done: after.then(() => runStage(plan, output)) };
}

async function runStage(plan: StagePlan, output: Output): Promise<{ counts: Counts; seconds: number }> {
  const started = Date.now();
  let exitCode = await run(plan, [], output);
  let report = read(plan);
  let counts = count(plan, report, exitCode);
  const again = report === undefined ? [] : (plan.report?.again?.(report) ?? []);
  if (again.length > 0) {
    const before = report;
    exitCode = await run(plan, again, output);
    report = read(plan);
    counts = count(plan, report, exitCode, before);
  }
  return { counts: stageCounts(`${plan.zh} · ${plan.en}`, counts, exitCode), seconds: (Date.now() - started) / 1000 };
}

function run(plan: StagePlan, more: string[], output: Output): Promise<number> {
  // What is read afterwards is this run's report, or none.
  if (plan.report) rmSync(plan.report.file, { force: true });
  const color = process.stdout.isTTY ? { FORCE_COLOR: '1' } : {};
  const [program, ...args] = plan.command;
  const child = spawn(program, [...args, ...more], { cwd: root, env: { ...process.env, ...color, ...plan.env }, stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.on('data', (chunk: Buffer) => output.take(chunk));
  child.stderr.on('data', (chunk: Buffer) => output.take(chunk));
  return closed(child);
}

function closed(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('close', (code) => resolve(code ?? 1));
  });
}

const none: Counts = { passed: 0, failed: 0, failures: [], secondTries: [] };

function count({ report }: StagePlan, read: never | undefined, exitCode: number, before?: never): Counts {
  if (!report) return { ...none, passed: exitCode === 0 ? 1 : 0 };
  return read === undefined ? none : report.count(read, before);
}

/** Nothing where there is no report: the stage broke off, and counts as a failure. */
function read({ report }: StagePlan): never | undefined {
  try {
    return report && (JSON.parse(readFileSync(report.file, 'utf8')) as never);
  } catch {
    return undefined;
  }
}
