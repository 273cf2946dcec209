// Tokens: what a programme may do in an organiser's stead, and that it is never more.

import { randomUUID } from 'node:crypto';
import { isCommand, messages, PROTOCOL, routes, scopeOfRoute, suffices, TokenScope, type MadeToken, type NewToken, type RouteKey } from '@leitai/contract';
import { Redis } from 'ioredis';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Client } from '../../apps/simulator/src/client.ts';
import { makeAccount, makeEvent, makeOrganiser, openContest, type MadeContest } from '../support/factory.ts';
import { everything, startNode, type TestNode } from '../support/node.ts';
import { pairPanel, type Panel } from '../support/panel.ts';
import { redisUrl } from '../support/services.ts';
import { Visitor } from '../support/visitor.ts';

let node: TestNode;
let organiser: Visitor;
let contest: MadeContest;
let elsewhere: MadeContest;
let panel: Panel;

beforeAll(async () => {
  node = await startNode();
  organiser = await makeOrganiser(node.base, node.setupPath);
  [contest] = (await makeEvent(organiser, { posts: ['CLEAN_INDOOR'], entrants: 2, judges: 3 })).contests as [MadeContest];
  [elsewhere] = (await makeEvent(organiser, { posts: ['CLEAN_INDOOR'], entrants: 1, judges: 3 })).contests as [MadeContest];
  await openContest(organiser, contest);
  panel = await pairPanel(organiser, contest);
});
afterAll(async () => {
  panel.close();
  await node.close();
});

const made = (over: Partial<NewToken> = {}): Promise<MadeToken> =>
  organiser.call('POST /api/tokens', { body: { name: '大屏接口', scopes: ['results'], eventId: null, days: 7, ...over } });
const holding = (secret: string, headers: Record<string, string> = {}): Client =>
  new Client(node.base, { headers: { authorization: `Bearer ${secret}`, 'x-forwarded-for': new Visitor(node.base).address, ...headers } });
const codeOf = async (reply: ReturnType<Client['ask']>): Promise<string> => {
  const { ack } = await reply;
  return ack.ok ? 'ok' : ack.error.code;
};
const UNKNOWN = '01890000-0000-7000-8000-000000000000';
/** Without what was last used, which changes as it should. */
const stored = async (): Promise<string> => (await everything(node.db)).replace(/^(api_token|access_log) .*$/gm, '');

describe('a token', () => {
  it('is shown once, kept as a hash, listed without its secret, and knows when it was used', async () => {
    const { token, secret } = await made();
    expect(secret).toMatch(/^leitai_[\w-]{43}$/);
    expect(await everythingText()).not.toContain(secret);
    expect((await organiser.call('GET /api/tokens')).find(({ id }) => id === token.id)).toEqual(token);
    expect(token).toMatchObject({ by: '组委会', lastUsedAt: null, revokedAt: null, ending: secret.slice(-4) });
    expect(await holding(secret).api('GET /api/session', {})).toMatchObject({ role: 'organiser' });
    const [used] = (await organiser.call('GET /api/tokens')).filter(({ id }) => id === token.id);
    expect(used!.lastUsedAt).not.toBeNull();
  });

  it('is nothing once revoked, expired, mistyped, or once its maker is no organiser', async () => {
    const { token, secret } = await made();
    expect(await codeOf(holding(secret).ask('GET /api/events'))).toBe('ok');
    await organiser.call('DELETE /api/tokens/:tokenId', { params: { tokenId: token.id } });
    expect(await codeOf(holding(secret).ask('GET /api/events'))).toBe('access.bad-token');
    const other = await made();
    await node.db.apiToken.update({ where: { id: other.token.id }, data: { expiresAt: new Date(Date.now() - 1) } });
    expect(await codeOf(holding(other.secret).ask('GET /api/events'))).toBe('access.bad-token');
    expect(await codeOf(holding('leitai_x').ask('GET /api/events'))).toBe('access.bad-token');
    const colleague = await makeAccount(organiser, 'organiser', '同事');
    const theirs = await colleague.call('POST /api/tokens', { body: { name: 't', scopes: ['read'], eventId: null, days: 1 } });
    await node.db.account.update({ where: { name: '同事' }, data: { role: 'auditor' } });
    expect(await codeOf(holding(theirs.secret).ask('GET /api/events'))).toBe('access.bad-token');
  });

  it('asks six hundred times in a minute and no more', async () => {
    const { token, secret } = await made();
    const program = holding(secret);
    // As if it had asked all but two times: six hundred may take longer than their minute here.
    const redis = new Redis(redisUrl());
    await redis.set(`leitai:limit:tokens:${token.id}`, 598, 'EX', 3_600);
    redis.disconnect();
    const codes: string[] = [];
    for (let index = 0; index < 3; index += 1) codes.push(await codeOf(program.ask('GET /api/session')));
    expect(codes).toEqual(['ok', 'ok', 'request.rate-limited']);
  });

  it('never falls back on a cookie, and a cookie is guarded against other sites’ pages as before', async () => {
    const { secret } = await made({ scopes: ['run'] });
    const elsewhereOrigin = { origin: 'http://elsewhere.example' };
    const both = holding('leitai_x', { cookie: organiser.cookie });
    expect(await codeOf(both.ask('GET /api/tokens'))).toBe('access.bad-token');
    const blank = { eventId: contest.eventId, displayIds: [UNKNOWN], blank: true };
    expect(await codeOf(holding(secret, elsewhereOrigin).ask('POST /api/commands/:message', { params: { message: 'display:blank' }, body: blank }))).not.toMatch(/^access/);
    const riding = new Client(node.base, { cookie: organiser.cookie, headers: elsewhereOrigin });
    expect(await codeOf(riding.ask('POST /api/tokens', { body: { name: 'x', scopes: ['read'], eventId: null, days: 1 } }))).toBe('access.forbidden');
  });

  it('opens no socket as anybody', async () => {
    const { secret } = await made({ scopes: ['read', 'run'] });
    const socket = io(node.base, { transports: ['websocket'], auth: { protocol: PROTOCOL }, forceNew: true, reconnection: false, extraHeaders: { authorization: `Bearer ${secret}` } });
    await new Promise((resolve) => socket.once('connect', () => resolve(null)));
    expect(await socket.emitWithAck('control:join', { eventId: contest.eventId })).toMatchObject({ ok: false, error: { code: 'access.sign-in' } });
    socket.disconnect();
  });
});

describe.each(TokenScope.options)('a token that may %s', (scope) => {
  it('gets past the door of its routes, and changes nothing by asking at the others', async () => {
    const client = holding((await made({ scopes: [scope] })).secret);
    const keys = (Object.keys(routes) as RouteKey[]).filter((key) => key !== 'POST /api/commands/:message');
    const mayRole = (key: RouteKey): boolean => routes[key].allow.includes('organiser');
    const may = (key: RouteKey): boolean => mayRole(key) && suffices([scope], scopeOfRoute(key));
    const before = await stored();
    for (const key of keys.filter((one) => !may(one))) {
      expect(`${key}: ${await codeOf(client.ask(key, { params: ALL_UNKNOWN }))}`).toBe(`${key}: ${mayRole(key) ? 'access.scope' : 'access.forbidden'}`);
    }
    expect(await stored()).toBe(before);
    for (const key of keys.filter(may)) expect(`${key}: ${await codeOf(client.ask(key, { params: ALL_UNKNOWN }))}`).not.toMatch(/: access\./);
  });

  it('sends the organiser’s messages only where it may run the event', async () => {
    const { secret } = await made({ scopes: [scope] });
    for (const message of Object.keys(messages)) {
      const code = await codeOf(holding(secret).ask('POST /api/commands/:message', { params: { message }, body: bodyOf(message) }));
      if (!isCommand(message)) expect(code).toBe('request.not-found');
      else if (!messages[message].allow.includes('organiser')) expect(code).toBe('access.forbidden');
      else if (scope === 'run') expect(code).not.toMatch(/^access\./);
      else expect(code).toMatch(/^access\.scope$|^request\.invalid$/);
    }
  });
});

describe('a token for one event', () => {
  it('sees and changes nothing of another, nor what belongs to none', async () => {
    const { secret } = await made({ scopes: ['read', 'run', 'configure', 'files'], eventId: contest.eventId });
    const client = holding(secret);
    expect((await client.api('GET /api/events', {})).map(({ id }) => id)).toEqual([contest.eventId]);
    expect(await codeOf(client.ask('GET /api/events/:eventId/control', { params: { eventId: contest.eventId } }))).toBe('ok');
    const before = await stored();
    for (const key of Object.keys(routes) as RouteKey[]) {
      if (!routes[key].allow.includes('organiser') || scopeOfRoute(key) === 'any') continue;
      const code = await codeOf(client.ask(key, { params: { ...ALL_UNKNOWN, eventId: elsewhere.eventId, contestId: elsewhere.contestId } }));
      expect(`${key}: ${code}`).toBe(`${key}: access.scope`);
    }
    for (const body of [{ eventId: elsewhere.eventId, displayIds: [UNKNOWN], blank: true }, { judgeId: elsewhere.judgeIds[0], entrantId: UNKNOWN }]) {
      expect(await codeOf(client.ask('POST /api/commands/:message', { params: { message: 'displayIds' in body ? 'display:blank' : 'judge:nudge' }, body }))).toBe('access.scope');
    }
    expect(await stored()).toBe(before);
  });
});

describe('what a token did', () => {
  it('stands in the chain as its maker’s act through the named token, and what it read in the log', async () => {
    const { token, secret } = await made({ name: '赛程助手', scopes: ['run', 'read'] });
    const client = holding(secret);
    await client.api('POST /api/events/:eventId/pause', { eventId: contest.eventId }, { contestIds: [contest.contestId], reason: '停电' });
    await client.api('POST /api/events/:eventId/resume', { eventId: contest.eventId }, { contestIds: [contest.contestId] });
    const event = await node.db.contestEvent.findFirstOrThrow({ where: { contestId: contest.contestId }, orderBy: { seq: 'desc' } });
    expect(JSON.parse(event.body)).toMatchObject({ role: 'organiser', device: token.id, token: '赛程助手', by: '组委会' });
    await client.api('GET /api/events/:eventId/contests/:contestId/entrants', contest);
    const log = await organiser.call('GET /api/events/:eventId/access-log', { params: { eventId: contest.eventId } });
    expect(log[0]).toMatchObject({ name: '组委会 · 赛程助手' });
  });
});

describe('a command over HTTP', () => {
  const at = new Date().toISOString();
  it('is the socket’s: one role, one answer however often, one event', async () => {
    const command = { commandId: randomUUID(), at, entrantId: panel.entrants[0]! };
    const call = () => panel.chief.visitor.call('POST /api/commands/:message', { params: { message: 'entrant:call' }, body: command });
    const first = await call();
    expect(await call()).toEqual(first);
    expect(await panel.chief.connection.send('entrant:call', command)).toEqual(first);
    expect(await node.db.contestEvent.count({ where: { commandId: command.commandId } })).toBe(1);
    expect(await codeOf(organiser.ask('POST /api/commands/:message', { params: { message: 'entrant:call' }, body: command }))).toBe('access.forbidden');
    expect(await codeOf(new Visitor(node.base).ask('POST /api/commands/:message', { params: { message: 'entrant:call' }, body: command }))).toBe('access.sign-in');
  });

  it('is known by its own name only', async () => {
    for (const message of ['no:such', '__proto__', 'constructor', 'control:join', 'display:join', 'room:leave', 'a b']) {
      expect(await codeOf(organiser.ask('POST /api/commands/:message', { params: { message }, body: {} }))).toBe('request.not-found');
    }
    expect(await codeOf(organiser.ask('POST /api/commands/:message', { params: { message: 'display:blank' }, body: { surplus: 1 } }))).toBe('request.invalid');
  });
});

/** What in an address is no id. */
const FORMS: Readonly<Record<string, string>> = { number: '2026-A-001', key: 'A-1', register: 'quiz', view: '36', code: '23456789', message: 'no:such' };
const ALL_UNKNOWN = Object.fromEntries([...new Set(Object.keys(routes).flatMap((key) => [...key.matchAll(/:(\w+)/g)].map(([, name]) => name!)))].map((name) => [name, FORMS[name] ?? UNKNOWN]));

function bodyOf(message: string): object {
  if (message === 'judge:nudge') return { judgeId: UNKNOWN, entrantId: UNKNOWN };
  if (message === 'ceremony:drive') return { eventId: UNKNOWN, revision: 1, act: { kind: 'start' } };
  return { eventId: UNKNOWN, displayIds: [UNKNOWN], blank: true };
}

async function everythingText(): Promise<string> {
  const rows = await node.db.$queryRaw<{ text: string }[]>`SELECT t::text AS text FROM api_token t`;
  return rows.map(({ text }) => text).join('\n');
}
