/** Who may open a connection, and how many from one place. */
import { EventEmitter } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { expect, test } from 'vitest';
import { trustOf } from '../access/address.ts';
import { makeHandshakes } from './handshake.ts';

const from = (remoteAddress: string, headers: IncomingMessage['headers'] = {}) => ({ headers, socket: { remoteAddress } }) as unknown as IncomingMessage;

test('a page of ours or a programme may, another site’s page may not', async () => {
  const { allow } = makeHandshakes({ strangers: new RateLimiterMemory({ points: 9, duration: 10 }) }, trustOf(0));
  const asked = [{}, { origin: 'http://hall:4100', host: 'hall:4100' }, { origin: 'https://evil.example', host: 'hall:4100' }, { origin: 'null', host: 'hall:4100' }, { origin: 'http://hall:4100.evil.example', host: 'hall:4100' }];
  expect(await Promise.all(asked.map((headers) => allow(from('10.0.0.7', headers))))).toEqual([true, true, false, false, false]);
});

test('one place has so many connections at a time, and so many tries; what leaves makes room', async () => {
  const { allow, count, spend } = makeHandshakes({ strangers: new RateLimiterMemory({ points: 6, duration: 60 }) }, trustOf(1), 2);
  const engine = new EventEmitter();
  count(engine as never);
  const [phone, tablet] = [from('10.0.0.1', { 'x-forwarded-for': '2001:db8:1:1::7' }), from('10.0.0.1', { 'x-forwarded-for': '2001:db8:1:1::8' })];
  const elsewhere = from('10.0.0.1', { 'x-forwarded-for': '2001:db8:1:2::7' });
  const connections = [phone, tablet].map((request) => Object.assign(new EventEmitter(), { request }));
  for (const connection of connections) {
    expect(await allow(connection.request)).toBe(true);
    engine.emit('connection', connection);
  }
  expect([await allow(phone), await allow(elsewhere)]).toEqual([false, true]);
  connections[0]!.emit('close');
  expect(await allow(phone)).toBe(true);
  for (let message = 0; message < 3; message += 1) await spend(tablet);
  expect(await allow(phone)).toBe(false);
  await expect(spend(phone)).rejects.toMatchObject({ code: 'request.rate-limited' });
  await spend(elsewhere);
});
