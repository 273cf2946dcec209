/** Starts a program of ours in a process of its own: what it does can neither stall nor fell the server, and judges' marks come first. */
import { fork, type ChildProcess, type ForkOptions } from 'node:child_process';
import { once } from 'node:events';
import { constants, setPriority } from 'node:os';

/** Whoever starts it ends it. @throws what keeps it from starting. */
export async function startBeside(program: string, options: ForkOptions): Promise<ChildProcess> {
  const child = fork(program, options);
  await once(child, 'spawn');
  setPriority(child.pid!, constants.priority.PRIORITY_BELOW_NORMAL);
  return child;
}
