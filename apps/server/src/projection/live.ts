/** Chooses the live store: Redis when there is an address, else this process's memory. */
import { once } from 'node:events';
import { Redis } from 'ioredis';
import type { Logger } from 'pino';
import type { LiveStore } from './live-store.ts';
import { memoryStore } from './memory-store.ts';
import { redisStore } from './redis-store.ts';

/** How long the first connection may take, in milliseconds, before the start goes on without it. */
const FIRST = 3000;
/** A board is never waited for longer than this, in milliseconds: it can be composed from the truth. */
const PATIENCE = 500;

/**
 * Opens one connection, which comes back by itself.
 * @param url a redis:// address or a socket's path.
 */
export function connectRedis(url: string, log: Logger, options: { commandTimeout?: number; enableOfflineQueue?: boolean } = {}): Redis {
  const client = new Redis(url, { maxRetriesPerRequest: 1, retryStrategy: (attempt: number) => Math.min(attempt * 100, 500), ...options });
  client.on('error', (error: Error) => log.warn({ error: error.message }, 'redis'));
  return client;
}

export async function createLive(redisUrl: string | undefined, log: Logger): Promise<LiveStore> {
  if (!redisUrl) {
    log.warn('no Redis: boards live in this process; run one node only');
    return memoryStore();
  }
  // While Redis is away commands fail at once instead of waiting for it.
  const client = connectRedis(redisUrl, log, { enableOfflineQueue: false, commandTimeout: PATIENCE });
  await once(client, 'ready', { signal: AbortSignal.timeout(FIRST) }).catch(() =>
    log.warn('Redis does not answer yet; boards are kept there when it does'));
  return redisStore(client);
}
