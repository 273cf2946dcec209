/** The live store on Redis. One script per write, which refuses an older revision; everything in it can be flushed and comes back. */
import type { Redis } from 'ioredis';
import type { LiveStore } from './live-store.ts';

/** Stores revision and body together unless a newer or equal revision stands there. */
const PUT = `
local standing = redis.call('HGET', KEYS[1], 'revision')
if standing and tonumber(standing) >= tonumber(ARGV[1]) then return 0 end
redis.call('HSET', KEYS[1], 'revision', ARGV[1], 'body', ARGV[2])
return 1`;

type WithPut = Redis & { putState(key: string, revision: string, body: string): Promise<number> };

/** @param client a connection of its own; `close` ends it. */
export function redisStore(client: Redis): LiveStore {
  client.defineCommand('putState', { numberOfKeys: 1, lua: PUT });
  const redis = client as WithPut;
  return {
    kind: 'redis',
    put: async (key, revision, body) => (await redis.putState(key, String(revision), body)) === 1,
    async get(key) {
      const [revision, body] = await redis.hmget(key, 'revision', 'body');
      return revision && body ? { revision: Number(revision), body } : null;
    },
    async revisions(keys) {
      const replies = await redis.pipeline(keys.map((key) => ['hget', key, 'revision'])).exec();
      return (replies ?? []).map(([error, value]) => {
        if (error) throw error;
        return typeof value === 'string' ? Number(value) : null;
      });
    },
    async setField(key, field, body, seconds) {
      await redis.multi().hset(key, field, body).expire(key, seconds).exec();
    },
    fields: async (key) => new Map(Object.entries(await redis.hgetall(key))),
    async forget(keys) {
      if (keys.length > 0) await redis.del(...keys);
    },
    async close() {
      await redis.quit().catch(() => redis.disconnect());
    },
  };
}
