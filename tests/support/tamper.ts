// Somebody with the keys to the database: changes rows behind everybody's back, and puts everything back.

import pg from 'pg';
import { expect } from 'vitest';

export class Tamperer {
  readonly client: pg.Client;
  readonly tables: readonly string[];
  private readonly place: Readonly<Record<'event' | 'contest', string>>;

  private constructor(client: pg.Client, tables: readonly string[], place: Tamperer['place']) {
    this.client = client;
    this.tables = tables;
    this.place = place;
  }

  /** Copies the tables as they are now; triggers and foreign keys do not hold for it. */
  static async open(databaseUrl: string, tables: readonly string[], { eventId, contestId }: { eventId: string; contestId: string }): Promise<Tamperer> {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    await client.query('SET session_replication_role = replica');
    await client.query('CREATE SCHEMA untouched');
    for (const table of tables) await client.query(`CREATE TABLE untouched.${table} AS TABLE public.${table}`);
    return new Tamperer(client, tables, { event: `'${eventId}'`, contest: `'${contestId}'` });
  }

  /** @param sql with `:event` and `:contest` in place of the ids; it must touch something. @returns what `look` finds while it is so. */
  async while<T>(sql: string, look: () => Promise<T>): Promise<T> {
    const { rowCount } = await this.client.query(sql.replace(/:(event|contest)/g, (_, name: 'event' | 'contest') => this.place[name]));
    expect(rowCount, sql).toBeGreaterThan(0);
    try {
      return await look();
    } finally {
      for (const table of this.tables) {
        await this.client.query(`DELETE FROM public.${table}`);
        await this.client.query(`INSERT INTO public.${table} SELECT * FROM untouched.${table}`);
      }
    }
  }

  close(): Promise<void> {
    return this.client.end();
  }
}
