// One node of the real server for a test file, on a database of its own and the shared Redis.

import { openDatabase, type Database } from '@leitai/database';
import { makeLog } from '../../apps/server/src/log.ts';
import type { Config } from '../../apps/server/src/config.ts';
import { startServer } from '../../apps/server/src/server.ts';
import { temporaryFolder } from './services-folder.ts';
import { createDatabase, redisUrl } from './services.ts';

/** Webhooks of tests go to servers of their own, on this machine. */
const LOOPBACK = [{ address: '127.0.0.0', length: 8, family: 'ipv4' }] as const;

export type TestNode = {
  readonly base: string;
  readonly databaseUrl: string;
  /** Where it keeps event files; goes with the node unless it was given. */
  readonly dataDir: string;
  /** For looking at what was really stored, and for moving its clocks. */
  readonly db: Database;
  /** The path of the one-time link; empty where an organiser exists. */
  readonly setupPath: string;
  close(): Promise<void>;
};

/**
 * @param databaseUrl of a node that runs already, to join it; absent: a new database with the demonstration event.
 * @param redis another Redis than the shared one; null: none.
 * @param settings where its event files lie, its backups on the timer, of which there are none by default, and the rest of its configuration.
 * @param log absent: what is fatal, on the standard output.
 */
export async function startNode(databaseUrl?: string, redis: string | null = redisUrl(), settings: Partial<Pick<Config, 'dataDir' | 'backupMinutes' | 'backupKeep' | 'webhookNetworks' | 'metricsToken' | 'drainSeconds'>> = {}, log = makeLog('fatal')): Promise<TestNode> {
  const folder = temporaryFolder();
  const url = databaseUrl ?? (await createDatabase());
  const config = { databaseUrl: url, redisUrl: redis ?? undefined, port: 0, host: '127.0.0.1', logLevel: 'fatal', trustProxy: 1, newLink: false, metricsToken: undefined, drainSeconds: 0, dataDir: folder.path, backupMinutes: 0, backupKeep: 3, webhookNetworks: LOOPBACK, ...settings } as const;
  const running = await startServer(config, log);
  const db = openDatabase(url, 4);
  return {
    base: `http://127.0.0.1:${running.ready.port}`,
    databaseUrl: url,
    dataDir: config.dataDir,
    db,
    setupPath: running.ready.setupUrl ?? '',
    async close() {
      await db.$disconnect();
      await running.close();
      folder.remove();
    },
  };
}

/** All that is stored, as one text: what a refused request must leave as it was; but for the door's log, which is of refusals too. */
export async function everything(db: Database): Promise<string> {
  const tables = await db.$queryRaw<{ name: string }[]>`
    SELECT tablename::text AS name FROM pg_tables WHERE schemaname = 'public' AND tablename NOT IN ('_prisma_migrations', 'door_log') ORDER BY 1`;
  const prints = await Promise.all(tables.map(async ({ name }) => {
    const rows = await db.$queryRawUnsafe<{ print: string | null }[]>(`SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) AS print FROM "${name}" t`);
    return `${name} ${rows[0]?.print ?? 'empty'}`;
  }));
  return prints.join('\n');
}
