// The embedded PostgreSQL: a real server of its own data folder, on a free port of the loopback.

import { closeSync, existsSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Child, startChild } from './child.ts';
import { type DatabaseUser, databaseUser } from './database-user.ts';
import { answers, freePort } from './port.ts';
import { type Programs, makeCluster, placeCluster, placePrograms, plainEnvironment, readPassword } from './postgres-files.ts';
import { LaunchError } from './workplace.mjs';

export type Service = {
  url: string;
  /** Where the service comes from, to be shown. */
  kind: 'embedded' | 'given';
  /** Resolves when it has ended, for whatever reason; a given service never ends. */
  ended: Promise<unknown>;
  stop(): Promise<void>;
  /** Ends it without waiting for work in progress; PostgreSQL then recovers at its next start. */
  force(): void;
};

/** Generous: after a power cut the server first replays its log. */
const patience = 60_000;

/**
 * Starts PostgreSQL on a data folder, which is made on first use, and waits until it takes connections.
 * @throws LaunchError with the end of the server's own log
 */
export async function startPostgres({ dataDir }: { dataDir: string }): Promise<Service> {
  const user = databaseUser();
  const programs = await placePrograms(user);
  const place = placeCluster(dataDir, user);
  const cluster = join(place, 'postgres');
  const password = makeCluster(place, programs, user);
  await waitForPredecessor(cluster);
  const port = await freePort();
  const child = await launch(programs, cluster, port, user);
  return { ...child, url: address(password, port), kind: 'embedded' };
}

/**
 * The address of the embedded server that runs on a data folder.
 * @throws LaunchError when none does, or its password may not be read
 */
export function findPostgres({ dataDir }: { dataDir: string }): string {
  const place = placeCluster(dataDir, databaseUser());
  const running = pidFile(join(place, 'postgres'));
  if (!running?.ready) throw new LaunchError(`${dataDir} 上没有运行中的 PostgreSQL。`, `No PostgreSQL runs on ${dataDir}.`);
  return address(readPassword(place), running.port);
}

const address = (password: string, port: number): string => withUtc(`postgresql://leitai:${password}@127.0.0.1:${port}/leitai`);

/**
 * The connection string with every session's time zone forced to UTC: Prisma's adapter reads each timestamp as if it
 * were in UTC, so any other zone would shift what it reads.
 */
export function withUtc(url: string): string {
  const parsed = new URL(url);
  const force = '-c TimeZone=UTC';
  const given = parsed.searchParams.get('options') ?? '';
  const options = given.endsWith(force) ? given : `${given} ${force}`.trim();
  parsed.searchParams.delete('options');
  const rest = parsed.searchParams.toString();
  parsed.search = `${rest}${rest && '&'}options=${encodeURIComponent(options)}`;
  return parsed.href;
}

async function launch(programs: Programs, cluster: string, port: number, user: DatabaseUser | undefined): Promise<Child> {
  const logFile = join(cluster, '..', 'postgres.log');
  const log = openSync(logFile, 'w');
  const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=60'];
  const child = startChild(
    programs.postgres,
    ['-D', cluster, ...settings.flatMap((setting) => ['-c', setting])],
    { ...user, cwd: '/', env: plainEnvironment, stdio: ['ignore', log, log] },
    { orderly: 'SIGINT', last: 'SIGQUIT' }, // PostgreSQL's fast and immediate shutdown
  );
  closeSync(log);
  const ended = child.ended.then(() => true);
  for (const started = Date.now(); Date.now() - started < patience; ) {
    if (pidFile(cluster)?.ready) return child;
    if (await Promise.race([ended, pause(50, false)])) break;
  }
  await child.stop();
  const why = readFileSync(logFile, 'utf8').split('\n').slice(-12).join('\n').trim();
  throw new LaunchError('PostgreSQL 未能启动：', `PostgreSQL did not start:\n${why}`);
}

/**
 * After a launcher was killed, its PostgreSQL may still be shutting down: waits for that. What a killed PostgreSQL left
 * behind is known by its port being silent. PostgreSQL clears that up itself, unless the process number in the file belongs
 * to some other program by now; then the file goes. The caller guarantees that no one else starts here.
 */
async function waitForPredecessor(cluster: string): Promise<void> {
  for (const started = Date.now(); ; await pause(100)) {
    const left = pidFile(cluster);
    if (!left) return;
    if (!(await answers(left.port))) {
      if (isAlive(left.pid)) rmSync(join(cluster, 'postmaster.pid'));
      return;
    }
    if (Date.now() - started > patience) {
      throw new LaunchError(`另一个 PostgreSQL（进程 ${left.pid}）正在使用 ${cluster}。`, `Another PostgreSQL (process ${left.pid}) is using ${cluster}.`);
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** What PostgreSQL writes about itself: line 1 its process, line 4 its port, line 8 its state. */
function pidFile(cluster: string): { pid: number; port: number; ready: boolean } | undefined {
  const file = join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, 'utf8').split('\n');
  return { pid: Number(lines[0]), port: Number(lines[3]) || 0, ready: lines[7]?.trim() === 'ready' };
}
