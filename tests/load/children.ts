/** Starts the benchmark's server processes on the loopback, and reads what CPU and memory they use. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import pg from 'pg';

export type Child = { readonly url: string; readonly ready: Record<string, unknown>; cpuMs(): number | null; memoryMb(): number | null; stop(): Promise<void> };

/** @param profile a folder for a CPU profile, written when the process ends. */
export async function startChild(path: string, env: NodeJS.ProcessEnv, profile?: string): Promise<Child> {
  const execArgv = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`];
  const child = fork(new URL(path, import.meta.url), { env: { ...process.env, ...env }, execArgv, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const ended = once(child, 'exit');
  const ready = await Promise.race([once(child, 'message').then(([message]) => message as Record<string, unknown>), ended.then(() => null)]);
  if (ready === null) throw new Error(`${path} ended before it was ready`);
  return {
    url: `http://127.0.0.1:${String(ready['port'])}`,
    ready,
    cpuMs: () => cpuMs(child.pid!),
    memoryMb: () => memoryMb(child),
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Fields of /proc/PID/stat from the third on: state, parent, … */
const statOf = (pid: number | string): string[] => readFileSync(`/proc/${pid}/stat`, 'latin1').replace(/^.*\) /s, '').split(' ');

/** User and system time of a process in milliseconds, with that of its ended children if wanted; the system counts in hundredths of a second. Null where there is no /proc. */
function cpuMs(pid: number | string, withEnded = false): number | null {
  try {
    const [user, system, ended, endedSystem] = statOf(pid).slice(11, 15).map(Number) as [number, number, number, number];
    return (user + system + (withEnded ? ended + endedSystem : 0)) * 10;
  } catch {
    return null;
  }
}

/** Reads the time of the whole PostgreSQL server at this address, if it runs on this machine: its first process, the ended ones and those that serve now. */
export async function postgresCpu(url: string): Promise<() => number | null> {
  const first = await firstOfPostgres(url);
  return () => (first === null ? null : childrenOf(first).reduce((sum, pid) => sum + (cpuMs(pid) ?? 0), cpuMs(first, true) ?? 0));
}

/** Reads the memory of all of PostgreSQL's processes in MB, without what they share: its buffers fill up as there is more data. Null where the system does not say. */
export async function postgresMemory(url: string): Promise<() => number | null> {
  const first = await firstOfPostgres(url);
  const shareOf = (pid: string): number => {
    try {
      return [...readFileSync(`/proc/${pid}/smaps_rollup`, 'latin1').matchAll(/^Private_(?:Clean|Dirty):\s+(\d+)/gm)].reduce((sum, [, kilobytes]) => sum + Number(kilobytes) / 1024, 0);
    } catch {
      return 0;
    }
  };
  return () => (first === null ? null : [first, ...childrenOf(first)].reduce((sum, pid) => sum + shareOf(pid), 0) || null);
}

/** Bytes PostgreSQL has written ahead to its log so far, over all databases, and the size of this one. */
export async function written(url: string): Promise<{ ahead: number; size: number }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows: [row] } = await client.query<{ ahead: string; size: string }>("SELECT pg_current_wal_insert_lsn() - '0/0' AS ahead, pg_database_size(current_database()) AS size");
  await client.end();
  return { ahead: Number(row!.ahead), size: Number(row!.size) };
}

/** The process that started all others of the PostgreSQL server at this address; null on another machine, or without /proc. */
async function firstOfPostgres(url: string): Promise<string | null> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    return statOf(rows[0]!.pid)[1]!;
  } catch {
    return null;
  } finally {
    await client.end();
  }
}

const childrenOf = (first: string): string[] => readdirSync('/proc').filter((pid) => {
  try {
    return /^\d+$/.test(pid) && statOf(pid)[1] === first;
  } catch {
    return false;
  }
});

/** Resident memory of a process in MB; null where there is no /proc. */
function memoryMb({ pid }: ChildProcess): number | null {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1]) / 1024;
  } catch {
    return null;
  }
}

/** A second database on the same server, for the floor. */
export function anotherDatabase(url: string): Promise<string> {
  return createDatabase(url, 'floor');
}

/** A copy of a database that nobody is connected to. */
export function copyOf(url: string, name: string): Promise<string> {
  return createDatabase(url, name, ` TEMPLATE ${pg.escapeIdentifier(new URL(url).pathname.slice(1))}`);
}

async function createDatabase(url: string, name: string, template = ''): Promise<string> {
  const at = (database: string): string => Object.assign(new URL(url), { pathname: `/${database}` }).href;
  const client = new pg.Client({ connectionString: at('postgres') });
  await client.connect();
  await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}${template}`);
  await client.end();
  return at(name);
}
