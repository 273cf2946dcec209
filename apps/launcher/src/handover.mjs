// Hands over from the system's Node to the pinned one, and passes signals on and the exit code back.

import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { fail, pinnedNode, root } from './workplace.mjs';

/**
 * Runs a TypeScript file of this folder on the pinned Node, and ends with its exit code.
 * The channel between the two tells the child when this process dies, however that happens.
 * @param {string} file
 */
export function handOver(file) {
  const child = spawn(pinnedNode(), [join(root, 'apps/launcher/src', file), ...process.argv.slice(2)], {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, PATH: `${join(root, 'node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}` },
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal));
  }
  if (process.env.npm_lifecycle_event) stopWithParent(child);
  child.on('error', fail);
  child.on('exit', (code) => process.exit(code ?? 1));
}

/**
 * A killed npm cannot pass a signal on: its end shows as a change of parent.
 * @param {import('node:child_process').ChildProcess} child
 */
function stopWithParent(child) {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    child.kill('SIGTERM');
  }, 500);
}
