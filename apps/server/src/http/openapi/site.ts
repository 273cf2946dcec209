/** Serves the API's description: as OpenAPI for programmes, and as pages for people. Nobody is identified. */
import { createHash } from 'node:crypto';
import type { Express, Request } from 'express';
import type { Limits } from '../../access/limits.ts';
import { consume } from '../../access/limits.ts';
import { baseOf, place } from '../visitor.ts';
import { openApi } from './document.ts';
import { listPage, operationPage, policy } from './page.ts';

const VERSION = '1';

export function mountApiPages(app: Express, limits: Limits): void {
  const body = JSON.stringify(openApi(VERSION));
  const etag = `"${createHash('sha256').update(body).digest('base64url')}"`;
  app.get('/api/openapi.json', (_req, res) => void res.set({ ETag: etag, 'Cache-Control': 'no-cache' }).type('json').send(body));
  app.get('/api', async (req, res) => {
    await consume(limits.requests, place({ req }));
    const asked = { lang: req.query['lang'] === 'en' ? 'en' : 'zh', query: textOf(req, 'q'), base: baseOf(req) } as const;
    const key = textOf(req, 'op');
    const page = key === '' ? listPage(asked) : operationPage(asked, key);
    res.status(page === null ? 404 : 200).set({ 'Content-Security-Policy': policy, 'Cache-Control': 'no-cache' }).type('html').send(page ?? listPage(asked));
  });
}

function textOf({ query }: Request, name: string): string {
  const value = query[name];
  return typeof value === 'string' ? value.slice(0, 200) : '';
}
