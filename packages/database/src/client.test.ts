/** A database server that ends a connection the moment it is made: a failed query, never the end of the process. */
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { openDatabase } from './client.ts';

/** One message of PostgreSQL's protocol: its type, its length, what it says. */
function message(type: string, content: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(content.length + 4);
  return Buffer.concat([Buffer.from(type), length, content]);
}

it('survives a connection that ends as it is handed out', async () => {
  const welcome = [message('R', Buffer.alloc(4)), message('Z', Buffer.from('I'))];
  const end = message('E', Buffer.from('SFATAL\0C57P01\0Mterminating connection\0\0'));
  const server = createServer((socket) => socket.on('error', () => {}).once('data', () => socket.end(Buffer.concat([...welcome, end]))));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const db = openDatabase(`postgresql://leitai@127.0.0.1:${(server.address() as AddressInfo).port}/leitai`);
  await expect(db.$transaction((tx) => tx.event.count())).rejects.toThrow();
  await expect(db.event.count()).rejects.toThrow();
  await db.$disconnect();
  server.close();
});
