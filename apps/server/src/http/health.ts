/** What proxies, orchestrators and monitoring ask a node: whether it lives, whether it can work, and what it counts. The status alone tells. */
import { timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { RouteOutput } from '@leitai/contract';
import { Refused } from '@leitai/database';
import type { Express, Request, Response } from 'express';
import { register, Registry } from 'prom-client';
import { hashOf } from '../access/secrets.ts';
import type { Context } from '../context.ts';
import { sharedReads } from '../projection/shared-reads.ts';
import { sendRefusal } from './answer.ts';
import { bearerOf } from './bearer.ts';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string };

/** Redis away is no failure: boards are then made from the truth. @throws Refused 'server.busy' when the database does not answer. */
export async function health({ db, live, log }: Pick<Context, 'db' | 'live' | 'log'>): Promise<RouteOutput<'GET /api/health'>> {
  await db.$queryRaw`SELECT 1`.catch((error: unknown) => {
    log.warn({ err: error }, 'the database does not answer');
    throw new Refused('server.busy', { database: false });
  });
  return { database: true, live: live.kind, version };
}

/** Milliseconds for which the database's answer is given again: however many ask, it is asked no more often. */
const LOOKED = 250;

/** Whether a proxy should send it anybody: not while it stops. */
export type Readiness = { stopping: boolean };

/**
 * `/healthz`: the process answers. `/readyz`: the database does too, and the node is not stopping. `/metrics`: for this machine's own programmes, or with the token.
 * @param token absent: only what asks from this machine, past no proxy, is told.
 */
export function mountHealth(app: Express, ctx: Context, readiness: Readiness, token: string | undefined): void {
  const plain = (res: Response, status: number, words: string): void => void res.status(status).set('Cache-Control', 'no-store').type('text/plain').send(`${words}\n`);
  const looked = sharedReads(() => health(ctx).then(() => true, () => false), LOOKED);
  app.get('/healthz', (_req, res) => plain(res, 200, 'ok'));
  app.get('/readyz', async (_req, res) => {
    if (readiness.stopping) return plain(res, 503, 'stopping');
    return (await looked('')) ? plain(res, 200, 'ready') : plain(res, 503, 'no database');
  });
  app.get('/metrics', async (req, res) => {
    if (!mayRead(req, token)) return sendRefusal(res, new Refused('access.forbidden'), ctx.log);
    const all = Registry.merge([register, ctx.metrics.registry]);
    return void res.set('Cache-Control', 'no-store').type(all.contentType).send(await all.metrics());
  });
}

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

function mayRead(req: Request, token: string | undefined): boolean {
  if (token !== undefined) return timingSafeEqual(Buffer.from(hashOf(bearerOf(req) ?? '')), Buffer.from(hashOf(token)));
  const forwarded = req.headers['x-forwarded-for'] ?? req.headers.forwarded;
  return forwarded === undefined && LOOPBACK.has(req.socket.remoteAddress ?? '');
}
