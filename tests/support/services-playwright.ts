// Before the browser tests: the whole product, started as npm start does it, on a free port with data of its own.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { isReady } from '../../apps/launcher/src/banner.ts';
import { root } from '../../apps/launcher/src/workplace.mjs';
import { temporaryFolder } from './services-folder.ts';

/**
 * Hands the addresses to the tests in LEITAI_BASE_URL, LEITAI_SETUP_URL (complete, the one-time sign-in) and LEITAI_BOARD_URL.
 * @returns what to do after the last test
 */
export default async function setUp(): Promise<() => Promise<void>> {
  const folder = temporaryFolder();
  const { DATABASE_URL: _, ...environment } = process.env; // a given server holds somebody's data: never test on that
  const product = spawn(process.execPath, [join(root, 'apps/launcher/src/run.ts')], {
    env: { ...environment, PORT: '0', HOST: '127.0.0.1', LEITAI_DATA: folder.path },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = once(product, 'exit');
  const ready = await Promise.race([
    once(product, 'message').then(([message]: unknown[]) => message),
    ended.then(() => undefined),
  ]);
  if (!isReady(ready)) throw new Error('The product ended before it was ready.');
  const base = `http://127.0.0.1:${ready.port}`;
  process.env.LEITAI_BASE_URL = base;
  process.env.LEITAI_BOARD_URL = `${base}${ready.boardPath}`;
  if (ready.setupUrl) process.env.LEITAI_SETUP_URL = `${base}${ready.setupUrl}`;
  return async () => {
    product.kill('SIGTERM');
    await ended;
    folder.remove();
  };
}
