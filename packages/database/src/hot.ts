/** The statements that every mark and every result waits for: straight through the pool, prepared once on each connection, without the query client's own work. */
import type pg from 'pg';
import type { Database } from './client.ts';

const pools = new WeakMap<Database, pg.Pool>();

/** Makes `ask` use this pool for the database, whose connections it is. */
export function askThrough(db: Database, pool: pg.Pool): Database {
  pools.set(db, pool);
  return db;
}

/** @param name of the statement, one for each text: by it every connection parses and plans it once. */
type Statement = { readonly name: string; readonly text: string };

/** Runs one statement by itself. @throws what pg throws, as `passingFailure` reads it. */
export async function ask<Row extends object>(db: Database, { name, text }: Statement, values: readonly unknown[]): Promise<Row[]> {
  return (await pools.get(db)!.query<Row>({ name, text, values: [...values] })).rows;
}
