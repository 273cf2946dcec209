// Whoever asked for something may be gone before anybody listens for that.

import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { goneOf } from './receive-file.ts';

const server = createServer();
beforeAll(async () => void (await once(server.listen(0, '127.0.0.1'), 'listening')));
afterAll(() => server.close());

it.each(['before it is asked after', 'after that'])('who goes %s is gone', async (when) => {
  const asked = once(server, 'request') as Promise<[IncomingMessage, ServerResponse]>;
  const sent = request({ port: (server.address() as AddressInfo).port, host: '127.0.0.1' }).on('error', () => {});
  sent.end();
  const [, res] = await asked;
  const early = when === 'after that' ? goneOf(res) : null;
  expect(early?.aborted ?? false).toBe(false);
  const closed = once(res, 'close');
  sent.destroy();
  await closed;
  expect((early ?? goneOf(res)).aborted).toBe(true);
});
