/** The HTTP side as a whole: headers, the public results, the contract's routes, then the web app's pages. */
import express, { type Express } from 'express';
import type { Limits } from '../access/limits.ts';
import type { Context } from '../context.ts';
import { handlers } from './handlers.ts';
import { mountApiPages } from './openapi/site.ts';
import { registerRoutes } from './register.ts';
import { mountResults } from './results/site.ts';
import { securityHeaders } from './security.ts';
import { mountWeb } from './web.ts';

/** @param trustProxy how many reverse proxies stand in front. */
export function makeApp(trustProxy: number): Express {
  const app = express();
  app.set('trust proxy', trustProxy);
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
