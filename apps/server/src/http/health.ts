/** Whether this node can work: asked by proxies, scripts and people. */
import { readFileSync } from 'node:fs';
import type { RouteOutput } from '@leitai/contract';
import type { Context } from '../context.ts';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string };

export async function health({ db, live, log }: Context): Promise<RouteOutput<'GET /api/health'>> {
  const database = await db.$queryRaw`SELECT 1`.then(() => true, (error: unknown) => {
    log.warn({ err: error }, 'the database does not answer');
    return false;
  });
  return { database, live: live.kind, version };
}
