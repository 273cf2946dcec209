// What monitoring and orchestrators are told, how a node stops, and what a database that cannot save does to a tablet.

import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { lockContest } from '@leitai/database';
import { allCriteria } from '@leitai/scoring';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plausibleMark } from '../../apps/simulator/src/marks.ts';
import { makeOrganiser } from '../support/factory.ts';
import { HOLDS, somebodyWaits } from '../support/locks.ts';
import { startNode, type TestNode } from '../support/node.ts';
import { makePanel, type Panel } from '../support/panel.ts';
import { code } from '../support/refusal.ts';
import type { Visitor } from '../support/visitor.ts';

const TOKEN = 'a monitor knows this';
let node: TestNode;
let organiser: Visitor;
let panel: Panel;

beforeAll(async () => {
  node = await startNode();
  organiser = await makeOrganiser(node.base, node.setupPath);
  panel = await makePanel(organiser, { entrants: 2, judges: 3 });
});
afterAll(() => node.close());

/** One figure of /metrics; undefined where it does not stand. */
async function figure(name: string, base = node.base): Promise<number | undefined> {
  const text = await (await fetch(`${base}/metrics`)).text();
  const line = text.split('\n').find((one) => one.startsWith(`${name} `));
  return line === undefined ? undefined : Number(line.split(' ').at(-1));
}

/** Puts a first mark of the first entrant, or says what it was refused with. */
async function putOne(index: number): Promise<unknown> {
  const [tablet, entrant] = [panel.tablets[0]!, panel.entrants[0]!];
  const criterion = allCriteria(panel.scheme)[index]!;
  const value = plausibleMark(panel.scheme, criterion, 0.8, tablet.chance(entrant, index));
  return tablet.mark(entrant, criterion.id, value).then(() => 'kept', (error: { code?: string }) => error.code);
}

describe('what a node says of itself', () => {
  it('lives and is ready, in plain words', async () => {
    for (const [path, words] of [['/healthz', 'ok\n'], ['/readyz', 'ready\n']] as const) {
      const answer = await fetch(node.base + path);
      expect([answer.status, await answer.text(), answer.headers.get('cache-control')]).toEqual([200, words, 'no-store']);
    }
  });

  it('counts sockets, rooms, marks, acknowledgements, requests and boards, and names nobody', async () => {
    const before = (await figure('leitai_marks_total')) ?? 0;
    expect(await putOne(0)).toBe('kept');
    expect(await figure('leitai_marks_total')).toBe(before + 1);
    expect(await figure('leitai_messages_total{message="mark:put",outcome="ok"}')).toBe(before + 1);
    expect(await figure('leitai_message_seconds_count{message="mark:put"}')).toBe(before + 1);
    expect(await figure('leitai_sockets')).toBeGreaterThanOrEqual(4);
    expect(await figure('leitai_rooms{kind="judge"}')).toBe(4);
    expect(await figure('leitai_requests_total{route="POST /api/events",outcome="ok"}')).toBe(1);
    expect(await figure('leitai_webhook_outbox')).toBe(0);
    await expect.poll(() => figure('leitai_boards_behind')).toBe(0);
    await organiser.ask('POST /api/session', { body: { name: '没有这个人', password: '不对不对不对' } });
    const text = await (await fetch(`${node.base}/metrics`)).text();
    expect(text).toContain('leitai_requests_total{route="POST /api/session",outcome="access.bad-credentials"} 1');
    for (const secret of ['没有这个人', '裁判1', panel.params.eventId, panel.chief.desk.entrants[0]!.code]) expect(text).not.toContain(secret);
  });

  it('measures how long a board was on its way', async () => {
    const before = (await figure('leitai_projection_lag_seconds_count')) ?? 0;
    await panel.submitAll(panel.entrants[1]!, 5);
    await panel.confirm(panel.entrants[1]!, { note: '分差说明' });
    await expect.poll(() => figure('leitai_projection_lag_seconds_count')).toBeGreaterThan(before);
  });

  it('tells its figures to nobody who comes past a proxy, and with a token set to nobody without it', async () => {
    expect((await fetch(`${node.base}/metrics`, { headers: { 'x-forwarded-for': '10.0.0.9' } })).status).toBe(403);
    const second = await startNode(node.databaseUrl, undefined, { metricsToken: TOKEN });
    try {
      const ask = async (headers: Record<string, string>) => (await fetch(`${second.base}/metrics`, { headers })).status;
      expect([await ask({}), await ask({ authorization: 'Bearer wrong' }), await ask({ authorization: `Bearer ${TOKEN}`, 'x-forwarded-for': '10.0.0.9' })]).toEqual([403, 403, 200]);
    } finally {
      await second.close();
    }
  });
});

it('says that it stops before it does, and ends what is under way', async () => {
  const second = await startNode(node.databaseUrl, undefined, { drainSeconds: 3 });
  expect((await fetch(`${second.base}/readyz`)).status).toBe(200);
  const closed = second.close();
  await expect.poll(async () => (await fetch(`${second.base}/readyz`)).status).toBe(503);
  expect((await fetch(`${second.base}/healthz`)).status).toBe(200);
  await closed;
  await expect(new Promise((resolve, reject) => request(`${second.base}/healthz`, resolve).on('error', reject).end())).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

describe('a database that cannot save', () => {
  /** Every connection of the node begins anew with what was set. */
  const renew = () => node.db.$queryRaw`SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`;
  const settles = (index: number) => expect.poll(() => putOne(index), { interval: 200 });

  it('that is read-only refuses with a word for the judge, is ready for readers, and takes the mark once it may write', async () => {
    const [{ name }] = await node.db.$queryRaw<[{ name: string }]>`SELECT current_database()::text AS name`;
    await node.db.$executeRawUnsafe(`ALTER DATABASE "${name}" SET default_transaction_read_only = on`);
    await renew();
    try {
      await settles(1).toBe('server.cannot-save');
      await expect.poll(async () => (await fetch(`${node.base}/readyz`)).status).toBe(200);
      expect((await fetch(`${node.base}/results/${panel.params.eventId}.json`)).status).toBeLessThan(500);
    } finally {
      await node.db.$transaction(async (tx) => {
        await tx.$executeRawUnsafe('SET TRANSACTION READ WRITE');
        await tx.$executeRawUnsafe(`ALTER DATABASE "${name}" RESET default_transaction_read_only`);
      });
      await renew();
      await node.db.$disconnect();
    }
    await settles(1).toBe('kept');
  });

  it('whose disk is full leaves nothing half-done, and takes the same mark later', async () => {
    await node.db.$executeRawUnsafe(`CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no space left on device' USING ERRCODE = 'disk_full'; END $$`);
    await node.db.$executeRawUnsafe('CREATE TRIGGER full_disk BEFORE INSERT ON contest_event FOR EACH ROW EXECUTE FUNCTION full_disk()');
    const marks = () => node.db.mark.count({ where: { eventId: panel.params.eventId } });
    const before = await marks();
    expect(await putOne(2)).toBe('server.cannot-save');
    expect(await marks()).toBe(before);
    await node.db.$executeRawUnsafe('DROP TRIGGER full_disk ON contest_event');
    expect(await putOne(2)).toBe('kept');
    expect(await marks()).toBe(before + 1);
  });
});

it('a database that goes away under a request is told as such, and everything goes on when it is back', async () => {
  await node.db.$queryRaw`SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`;
  await pause(0);
  const { ack } = await organiser.ask('GET /api/events/:eventId/control', { params: { eventId: panel.params.eventId } });
  if (!ack.ok) expect(ack.error.code).toBe('server.busy');
  await expect.poll(async () => (await organiser.ask('GET /api/events/:eventId/control', { params: { eventId: panel.params.eventId } })).status).toBe(200);
});

it('a result, and the end of its contest, that the database gives up are said to be undone, are undone, and are done once when asked for again', async () => {
  const { params, entrants: [entrant] } = panel;
  await panel.submitAll(entrant!, 5);
  const stands = async () => [(await node.db.contest.findFirstOrThrow({ where: { id: params.contestId } })).state, await node.db.result.count({ where: params }), await node.db.contestEvent.count({ where: params })] as const;
  /** Asks while another has the contest, and ends the connection that waits for it. */
  const givenUp = (ask: () => Promise<unknown>) => node.db.$transaction(async (tx) => {
    await lockContest(tx, params.eventId, params.contestId);
    const asked = code(ask());
    await somebodyWaits(node.db);
    await node.db.$queryRaw`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    return asked;
  }, HOLDS);
  const confirm = () => panel.confirm(entrant!, { note: '分差说明' });
  const end = () => organiser.call('POST /api/events/:eventId/contests/:contestId/state', { params, body: { state: 'closed' } });
  const [, results, events] = await stands();
  expect(await givenUp(confirm)).toBe('server.busy');
  expect(await stands()).toEqual(['running', results, events]);
  await confirm();
  expect(await givenUp(end)).toBe('server.busy');
  expect(await stands()).toEqual(['running', results + 1, events + 1]);
  await end();
  expect(await stands()).toEqual(['closed', results + 1, events + 2]);
});
