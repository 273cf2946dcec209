// A receiver of webhooks: a real HTTP server that keeps what it is sent and answers as it is told.

import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WebhookMessage } from '@leitai/contract';

export type Received = { readonly headers: IncomingHttpHeaders; readonly body: string; readonly message: WebhookMessage };

export async function startReceiver() {
  const received: Received[] = [];
  const state: { status: number; location: string; hold: Promise<void> | null } = { status: 200, location: '', hold: null };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      received.push({ headers: request.headers, body, message: JSON.parse(body) as WebhookMessage });
      const { status, location, hold } = state;
      void Promise.resolve(hold).then(() => response.writeHead(status, location === '' ? {} : { location }).end('thank you'));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    state,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
export type Receiver = Awaited<ReturnType<typeof startReceiver>>;

/** What a receiver reckons by itself, from the secret it was given. */
export const signatureFor = (secret: string, { headers, body }: Received): string =>
  `v1,${createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64')).update(`${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`).digest('base64')}`;
