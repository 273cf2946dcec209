// A server of a test's own, on a database it may write to: for contests no route can make, such as one with a made-up scheme.

import { openDatabase, type Database } from '@leitai/database';
import { startServices, stopServices } from '../../../apps/launcher/src/services.ts';
import { makeLog } from '../../../apps/server/src/log.ts';
import { startServer } from '../../../apps/server/src/server.ts';
import { makeOrganiser } from '../../support/factory.ts';
import { temporaryFolder } from '../../support/services-folder.ts';
import type { Visitor } from '../../support/visitor.ts';

export type OwnProduct = { readonly base: string; readonly db: Database; readonly organiser: Visitor; stop(): Promise<void> };

/** Real PostgreSQL, no Redis; the pages are those that are built. */
export async function startOwnProduct(): Promise<OwnProduct> {
  const folder = temporaryFolder();
  const services = await startServices({ dataDir: folder.path, databaseUrl: undefined, redisUrl: undefined });
  const databaseUrl = services.postgres.url;
  const config = { databaseUrl, redisUrl: undefined, port: 0, host: '127.0.0.1', logLevel: 'fatal', trustProxy: 1, newLink: false, dataDir: folder.path, backupMinutes: 0, backupKeep: 3 } as const;
  const running = await startServer(config, makeLog('fatal'));
  const base = `http://127.0.0.1:${running.ready.port}`;
  const db = openDatabase(databaseUrl, 2);
  return {
    base, db, organiser: await makeOrganiser(base, running.ready.setupUrl ?? ''),
    async stop() {
      await db.$disconnect();
      await running.close();
      await stopServices(services);
      folder.remove();
    },
  };
}
