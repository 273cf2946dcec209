// A server of a test's own, on a database it may write to: for contests no route can make, such as one with a made-up scheme.

import { openDatabase, type Database } from '@leitai/database';
import { startServices, stopServices } from '../../../apps/launcher/src/services.ts';
import { makeLog } from '../../../apps/server/src/log.ts';
import { startServer } from '../../../apps/server/src/server.ts';
import { makeOrganiser } from '../../support/factory.ts';
import { temporaryFolder } from '../../support/services-folder.ts';
import type { Visitor } from '../../support/visitor.ts';

/** `setupUrl`: the one-time link of the first account, complete. */
export type EmptyProduct = { readonly base: string; readonly db: Database; readonly setupUrl: string; stop(): Promise<void> };
export type OwnProduct = Omit<EmptyProduct, 'setupUrl'> & { readonly organiser: Visitor };

/** Its organiser's account is made. */
export async function startOwnProduct(): Promise<OwnProduct> {
  const { setupUrl, ...product } = await startEmptyProduct();
  return { ...product, organiser: await makeOrganiser(product.base, setupUrl) };
}

/** Real PostgreSQL, no Redis; the pages are those that are built. */
export async function startEmptyProduct(): Promise<EmptyProduct> {
  const folder = temporaryFolder();
  const services = await startServices({ dataDir: folder.path, databaseUrl: undefined, redisUrl: undefined });
  const databaseUrl = services.postgres.url;
  const config = { databaseUrl, redisUrl: undefined, port: 0, host: '127.0.0.1', logLevel: 'fatal', trustProxy: 1, newLink: false, metricsToken: undefined, drainSeconds: 0, dataDir: folder.path, backupMinutes: 0, backupKeep: 3, webhookNetworks: [] } as const;
  const running = await startServer(config, makeLog('fatal'));
  const base = `http://127.0.0.1:${running.ready.port}`;
  const db = openDatabase(databaseUrl, 2);
  return {
    base, db, setupUrl: `${base}${running.ready.setupUrl ?? ''}`,
    async stop() {
      await db.$disconnect();
      await running.close();
      await stopServices(services);
      folder.remove();
    },
  };
}
