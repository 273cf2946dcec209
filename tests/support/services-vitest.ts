// Before the integration tests: one PostgreSQL and one Redis for all of them, in a folder that goes afterwards.

import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startServices, stopServices } from '../../apps/launcher/src/services.ts';
import { temporaryFolder } from './services-folder.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The database server, for creating a database of one's own. */
    databaseUrl: string;
    redisUrl: string;
    /** How the names of this run's databases begin. */
    databasePrefix: string;
  }
}

/** DATABASE_URL and REDIS_URL are used where given. @returns what to do after the last test */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const folder = temporaryFolder();
  const { DATABASE_URL: databaseUrl, REDIS_URL: redisUrl } = process.env;
  const services = await startServices({ dataDir: folder.path, databaseUrl, redisUrl });
  const { postgres, redis } = services;
  if (!redis) {
    await stopServices(services);
    throw new Error('集成测试需要真实的 Redis：请安装 redis-server，或设置 REDIS_URL。\nThe integration tests need a real Redis: install redis-server, or set REDIS_URL.');
  }
  const databasePrefix = `leitai_test_${randomBytes(4).toString('hex')}_`;
  project.provide('databaseUrl', postgres.url);
  project.provide('redisUrl', redis.url);
  project.provide('databasePrefix', databasePrefix);
  return async () => {
    if (postgres.kind === 'given') await dropDatabases(postgres.url, databasePrefix);
    await stopServices(services);
    folder.remove();
  };
}

async function dropDatabases(url: string, prefix: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ datname: string }>('SELECT datname FROM pg_database WHERE starts_with(datname, $1)', [prefix]);
  for (const { datname } of rows) await client.query(`DROP DATABASE ${client.escapeIdentifier(datname)} WITH (FORCE)`);
  await client.end();
}
