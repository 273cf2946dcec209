/** How the web app is built, and how `vite dev` reaches the running server. */
import adapter from '@sveltejs/adapter-node';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

const server = process.env['LEITAI_SERVER'] ?? 'http://localhost:4100';

export default defineConfig({
  plugins: [
    paraglideVitePlugin({
      project: './project.inlang',
      outdir: './src/lib/paraglide',
      strategy: ['localStorage', 'preferredLanguage', 'baseLocale'],
    }),
    sveltekit({
      adapter: adapter({ precompress: false }),
      // A deploy in mid-event must not reload a judge's page by itself; the socket's protocol number decides that.
      version: { pollInterval: 0 },
      // The service worker gives the same shell for every address of the judge's, and only tablets register it (app-version.ts).
      paths: { relative: false },
      serviceWorker: { register: false },
      // The page's own policy: its one inline script is allowed by hash. Everything else the server sends has the server's policy.
      csp: {
        mode: 'hash',
        directives: {
          'default-src': ['self'],
          'script-src': ['self'],
          'style-src': ['self', 'unsafe-inline'],
          'img-src': ['self', 'data:', 'blob:'],
          'media-src': ['self', 'blob:'],
          'object-src': ['none'],
          'base-uri': ['self'],
          'form-action': ['self'],
          'frame-ancestors': ['none'],
        },
      },
    }),
  ],
  // The policy lets no data: address be a font: small ones stay files, too.
  build: { assetsInlineLimit: 0 },
  server: { proxy: { '/api': server, '/socket.io': { target: server, ws: true } } },
});
