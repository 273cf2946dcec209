/** A repeated attempt: the first stays as it was and does not count, the panel marks anew, and all that recomputes follows. */
import { auditContest } from '@leitai/database';
import { allCriteria, checkBundle, recompute } from '@leitai/scoring';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { command } from '../../apps/simulator/src/client.ts';
import { makeOrganiser } from '../support/factory.ts';
import { startNode, type TestNode } from '../support/node.ts';
import { makePanel, type Panel, type Tablet } from '../support/panel.ts';
import { refusal } from '../support/refusal.ts';
import type { Visitor } from '../support/visitor.ts';

let node: TestNode;
let organiser: Visitor;
let panel: Panel;
let entrantId: string;
beforeAll(async () => {
  node = await startNode();
  organiser = await makeOrganiser(node.base, node.setupPath);
});
beforeEach(async () => {
  panel = await makePanel(organiser, { entrants: 2, judges: 3 });
  entrantId = panel.entrants[0]!;
  return () => panel.close();
});
afterAll(() => node.close());

const chief = <N extends 'entrant:call' | 'attempt:grant' | 'entrant:out' | 'timer:start'>(name: N, over: object = {}) =>
  panel.chief.connection.send(name, { ...command(), entrantId, ...over } as never);
const call = () => chief('entrant:call');
const grant = (over: object = {}) => chief('attempt:grant', { reason: '设备故障', ...over });
const sheets = async () => (await panel.look()).sheets.filter((sheet) => sheet.entrantId === entrantId);
const entrant = async () => (await panel.look()).entrants.find(({ id }) => id === entrantId)!;
const faults = async () => (await auditContest(node.db, panel.made.eventId, panel.made.contestId)).faults;
/** The tablets know the new sheets only. */
const rejoin = () => Promise.all(panel.tablets.map(async (tablet) => {
  await tablet.join();
  tablet.desk.sheets = tablet.desk.sheets.filter(({ state }) => state !== 'superseded');
}));

it('closes the sheets as they stand, lays out new ones, stops the timer and sends the entrant to wait', async () => {
  await call();
  await chief('timer:start');
  const [first, second] = panel.tablets as [Tablet, Tablet];
  await first.markAll(entrantId, 1);
  await first.submit(entrantId);
  const { id: criterion } = allCriteria(panel.scheme).find(({ scale }) => scale.type === 'levels')!;
  await second.mark(entrantId, criterion, { type: 'levels', level: 1 });
  const heard: string[] = [];
  first.connection.on('sheet:changed', ({ sheet }) => heard.push(`${sheet.attempt} ${sheet.state}`));
  expect(await grant()).toMatchObject({ attempt: 2 });
  await expect.poll(() => heard.sort()).toEqual(['1 superseded', '2 open']);
  const all = await sheets();
  expect(all.filter(({ attempt }) => attempt === 1).map(({ state }) => state)).toEqual(['superseded', 'superseded', 'superseded']);
  expect(all.find(({ judgeId, attempt }) => attempt === 1 && judgeId === first.desk.me.judgeId)).toMatchObject({ submittedAt: expect.any(String), marks: expect.arrayContaining([expect.objectContaining({ criterionId: criterion })]) });
  expect(all.filter(({ attempt }) => attempt === 2)).toMatchObject([1, 2, 3].map(() => ({ state: 'open', version: 0, marks: [] })));
  expect(await entrant()).toMatchObject({ state: 'waiting', attempt: 2, timer: { state: 'ready', bankedMs: 0 } });
  expect(await node.db.attempt.findMany({ where: { entrantId }, orderBy: { number: 'asc' } })).toMatchObject([{ number: 1, stopped: true, runningSince: null }, { number: 2, stopped: false }]);
  await expect(first.mark(entrantId, criterion, { type: 'levels', level: 2 })).rejects.toEqual(refusal('sheet.locked'));
  expect(await faults()).toEqual([]);
});

it('counts the last attempt only: in the result, the recheck, the bundle, and the audit', async () => {
  await call();
  await panel.submitAll(entrantId, 1);
  await grant();
  await expect(panel.confirm(entrantId)).rejects.toEqual(refusal('result.sheets-missing'));
  await rejoin();
  await call();
  await panel.submitAll(entrantId, 50);
  const marks = new Map(panel.tablets.map((tablet) => [tablet.desk.me.judgeId, tablet.sheet(entrantId).marks.length]));
  await panel.confirm(entrantId);
  expect((await sheets()).map(({ attempt, state }) => `${attempt} ${state}`).sort()).toEqual(['1 superseded', '1 superseded', '1 superseded', '2 confirmed', '2 confirmed', '2 confirmed']);
  expect(await faults()).toEqual([]);

  const { params } = panel;
  const compared = await organiser.call('GET /api/events/:eventId/contests/:contestId/recheck/:entrantId', { params: { ...params, entrantId } });
  expect(compared.recomputed).toBe(compared.stored);
  const bundle = await organiser.call('GET /api/events/:eventId/contests/:contestId/bundle', { params });
  expect(checkBundle(bundle)).toEqual([]);
  expect(bundle.sheets.map(({ attempt }) => attempt)).toEqual([1, 1, 1, 2, 2, 2]);
  expect(bundle.sheets.every(({ judgeId, marks: given }) => Object.keys(given).length === marks.get(judgeId))).toBe(true);
  expect(recompute(bundle).standings).toMatchObject([{ entrantId, total: bundle.published?.rows[0]?.total }]);

  const [closed] = (await sheets()).filter(({ attempt }) => attempt === 1);
  await node.db.sheet.update({ where: { eventId_id: { eventId: params.eventId, id: closed!.id } }, data: { state: 'submitted' } });
  expect(await faults()).toMatchObject([{ table: 'sheet', row: closed!.id, column: 'state', expected: 'superseded', found: 'submitted' }]);
});

it('is one attempt when repeated, and can be granted once more', async () => {
  await call();
  const once = command();
  const answer = await grant(once);
  expect(await grant(once)).toEqual(answer);
  expect(await entrant()).toMatchObject({ attempt: 2 });
  await call();
  expect(await grant()).toMatchObject({ attempt: 3 });
  expect((await sheets()).filter(({ state }) => state === 'open').map(({ attempt }) => attempt)).toEqual([3, 3, 3]);
  expect(await faults()).toEqual([]);
});

it('leaves a recused judge out of the new attempt, and a judge recused in it keeps the first sheet as it was closed', async () => {
  const [one, two] = panel.made.judgeIds as [string, string];
  const recuse = (judgeId: string) => panel.chief.connection.send('recusal:order', { ...command(), judgeId, entrantId, reason: '亲属' });
  await call();
  await recuse(one);
  await grant();
  await recuse(two);
  expect((await sheets()).map(({ judgeId, attempt, state }) => `${panel.made.judgeIds.indexOf(judgeId)} ${attempt} ${state}`).sort()).toEqual([
    '0 1 recused', '1 1 superseded', '1 2 recused', '2 1 superseded', '2 2 open',
  ]);
  expect(await faults()).toEqual([]);
});

describe('is refused', () => {
  it('before the entrant was called, and for nobody', async () => {
    await expect(grant()).rejects.toEqual(refusal('entrant.bad-state', { state: 'waiting' }));
    await expect(grant({ entrantId: panel.made.eventId })).rejects.toEqual(refusal('entrant.not-found'));
  });

  it('for who is out, and once the result is confirmed', async () => {
    await call();
    await chief('entrant:out', { state: 'withdrawn', reason: '受伤' });
    await expect(grant()).rejects.toEqual(refusal('entrant.bad-state', { state: 'withdrawn' }));
    entrantId = panel.entrants[1]!;
    await call();
    await panel.submitAll(entrantId, 4);
    await panel.confirm(entrantId);
    await expect(grant()).rejects.toEqual(refusal('entrant.confirmed'));
    await organiser.call('POST /api/events/:eventId/contests/:contestId/state', { params: panel.params, body: { state: 'closed' } });
    await expect(grant()).rejects.toEqual(refusal('contest.not-running'));
  });
});

it('races with a confirmation: one of them stands', async () => {
  await call();
  await panel.submitAll(entrantId, 8);
  const [confirmed, granted] = await Promise.allSettled([panel.confirm(entrantId), grant()]);
  expect([confirmed.status, granted.status].sort()).toEqual(['fulfilled', 'rejected']);
  expect(await faults()).toEqual([]);
});
