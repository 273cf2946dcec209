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

/** pg says in words alone that a connection was lost under a statement, or that none could be had in time. */
const LOST = /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/** Runs one statement by itself. A failure carries PostgreSQL's SQLSTATE, the system's code, or P1017 for a lost connection, as `passingFailure` reads them. */
export async function ask<Row extends object>(db: Database, { name, text }: Statement, values: readonly unknown[]): Promise<Row[]> {
  try {
    return (await pools.get(db)!.query<Row>({ name, text, values: [...values] })).rows;
  } catch (error) {
    throw error instanceof Error && !('code' in error) && LOST.test(error.message) ? Object.assign(error, { code: 'P1017' }) : error;
  }
}
