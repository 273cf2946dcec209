// Redis as a child on a private socket, from the program found on the machine; installed first where that is allowed.

import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { install, mayInstall } from './apt.mjs';
import { startChild } from './child.ts';
import { answers } from './port.ts';
import type { Service } from './postgres.ts';
import { findProgram, socketPath } from './places.ts';
import { LaunchError, say } from './workplace.mjs';

const names = ['redis-server', 'valkey-server'];
const patience = 10_000;

/**
 * Starts Redis without persistence: it holds a projection that is rebuilt from PostgreSQL.
 * @returns the service; its url is the absolute path of a Unix socket, a form `new Redis(url)` of ioredis takes as it is.
 *   null where the machine has no Redis and none may be installed
 * @throws LaunchError when the program is there but does not start
 */
export async function startRedis({ dataDir }: { dataDir: string }): Promise<Service | null> {
  const program = findProgram(names) ?? installed();
  if (!program) return null;
  const url = socketPath(dataDir, 'redis.sock');
  await waitForPredecessor(url);
  const logFile = join(dataDir, 'redis.log');
  const log = openSync(logFile, 'w');
  const settings = ['--port', '0', '--unixsocket', url, '--unixsocketperm', '700', '--save', '', '--appendonly', 'no'];
  const child = startChild(program, settings, { cwd: dataDir, stdio: ['ignore', log, log] }, { orderly: 'SIGTERM', last: 'SIGKILL' });
  closeSync(log);
  const ended = child.ended.then(() => true);
  for (const started = Date.now(); Date.now() - started < patience; ) {
    if (await answers(url)) return { ...child, url, kind: 'embedded' };
    if (await Promise.race([ended, pause(50, false)])) break;
  }
  await child.stop();
  throw new LaunchError('Redis 未能启动：', `Redis did not start:\n${readFileSync(logFile, 'utf8').trim()}`);
}

/** After a launcher was killed, its Redis may still be ending, and takes its socket file away when it does. */
async function waitForPredecessor(url: string): Promise<void> {
  for (const started = Date.now(); await answers(url); await pause(50)) {
    if (Date.now() - started > patience) throw new LaunchError(`另一个 Redis 正在使用 ${url}。`, `Another Redis is using ${url}.`);
  }
}

/** Debian's Redis, as a program only: the system service it brings is neither started now nor at the next boot. */
function installed(): string | undefined {
  if (!mayInstall()) return undefined;
  say('本机没有 Redis，正在安装 redis-server……', 'no Redis on this machine: installing redis-server…');
  const problem = install(['redis-server']);
  spawnSync('update-rc.d', ['redis-server', 'disable']);
  if (problem) say(`未能安装 redis-server：${problem}`, 'redis-server could not be installed');
  return findProgram(names);
}
