/** Applies prisma/migrations in order, each once, as Prisma records them; safe when several nodes start together. */
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { withUtc } from './client.ts';
import { sha256 } from './sha256.ts';

const folder = fileURLToPath(new URL('../../../prisma/migrations/', import.meta.url));
/** Prisma's own advisory lock number, so that its tools and this runner exclude each other. */
const LOCK = 72707369;
/** How long a recovering server is waited for, and how often it is asked, in milliseconds. */
const PATIENCE = 60_000;
const AGAIN = 250;

const LEDGER = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id varchar(36) PRIMARY KEY, checksum varchar(64) NOT NULL, finished_at timestamptz, migration_name varchar(255) NOT NULL,
  logs text, rolled_back_at timestamptz, started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count integer NOT NULL DEFAULT 0)`;

/** The database was brought up by a later version than this: what that one keeps, this one would leave out. */
export class LaterDatabase extends Error {
  override readonly name = 'LaterDatabase';
}

/**
 * @param through the last to apply, as an earlier version of the product had them; absent: all.
 * @returns the names of the migrations applied now.
 * @throws LaterDatabase; when an applied migration's file has changed since, or a migration fails; then nothing of that one remains.
 */
export async function migrate(databaseUrl: string, through?: string): Promise<string[]> {
  const client = await connect(databaseUrl);
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    await client.query(LEDGER);
    const { rows } = await client.query<{ migration_name: string; checksum: string }>(
      'SELECT migration_name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
    );
    const applied = new Map(rows.map((row) => [row.migration_name, row.checksum]));
    const [names, added] = [migrationNames(), [] as string[]];
    const later = [...applied.keys()].find((name) => !names.includes(name));
    if (later !== undefined) throw new LaterDatabase(`数据库来自更新的版本，请用该版本启动 / The database is of a later version (${later}): start that one`);
    for (const name of names.filter((one) => through === undefined || one <= through)) {
      const sql = readFileSync(`${folder}${name}/migration.sql`, 'utf8');
      const checksum = sha256(sql);
      const known = applied.get(name);
      if (known !== undefined && known !== checksum) throw new Error(`migration ${name} was changed after it was applied`);
      if (known !== undefined) continue;
      await apply(client, name, checksum, sql);
      added.push(name);
    }
    return added;
  } finally {
    await client.end();
  }
}

/** Waits for a server that is still recovering, as after a power cut (SQLSTATE 57P03). @throws what else keeps it from connecting. */
async function connect(databaseUrl: string): Promise<pg.Client> {
  for (const started = Date.now(); ; await pause(AGAIN)) {
    const client = new pg.Client({ connectionString: withUtc(databaseUrl) });
    // A server that goes away fails the query under way, which tells.
    client.on('error', () => {});
    try {
      await client.connect();
      return client;
    } catch (error) {
      if ((error as { code?: string }).code !== '57P03' || Date.now() - started > PATIENCE) throw error;
    }
  }
}

/** All there are, in the order in which they are applied. */
export function migrationNames(): string[] {
  return readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort();
}

async function apply(client: pg.Client, name: string, checksum: string, sql: string): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(sql);
    await client.query(
      'INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count) VALUES ($1, $2, now(), $3, 1)',
      [randomUUID(), checksum, name],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}
