/** A word of the whole database that one process has at a time, for as long as it lives. */
import pg from 'pg';
import { withUtc } from './client.ts';

/** @returns what gives it up; null where another process has it. A process that dies has given it up. */
export async function hold(databaseUrl: string, word: string): Promise<(() => Promise<void>) | null> {
  const client = new pg.Client({ connectionString: withUtc(databaseUrl) });
  // Whoever loses the connection has lost the word, which another may then have.
  client.on('error', () => {});
  await client.connect();
  const { rows } = await client.query<{ held: boolean }>('SELECT pg_try_advisory_lock(hashtext($1)) AS held', [`leitai ${word}`]);
  if (rows[0]?.held) return () => client.end();
  await client.end();
  return null;
}
