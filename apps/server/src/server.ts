/** Puts a whole node together and takes it apart again: what main.ts runs, and tests. */
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { AddressInfo } from 'node:net';
import type { Text } from '@leitai/contract';
import { migrate, openDatabase } from '@leitai/database';
import type { Logger } from 'pino';
import { trustOf } from './access/address.ts';
import { makeLimits } from './access/limits.ts';
import { setupLinkAtStart, type SetupLink } from './access/setup-link.ts';
import type { Config } from './config.ts';
import { startBackups } from './event-file/backups.ts';
import { openFileStore } from './event-file/store.ts';
import { makeApp, mountAll } from './http/app.ts';
import { mountHealth, type Readiness } from './http/health.ts';
import { watchBody } from './http/slow-body.ts';
import { createMetrics } from './metrics.ts';
import { connectRedis, createLive } from './projection/live.ts';
import { createRealtime } from './realtime/server.ts';
import { ensureDemoEvent } from './seed/demo-event.ts';
import { startEscalation } from './use-cases/findings/escalate.ts';
import { startInspections } from './use-cases/inspection-round-the-clock.ts';
import { countWaiting, startWebhooks } from './webhooks/deliver.ts';

export type Running = {
  /** What the start script tells people; the addresses are paths. `setupUrl` is null when an organiser exists, and where a node that runs already has printed it (`setupElsewhere`). */
  readonly ready: { readonly port: number; readonly setupUrl: string | null; readonly setupElsewhere: boolean; readonly eventName: Text | null; readonly boardPath: string };
  close(): Promise<void>;
};

/** A Redis that stalls must not hold up a sign-in: past this, tries are counted in memory. */
const LIMITS_TIMEOUT_MS = 250;
/** How long requests under way may take when the server stops. */
const GRACE_MS = 2_000;
/** How long a request may take to say what it wants: whoever drips it holds a connection no longer. */
const HEADERS_MS = 15_000;

/** @throws what keeps it from starting: a database out of reach, a port that is taken. */
export async function startServer(config: Config, log: Logger): Promise<Running> {
  const applied = await migrate(config.databaseUrl);
  if (applied.length > 0) log.info({ applied }, 'migrated');
  const db = openDatabase(config.databaseUrl);
  if (await ensureDemoEvent(db)) log.info('loaded the demonstration event');
  const live = await createLive(config.redisUrl, log);
  const files = openFileStore(config, log);
  await files.folder.tidy();
  const limitsRedis = config.redisUrl ? connectRedis(config.redisUrl, log, { commandTimeout: LIMITS_TIMEOUT_MS }) : null;

  // Sockets take their requests off the server before the app sees them, so the app must be there first, still empty.
  const [trusts, limits] = [trustOf(config.trustProxy), makeLimits(limitsRedis)];
  const app = makeApp(trusts);
  // Node's own limit is for the whole request, however large: a file of two gigabytes takes what its line takes.
  const server = createServer({ headersTimeout: HEADERS_MS, requestTimeout: 0 }, (req, res) => {
    watchBody(req, res);
    app(req, res);
  });
  const metrics = createMetrics();
  const realtime = await createRealtime({ server, db, live, log, metrics, files, webhookNetworks: config.webhookNetworks, redisUrl: config.redisUrl, limits, trusts });
  const readiness: Readiness = { stopping: false };
  mountHealth(app, realtime.ctx, readiness, config.metricsToken);
  metrics.ask('leitai_webhook_outbox', 'Publications that have not reached their receiver yet', () => countWaiting(db));
  await mountAll(app, realtime.ctx, limits);
  const backups = startBackups(realtime.ctx);
  const webhooks = startWebhooks(realtime.ctx);
  const escalation = startEscalation(realtime.ctx);
  const inspections = startInspections(realtime.ctx);

  let setup: SetupLink | null = null;

  const close = async (): Promise<void> => {
    readiness.stopping = true;
    await pause(config.drainSeconds * 1000);
    server.close();
    files.jobs.close();
    await backups.close();
    await webhooks.close();
    await escalation.close();
    await inspections.close();
    const cut = setTimeout(() => server.closeAllConnections(), GRACE_MS);
    await realtime.close();
    clearTimeout(cut);
    server.closeAllConnections();
    limitsRedis?.disconnect();
    await live.close();
    await setup?.close();
    await db.$disconnect();
    log.info('stopped');
  };
  try {
    const port = await listen(server, config);
    setup = await setupLinkAtStart(config.databaseUrl, db, config.newLink);
    const event = await db.event.findFirst({ where: { practice: false }, orderBy: { createdAt: 'desc' }, select: { name: true } });
    log.info({ port }, 'ready');
    return { ready: { port, setupUrl: setup.path, setupElsewhere: setup.elsewhere, eventName: (event?.name as Text | undefined) ?? null, boardPath: '/board' }, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** @returns the port, which the system chose when 0 was asked for. */
async function listen(server: Server, { port, host }: Config): Promise<number> {
  server.listen({ port, ...(host !== undefined && { host }) });
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}
