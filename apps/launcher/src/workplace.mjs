// Where the launcher works and how it speaks: plain JavaScript, because it also runs before anything is installed.

import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the checkout, absolute. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');

/**
 * Prints one line of progress, Chinese first.
 * @param {string} zh
 * @param {string} en
 */
export function say(zh, en) {
  process.stdout.write(`· ${zh} · ${en}\n`);
}

/** A failure the user can act on: shown as two sentences, without a stack trace. */
export class LaunchError extends Error {
  /**
   * @param {string} zh
   * @param {string} en
   */
  constructor(zh, en) {
    super(`${zh}\n${en}`);
    this.name = 'LaunchError';
  }
}

/**
 * Ends the process with exit code 1, after saying why: an expected failure in words, a bug with its stack.
 * @param {unknown} error
 */
export function fail(error) {
  const text = error instanceof LaunchError ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`\n${text}\n`);
  process.exit(1);
}

/** The Node that runs TypeScript: the one the lockfile pins, or the running one where it is new enough. */
export function pinnedNode() {
  const pinned = join(root, 'node_modules/.bin/node');
  if (existsSync(pinned)) return pinned;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  throw new LaunchError(
    `此平台（${process.platform}-${process.arch}）没有随附的 Node 24，请先自行安装 Node 24。`,
    `No Node 24 comes along for this platform (${process.platform}-${process.arch}): please install Node 24 first.`,
  );
}
