// A contest's life as the organiser leads it: what opening, closing, publishing and settings need, do and write down.

import type { ContestState } from '@leitai/contract';
import { verifyChain } from '@leitai/database';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeEvent, makeOrganiser, seatPanel, type MadeContest } from '../support/factory.ts';
import { everything, startNode, type TestNode } from '../support/node.ts';
import { refusal } from '../support/refusal.ts';
import type { Visitor } from '../support/visitor.ts';

let node: TestNode;
let organiser: Visitor;
beforeAll(async () => {
  node = await startNode();
  organiser = await makeOrganiser(node.base, node.setupPath);
});
afterAll(() => node.close());

const make = async (options: Parameters<typeof makeEvent>[1] = {}) => (await makeEvent(organiser, options)).contests[0]!;
const paramsOf = ({ eventId, contestId }: MadeContest) => ({ eventId, contestId });
const move = (contest: MadeContest, state: ContestState) =>
  organiser.call('POST /api/events/:eventId/contests/:contestId/state', { params: paramsOf(contest), body: { state } });

test('opening needs entrants, a chief and as many judges as the rules’ quorum', async () => {
  const bare = await make({ entrants: 0, judges: 2 });
  await expect(move(bare, 'running')).rejects.toEqual(refusal('contest.not-ready', { entrants: 0, judges: 2, quorum: 3, chief: true }));
  const chiefless = await make({ judges: 5 });
  await node.db.judge.updateMany({ where: { contestId: chiefless.contestId, role: 'chief' }, data: { endedAt: new Date() } });
  await expect(move(chiefless, 'running')).rejects.toEqual(refusal('contest.not-ready', { entrants: 3, judges: 5, quorum: 3, chief: false }));
});

test('opening freezes the scheme and lays out one sheet per judge and entrant', async () => {
  const contest = await make();
  await move(contest, 'running');
  const { scheme } = await node.db.contest.findFirstOrThrow({ where: { id: contest.contestId }, include: { scheme: true } });
  expect(scheme.frozenAt).not.toBeNull();
  const sheets = await node.db.sheet.findMany({ where: { contestId: contest.contestId } });
  expect(sheets).toHaveLength(15);
  expect(new Set(sheets.map(({ judgeId }) => judgeId))).toEqual(new Set(contest.judgeIds));
});

test('states follow each other one way only; asking again for the same changes nothing', async () => {
  const contest = await make();
  await expect(move(contest, 'closed')).rejects.toEqual(refusal('contest.bad-transition', { from: 'setup', to: 'closed' }));
  await expect(move(contest, 'final')).rejects.toEqual(refusal('contest.bad-transition', { from: 'setup', to: 'final' }));
  await move(contest, 'running');
  const before = await everything(node.db);
  await move(contest, 'running');
  expect(await everything(node.db)).toBe(before);
  await expect(move(contest, 'setup')).rejects.toEqual(refusal('contest.bad-transition', { from: 'running', to: 'setup' }));
});

test('closing waits for every entrant and every sheet handed in; a closed contest may open again, but is published by signatures alone', async () => {
  const contest = await make();
  await move(contest, 'running');
  await expect(move(contest, 'closed')).rejects.toEqual(refusal('contest.unfinished', { entrants: ['A-01', 'A-02', 'A-03'], sheets: 0, points: [] }));
  await node.db.entrant.updateMany({ where: { contestId: contest.contestId }, data: { state: 'confirmed' } });
  const sheet = await node.db.sheet.findFirstOrThrow({ where: { contestId: contest.contestId } });
  const setSheet = (state: 'submitted' | 'open') => node.db.sheet.updateMany({ where: { id: sheet.id }, data: { state } });
  await setSheet('submitted');
  await expect(move(contest, 'closed')).rejects.toEqual(refusal('contest.unfinished', { entrants: [], sheets: 1, points: [] }));
  await setSheet('open');
  for (const state of ['closed', 'running', 'closed'] as const) await move(contest, state);
  for (const to of ['signed', 'provisional', 'final'] as const) {
    await expect(move(contest, to)).rejects.toEqual(refusal('contest.bad-transition', { from: 'closed', to }));
  }
  const body = { seat: 1, role: 'judge' as const, name: '迟到的裁判', organisation: '' };
  await expect(organiser.call('POST /api/events/:eventId/contests/:contestId/judges', { params: paramsOf(contest), body }))
    .rejects.toEqual(refusal('contest.not-running', { state: 'closed' }));
});

test('every change is in the contest’s chain, with who did it', async () => {
  const contest = await make();
  await move(contest, 'running');
  for (const boardNames of ['code', 'code', 'name'] as const) {
    await organiser.call('POST /api/events/:eventId/contests/:contestId/settings', { params: paramsOf(contest), body: { boardNames } });
  }
  const events = await node.db.contestEvent.findMany({ where: { contestId: contest.contestId }, orderBy: { seq: 'asc' } });
  const { id } = await node.db.account.findFirstOrThrow();
  const written = events.map(({ body }) => JSON.parse(body) as { type: string; actor: string; after?: string });
  expect(written.map(({ type, after }) => (after ? `${type} ${after}` : type))).toEqual([
    'roster:import', ...Array<string>(6).fill('judge:appoint'), 'contest:state running', 'contest:board-names code', 'contest:board-names name',
  ]);
  expect(new Set(written.map(({ actor }) => actor))).toEqual(new Set([id]));
  expect(await verifyChain(node.db, contest.eventId, contest.contestId)).toBeNull();
});

test('a judge seated twice at once sits there once', async () => {
  const contest = await make({ judges: 0 });
  await Promise.all([seatPanel(organiser, contest.eventId, contest.contestId, 3), seatPanel(organiser, contest.eventId, contest.contestId, 3)]);
  const seated = await node.db.judge.findMany({ where: { contestId: contest.contestId, endedAt: null } });
  expect(seated.map(({ seat }) => seat).sort()).toEqual([0, 1, 2, 3]);
});

test('an unknown post is named; a new event starts with the posts asked for, or with the sixteen', async () => {
  const name = { zh: '月检', en: 'Monthly check' };
  await expect(organiser.call('POST /api/events', { body: { kind: 'practical-check', name, posts: ['HVAC', 'JUGGLING'] } }))
    .rejects.toEqual(refusal('request.invalid', { fields: [{ path: 'posts', code: 'unknown' }], unknown: ['JUGGLING'] }));
  expect(await organiser.call('POST /api/events', { body: { kind: 'practical-check', name } }))
    .toMatchObject({ kind: 'practical-check', name, demo: false, contests: 16, entrants: 0, confirmed: 0 });
});

test('the demonstration event is there from the start, complete', async () => {
  const demo = (await organiser.call('GET /api/events')).find((event) => event.demo)!;
  expect(demo).toMatchObject({ contests: 16, entrants: 264, confirmed: 0 });
  const control = await organiser.call('GET /api/events/:eventId/control', { params: { eventId: demo.id } });
  for (const { seats } of control.contests) expect(seats.map(({ seat, role }) => `${seat} ${role}`)).toEqual(['0 chief', ...[1, 2, 3, 4, 5].map((seat) => `${seat} judge`)]);
});
