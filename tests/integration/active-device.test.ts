// One judge, one active device: a second one is read-only until it takes over, and everybody sees what is still on which.

import { randomUUID } from 'node:crypto';
import type { ControlState, MessageInput } from '@leitai/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { command } from '../../apps/simulator/src/client.ts';
import { makeOrganiser, pairJudge } from '../support/factory.ts';
import { startNode, type TestNode } from '../support/node.ts';
import { connect, makePanel, Tablet, type Panel } from '../support/panel.ts';
import { code } from '../support/refusal.ts';
import type { Visitor } from '../support/visitor.ts';

let node: TestNode;
let organiser: Visitor;
let panel: Panel;
let first: Tablet;
let second: Tablet;

beforeAll(async () => {
  node = await startNode();
  organiser = await makeOrganiser(node.base, node.setupPath);
  panel = await makePanel(organiser, { entrants: 1, judges: 3 });
  first = panel.tablets[0]!;
  second = await another();
});
afterAll(async () => {
  second.connection.close();
  panel.close();
  await node.close();
});

async function another(): Promise<Tablet> {
  const visitor = await pairJudge(organiser, panel.made.eventId, panel.made.judgeIds[0]!);
  const tablet = new Tablet(await connect(visitor), visitor);
  await tablet.join();
  return tablet;
}
const passFail = () => panel.scheme.modules.flatMap(({ criteria }) => criteria).find(({ scale }) => scale.type === 'levels' || scale.type === 'pass-fail')!;
const value = (better: boolean) => (passFail().scale.type === 'levels' ? ({ type: 'levels', level: better ? 3 : 1 } as const) : ({ type: 'pass-fail', pass: better } as const));
const control = (): Promise<ControlState> => organiser.call('GET /api/events/:eventId/control', { params: { eventId: panel.made.eventId } });
const seat = async () => (await control()).contests.flatMap(({ seats }) => seats).find(({ judgeId }) => judgeId === panel.made.judgeIds[0])!;

test('pairing a second device keeps the first, which stays the active one', async () => {
  await first.join();
  expect(first.desk.device).toEqual({ active: true, other: null });
  expect(second.desk.device).toMatchObject({ active: false, other: { active: true, online: true } });
  const { devices, device } = await seat();
  expect(devices.map(({ active }) => active)).toEqual([true, false]);
  expect(device!.id).toBe(devices[0]!.id);
});

test('the offer says that another device is active, before anybody says yes', async () => {
  const { code: pairing } = await organiser.call('POST /api/events/:eventId/judges/:judgeId/code', { params: { eventId: panel.made.eventId, judgeId: panel.made.judgeIds[0]! } });
  const offer = await organiser.call('POST /api/pairing/look', { body: { code: pairing } });
  expect(offer.active).toMatchObject({ online: true });
});

test('commands of the other device are refused, and change nothing', async () => {
  const entrant = panel.entrants[0]!;
  expect(await code(second.mark(entrant, passFail().id, value(true)))).toBe('device.not-active');
  expect(await code(second.submit(entrant))).toBe('device.not-active');
  expect(await node.db.mark.count({ where: { sheetId: second.sheet(entrant).id } })).toBe(0);
});

test('taking over turns the other read-only at once; its marks then meet what was marked meanwhile', async () => {
  const entrant = panel.entrants[0]!;
  const stored: MessageInput<'mark:put'> = { ...command(), sheetId: first.sheet(entrant).id, criterionId: passFail().id, value: value(true), expectedVersion: 0 };
  await first.connection.send('mark:put', stored);
  const told = new Promise((resolve) => first.connection.on('device:inactive', resolve));
  const take = command();
  const { revision } = await second.connection.send('desk:take-over', take);
  await told;
  expect(await second.connection.send('desk:take-over', take)).toEqual({ revision });
  await second.join();
  expect(second.desk.device.active).toBe(true);

  expect(await code(first.mark(entrant, passFail().id, value(false), { expectedVersion: 1 }))).toBe('device.not-active');
  // What the first device had delivered is answered as before, whoever is active now.
  expect(await first.connection.send('mark:put', stored)).toMatchObject({ version: 1 });
  await second.mark(entrant, passFail().id, value(false));

  await first.connection.send('desk:take-over', command());
  expect(await code(first.mark(entrant, passFail().id, value(true), { expectedVersion: 1 }))).toBe('mark.conflict');
  const event = await node.db.contestEvent.findFirstOrThrow({ where: { commandId: take.commandId } });
  const { before, after, type } = JSON.parse(event.body) as Record<string, string>;
  expect([type, before, after]).toEqual(['desk:take-over', event.body.match(/"before": ?"([^"]+)"/)![1], (await seat()).devices.find(({ active }) => !active)!.id]);
});

test('a browser that pairs anew stays the device it was', async () => {
  const { code: pairing } = await organiser.call('POST /api/events/:eventId/judges/:judgeId/code', { params: { eventId: panel.made.eventId, judgeId: panel.made.judgeIds[1]! } });
  const tablet = panel.tablets[1]!;
  await tablet.visitor.call('POST /api/pairing', { body: { code: pairing, label: '平板' } });
  const renewed = new Tablet(await connect(tablet.visitor), tablet.visitor);
  await renewed.join();
  expect(renewed.desk.device.active).toBe(true);
  renewed.connection.close();
});

test('what a tablet still holds is seen by the control room and the chief, with its age', async () => {
  const report = { unsent: 12, oldestUnsentAt: new Date(0).toISOString(), lastAckAt: null, clockOffsetMs: -90_000, appVersion: 'x' };
  await first.connection.send('desk:report', report);
  const device = (await seat()).devices.find(({ active }) => active)!;
  expect(device.report).toMatchObject(report);
  expect(Math.abs(Date.parse(device.report!.at) - Date.now())).toBeLessThan(60_000);
  const chief = (await panel.look()).judges.find(({ id }) => id === panel.made.judgeIds[0])!;
  expect(chief.devices.find(({ active }) => active)!.report).toMatchObject({ unsent: 12 });
  expect(chief.lastAckAt).not.toBeNull();
  const nonsense = { ...report, unsent: -1 } as MessageInput<'desk:report'>;
  expect(await code(first.connection.send('desk:report', nonsense))).toBe('request.invalid');
});

test('once the active device is revoked another one has to take over: nothing is active by itself', async () => {
  const { devices } = await seat();
  await organiser.call('DELETE /api/events/:eventId/devices/:deviceId', { params: { eventId: panel.made.eventId, deviceId: devices.find(({ active }) => active)!.id } });
  expect(await code(second.mark(panel.entrants[0]!, passFail().id, value(true), { commandId: randomUUID() }))).toBe('device.not-active');
  await second.connection.send('desk:take-over', command());
  await second.join();
  expect(await code(second.mark(panel.entrants[0]!, passFail().id, value(true)))).toBe('ok');
});
