/** Keeps the judging app on the tablet, whole and of one version, so that it starts without a network. Marks are not its business. */
import { version } from '$app/env';
import { assets, immutable } from '$app/manifest';
import { self } from '$app/service-worker';

const PREFIX = 'leitai-app-';
const APP = `${PREFIX}${version}`;
/** Every page is the same empty shell; the script in it opens the address. */
const SHELL = '/judge';
const OFFLINE_PAGES = /^\/(judge|join|inspect)(\/|$)/;
const IMMUTABLE = '/_app/immutable/';

/** The Chinese fonts are megabytes in a hundred files for devices that have none: those are kept once they have been used. */
const spared = (path: string): boolean => path.endsWith('.woff') || (path.endsWith('.woff2') && path.includes('noto-'));
const addresses = [...immutable, ...assets].map(({ path }) => new URL(path, `${self.location.origin}/`).pathname).filter((path) => !spared(path));
const kept = new Set(addresses);

self.addEventListener('install', (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(APP);
      const shell = await fetch(SHELL, { cache: 'reload', headers: { accept: 'text/html' } });
      if (!shell.ok) throw new Error(`no shell: ${shell.status}`);
      await cache.put(SHELL, shell);
      // If the server has moved on to another version meanwhile, these are gone, and this install comes to nothing.
      await cache.addAll(addresses);
    })(),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      const earlier = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== APP);
      await Promise.all(earlier.map((name) => caches.delete(name)));
      await self.clients.claim();
    })(),
  );
});

// The page says when: never while marks wait to be sent.
self.addEventListener('message', (event) => {
  if (event.data === 'activate') void self.skipWaiting();
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate') {
    if (OFFLINE_PAGES.test(pathname)) event.respondWith(fromCache(SHELL, request));
  } else if (pathname.startsWith(IMMUTABLE) || kept.has(pathname)) {
    event.respondWith(fromCache(pathname, request));
  }
});

async function fromCache(key: string, request: Request): Promise<Response> {
  const cache = await caches.open(APP);
  const found = await cache.match(key);
  if (found) return found;
  const response = await fetch(request);
  if (response.ok && key.startsWith(IMMUTABLE)) await cache.put(key, response.clone());
  return response;
}
