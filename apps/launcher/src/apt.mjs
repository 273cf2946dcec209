// Installs Debian packages, where the launcher may: as root, on a system with apt.

import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';

/** Whether this process may install packages. */
export function mayInstall() {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

/**
 * Installs packages without questions, without recommended extras and without starting any service they bring.
 * Gives up quickly where there is no network.
 * @param {string[]} packages
 * @returns {string | undefined} undefined when all went well, else the end of what apt said
 */
export function install(packages) {
  return withoutServices(() => apt(['update']) ?? apt(['install', '--yes', '--no-install-recommends', ...packages]));
}

/**
 * @param {string[]} args
 * @returns {string | undefined}
 */
function apt(args) {
  const run = spawnSync('apt-get', ['-qq', '-o', 'Acquire::Retries=1', '-o', 'Acquire::http::Timeout=20', ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    encoding: 'utf8',
  });
  return run.status === 0 ? undefined : run.stderr.trim().split('\n').slice(-3).join('\n');
}

/**
 * Debian asks this script before it starts a service (invoke-rc.d(8)); 101 means "not allowed". An own one is kept.
 * @template T
 * @param {() => T} work
 */
function withoutServices(work) {
  const policy = '/usr/sbin/policy-rc.d';
  if (existsSync(policy)) return work();
  writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    return work();
  } finally {
    rmSync(policy);
  }
}
