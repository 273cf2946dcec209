/** Who may open a connection: a page of ours, from one place no more than a hall needs, and each only one. */
import type { IncomingMessage } from 'node:http';
import type { Server, Socket } from 'socket.io';
import { addressOf, placeOf, type Trust } from '../access/address.ts';
import { consume, type Limits } from '../access/limits.ts';
import { Tally } from '../access/tally.ts';

/** Connections from one place at a time: twice the screens and telephones that were ever planned behind one address. Each takes some 40 KB. */
const MOST_OPEN = 5_000;

type Request = Pick<IncomingMessage, 'headers' | 'socket'>;

export type Handshakes = {
  /** Asked for every connection before it is made. */
  allow(request: Request): Promise<boolean>;
  /** Counts the connections that are open. */
  count(engine: Server['engine']): void;
  /** Takes one use from what nobody in particular may do from the place of this request. @throws Refused 'request.rate-limited'. */
  spend(request: Request): Promise<void>;
};

/** @param most connections from one place at a time. */
export function makeHandshakes(limits: Pick<Limits, 'strangers'>, trusts: Trust, most = MOST_OPEN): Handshakes {
  const open = new Tally();
  const place = (request: Request): string => placeOf(addressOf(request, trusts));
  const spend = (request: Request): Promise<void> => consume(limits.strangers, place(request));
  return {
    spend,
    async allow(request) {
      if (!sameOrigin(request) || open.of(place(request)) >= most) return false;
      return spend(request).then(() => true, () => false);
    },
    count(engine) {
      engine.on('connection', (connection: { request: Request; once(name: 'close', then: () => void): void }) => {
        const from = place(connection.request);
        open.up(from);
        connection.once('close', () => open.down(from));
      });
    },
  };
}

/** A browser says which page opens the connection; another site's page is refused. What says nothing is no browser. */
function sameOrigin({ headers: { origin, host } }: Request): boolean {
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host);
}

/** A connection that asks to come in again while it is in would have as many allowances as it asked for. */
export function onceEach(): (socket: Pick<Socket, 'conn'>) => boolean {
  const inside = new WeakSet<object>();
  return ({ conn }) => {
    if (inside.has(conn)) return false;
    inside.add(conn);
    return true;
  };
}
