/** Sends a photograph so that a browser shows it and does nothing else with it. */
import type { Request, Response } from 'express';
import type { Photo } from '../queries/evidence.ts';

/** The hash is the ETag. Who may see it is asked each time: a copy is kept by that browser only, and shown again only after a word from here; but for what is anybody's. */
export function sendPhoto(req: Request, res: Response, { hash, type, bytes, lasting }: Photo): void {
  const etag = `"${hash}"`;
  res.set({
    ETag: etag,
    'Cache-Control': lasting ? 'public, max-age=31536000, immutable' : 'private, no-cache',
    'Content-Security-Policy': "default-src 'none'; sandbox",
    // No picture runs; what else there is, as a PDF, is saved and not opened here.
    'Content-Disposition': `${type.startsWith('image/') ? 'inline' : 'attachment'}; filename="${hash.slice(0, 16)}.${type.split('/')[1]}"`,
    'X-Content-Type-Options': 'nosniff',
  });
  if (req.get('if-none-match')?.split(/,\s*/).includes(etag)) res.status(304).end();
  else res.type(type).send(Buffer.from(bytes));
}
