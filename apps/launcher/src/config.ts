// The launcher's configuration: every environment variable it reads, in one place.

import { join, resolve } from 'node:path';
import { LaunchError, root } from './workplace.mjs';

export type Config = {
  /** 0 lets the system choose. */
  port: number;
  host: string;
  /** Where the embedded servers keep their data; absolute. */
  dataDir: string;
  /** Given: a PostgreSQL server elsewhere is used, and none is started. */
  databaseUrl: string | undefined;
  /** Given: a Redis server elsewhere is used, and none is started. */
  redisUrl: string | undefined;
};

const defaultPort = 4100;

/** Reads PORT, HOST, LEITAI_DATA, DATABASE_URL and REDIS_URL; an empty variable counts as absent. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const port = env.PORT || String(defaultPort);
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65535) {
    throw new LaunchError(`PORT 应为 0–65535 的整数，现为「${port}」。`, `PORT must be a whole number from 0 to 65535, not "${port}".`);
  }
  return {
    port: Number(port),
    host: env.HOST || '0.0.0.0',
    dataDir: env.LEITAI_DATA ? resolve(env.LEITAI_DATA) : join(root, '.data'),
    databaseUrl: env.DATABASE_URL || undefined,
    redisUrl: env.REDIS_URL || undefined,
  };
}
