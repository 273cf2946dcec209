// The door of the server: what it answers to what nobody should send, and what it tells browsers.

import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import { PROTOCOL, PROTOCOL_HEADER } from '@leitai/contract';
import { openDatabase } from '@leitai/database';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { command } from '../../apps/simulator/src/client.ts';
import { trustOf } from '../../apps/server/src/access/address.ts';
import type { Context } from '../../apps/server/src/context.ts';
import { makeApp } from '../../apps/server/src/http/app.ts';
import { health, mountHealth } from '../../apps/server/src/http/health.ts';
import { makeLog } from '../../apps/server/src/log.ts';
import { memoryStore } from '../../apps/server/src/projection/memory-store.ts';
import { makeEvent, makeOrganiser, type MadeContest } from '../support/factory.ts';
import { everything, startNode, type TestNode } from '../support/node.ts';
import { Visitor } from '../support/visitor.ts';

let node: TestNode;
let organiser: Visitor;
let contest: MadeContest;

beforeAll(async () => {
  node = await startNode();
  organiser = await makeOrganiser(node.base, node.setupPath);
  [contest] = (await makeEvent(organiser)).contests as [MadeContest];
});
afterAll(() => node.close());

const post = (body: string, headers: Record<string, string> = {}) =>
  organiser.fetch('/api/events', { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });
const codeOf = async (response: Response) => ((await response.json()) as { error: { code: string; details: unknown } }).error;

test('an unknown address under /api is refused as JSON', async () => {
  const response = await organiser.fetch('/api/nothing/here');
  expect(response.status).toBe(404);
  expect((await codeOf(response)).code).toBe('request.not-found');
});

test('a body that is no JSON, too long, or not as the contract says changes nothing and names the field', async () => {
  const before = await everything(node.db);
  const broken = await post('{"kind":');
  expect([broken.status, (await codeOf(broken)).code]).toEqual([400, 'request.invalid']);
  const long = await post(JSON.stringify({ kind: 'x'.repeat(100_001) }));
  expect([long.status, (await codeOf(long)).code]).toEqual([413, 'request.too-large']);
  const wrong = await post(JSON.stringify({ ...command(), kind: 'party', name: { zh: '', en: 'x' }, more: 1 }));
  expect(wrong.status).toBe(400);
  const { fields } = (await codeOf(wrong)).details as { fields: { path: string }[] };
  expect(fields.map(({ path }) => path).sort()).toEqual(['kind', 'more', 'name.zh']);
  expect(await everything(node.db)).toBe(before);
});

test('a page of another protocol is told so before anything is read, as its socket would be; what is no page says nothing of it', async () => {
  const before = await everything(node.db);
  const old = await post(JSON.stringify({ kind: 'competition' }), { [PROTOCOL_HEADER]: String(PROTOCOL - 1) });
  expect([old.status, (await codeOf(old)).code]).toEqual([426, 'request.protocol']);
  const read = await organiser.fetch('/api/session', { headers: { [PROTOCOL_HEADER]: String(PROTOCOL + 1) } });
  expect(read.status).toBe(426);
  expect(await everything(node.db)).toBe(before);
  const plain = await fetch(`${node.base}/api/session`);
  expect(plain.status).toBe(200);
});

test('an id in the address must be one', async () => {
  const { status, ack } = await organiser.ask('GET /api/events/:eventId/control', { params: { eventId: 'x' } });
  expect(status).toBe(400);
  expect(ack).toMatchObject({ error: { code: 'request.invalid', details: { fields: [{ path: 'eventId' }] } } });
});

test('another event’s contest cannot be reached through the own event', async () => {
  const other = await makeEvent(organiser, { posts: ['HVAC'], entrants: 1, judges: 3 });
  const params = { eventId: other.eventId, contestId: contest.contestId };
  const { ack } = await organiser.ask('POST /api/events/:eventId/contests/:contestId/state', { params, body: { state: 'running' } });
  expect(ack).toMatchObject({ error: { code: 'contest.not-found' } });
});

test('a change another site’s page sends with our cookie is refused', async () => {
  const body = JSON.stringify({ ...command(), kind: 'competition', name: { zh: '假', en: 'Fake' } });
  const before = await everything(node.db);
  const foreign: Record<string, string>[] = [
    { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, { origin: 'http://evil.example' }, { origin: 'null' },
  ];
  for (const headers of foreign) expect((await post(body, headers)).status).toBe(403);
  expect(await everything(node.db)).toBe(before);
  expect((await post(body, { origin: node.base })).status).toBe(200);
});

test('what fails here is logged under the id it was answered with, and nothing of what was asked', async () => {
  const lines: string[] = [];
  const log = makeLog('info', new Writable({ write: (chunk: Buffer, _encoding, done) => { lines.push(chunk.toString()); done(); } }));
  const other = await startNode(node.databaseUrl, undefined, {}, log);
  const fail = (on: string) => node.db.$executeRawUnsafe(on);
  await fail(`CREATE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'broken' USING DETAIL = 'Failing row contains (' || NEW::text || ')'; END $$`);
  for (const table of ['door_log', 'access_log']) await fail(`CREATE TRIGGER broken BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION broken()`);
  try {
    const visitor = new Visitor(other.base);
    const { status, headers } = await visitor.ask('POST /api/session', { body: { name: '组委会', password: 'a secret of mine' } });
    expect(status).toBe(500);
    const phone = await new Visitor(other.base, { cookie: organiser.cookie }).connect();
    await expect(phone.send('contest:join', { contestId: contest.contestId })).rejects.toMatchObject({ code: 'server.failed' });
    phone.close();
    const failed = lines.map((line) => JSON.parse(line) as Record<string, unknown>).filter(({ msg }) => msg === 'request failed');
    expect(failed).toMatchObject([
      { requestId: headers.get('x-request-id'), route: 'POST /api/session', err: { message: expect.stringContaining('broken') } },
      { connectionId: expect.any(String), message: 'contest:join', err: { message: expect.stringContaining('broken') } },
    ]);
    for (const secret of ['a secret of mine', '组委会', visitor.address, organiser.cookie.split('=')[1]!, 'Failing row']) expect(lines.join('')).not.toContain(secret);
  } finally {
    for (const table of ['door_log', 'access_log']) await fail(`DROP TRIGGER broken ON ${table}`);
    await other.close();
  }
});

test('where people reach us is what their own browser asked for, and no header anybody may send besides', async () => {
  const headers = { 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example' };
  const link = await organiser.fetch('/api/accounts/links', { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ role: 'steward' }) });
  expect(((await link.json()) as { data: { url: string } }).data.url).toMatch(new RegExp(`^${node.base}/setup/`));
  // A page that is kept by a proxy for everybody must not lead elsewhere because somebody asked for it so.
  for (const path of [`/results/${contest.eventId}/${contest.letter}`, '/api']) expect(await (await new Visitor(node.base).fetch(path, { headers })).text()).not.toContain('evil.example');
  expect((await post('{}', { origin: 'http://evil.example', ...headers })).status).toBe(403);
});

test('the session’s cookie is for the server alone, and Secure over HTTPS', async () => {
  const sent = async (proto: string) => {
    const response = await new Visitor(node.base).fetch('/api/session', {
      method: 'POST', headers: { 'content-type': 'application/json', 'x-forwarded-proto': proto },
      body: JSON.stringify({ name: '组委会', password: '正确的马 battery staple' }),
    });
    return response.headers.getSetCookie()[0] ?? '';
  };
  const plain = await sent('http');
  expect(plain).toMatch(/^leitai=[\w-]{43};/);
  expect(plain).toContain('HttpOnly');
  expect(plain).toContain('SameSite=Lax');
  expect(plain).not.toContain('Secure');
  expect(await sent('https')).toContain('Secure');
});

test('a board that has not changed is not sent again', async () => {
  const path = `/api/events/${contest.eventId}/contests/${contest.contestId}/board`;
  const phone = new Visitor(node.base);
  const first = await phone.fetch(path);
  const etag = first.headers.get('etag')!;
  expect(await first.json()).toMatchObject({ ok: true, data: { contestId: contest.contestId, entrants: 3 } });
  const again = await phone.fetch(path, { headers: { 'if-none-match': etag } });
  expect([again.status, await again.text()]).toEqual([304, '']);
  const old = await phone.fetch(path, { headers: { 'if-none-match': 'W/"999"' } });
  expect(old.status).toBe(200);
});

test('answers tell browsers what our pages may do, and may not be kept', async () => {
  const { headers } = await organiser.fetch('/api/session');
  expect(headers.get('content-security-policy')).toContain("default-src 'self'");
  expect(headers.get('permissions-policy')).toContain('camera=(self)');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('access-control-allow-origin')).toBeNull();
});

test('however many ask whether a node is ready, its database is asked now and then', async () => {
  const url = node.databaseUrl;
  const plain = openDatabase(url, 1);
  let asked = 0;
  const db = plain.$extends({ query: { $queryRaw: ({ args, query }) => ((asked += 1), query(args)) } }) as unknown as typeof plain;
  const app = makeApp(trustOf(0));
  mountHealth(app, { db, live: memoryStore(), log: makeLog('silent') } as Context, { stopping: false }, undefined);
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const answers = await Promise.all(Array.from({ length: 200 }, () => fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/readyz`)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(asked).toBeGreaterThan(0);
  expect(asked).toBeLessThan(100);
  server.close();
  await plain.$disconnect();
});

test('a node whose database does not answer says so by the status', async () => {
  const db = openDatabase('postgresql://nobody@127.0.0.1:1/none');
  await expect(health({ db, live: memoryStore(), log: makeLog('silent') })).rejects.toMatchObject({ code: 'server.busy', details: { database: false } });
  expect((await new Visitor(node.base).ask('GET /api/health')).status).toBe(200);
});
