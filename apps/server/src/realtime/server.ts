/** Socket.IO on the product's one port: handshake, rooms, messages, and the boards' way out. */
import type { Server as HttpServer } from 'node:http';
import { PROTOCOL } from '@leitai/contract';
import { Server } from 'socket.io';
import type { Trust } from '../access/address.ts';
import type { Identity } from '../access/identity.ts';
import type { Limits } from '../access/limits.ts';
import { identify } from '../access/sessions.ts';
import type { Context } from '../context.ts';
import { connectRedis } from '../projection/live.ts';
import { createProjector } from '../projection/projector.ts';
import { allowance } from './allowance.ts';
import { createAnnouncer } from './announce.ts';
import { boundBacklog } from './backlog.ts';
import { dispatch } from './dispatch.ts';
import { makeHandshakes, onceEach } from './handshake.ts';
import { presenceOf } from './presence.ts';
import { redisAdapter } from './redis-adapter.ts';
import { createRelay } from './relay.ts';
import { rooms } from './rooms.ts';
import { screensOnlineOf } from './screens.ts';
import { greetInTime, watchSessions } from './sessions.ts';

type RealtimeOptions = Pick<Context, 'db' | 'live' | 'log' | 'metrics' | 'files' | 'webhookNetworks'> & {
  readonly server: HttpServer; readonly redisUrl: string | undefined; readonly limits: Limits; readonly trusts: Trust;
};

/** How long the last words to other nodes may take. */
const GOODBYE_MS = 2_000;

/** @returns what use cases work with; `close` ends connections, projections and the adapter's Redis, in this order. */
export async function createRealtime({ server, db, live, log, metrics, files, webhookNetworks, redisUrl, limits, trusts }: RealtimeOptions) {
  const redis = redisUrl ? connectRedis(redisUrl, log) : null;
  const handshakes = makeHandshakes(limits, trusts);
  const io = new Server(server, {
    serveClient: false,
    maxHttpBufferSize: 64 * 1024,
    allowRequest: (request, decide) => void handshakes.allow(request).then((may) => decide(null, may)),
    ...(redis && { adapter: redisAdapter(redis) }),
  });
  handshakes.count(io.engine);
  const relay = createRelay(io, redis !== null);
  const presence = presenceOf(io, live, relay.alone);
  const projector = createProjector(
    { db, live },
    {
      board: {
        publishHere: (state) => relay.sendHere(rooms.board(state.contestId), 'board:changed', state),
        publishElsewhere: (state) => relay.sendElsewhere(rooms.board(state.contestId), 'board:changed', state),
        shown: (contestId) => relay.shown(rooms.board(contestId)),
      },
      overview: {
        // The hall is made of the same boards, on each node that has somebody watching it, whenever the overview is.
        publishHere: (state) => {
          relay.sendHere(rooms.overview(state.eventId), 'overview:changed', state);
          notices.hallDueHere(state.eventId);
        },
        publishElsewhere: (state) => {
          relay.sendElsewhere(rooms.overview(state.eventId), 'overview:changed', state);
          relay.call('hall', state.eventId);
        },
        shown: (eventId) => least(relay.shown(rooms.overview(eventId)), relay.shown(rooms.hall(eventId))),
      },
      beginAnew: (eventId, contestIds) => void notices.eventReplaced(eventId, contestIds),
    },
    metrics,
    log,
  );
  const screensOnline = screensOnlineOf(io, relay.alone);
  const notices = createAnnouncer(io, relay, { db, live, presence, screensOnline, log }, projector);
  const ctx: Context = { db, live, notices, presence, screensOnline, files, webhookNetworks, metrics, log };
  metrics.ask('leitai_sockets', 'Open connections of Socket.IO', () => io.engine.clientsCount);
  metrics.ask('leitai_rooms', 'Rooms somebody on this node is in, by kind', () => roomsByKind(io.of('/').adapter.rooms), 'kind');

  const comesOnce = onceEach();
  io.use((socket, next) => {
    // An old page would misread what it is sent: it reloads instead.
    if (socket.handshake.auth['protocol'] !== PROTOCOL) next(new Error('request.protocol'));
    else if (!comesOnce(socket)) next(new Error('request.invalid'));
    else next();
  });
  io.on('connection', (socket) => {
    boundBacklog(socket);
    const who = (): Promise<Identity> => identify(db, socket.handshake.headers.cookie);
    dispatch(ctx, socket, async () => {
      const identity = await who();
      if (identity.role === 'public') await handshakes.spend(socket.request);
      return identity;
    }, allowance());
    void greetInTime(ctx, socket, who);
  });
  const sessions = watchSessions(io, ctx);

  return {
    ctx,
    async close() {
      // This node's connections only, and without a goodbye: clients come back by themselves, to another node or to the next start.
      io.engine.close();
      // What waits for a Redis that stalls is given up: it must not keep the server from stopping.
      const cut = setTimeout(() => redis?.disconnect(), GOODBYE_MS);
      await sessions.close();
      await projector.close();
      await notices.close();
      await io.close();
      await redis?.quit().catch(() => redis.disconnect());
      clearTimeout(cut);
    },
  };
}

/** Of two rooms the one that is further behind; null where nobody watches either. */
const least = (a: number | null, b: number | null): number | null => (a === null || b === null ? (a ?? b) : Math.min(a, b));

/** Each connection has a room of its own besides, named by its id. */
function roomsByKind(open: ReadonlyMap<string, unknown>): Record<string, number> {
  const kinds = [...open.keys()].filter((room) => room === rooms.screens || room.includes(':')).map((room) => room.split(':')[0]!);
  return Object.fromEntries([...Map.groupBy(kinds, (kind) => kind)].map(([kind, all]) => [kind, all.length]));
}
