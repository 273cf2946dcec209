// What an integration test asks for: a database of its own on the shared server, and the shared Redis.

import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';

/** The address of the Redis all integration tests share: keys must not collide. A form `new Redis(url)` takes. */
export function redisUrl(): string {
  return inject('redisUrl');
}

/**
 * Makes an empty database on a server, by default the shared one. It goes with the server, or after the last test.
 * @returns its connection string, with the time zone forced to UTC
 */
export async function createDatabase(server: string = inject('databaseUrl')): Promise<string> {
  const name = `${inject('databasePrefix')}${randomBytes(4).toString('hex')}`;
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
