/** Sends what the live store holds as it stands, and nothing to who has it already. */
import type { Request, Response } from 'express';
import type { Stored } from '../projection/live-store.ts';

/** The revision is the ETag. A second of shared caching lets a proxy or CDN carry the audience. */
export function sendStored(req: Request, res: Response, { revision, body }: Stored): void {
  const etag = `W/"${revision}"`;
  res.set({ ETag: etag, 'Cache-Control': 'public, max-age=1' });
  if (req.get('if-none-match')?.split(/,\s*/).includes(etag)) res.status(304).end();
  else res.type('json').send(`{"ok":true,"data":${body}}`);
}
