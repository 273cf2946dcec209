// The set-up both commands begin with: packages, the database client, the web pages; each only when something changed.

import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { install, mayInstall } from './apt.mjs';
import { runIfChanged } from './stamp.mjs';
import { LaunchError, pinnedNode, root, say } from './workplace.mjs';

/** Brings the checkout up to date; without changes it needs neither network nor time. */
export function setUp() {
  installPackages();
  if (!nodeWorks()) mendNode();
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

const packagesStamp = 'node_modules/.leitai/packages';

function installPackages() {
  step('安装依赖', 'Installing packages', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    stamp: packagesStamp,
    inputs: ['package-lock.json'],
    output: 'node_modules',
  });
}

function nodeWorks() {
  return spawnSync(pinnedNode(), ['--version']).status === 0;
}

/**
 * Node 25 and later need libatomic, which a small Debian lacks: it is installed where that is allowed. The packages are
 * installed again then, because npm silently left out those whose own set-up ran on the Node that did not work.
 */
function mendNode() {
  // npm puts this Node first in PATH: left in place, the next start would end without a word from us.
  for (const file of ['node_modules/.bin/node', packagesStamp]) rmSync(join(root, file), { force: true });
  if (mayInstall()) {
    say('安装 Node 所需的 libatomic1……', 'installing libatomic1, which Node needs…');
    install(['libatomic1']);
    installPackages();
    if (nodeWorks()) return;
  }
  throw new LaunchError(
    '随附的 Node 无法运行，通常是缺少 libatomic。请由管理员执行：apt-get install libatomic1，然后重试。',
    'The Node that comes along does not run, most likely for want of libatomic. Have an administrator run: apt-get install libatomic1, then try again.',
  );
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
