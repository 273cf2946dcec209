/** Every socket message as every role: those allowed get past the door, all others are refused and change nothing. */
import { randomUUID } from 'node:crypto';
import { messages, PROTOCOL, Role, type MessageName } from '@leitai/contract';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection, RefusedByServer } from '../../apps/simulator/src/client.ts';
import { makeAccount, makeBadges, makeLeader, makeOrganiser, openResult } from '../support/factory.ts';
import { everything, startNode, type TestNode } from '../support/node.ts';
import { connect, makePanel, type Panel } from '../support/panel.ts';
import { code } from '../support/refusal.ts';
import { Visitor } from '../support/visitor.ts';

let node: TestNode;
let panel: Panel;
let connections: Record<Role, Connection>;

beforeAll(async () => {
  node = await startNode();
  const organiser = await makeOrganiser(node.base, node.setupPath);
  panel = await makePanel(organiser, { entrants: 1, judges: 3 });
  const [badge] = await makeBadges(organiser, panel.made);
  connections = {
    public: await connect(new Visitor(node.base)),
    organiser: await connect(organiser),
    supervisor: await connect(await makeAccount(organiser, 'supervisor', '监督员')),
    arbitrator: await connect(await makeAccount(organiser, 'arbitrator', '仲裁员')),
    auditor: await connect(await makeAccount(organiser, 'auditor', '审计员')),
    leader: await connect(await makeLeader(organiser, panel.made.eventId, '单位0', '领队')),
    anonymiser: await connect(await makeAccount(organiser, 'anonymiser', '加密裁判')),
    steward: await connect(await makeAccount(organiser, 'steward', '检录员')),
    inspector: await connect(await makeAccount(organiser, 'inspector', '检查员')),
    chief: panel.chief.connection,
    judge: panel.tablets[0]!.connection,
    contestant: await connect(await openResult(node.base, badge!)),
  };
});
afterAll(async () => {
  for (const connection of Object.values(connections)) connection.close();
  panel.close();
  await node.close();
});

/** Well-formed inputs that name nothing that exists: whoever is let in is refused for that, not at the door. */
function input(name: MessageName): unknown {
  const [id, at] = [randomUUID(), new Date().toISOString()];
  const command = { commandId: randomUUID(), at };
  const inputs: Record<MessageName, unknown> = {
    'board:join': { contestId: id },
    'overview:join': { eventId: id },
    'desk:join': {},
    'contest:join': { contestId: id },
    'control:join': { eventId: id },
    'room:leave': { room: 'board', id },
    'ceremony:join': { eventId: id },
    'presenter:join': { eventId: id },
    'ceremony:drive': { eventId: id, revision: 1, act: { kind: 'start' } },
    'desk:report': { unsent: 1, oldestUnsentAt: at, lastAckAt: null, clockOffsetMs: 0, appVersion: '1' },
    'desk:take-over': command,
    'visits:join': {},
    'visits:report': { unsent: 1, oldestUnsentAt: at, lastAckAt: null, clockOffsetMs: 0, appVersion: '1' },
    'visit:join': { contestId: id },
    'visit:take-over': { ...command, contestId: id },
    'visit:put': { ...command, entrantId: id, expectedVersion: 0, head: { responsible: '', accompaniedBy: '', inspectedAt: null, conclusion: '', notes: '', acknowledgedBy: '' } },
    'mark:put': { ...command, sheetId: id, criterionId: 'x', value: null, expectedVersion: 0 },
    'note:put': { ...command, sheetId: id, criterionId: panel.scheme.modules[0]!.criteria[0]!.id, text: '见照片', expectedVersion: 0 },
    'evidence:remove': { ...command, sheetId: id, evidenceId: id },
    'paper:decide': { ...command, entryId: id, stands: 'paper', reason: 'r' },
    'sheet:submit': { ...command, sheetId: id, expectedVersion: 0, signature: { type: 'typed' } },
    'sheet:withdraw': { ...command, sheetId: id, expectedVersion: 0 },
    'sheet:return': { ...command, sheetId: id, reason: 'r', items: [panel.scheme.modules[0]!.criteria[0]!.id] },
    'entrant:call': { ...command, entrantId: id },
    'entrant:out': { ...command, entrantId: id, state: 'absent', reason: 'r' },
    'entrant:reinstate': { ...command, entrantId: id, reason: 'r' },
    'entrant:ask-substitute': { ...command, entrantId: id, reason: 'r' },
    'attempt:grant': { ...command, entrantId: id, reason: 'r' },
    'sheet:move': { ...command, sheetId: id, toEntrantId: id, reason: 'r' },
    'judge:nudge': { judgeId: id, entrantId: id },
    'timer:start': { ...command, entrantId: id },
    'timer:pause': { ...command, entrantId: id },
    'timer:stop': { ...command, entrantId: id },
    'timer:reset': { ...command, entrantId: id },
    'timer:extend': { ...command, entrantId: id, seconds: 30 },
    'recusal:declare': { ...command, entrantId: id, reason: 'r' },
    'recusal:order': { ...command, judgeId: id, entrantId: id, reason: 'r' },
    'display:join': { token: 'x'.repeat(43), width: 1920, height: 1080 },
    'hall:join': { eventId: id },
    'programme:join': { eventId: id },
    'call:join': { contestId: id },
    'call:check-in': { ...command, eventId: id, act: 'arrive', who: { contestId: id, tag: '1' } },
    'broadcast:join': {},
    'broadcast:read': { broadcastId: id, at },
    'displays:join': { eventId: id },
    'display:show': { eventId: id, displayIds: [id], playlist: [] },
    'display:blank': { eventId: id, displayIds: [id], blank: true },
    'display:identify': { eventId: id, displayIds: [id] },
    'display:reload': { eventId: id, displayIds: [id], reloadId: id },
    'display:set': { eventId: id, displayIds: [id], settings: { locale: 'zh', overscan: 0, plain: false } },
    'display:name': { eventId: id, displayId: id, name: '主屏', place: '' },
    'display:remove': { eventId: id, displayIds: [id] },
    'display:replace': { eventId: id, displayId: id, by: randomUUID() },
    'result:confirm': { ...command, entrantId: id, sheets: [], without: [], vetoes: {} },
  };
  return inputs[name];
}

const attempt = (role: Role, name: string, body: unknown): Promise<string> =>
  connections[role].send(name as MessageName, body as never).then(() => 'ok', ({ code }: RefusedByServer) => code);

const cases = Object.entries(messages).flatMap(([name, { allow }]) =>
  Role.options.map((role) => ({ name: name as MessageName, role, allowed: allow.includes(role) })));

it.each(cases)('$name as $role: allowed $allowed', async ({ name, role, allowed }) => {
  const before = await everything(node.db);
  const answer = await attempt(role, name, input(name));
  if (allowed) expect(answer).not.toMatch(/^access\.sign-in$|^request\.invalid$|^server\./);
  else expect(answer).toBe(role === 'public' ? 'access.sign-in' : 'access.forbidden');
  expect(await everything(node.db)).toBe(before);
});

describe('what is not a message', () => {
  it('is refused with a code', async () => {
    expect(await attempt('organiser', 'no:such', {})).toBe('request.not-found');
    expect(await attempt('organiser', '__proto__', {})).toBe('request.not-found');
    expect(await attempt('organiser', 'constructor', {})).toBe('request.not-found');
  });

  it.each(Object.keys(messages))('%s with nonsense names the field and changes nothing', async (name) => {
    const before = await everything(node.db);
    const role = messages[name as MessageName].allow[0]!;
    for (const nonsense of [null, 7, 'text', [], { surplus: 1 }]) expect(await attempt(role, name, nonsense)).toBe('request.invalid');
    expect(await everything(node.db)).toBe(before);
  });
});

describe('a panel member of another contest', () => {
  it('sees and does nothing here', async () => {
    const organiser = new Visitor(node.base);
    await organiser.call('POST /api/session', { body: { name: '组委会', password: '正确的马 battery staple' } });
    const other = await makePanel(organiser, { posts: ['CLEAN_OUTDOOR'], entrants: 1, judges: 3 });
    const here = { commandId: randomUUID(), at: new Date().toISOString() };
    const outsider = other.chief.connection;
    const [sheet] = panel.tablets[0]!.desk.sheets;
    expect(await code(outsider.send('contest:join', { contestId: panel.made.contestId }))).toBe('access.forbidden');
    expect(await code(outsider.send('entrant:call', { ...here, entrantId: panel.entrants[0]! }))).toBe('entrant.not-found');
    const theirs = other.scheme.modules[0]!.criteria[0]!.id;
    expect(await code(outsider.send('sheet:return', { ...here, sheetId: sheet!.id, reason: 'r', items: [theirs] }))).toBe('sheet.not-found');
    const mark = { ...here, sheetId: sheet!.id, criterionId: theirs, value: null, expectedVersion: 0 };
    expect(await code(other.tablets[0]!.connection.send('mark:put', mark))).toBe('sheet.not-yours');
    other.close();
  });
});

describe('the handshake', () => {
  const refusedWith = (auth: object, extraHeaders: Record<string, string> = {}): Promise<string> =>
    new Promise((resolve) => {
      const socket = io(node.base, { transports: ['websocket'], auth, extraHeaders, forceNew: true, reconnection: false });
      socket.on('connect_error', ({ message }) => resolve(message));
      socket.on('connect', () => {
        socket.disconnect();
        resolve('connected');
      });
    });

  it('refuses a client of another protocol', async () => {
    expect(await refusedWith({ protocol: PROTOCOL + 1 })).toBe('request.protocol');
    expect(await refusedWith({})).toBe('request.protocol');
  });

  it('refuses a page of another origin', async () => {
    expect(await refusedWith({ protocol: PROTOCOL }, { origin: 'http://elsewhere.example' })).not.toBe('connected');
    expect(await refusedWith({ protocol: PROTOCOL }, { origin: node.base })).toBe('connected');
  });
});
