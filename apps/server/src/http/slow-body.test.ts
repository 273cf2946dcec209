// Who drips a body is let go; a large file on a slow line is not.

import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { PACE, watchBody } from './slow-body.ts';

let server: Server;
let client: Socket;
/** Bytes of the body that have arrived. */
let arrived = 0;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  arrived = 0;
  server = createServer((req, res) => {
    watchBody(req, res);
    req.on('data', (part: Buffer) => {
      arrived += part.length;
      server.emit('brought');
    });
    req.on('end', () => res.end('all'));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  client.on('error', () => undefined);
});
afterEach(() => {
  client.destroy();
  server.close();
  vi.useRealTimers();
});

async function bring(bytes: number): Promise<void> {
  const wanted = arrived + bytes;
  client.write(Buffer.alloc(bytes, 'x'));
  while (arrived < wanted) await once(server, 'brought');
}
const begin = (type: string, length: number): boolean => client.write(`POST / HTTP/1.1\r\nHost: x\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\n\r\n`);

it('takes a file as long as it keeps coming, past any whole time, and lets go once it stalls', async () => {
  const stretches = 2 * (PACE.wholeMs / PACE.stretchMs);
  begin('multipart/form-data; boundary=x', (stretches + 1) * 2 * PACE.leastBytes);
  for (let at = 0; at < stretches; at += 1) {
    await bring(2 * PACE.leastBytes);
    vi.advanceTimersByTime(PACE.stretchMs);
    expect(client.closed).toBe(false);
  }
  await bring(1_000);
  const over = once(client, 'close');
  vi.advanceTimersByTime(PACE.stretchMs);
  await over;
});

it('gives everything else one time for the whole, however it drips', async () => {
  begin('application/json', 1_000);
  await bring(500);
  const over = once(client, 'close');
  vi.advanceTimersByTime(PACE.wholeMs);
  await over;
});

it('waits no longer once all of it has come', async () => {
  begin('multipart/form-data; boundary=x', 10);
  const [answer] = (await Promise.all([once(client, 'data'), bring(10)]))[0] as [Buffer];
  expect(answer.toString()).toMatch(/^HTTP\/1\.1 200 .*all$/s);
  vi.advanceTimersByTime(10 * PACE.stretchMs);
  expect(vi.getTimerCount()).toBe(0);
});
