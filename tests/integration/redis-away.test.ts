/** Redis dies in mid-contest: marking and the hall go on, nobody is cut off, and when it is back every board stands again. */
import { mkdirSync } from 'node:fs';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startRedis } from '../../apps/launcher/src/redis.ts';
import { boardKey } from '../../apps/server/src/projection/keys.ts';
import { makeOrganiser } from '../support/factory.ts';
import { startNode, type TestNode } from '../support/node.ts';
import { boardWith, connect, makePanel, type Panel } from '../support/panel.ts';
import { temporaryFolder } from '../support/services-folder.ts';
import { Visitor } from '../support/visitor.ts';

const folder = temporaryFolder();
let redis: NonNullable<Awaited<ReturnType<typeof startRedis>>>;
let nodes: TestNode[];
let panel: Panel;

const start = async () => (await startRedis({ dataDir: folder.path }))!;
const kill = async () => {
  redis.force();
  await redis.ended;
};

beforeAll(async () => {
  mkdirSync(folder.path, { recursive: true });
  redis = await start();
  const first = await startNode(undefined, redis.url);
  nodes = [first, await startNode(first.databaseUrl, redis.url)];
  panel = await makePanel(await makeOrganiser(first.base, first.setupPath), { entrants: 4, judges: 3 });
});
afterAll(async () => {
  panel.close();
  for (const node of nodes) await node.close();
  await redis.stop();
  folder.remove();
});

it('lets the hall see results while Redis is dead', async () => {
  const viewer = await connect(new Visitor(nodes[0]!.base));
  await viewer.send('board:join', { contestId: panel.made.contestId });
  await kill();
  await panel.submitAll(panel.entrants[0]!, 1);
  const board = boardWith(viewer, 1);
  await panel.confirm(panel.entrants[0]!);
  expect((await board).rows).toHaveLength(1);
  viewer.close();
});

it('lets newcomers in and answers from the truth while Redis is dead', async () => {
  const viewer = await connect(new Visitor(nodes[1]!.base));
  expect((await viewer.send('board:join', { contestId: panel.made.contestId })).rows).toHaveLength(1);
  const read = await new Visitor(nodes[1]!.base).call('GET /api/events/:eventId/contests/:contestId/board', { params: panel.params });
  expect(read.rows).toHaveLength(1);
  viewer.close();
});

it('stands again when Redis is back, and viewers of the other node catch up', async () => {
  const viewer = await connect(new Visitor(nodes[1]!.base));
  await viewer.send('board:join', { contestId: panel.made.contestId });
  await panel.submitAll(panel.entrants[1]!, 2);
  const board = boardWith(viewer, 2);
  await panel.confirm(panel.entrants[1]!);
  redis = await start();
  expect((await board).rows).toHaveLength(2);
  const client = new Redis(redis.url);
  const key = boardKey(panel.made.eventId, panel.made.contestId);
  await expect.poll(() => client.hget(key, 'body').then((body) => (JSON.parse(body ?? '{"rows":[]}') as { rows: unknown[] }).rows.length)).toBe(2);
  await client.quit();
  viewer.close();
});

it('joins the nodes again: a result confirmed on one is seen on the other', async () => {
  const viewer = await connect(new Visitor(nodes[1]!.base));
  await viewer.send('board:join', { contestId: panel.made.contestId });
  await panel.submitAll(panel.entrants[2]!, 3);
  const board = boardWith(viewer, 3);
  await panel.confirm(panel.entrants[2]!);
  expect((await board).rows).toHaveLength(3);
  viewer.close();
});

it('keeps no node from stopping when it answers nothing at all', async () => {
  const node = await startNode(nodes[0]!.databaseUrl, redis.url);
  const client = new Redis(redis.url);
  const pid = Number(/process_id:(\d+)/.exec(await client.info('server'))![1]);
  client.disconnect();
  process.kill(pid, 'SIGSTOP');
  try {
    await node.close();
  } finally {
    process.kill(pid, 'SIGCONT');
  }
});
