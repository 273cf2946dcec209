/** The web app's pages: the built SvelteKit handler, last on the same port. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Express, RequestHandler } from 'express';

const build = new URL('../../../web/build/handler.js', import.meta.url);

/** Mounts the pages; without a build, says so. Nothing may be mounted after it, and no body parser before it. */
export async function mountWeb(app: Express): Promise<void> {
  if (!existsSync(fileURLToPath(build))) {
    app.use((_req, res) => void res.status(503).type('text/plain').send('网页尚未构建:npm run build\nThe web app is not built: npm run build\n'));
    return;
  }
  // The handler takes the scheme from this header, and reads its name once, when it is loaded.
  process.env['PROTOCOL_HEADER'] = 'x-forwarded-proto';
  const { handler } = (await import(build.href)) as { handler: RequestHandler };
  app.use((req, res, next) => {
    req.headers['x-forwarded-proto'] = req.protocol;
    // A page's 304 carries our policy instead of its own, and browsers take it over: the page's script would be blocked on reload.
    if (req.headers.accept?.includes('text/html')) delete req.headers['if-none-match'];
    handler(req, res, next);
  });
}
