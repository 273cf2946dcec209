/** How far judges may lie apart: set before the contest opens, checked by the engine, recorded, and audited. */
import { auditContest } from '@leitai/database';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeEvent, makeOrganiser, openContest, type MadeContest } from '../support/factory.ts';
import { startNode, type TestNode } from '../support/node.ts';
import { refusal } from '../support/refusal.ts';
import type { Visitor } from '../support/visitor.ts';

const SPREAD = 'GET /api/events/:eventId/contests/:contestId/spread';
let node: TestNode;
let organiser: Visitor;
let contest: MadeContest;
beforeAll(async () => {
  node = await startNode();
  organiser = await makeOrganiser(node.base, node.setupPath);
  [contest] = (await makeEvent(organiser)).contests as [MadeContest];
});
afterAll(() => node.close());

const params = () => ({ eventId: contest.eventId, contestId: contest.contestId });
const read = () => organiser.call(SPREAD, { params: params() });
const set = (criterion: object | null, total: string | null) =>
  organiser.call('POST /api/events/:eventId/contests/:contestId/spread', { params: params(), body: { criterion, total } as never });
const faults = async () => (await auditContest(node.db, contest.eventId, contest.contestId)).faults;

it('is held by the rules, in points or in percent, or not at all', async () => {
  const limits = { criterion: { type: 'share', percent: '33.3' }, total: '10' };
  await set(limits.criterion, limits.total);
  expect(await read()).toEqual({ state: 'setup', limits });
  await set(null, null);
  expect(await read()).toEqual({ state: 'setup', limits: { criterion: null, total: null } });
  await set({ type: 'points', points: '1.5' }, null);
  expect(await read()).toMatchObject({ limits: { criterion: { type: 'points', points: '1.5' }, total: null } });
  const events = await node.db.contestEvent.findMany({ where: { contestId: contest.contestId }, orderBy: { seq: 'asc' } });
  expect(events.map(({ body }) => JSON.parse(body) as Record<string, unknown>).filter(({ type }) => type === 'contest:spread')).toMatchObject([
    { after: { criterion: limits.criterion, total: '10' } }, { before: { total: '10' }, after: null }, { before: null, after: { criterion: { points: '1.5' } } },
  ]);
  expect(await faults()).toEqual([]);
});

it.each([[{ type: 'share', percent: '101' }, null, 'spread.criterion.percent'], [{ type: 'points', points: '一分' }, null, 'spread.criterion.points'], [null, '-1', 'spread.total']] as const)(
  'refuses %o and %o by the engine’s own check', async (criterion, total, path) => {
    const before = await read();
    await expect(set(criterion, total)).rejects.toEqual(expect.objectContaining({ code: 'request.invalid', details: { issues: [expect.objectContaining({ path })] } }));
    expect(await read()).toEqual(before);
  });

it('is refused once the contest is open, and a change behind the record is found', async () => {
  await openContest(organiser, contest);
  await expect(set(null, '5')).rejects.toEqual(refusal('contest.marking-started', { state: 'running' }));
  expect(await faults()).toEqual([]);
  await node.db.$executeRaw`UPDATE contest SET rules = jsonb_set(rules, '{spread,criterion,points}', '"9"') WHERE id = ${contest.contestId}::uuid`;
  expect(await faults()).toMatchObject([{ table: 'contest', column: 'spread', found: { criterion: { points: '9' } } }]);
});
