/** Refuses changes that another site's page sends with our cookie (CSRF), besides the cookie's SameSite. */
import type { Request } from 'express';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Browsers say where a request comes from; what says nothing is no browser and carries no stolen cookie. */
export function fromOurPages(req: Request): boolean {
  if (SAFE.has(req.method)) return true;
  const site = req.get('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  // Sec-Fetch-Site is not sent over plain HTTP; Origin is.
  const origin = req.get('origin');
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === req.headers.host;
}
