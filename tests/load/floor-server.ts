/** The bare floor: one committed insert, then one broadcast, or one acknowledgement alone, by a Socket.IO server that does nothing else. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { Server } from 'socket.io';

const database = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 12 });
await database.query('CREATE TABLE IF NOT EXISTS floor (id bigserial PRIMARY KEY, body text NOT NULL)');

const server = createServer();
const io = new Server(server, { serveClient: false });
io.on('connection', (socket) => {
  socket.on('floor', async (frame: unknown, ack: () => void) => {
    await database.query('INSERT INTO floor (body) VALUES ($1)', ['one committed row']);
    io.emit('board:changed', frame);
    ack();
  });
  socket.on('put', async (mark: unknown, ack: () => void) => {
    await database.query('INSERT INTO floor (body) VALUES ($1)', [JSON.stringify(mark)]);
    ack();
  });
});
server.listen(0, '127.0.0.1', () => process.send?.({ type: 'ready', port: (server.address() as AddressInfo).port }));

process.on('SIGTERM', () => {
  void io.close().then(() => database.end()).then(() => process.exit());
});
