// Child processes that end when they should: in their own group, stopped in order, and never left behind.

import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';

export type Child = {
  process: ChildProcess;
  /** Resolves when the process has ended, with its exit code or signal. */
  ended: Promise<number | string>;
  /** Sends the orderly signal and waits for the end; half a minute later, the last one. */
  stop(): Promise<void>;
  /** Sends the last signal, for a user who will not wait. */
  force(): void;
};

/** How long an orderly end may take, in milliseconds. */
const patience = 30_000;

type StopSignals = { orderly: NodeJS.Signals; last: NodeJS.Signals };

/**
 * Starts a program in a group of its own, so that Ctrl-C in the terminal reaches only the launcher, which then stops
 * everything in order. If the launcher itself is killed, a guard sends the orderly signal in its stead.
 */
export function startChild(program: string, args: string[], options: SpawnOptions, signals: StopSignals): Child {
  const child = spawn(program, args, { ...options, detached: true });
  const guard = child.pid === undefined ? undefined : watchOver(child.pid, signals.orderly);
  const ended = new Promise<number | string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(code ?? signal ?? 'unknown'));
  });
  void ended.then(() => guard?.kill('SIGKILL'));
  return {
    process: child,
    ended,
    async stop() {
      child.kill(signals.orderly);
      const late = setTimeout(() => child.kill(signals.last), patience);
      await ended;
      clearTimeout(late);
    },
    force() {
      child.kill(signals.last);
    },
  };
}

/** A shell that waits for the launcher's end of a pipe to close, which the system does however the launcher ends. */
function watchOver(pid: number, signal: NodeJS.Signals): ChildProcess {
  const script = `read -r line; kill -${signal.slice(3)} ${pid}`;
  return spawn('/bin/sh', ['-c', script], { cwd: '/', detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
}
