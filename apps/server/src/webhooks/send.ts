/** One request to a receiver: to the address that was judged, without following anything, and for a limited time. */
import { request as plain, type RequestOptions } from 'node:http';
import { request as secure } from 'node:https';
import { Refused } from '@leitai/database';
import type { Network } from '../networks.ts';
import { addressFor, type Address } from './networks.ts';
import { signed } from './sign.ts';

/** For the whole exchange, in milliseconds. */
const PATIENCE = 10_000;

export type Outcome = { readonly status: number | null; readonly failure: string | null };
type Letter = { readonly url: string; readonly secret: string; readonly messageId: string; readonly body: string };

/** Never throws: what went wrong is the outcome. Only 2xx is arrival. */
export async function send({ url, secret, messageId, body }: Letter, networks: readonly Network[]): Promise<Outcome> {
  try {
    const target = new URL(url);
    const address = await addressFor(target, networks);
    const status = await post(target, address, body, signed(secret, messageId, Math.floor(Date.now() / 1000), body));
    return { status, failure: status >= 200 && status < 300 ? null : 'status' };
  } catch (error) {
    const { code, name } = error as { code?: unknown; name?: unknown };
    return { status: null, failure: error instanceof Refused ? error.code : name === 'AbortError' || name === 'TimeoutError' ? 'timeout' : String(code ?? 'failed') };
  }
}

/** What is answered is not read: a status is all a receiver has to say. */
function post(url: URL, { address, family }: Address, body: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const options: RequestOptions = {
      method: 'POST', agent: false, signal: AbortSignal.timeout(PATIENCE),
      // A name is not looked up again, where it could have come to stand for something else.
      lookup: (_host, asked, done) => (asked.all ? done(null, [{ address, family }]) : done(null, address, family)),
      headers: { ...headers, 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(body), 'user-agent': 'Leitai-Webhooks/1' },
    };
    const request = (url.protocol === 'https:' ? secure : plain)(url, options, (response) => {
      resolve(response.statusCode ?? 0);
      response.destroy();
    });
    request.on('error', reject);
    request.end(body);
  });
}
