// A client's connection: what waits for a server that is gone is told when it is closed; what was sent is carried out in that order.

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { expect, it } from 'vitest';
import type { Context } from '../../apps/server/src/context.ts';
import { makeLog } from '../../apps/server/src/log.ts';
import { createMetrics } from '../../apps/server/src/metrics.ts';
import { memoryStore } from '../../apps/server/src/projection/memory-store.ts';
import { dispatch } from '../../apps/server/src/realtime/dispatch.ts';
import { rooms } from '../../apps/server/src/realtime/rooms.ts';
import { greetInTime } from '../../apps/server/src/realtime/sessions.ts';
import { Connection } from '../../apps/simulator/src/client.ts';
import { startNode } from '../support/node.ts';

it('ends what was waiting for a server that is gone when it is closed', async () => {
  const node = await startNode();
  const connection = await Connection.open(node.base, '');
  await node.close();
  const waiting = Array.from({ length: 20 }, () => connection.send('desk:join', {}).then(() => 'answered', ({ message }: Error) => message));
  connection.close();
  expect(new Set(await Promise.all(waiting))).toEqual(new Set(['the connection was closed']));
  await expect(connection.send('desk:join', {})).rejects.toThrow('the connection was closed');
});

it('is greeted once the database can say whose it is: until then nobody could cut it off', async () => {
  const http = createServer();
  const io = new Server(http, { serveClient: false });
  const ctx = { log: makeLog('fatal') } as Context;
  let asked = 0;
  io.on('connection', (socket) => void greetInTime(ctx, socket, async () => {
    if ((asked += 1) === 1) throw new Error('the database does not answer');
    return { role: 'organiser', sessionId: 'its session', accountId: '', name: '' };
  }));
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const connection = await Connection.open(`http://127.0.0.1:${(http.address() as AddressInfo).port}`, '');
  await expect.poll(() => io.of('/').adapter.rooms.has(rooms.session('its session'))).toBe(true);
  expect(asked).toBe(2);
  connection.close();
  await io.close();
});

it('carries out leaving and joining in the order they were sent, however long it takes to find out who asks', async () => {
  const node = await startNode();
  const { id: eventId } = await node.db.event.findFirstOrThrow();
  const http = createServer();
  const io = new Server(http, { serveClient: false });
  // What these two messages need of a server.
  const ctx = { db: node.db, live: memoryStore(), metrics: createMetrics(), log: makeLog('fatal') } as unknown as Context;
  const lookedUp = Promise.withResolvers<void>();
  const bothHere = Promise.withResolvers<void>();
  const [slow, quick] = [lookedUp.promise, Promise.resolve()];
  io.on('connection', (socket) => {
    const lookups = [slow, quick];
    dispatch(ctx, socket, async () => {
      await lookups.shift();
      return { role: 'public' };
    }, () => {});
    let heard = 0;
    socket.onAny(() => (heard += 1) === 2 && setImmediate(bothHere.resolve));
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const connection = await Connection.open(`http://127.0.0.1:${(http.address() as AddressInfo).port}`, '');
  const left = connection.send('room:leave', { room: 'hall', id: eventId });
  const joined = connection.send('hall:join', { eventId });
  // The second is looked up by now, if it does not wait for the first.
  await bothHere.promise;
  lookedUp.resolve();
  await left;
  expect((await joined).eventId).toBe(eventId);
  expect(io.of('/').adapter.rooms.has(rooms.hall(eventId))).toBe(true);
  connection.close();
  await io.close();
  await node.close();
});
