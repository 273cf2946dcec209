// PostgreSQL and Redis for the product, the tests and the benchmark: given by address, or started here.

import { mkdirSync } from 'node:fs';
import { type Service, startPostgres, withUtc } from './postgres.ts';
import { startRedis } from './redis.ts';

export { type Service, startPostgres, startRedis };

export type Services = { postgres: Service; redis: Service | null };

export type Wanted = { dataDir: string; databaseUrl: string | undefined; redisUrl: string | undefined };

/** Both services, in the order they are needed; redis is null where the machine has none. The folder is made if need be. */
export async function startServices({ dataDir, databaseUrl, redisUrl }: Wanted): Promise<Services> {
  mkdirSync(dataDir, { recursive: true });
  const postgres = databaseUrl ? given(withUtc(databaseUrl)) : await startPostgres({ dataDir });
  try {
    return { postgres, redis: redisUrl ? given(redisUrl) : await startRedis({ dataDir }) };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

/** Redis first: what writes to it has ended by now, and PostgreSQL is the one that must close its books. */
export async function stopServices({ postgres, redis }: Services): Promise<void> {
  await redis?.stop();
  await postgres.stop();
}

function given(url: string): Service {
  return { url, kind: 'given', ended: new Promise(() => {}), stop: () => Promise.resolve(), force: () => {} };
}
