// One stage of npm test: a command, whose output waits for its turn, and the count of what it tested.

import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { type Counts, stageCounts } from './test-counts.ts';
import { root } from './workplace.mjs';

type StagePlan = {
  zh: string;
  en: string;
  command: [string, ...string[]];
  /** Reads the counts from the report the command wrote; without it the stage counts as one test. */
  report?: { file: string; count: (json: never) => Counts };
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
  const color = process.stdout.isTTY ? { FORCE_COLOR: '1' } : {};
  const [program, ...args] = plan.command;
  const child = spawn(program, args, { cwd: root, env: { ...process.env, ...color, ...plan.env }, stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.on('data', (chunk: Buffer) => output.take(chunk));
  child.stderr.on('data', (chunk: Buffer) => output.take(chunk));
  const exitCode = await closed(child);
  const counts = stageCounts(`${plan.zh} · ${plan.en}`, count(plan, exitCode), exitCode);
  return { counts, seconds: (Date.now() - started) / 1000 };
}

function closed(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('close', (code) => resolve(code ?? 1));
  });
}

const none: Counts = { passed: 0, failed: 0, failures: [], secondTries: [] };

function count({ report }: StagePlan, exitCode: number): Counts {
  if (!report) return { ...none, passed: exitCode === 0 ? 1 : 0 };
  try {
    return report.count(JSON.parse(readFileSync(report.file, 'utf8')) as never);
  } catch {
    return none; // no report: the stage broke off, and counts as a failure
  }
}
