/** What to do when the server speaks a newer protocol: load the new page, but never in a loop. */
import { renewApp } from '#lib/app-version.ts';

const KEY = 'leitai.protocol-reload';
const AGAIN_AFTER_MS = 60_000;

export async function reloadForNewProtocol(): Promise<void> {
  const last = Number(sessionStorage.getItem(KEY) ?? 0);
  if (Date.now() - last < AGAIN_AFTER_MS) return;
  sessionStorage.setItem(KEY, String(Date.now()));
  await renewApp();
  location.reload();
}
