/** Whether this node can work: asked by proxies, scripts and people. The status alone tells. */
import { readFileSync } from 'node:fs';
import type { RouteOutput } from '@leitai/contract';
import { Refused } from '@leitai/database';
import type { Context } from '../context.ts';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string };

/** Redis away is no failure: boards are then made from the truth. @throws Refused 'server.busy' when the database does not answer. */
export async function health({ db, live, log }: Pick<Context, 'db' | 'live' | 'log'>): Promise<RouteOutput<'GET /api/health'>> {
  await db.$queryRaw`SELECT 1`.catch((error: unknown) => {
    log.warn({ err: error }, 'the database does not answer');
    throw new Refused('server.busy', { database: false });
  });
  return { database: true, live: live.kind, version };
}
