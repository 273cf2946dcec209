/** Joins the nodes: one Socket.IO adapter over Redis streams and channels. */
import { createAdapter } from '@socket.io/redis-streams-adapter';
import type { Redis } from 'ioredis';

/**
 * @param client a connection of its own, without a command timeout: the adapter reads the stream by waiting on it, and what a timed-out
 * read would have brought is lost.
 */
export function redisAdapter(client: Redis): ReturnType<typeof createAdapter> {
  // The adapter does not look at what becomes of its publishing; while Redis is away the rejection would end the process.
  const publish = client.publish.bind(client) as (...args: unknown[]) => Promise<number>;
  Object.assign(client, { publish: (...args: unknown[]) => publish(...args).catch(() => 0) });
  return createAdapter(client, { onlyPlaintext: true });
}
