/** A room's frames reach each of its connections whole and in order: straight where nothing waits, the ordinary way where something does. */
import { createServer, type Server as HttpServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { io as connect, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sendToRoom } from '../../apps/server/src/realtime/room-frames.ts';
import { joined } from '../../apps/server/src/realtime/room-handlers.ts';

let server: HttpServer;
let io: Server;
const clients: Socket[] = [];

beforeAll(async () => {
  server = createServer();
  io = new Server(server, { serveClient: false });
  io.on('connection', (socket) => void socket.join('hall'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(async () => {
  for (const client of clients) client.disconnect();
  await io.close();
});

async function enter(transport: 'websocket' | 'polling'): Promise<{ client: Socket; got: unknown[] }> {
  const client = connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, { transports: [transport], forceNew: true });
  clients.push(client);
  const got: unknown[] = [];
  client.on('frame', (value: unknown) => got.push(value));
  const before = io.of('/').sockets.size;
  await expect.poll(() => io.of('/').sockets.size).toBe(before + 1);
  return { client, got };
}

it('brings texts of every length, and those between them, to WebSockets and to polling alike', async () => {
  const visitors = [await enter('websocket'), await enter('polling'), await enter('websocket')];
  // Around the borders at which a WebSocket frame writes its length otherwise; a Chinese character takes three bytes.
  const texts = [0, 90, 100, 101, 102, 110, 30_000, 65_500, 65_510, 65_520, 65_536, 70_000].flatMap((length) => ['a'.repeat(length), '擂'.repeat(Math.floor(length / 3))]);
  for (const [index, text] of texts.entries()) {
    if (index % 3 === 2) io.to('hall').emit('frame', { index, text });
    else sendToRoom(io, 'hall', 'frame', { index, text });
  }
  for (const { got } of visitors) {
    await expect.poll(() => got.length).toBe(texts.length);
    expect(got).toEqual(texts.map((text, index) => ({ index, text })));
  }
});

it('makes no packet for a WebSocket with nothing waiting, and keeps the order where something does', async () => {
  const { got } = await enter('websocket');
  const socket = [...io.of('/').sockets.values()].at(-1)!;
  let packets = 0;
  socket.conn.on('packetCreate', () => { packets += 1; });
  sendToRoom(io, socket.id, 'frame', 1);
  expect(packets).toBe(0);
  socket.emit('frame', 2);
  // What was sent the ordinary way is on its way still: what follows goes behind it.
  sendToRoom(io, socket.id, 'frame', 3);
  expect(packets).toBe(2);
  await expect.poll(() => got).toEqual([1, 2, 3]);
});

it('writes nothing straight to a line that takes nothing', async () => {
  const { got } = await enter('websocket');
  const socket = [...io.of('/').sockets.values()].at(-1)!;
  let packets = 0;
  socket.conn.on('packetCreate', () => { packets += 1; });
  const line = (socket.conn.transport as unknown as { socket: { _socket: { cork(): void; uncork(): void } } }).socket._socket;
  line.cork();
  sendToRoom(io, socket.id, 'frame', 'first');
  expect(packets).toBe(0);
  sendToRoom(io, socket.id, 'frame', 'second');
  expect(packets).toBe(1);
  line.uncork();
  await expect.poll(() => got).toEqual(['first', 'second']);
});

it('a snapshot is read again where its room was told something meanwhile, which reaches the viewer before it', async () => {
  const { got } = await enter('websocket');
  const socket = [...io.of('/').sockets.values()].at(-1)!;
  let truth = 'before';
  let reads = 0;
  const read = async (changes: number) => {
    const seen = truth;
    if ((reads += 1) <= changes) {
      truth = `after ${reads}`;
      sendToRoom(io, 'desk', 'frame', truth);
    }
    return Promise.resolve(seen);
  };
  expect(await joined(socket, ['desk', 'panel'], () => read(1))).toBe('after 1');
  await expect.poll(() => got).toEqual(['after 1']);
  reads = 0;
  // Where it never rests, a viewer has it all the same, and is told of what came last.
  expect(await joined(socket, 'desk', () => read(9))).toBe('after 2');
  expect(reads).toBe(3);
  // What another room is told is no reason.
  reads = 0;
  expect(await joined(socket, 'panel', () => read(1))).toBe('after 3');
});
