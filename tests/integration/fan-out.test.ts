/** What a hall full of viewers costs: no statement for a board that stands, few for many phones, and no memory for who takes nothing. */
import { createServer, type Server as HttpServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { boundBacklog } from '../../apps/server/src/realtime/backlog.ts';
import { sendToRoom } from '../../apps/server/src/realtime/room-frames.ts';
import { DatabaseLine } from '../support/database-line.ts';
import { makeBadges, makeOrganiser, openResult } from '../support/factory.ts';
import { startNode, type TestNode } from '../support/node.ts';
import { connect, makePanel, type Panel } from '../support/panel.ts';
import { createDatabase } from '../support/services.ts';
import { Visitor } from '../support/visitor.ts';

let line: DatabaseLine;
let node: TestNode;
let panel: Panel;
let organiser: Visitor;

beforeAll(async () => {
  line = await DatabaseLine.open(await createDatabase());
  node = await startNode(line.url);
  organiser = await makeOrganiser(node.base, node.setupPath);
  panel = await makePanel(organiser, { entrants: 4, judges: 3 });
});
afterAll(async () => {
  panel.close();
  // Held statements would be waited for.
  line.close();
  await node.close();
});

it('answers a hall of phones with few statements, each as the truth stands when it asks', async () => {
  const [first, second] = panel.entrants;
  await panel.submitAll(first!, 1);
  await panel.submitAll(second!, 2);
  await panel.confirm(first!);
  const badges = await makeBadges(organiser, panel.made);
  const phones = await Promise.all(Array.from({ length: 12 }, () => badges.map((badge) => openResult(node.base, badge))).flat());
  const ask = () => Promise.all(phones.map((phone) => phone.call('GET /api/my/result')));
  const before = line.statements;
  expect(await ask()).toHaveLength(phones.length);
  // Each phone's session; whose contest it is, once for each entrant; shared readings of facts and recusals; and what a node looks after each second, for as long as this takes.
  expect(line.statements - before).toBeLessThan(2 * phones.length);
  await panel.confirm(second!);
  expect((await ask()).filter(({ status }) => status === 'scored')).toHaveLength(phones.length / 2);
});

it('asks the database nothing for a board or an overview that stands', async () => {
  const { eventId, contestId } = panel.made;
  const overviewNow = () => new Visitor(node.base).call('GET /api/events/:eventId/overview', { params: { eventId } });
  await expect.poll(async () => (await overviewNow()).confirmed).toBe(2);
  line.hold();
  // The sweeper and what followed the last result have their statements out, and wait for them.
  let before = -1;
  await expect.poll(() => {
    const still = line.statements === before;
    before = line.statements;
    return still;
  }, { interval: 1_500, timeout: 20_000 }).toBe(true);
  const overview = await overviewNow();
  const viewers = await Promise.all(Array.from({ length: 10 }, () => connect(new Visitor(node.base))));
  for (const viewer of viewers) {
    expect((await viewer.send('board:join', { contestId })).rows).toHaveLength(2);
    expect((await viewer.send('overview:join', { eventId })).revision).toBe(overview.revision);
    const visitor = new Visitor(node.base);
    expect((await visitor.call('GET /api/events/:eventId/contests/:contestId/board', { params: panel.params })).rows).toHaveLength(2);
    expect(await visitor.call('GET /api/events/:eventId/overview', { params: { eventId } })).toEqual(overview);
  }
  // All of it was answered while the database heard nothing; what a node looks after once a minute may have come round meanwhile.
  expect(line.statements - before).toBeLessThan(viewers.length);
  for (const viewer of viewers) viewer.close();
});

it('cuts off a viewer that answers pings and takes nothing, and keeps the one that does', async () => {
  const http: HttpServer = createServer();
  const io = new Server(http, { serveClient: false });
  io.on('connection', (socket) => {
    boundBacklog(socket);
    void socket.join('hall');
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const address = `ws://127.0.0.1:${(http.address() as AddressInfo).port}/socket.io/?EIO=4&transport=websocket`;
  const enter = async (): Promise<WebSocket> => {
    const viewer = new WebSocket(address);
    viewer.on('error', () => {});
    const opened = once(io, 'connection');
    viewer.once('message', () => viewer.send('40'));
    await opened;
    return viewer;
  };
  const sleeper = await enter();
  const reader = await enter();
  let taken = 0;
  reader.on('message', (data: Buffer) => (taken += data.byteLength));
  sleeper.pause();

  const frame = 'x'.repeat(256 * 1024);
  let sent = 0;
  // The systems' buffers of both ends hold some megabytes; after them the server's own is all there is.
  while (io.sockets.sockets.size === 2 && sent < 400) {
    sleeper.send('3');
    sendToRoom(io, 'hall', 'board:changed', frame);
    sent += 1;
    await expect.poll(() => taken).toBeGreaterThan(sent * frame.length);
  }
  expect(io.sockets.sockets.size).toBe(1);
  expect(reader.readyState).toBe(WebSocket.OPEN);
  sleeper.terminate();
  reader.terminate();
  await io.close();
});
