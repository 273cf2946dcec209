// Tablets join and lose their right: single use, expiry, brakes, revocation, replaced judges, the badge's code.

import { PROTOCOL } from '@leitai/contract';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashOf } from '../../apps/server/src/access/secrets.ts';
import { makeBadges, makeEvent, makeOrganiser, openContest, openResult, pairJudge, type MadeContest } from '../support/factory.ts';
import { startNode, type TestNode } from '../support/node.ts';
import { refusal } from '../support/refusal.ts';
import { Visitor } from '../support/visitor.ts';

let node: TestNode;
let organiser: Visitor;
let contest: MadeContest;
let judgeId: string;

beforeAll(async () => {
  node = await startNode();
  organiser = await makeOrganiser(node.base, node.setupPath);
  [contest] = (await makeEvent(organiser)).contests as [MadeContest];
  judgeId = contest.judgeIds[0]!;
});
afterAll(() => node.close());

const newCode = async (id = judgeId) =>
  (await organiser.call('POST /api/events/:eventId/judges/:judgeId/code', { params: { eventId: contest.eventId, judgeId: id } })).code;
const pair = (code: string, visitor = new Visitor(node.base)) => visitor.call('POST /api/pairing', { body: { code, label: '平板' } });
const look = (code: string, visitor = new Visitor(node.base)) => visitor.call('POST /api/pairing/look', { body: { code } });
const seats = async () => {
  const control = await organiser.call('GET /api/events/:eventId/control', { params: { eventId: contest.eventId } });
  return control.contests[0]!.seats;
};

test('a code says whose it is, as often as asked, in any spelling, and then pairs one tablet', async () => {
  const code = await newCode();
  const offer = await look(`${code.slice(0, 3)}-${code.slice(3)}`.toLowerCase());
  expect(offer).toMatchObject({ name: '裁判1', seat: 1, role: 'judge', chief: '裁判长', entrants: ['A-01', 'A-02', 'A-03'], max: '100' });
  await look(code);
  const who = await pair(code);
  expect(who).toEqual({ role: 'judge', name: '裁判1', judgeId, contestId: contest.contestId, eventId: contest.eventId, seat: 1 });
  await expect(pair(code)).rejects.toEqual(refusal('pairing.expired'));
  await expect(look(code)).rejects.toEqual(refusal('pairing.expired'));
});

test('of two tablets with one code at the same moment, one is paired', async () => {
  const code = await newCode();
  const tries = await Promise.allSettled([pair(code), pair(code), pair(code)]);
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('a code ends with its time, and with a newer one', async () => {
  const first = await newCode();
  const second = await newCode();
  await expect(pair(first)).rejects.toEqual(refusal('pairing.expired'));
  await node.db.pairingCode.updateMany({ where: { judgeId, usedAt: null }, data: { expiresAt: new Date(Date.now() - 1) } });
  await expect(pair(second)).rejects.toEqual(refusal('pairing.expired'));
});

test('the console sees the code’s end and then the device, never the code', async () => {
  const code = await newCode();
  const waiting = (await seats()).find((seat) => seat.judgeId === judgeId)!;
  expect(Date.parse(waiting.codeUntil!)).toBeGreaterThan(Date.now());
  await pair(code);
  const paired = (await seats()).find((seat) => seat.judgeId === judgeId)!;
  expect(paired).toMatchObject({ codeUntil: null, device: { label: '平板', online: false } });
  expect(JSON.stringify(await node.db.pairingCode.findMany())).not.toContain(code);
});

test('a revoked device is nobody at once; revoking again changes nothing; another event’s organiser page cannot', async () => {
  const fresh = contest.judgeIds[1]!;
  const tablet = await pairJudge(organiser, contest.eventId, fresh);
  expect(await tablet.call('GET /api/session')).toMatchObject({ role: 'judge' });
  const deviceId = (await seats()).find((seat) => seat.judgeId === fresh)!.device!.id;
  const socket = await connect(tablet);
  const told = new Promise((resolve) => socket.on('device:revoked', resolve));
  const other = await makeEvent(organiser, { posts: ['HVAC'], entrants: 0, judges: 0 });
  const wrong = await organiser.ask('DELETE /api/events/:eventId/devices/:deviceId', { params: { eventId: other.eventId, deviceId } });
  expect(wrong.status).toBe(404);
  for (let time = 0; time < 2; time++) await organiser.call('DELETE /api/events/:eventId/devices/:deviceId', { params: { eventId: contest.eventId, deviceId } });
  expect(await tablet.call('GET /api/session')).toEqual({ role: 'public' });
  await told;
  expect((await seats()).find((seat) => seat.judgeId === fresh)!.device).toBeNull();
});

test('whose session has ended is cut off although no word of it came: a node that Redis does not reach, a session that is simply over', async () => {
  for (const [seat, data] of [[1, { revokedAt: new Date() }], [2, { expiresAt: new Date(Date.now() - 1) }]] as const) {
    const visitor = await pairJudge(organiser, contest.eventId, contest.judgeIds[seat]!);
    const socket = await connect(visitor);
    const cut = new Promise((resolve) => socket.on('disconnect', resolve));
    await node.db.session.updateMany({ where: { tokenHash: hashOf(visitor.cookie.split('=')[1]!) }, data });
    await cut;
  }
});

test('a tablet stays paired over a restart of the server', async () => {
  const tablet = await pairJudge(organiser, contest.eventId, judgeId);
  const restarted = await startNode(node.databaseUrl);
  try {
    expect(await new Visitor(restarted.base, { cookie: tablet.cookie }).call('GET /api/session')).toMatchObject({ role: 'judge', judgeId });
  } finally {
    await restarted.close();
  }
});

test('a replaced judge loses device and codes and keeps the sheets; the newcomer gets sheets of a running contest', async () => {
  await openContest(organiser, contest);
  const replaced = contest.judgeIds[4]!;
  const tablet = await pairJudge(organiser, contest.eventId, replaced);
  const code = await newCode(replaced);
  const body = { seat: 5, role: 'judge' as const, name: '候补', organisation: '市评价中心' };
  const params = { eventId: contest.eventId, contestId: contest.contestId };
  const appointed = await organiser.call('POST /api/events/:eventId/contests/:contestId/judges', { params, body });
  expect(await organiser.call('POST /api/events/:eventId/contests/:contestId/judges', { params, body })).toEqual(appointed);
  expect(await tablet.call('GET /api/session')).toEqual({ role: 'public' });
  await expect(pair(code)).rejects.toEqual(refusal('pairing.expired'));
  const sheetsOf = (id: string) => node.db.sheet.count({ where: { judgeId: id } });
  expect([await sheetsOf(replaced), await sheetsOf(appointed.judgeId)]).toEqual([3, 3]);
  expect((await seats()).map(({ seat, name }) => `${seat} ${name}`)).toEqual(['0 裁判长', '1 裁判1', '2 裁判2', '3 裁判3', '4 裁判4', '5 候补']);
});

test('guessing codes ends soon for that address, and right codes never count', async () => {
  const hall = new Visitor(node.base);
  for (let tablet = 0; tablet < 25; tablet++) await look(await newCode(), new Visitor(node.base, { address: hall.address }));
  const statuses: number[] = [];
  for (let guess = 0; guess < 22; guess++) statuses.push((await hall.ask('POST /api/pairing/look', { body: { code: '222222' } })).status);
  expect(statuses).toEqual([...Array<number>(20).fill(404), 429, 429]);
  await look(await newCode());
});

test('a badge’s code opens the own result until new badges are made', async () => {
  const [badge] = await makeBadges(organiser, contest);
  const phone = await openResult(node.base, badge!);
  expect(await phone.call('GET /api/session')).toEqual({ role: 'contestant', entrantId: badge!.entrantId, eventId: contest.eventId });
  expect(await phone.call('GET /api/my/result')).toMatchObject({ code: 'A-01', name: badge!.name, status: 'waiting' });
  expect(JSON.stringify(await node.db.entrant.findMany())).not.toContain(badge!.resultCode);
  await makeBadges(organiser, contest);
  expect(await phone.call('GET /api/session')).toEqual({ role: 'public' });
  await expect(openResult(node.base, badge!)).rejects.toEqual(refusal('result.bad-code'));
});

test('a badge’s link opened on a device that judges or organises ends no session there', async () => {
  const [badge] = await makeBadges(organiser, contest);
  const tablet = await pairJudge(organiser, contest.eventId, contest.judgeIds[1]!);
  for (const device of [organiser, tablet]) {
    const before = await device.call('GET /api/session');
    await expect(device.call('POST /api/session/contestant', { body: { code: badge!.resultCode } })).rejects.toEqual(refusal('result.device-in-use'));
    expect(await device.call('GET /api/session')).toEqual(before);
  }
});

async function connect({ base, cookie }: Visitor): Promise<Socket> {
  const socket = io(base, { auth: { protocol: PROTOCOL }, extraHeaders: { cookie }, transports: ['websocket'], reconnection: false });
  await new Promise<void>((resolve, reject) => {
    socket.on('connect', resolve);
    socket.on('connect_error', reject);
  });
  const ack = (await socket.emitWithAck('desk:join', {})) as { ok: boolean };
  expect(ack.ok).toBe(true);
  return socket;
}
