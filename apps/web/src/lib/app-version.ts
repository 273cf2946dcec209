/** The app kept on the device by its service worker, which exists only on https and localhost, and how a newer one takes over. */

const worker = (): ServiceWorkerContainer | undefined => (navigator as { serviceWorker?: ServiceWorkerContainer }).serviceWorker;

/**
 * Puts the app on this device. A newer version waits until the next start, or until the page is out of sight and `idle` says that nothing
 * waits to be sent. Returns what stops looking.
 */
export function keepApp(idle: () => boolean): () => void {
  const container = worker();
  if (!container) return () => {};
  // The first worker takes this page over as it is; only one that replaces another brings a new version.
  let replaces = container.controller !== null;
  const replaced = (): void => {
    if (replaces) location.reload();
    replaces = true;
  };
  container.addEventListener('controllerchange', replaced);
  const registered = container.register('/service-worker.js', { type: 'module' }).catch(() => null);
  void registered.then((registration) => registration?.waiting?.postMessage('activate'));
  const hidden = (): void => {
    if (document.visibilityState === 'hidden' && idle()) void registered.then((registration) => registration?.waiting?.postMessage('activate'));
  };
  document.addEventListener('visibilitychange', hidden);
  return () => {
    container.removeEventListener('controllerchange', replaced);
    document.removeEventListener('visibilitychange', hidden);
  };
}

/** Fetches the newest version and lets it take over now: the server no longer understands this one. What waits stays in the database. */
export async function renewApp(): Promise<void> {
  const registration = await worker()?.getRegistration();
  if (!registration) return;
  const newest = await registration.update().catch(() => registration);
  const next = newest.installing ?? newest.waiting;
  if (!next) return;
  await new Promise<void>((done) => {
    const look = (): void => {
      if (next.state === 'installed') next.postMessage('activate');
      if (next.state === 'activated' || next.state === 'redundant') done();
    };
    next.addEventListener('statechange', look);
    look();
  });
}
