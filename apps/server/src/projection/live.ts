/** Chooses the live store: Redis when there is an address, else this process's memory. */
import { Redis } from 'ioredis';
import type { Logger } from 'pino';
import type { LiveStore } from './live-store.ts';
import { memoryStore } from './memory-store.ts';
import { redisStore } from './redis-store.ts';

/**
 * Opens one connection. Commands fail fast while Redis is away, so that no judge waits for a board; the sweeper catches up.
 * @param url a redis:// address or a socket's path.
 * @param commandTimeout milliseconds after which a command that got no answer fails.
 */
export function connectRedis(url: string, log: Logger, commandTimeout = 2000): Redis {
  const client = new Redis(url, {
    maxRetriesPerRequest: 1,
    commandTimeout,
    retryStrategy: (attempt) => Math.min(attempt * 100, 1000),
  });
  client.on('error', (error: Error) => log.warn({ error: error.message }, 'redis'));
  return client;
}

export async function createLive(redisUrl: string | undefined, log: Logger): Promise<LiveStore> {
  if (!redisUrl) {
    log.warn('no Redis: boards live in this process; run one node only');
    return memoryStore();
  }
  const store = redisStore(connectRedis(redisUrl, log));
  if (!(await store.healthy())) log.warn('Redis does not answer yet; boards are projected when it does');
  return store;
}
