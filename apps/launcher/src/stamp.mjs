// Tells whether a set-up step is up to date: by the contents of what goes in, never by dates.

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Folders a step writes itself, and tests: a change there is no reason to run it again. */
const ignored = /(^|\/)(node_modules|build|generated|paraglide|\.svelte-kit)$|\.test\.m?[jt]s$/;

/**
 * Every file at or below a path, relative to the base, in a fixed order.
 * @param {string} base
 * @param {string} path
 * @returns {string[]}
 */
function filesBelow(base, path) {
  if (ignored.test(path) || !existsSync(join(base, path))) return [];
  if (!statSync(join(base, path)).isDirectory()) return [path];
  return readdirSync(join(base, path)).sort().flatMap((name) => filesBelow(base, `${path}/${name}`));
}

/**
 * The fingerprint of files and folders: of their names and contents. What does not exist counts as empty.
 * @param {string} base the folder the paths are relative to
 * @param {string[]} paths
 * @returns {string} SHA-256, hex
 */
export function fingerprint(base, paths) {
  const hash = createHash('sha256').update(`${process.platform}-${process.arch}`);
  for (const file of paths.flatMap((path) => filesBelow(base, path))) {
    const content = readFileSync(join(base, file));
    hash.update(`\0${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/**
 * @typedef {object} Step
 * @property {string} stamp  file that remembers the fingerprint of the last run
 * @property {string[]} inputs  files and folders the result depends on
 * @property {string} output  what the step makes; gone means out of date
 */

/**
 * Runs a step unless its output exists and was made from the same inputs.
 * @param {string} base
 * @param {Step} step
 * @param {() => void} run throws when the step fails, which leaves it out of date
 * @returns {boolean} whether it ran
 */
export function runIfChanged(base, step, run) {
  const stamp = join(base, step.stamp);
  const upToDate = existsSync(join(base, step.output)) && existsSync(stamp);
  if (upToDate && readFileSync(stamp, 'utf8') === fingerprint(base, step.inputs)) return false;
  run();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, fingerprint(base, step.inputs)); // taken now, since tools leave notes among their inputs
  return true;
}
