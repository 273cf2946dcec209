/** The live boards are disposable: flushed, missed or confirmed on another node, they equal the truth again. */
import { contestFacts } from '@leitai/database';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { composeBoard } from '../../apps/server/src/projection/board.ts';
import { boardKey, overviewKey, placesKey } from '../../apps/server/src/projection/keys.ts';
import { Viewer } from '../../apps/simulator/src/viewer.ts';
import { makeOrganiser } from '../support/factory.ts';
import { startNode, type TestNode } from '../support/node.ts';
import { boardWith, connect, makePanel, type Panel } from '../support/panel.ts';
import { redisUrl } from '../support/services.ts';
import { Visitor } from '../support/visitor.ts';

let node: TestNode;
let other: TestNode;
let panel: Panel;
const redis = new Redis(redisUrl());

beforeAll(async () => {
  node = await startNode();
  other = await startNode(node.databaseUrl);
  panel = await makePanel(await makeOrganiser(node.base, node.setupPath), { entrants: 9, judges: 3 });
});
afterAll(async () => {
  panel.close();
  await redis.quit();
  await other.close();
  await node.close();
});

const standing = async () => JSON.parse((await redis.hget(boardKey(panel.made.eventId, panel.made.contestId), 'body')) ?? 'null') as { rows: unknown[]; revision: number } | null;

it('shows a result confirmed on one node to viewers of another, board and overview', async () => {
  const viewer = await connect(new Visitor(other.base));
  await viewer.send('board:join', { contestId: panel.made.contestId });
  await viewer.send('overview:join', { eventId: panel.made.eventId });
  const board = boardWith(viewer, 1);
  const overview = new Promise((resolve) => viewer.on('overview:changed', (state) => state.confirmed === 1 && resolve(state)));
  await panel.submitAll(panel.entrants[0]!, 1);
  await panel.confirm(panel.entrants[0]!);
  expect((await board).rows).toHaveLength(1);
  expect(await overview).toMatchObject({ organisations: [{ rank: 1, members: 1 }], news: [{ rank: 1 }] });
  viewer.close();
});

it('stands again by itself after Redis was flushed, equal to what it was', async () => {
  const { eventId, contestId } = panel.made;
  // A frame goes out while the whole is still being stored.
  await expect.poll(async () => (await standing())?.rows.length).toBe(1);
  const before = await standing();
  expect(await redis.del(boardKey(eventId, contestId), placesKey(eventId, contestId), overviewKey(eventId))).toBeGreaterThan(0);
  await expect.poll(standing).toEqual({ ...before, at: expect.any(String) });
});

it('gives up what stands ahead of the truth: its event was put back while it was being made', async () => {
  const { eventId, contestId } = panel.made;
  const key = boardKey(eventId, contestId);
  const before = (await standing())!;
  const viewer = await connect(new Visitor(other.base));
  await redis.hset(key, { revision: before.revision + 1000, body: JSON.stringify({ ...before, revision: before.revision + 1000, rows: [] }) });
  await expect.poll(async () => (await standing())?.revision).toBe(before.revision);
  await expect.poll(async () => (await viewer.send('board:join', { contestId })).revision).toBe(before.revision);
  expect({ ...(await standing()), at: '' }).toEqual({ ...before, at: '' });
  viewer.close();
});

it('projects what a node committed and died before projecting', async () => {
  await panel.submitAll(panel.entrants[1]!, 2);
  const { eventId, contestId } = panel.made;
  // The state a crash between commit and projection leaves behind: the truth is ahead, the store is not.
  const board = (await standing())!;
  await panel.confirm(panel.entrants[1]!);
  await expect.poll(async () => (await standing())!.rows.length).toBe(2);
  await redis.hset(boardKey(eventId, contestId), { revision: String(board.revision), body: JSON.stringify(board) });
  await expect.poll(async () => (await standing())!.rows.length).toBe(2);
});

it('brings an overview up to its boards when a node died between the two', async () => {
  const key = overviewKey(panel.made.eventId);
  const revision = async () => Number(await redis.hget(key, 'revision'));
  await expect.poll(revision).toBe((await standing())!.revision);
  const whole = await revision();
  await redis.hset(key, { revision: String(whole - 1), body: '{}' });
  await expect.poll(revision).toBe(whole);
});

it('keeps the board equal to the truth while two nodes confirm in turns', async () => {
  const elsewhere = await connect(new Visitor(other.base, { cookie: panel.chief.visitor.cookie }));
  const { eventId, contestId } = panel.made;
  for (const [index, entrantId] of panel.entrants.slice(2, 6).entries()) {
    await panel.submitAll(entrantId, 3 + index);
    if (index % 2 === 0) await panel.confirm(entrantId);
    else await panel.confirm(entrantId, {}, elsewhere);
    const truth = composeBoard((await contestFacts(node.db, eventId, contestId))!, new Date()).board;
    await expect.poll(standing).toEqual({ ...truth, at: expect.any(String) });
  }
  elsewhere.close();
});

it('brings viewers that join at any moment to the board as it stands, by snapshot and changes', async () => {
  const viewers: Viewer[] = [];
  for (const [index, entrantId] of panel.entrants.slice(6).entries()) {
    await panel.submitAll(entrantId, 7 + index);
    const joining = Array.from({ length: 8 }, () => Viewer.join([node, other][index % 2]!.base, panel.made.contestId));
    await panel.confirm(entrantId);
    viewers.push(...(await Promise.all(joining)));
  }
  const { board } = composeBoard((await contestFacts(node.db, panel.made.eventId, panel.made.contestId))!, new Date());
  for (const viewer of viewers) {
    await expect.poll(() => viewer.state).toEqual({ ...board, at: expect.any(String) });
    viewer.connection.close();
  }
});

it('answers from the truth when nothing stands', async () => {
  const { eventId, contestId } = panel.made;
  await redis.del(boardKey(eventId, contestId));
  const read = await new Visitor(node.base).call('GET /api/events/:eventId/contests/:contestId/board', { params: { eventId, contestId } });
  expect(read.rows).toHaveLength(9);
});

it('never shows a name where the contest shows codes', async () => {
  const organiser = new Visitor(node.base);
  await organiser.call('POST /api/session', { body: { name: '组委会', password: '正确的马 battery staple' } });
  await organiser.call('POST /api/events/:eventId/contests/:contestId/settings', { params: panel.params, body: { boardNames: 'code' } });
  await expect.poll(async () => JSON.stringify(await standing())).not.toContain('选手');
  const overview = await organiser.call('GET /api/events/:eventId/overview', { params: { eventId: panel.made.eventId } });
  expect(overview.contests[0]!.leader).not.toBeNull();
  await expect.poll(async () => (await redis.hget(overviewKey(panel.made.eventId), 'body')) ?? '选手').not.toContain('选手');
});
