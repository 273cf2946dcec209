// The set-up both commands begin with: packages, the database client, the web pages; each only when something changed.

import { spawnSync } from 'node:child_process';
import { delimiter } from 'node:path';
import { runIfChanged } from './stamp.mjs';
import { LaunchError, root, say } from './workplace.mjs';

/** Brings the checkout up to date; without changes it needs neither network nor time. */
export function setUp() {
  installPackages();
  step('生成数据库客户端', 'Generating the database client', ['run', '--silent', 'generate'], {
    stamp: 'node_modules/.leitai/client',
    inputs: ['prisma/schema.prisma'],
    output: 'packages/database/src/generated',
  });
  step('构建网页', 'Building the web pages', ['run', '--silent', 'build'], {
    stamp: 'node_modules/.leitai/web',
    inputs: ['apps/web', 'packages/scoring', 'packages/contract'],
    output: 'apps/web/build',
  });
}

function installPackages() {
  step('安装依赖', 'Installing packages', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    stamp: 'node_modules/.leitai/packages',
    inputs: ['package-lock.json'],
    output: 'node_modules',
  });
}

/**
 * One npm command as a set-up step. Its output is shown only when it fails.
 * @param {string} zh
 * @param {string} en
 * @param {string[]} npm
 * @param {import('./stamp.mjs').Step} what
 */
function step(zh, en, npm, what) {
  runIfChanged(root, what, () => {
    say(`${zh}……`, `${en}…`);
    const started = Date.now();
    const run = spawnSync('npm', npm, { cwd: root, env: environment(), encoding: 'utf8', maxBuffer: 1 << 26 });
    if (run.status !== 0) {
      process.stderr.write(`${run.stdout ?? ''}${run.stderr ?? run.error ?? ''}`);
      throw new LaunchError(`${zh}失败，原因见上。`, `${en} failed; the reason is above.`);
    }
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    say(`${zh}完成（${seconds} 秒）`, `done in ${seconds} s`);
  });
}

/**
 * npm ci deletes node_modules, and with it the pinned Node that npm scripts put first in PATH: npm must not stand on it.
 * Prisma would download an engine that our SQL migrations do not need.
 */
function environment() {
  const path = (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.includes('node_modules'));
  return { ...process.env, PATH: path.join(delimiter), PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true' };
}
