/** The HTTP side as a whole: headers, the public results, the contract's routes, then the web app's pages. */
import express, { type Express } from 'express';
import type { Trust } from '../access/address.ts';
import type { Limits } from '../access/limits.ts';
import type { Context } from '../context.ts';
import { handlers } from './handlers.ts';
import { mountApiPages } from './openapi/site.ts';
import { registerRoutes } from './register.ts';
import { mountResults } from './results/site.ts';
import { securityHeaders } from './security.ts';
import { mountWeb } from './web.ts';

/** @param trusts which proxies are believed in what they say of who asks. */
export function makeApp(trusts: Trust): Express {
  const app = express();
  app.set('trust proxy', trusts);
  app.disable('x-powered-by');
  app.use(...securityHeaders);
  return app;
}

export async function mountAll(app: Express, ctx: Context, limits: Limits): Promise<void> {
  mountResults(app, ctx, limits);
  mountApiPages(app, limits);
  registerRoutes(app, ctx, limits, handlers);
  await mountWeb(app);
}
