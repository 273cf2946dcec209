// Runs a program of the server on its database: given, of a running npm start, or started here for as long as it takes.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { readConfig } from './config.ts';
import { isRunning, takeFolder } from './lock.ts';
import { answers } from './port.ts';
import { findPostgres, startPostgres } from './postgres.ts';
import { socketPath } from './places.ts';
import { fail, root } from './workplace.mjs';

type Place = { databaseUrl: string; redisUrl: string | undefined; leave(): Promise<void> };

async function find(): Promise<Place> {
  const { dataDir, databaseUrl, redisUrl } = readConfig(process.env);
  const stay = (): Promise<void> => Promise.resolve();
  if (databaseUrl) return { databaseUrl, redisUrl, leave: stay };
  if (await isRunning(dataDir)) {
    const socket = socketPath(dataDir, 'redis.sock');
    return { databaseUrl: findPostgres({ dataDir }), redisUrl: redisUrl ?? ((await answers(socket)) ? socket : undefined), leave: stay };
  }
  await takeFolder(dataDir);
  process.stderr.write('· 启动 PostgreSQL · starting PostgreSQL\n');
  const postgres = await startPostgres({ dataDir });
  return { databaseUrl: postgres.url, redisUrl, leave: () => postgres.stop() };
}

/** Ends this process as the program ends. @param program its path from the root. */
export async function runWithDatabase(program: string): Promise<void> {
  try {
    const { databaseUrl, redisUrl, leave } = await find();
    const { REDIS_URL: _, ...inherited } = process.env;
    const env = { ...inherited, DATABASE_URL: databaseUrl, ...(redisUrl && { REDIS_URL: redisUrl }) };
    const child = spawn(process.execPath, [join(root, program), ...process.argv.slice(2)], { env, stdio: 'inherit' });
    // Ctrl-C reaches the program itself; what was started here is stopped when it has ended.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
    const [code] = (await once(child, 'exit')) as [number | null];
    await leave();
    process.exit(code ?? 2);
  } catch (error) {
    fail(error);
  }
}
