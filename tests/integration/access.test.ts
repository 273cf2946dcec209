// Organisers come in: the one-time link, signing in and out, and what repeated guessing meets.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeSetupLink } from '../../apps/server/src/access/setup-link.ts';
import { makeAccount, makeOrganiser, PASSWORD, signInOrganiser } from '../support/factory.ts';
import { startNode, type TestNode } from '../support/node.ts';
import { createDatabase } from '../support/services.ts';
import { refusal } from '../support/refusal.ts';
import { Visitor } from '../support/visitor.ts';

let node: TestNode;
beforeAll(async () => {
  node = await startNode();
});
afterAll(() => node.close());

const setUp = (path: string, name: string) =>
  new Visitor(node.base).call('POST /api/setup', { body: { token: path.split('/').at(-1)!, name, password: PASSWORD } });

test('the link of the first start makes one organiser, once', async () => {
  const organiser = await makeOrganiser(node.base, node.setupPath);
  expect(await organiser.call('GET /api/session')).toEqual({ role: 'organiser', name: '组委会' });
  await expect(setUp(node.setupPath, '第二人')).rejects.toEqual(refusal('access.bad-link'));
  expect(await node.db.account.count()).toBe(1);
});

test('of nodes that start at once on an empty database one has the link; while it runs no other prints one, afterwards the next one’s is the only one', async () => {
  const databaseUrl = await createDatabase();
  const nodes = await Promise.all([startNode(databaseUrl), startNode(databaseUrl)]);
  const [holder, other] = nodes.toSorted((a, b) => b.setupPath.length - a.setupPath.length) as [TestNode, TestNode];
  expect([holder.setupPath, other.setupPath]).toEqual([expect.stringMatching(/^\/setup\/./), '']);
  await holder.close();
  const next = await startNode(databaseUrl);
  try {
    expect(await next.db.signInLink.count()).toBe(1);
    await expect(makeOrganiser(other.base, holder.setupPath)).rejects.toEqual(refusal('access.bad-link'));
    await makeOrganiser(other.base, next.setupPath);
  } finally {
    await next.close();
    await other.close();
  }
});

test('of two who use one link at the same moment, one comes in', async () => {
  const path = (await makeSetupLink(node.db, true))!;
  const both = await Promise.allSettled([setUp(path, '甲'), setUp(path, '乙')]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('once there is an organiser, a link is made only when asked for; a name taken leaves it usable; it ends', async () => {
  expect(await makeSetupLink(node.db, false)).toBeNull();
  const path = (await makeSetupLink(node.db, true))!;
  await expect(setUp(path, '组委会')).rejects.toEqual(refusal('access.name-taken'));
  await setUp(path, '丙');
  const late = (await makeSetupLink(node.db, true))!;
  await node.db.signInLink.updateMany({ where: { usedAt: null }, data: { expiresAt: new Date(Date.now() - 1) } });
  await expect(setUp(late, '丁')).rejects.toEqual(refusal('access.bad-link'));
});

test('neither the link’s token nor the password nor the session’s token is stored', async () => {
  const path = (await makeSetupLink(node.db, true))!;
  const organiser = await signInOrganiser(node.base);
  const stored = JSON.stringify([await node.db.signInLink.findMany(), await node.db.account.findMany(), await node.db.session.findMany()]);
  for (const secret of [path.split('/').at(-1)!, PASSWORD, organiser.cookie.split('=')[1]!]) expect(stored).not.toContain(secret);
  expect(stored).toContain('argon2id$19456$2$');
});

test('a wrong password and an unknown name are refused alike', async () => {
  for (const name of ['组委会', '没有这人']) {
    const attempt = new Visitor(node.base).call('POST /api/session', { body: { name, password: 'wrong password' } });
    await expect(attempt).rejects.toEqual(refusal('access.bad-credentials'));
  }
});

test('who signs out is nobody at once, on every node', async () => {
  const second = await startNode(node.databaseUrl);
  try {
    const organiser = await signInOrganiser(node.base);
    const { cookie } = organiser;
    await organiser.call('DELETE /api/session');
    expect(organiser.cookie).toBe('');
    for (const base of [node.base, second.base]) expect(await new Visitor(base, { cookie }).call('GET /api/session')).toEqual({ role: 'public' });
  } finally {
    await second.close();
  }
});

test('a session that is over is nobody’s; one in use goes on', async () => {
  const [idle, busy] = [await signInOrganiser(node.base), await signInOrganiser(node.base)];
  const sessions = await node.db.session.findMany({ orderBy: { createdAt: 'desc' }, take: 2 });
  const hour = 3_600_000;
  await node.db.session.update({ where: { id: sessions[1]!.id }, data: { expiresAt: new Date(Date.now() - 1) } });
  await node.db.session.update({ where: { id: sessions[0]!.id }, data: { expiresAt: new Date(Date.now() + hour), lastSeenAt: new Date(Date.now() - 11 * hour) } });
  const second = await startNode(node.databaseUrl);
  try {
    expect(await new Visitor(second.base, { cookie: idle.cookie }).call('GET /api/session')).toEqual({ role: 'public' });
    expect(await new Visitor(second.base, { cookie: busy.cookie }).call('GET /api/session')).toMatchObject({ role: 'organiser' });
    const slid = await node.db.session.findUniqueOrThrow({ where: { id: sessions[0]!.id } });
    expect(slid.expiresAt.getTime()).toBeGreaterThan(Date.now() + 11 * hour);
  } finally {
    await second.close();
  }
});

test('guessing a password ends soon, for that name and address only', async () => {
  const guesser = new Visitor(node.base);
  const guess = () => guesser.ask('POST /api/session', { body: { name: '组委会', password: 'guess' } });
  const statuses = [];
  for (let n = 0; n < 10; n++) statuses.push((await guess()).status);
  expect(statuses).toEqual([...Array<number>(8).fill(401), 429, 429]);
  const { headers, ack } = await guess();
  const wait = (ack as { error: { details: { retryAfterSeconds: number } } }).error.details.retryAfterSeconds;
  expect(wait).toBeGreaterThan(0);
  expect(headers.get('retry-after')).toBe(String(wait));
  await signInOrganiser(node.base);
});

test('accounts of other roles are made through one-time links of an organiser, each for its role', async () => {
  const organiser = await signInOrganiser(node.base);
  const supervisor = await makeAccount(organiser, 'supervisor', '周明远');
  expect(await supervisor.call('GET /api/session')).toEqual({ role: 'supervisor', name: '周明远' });
  expect(await organiser.call('GET /api/accounts')).toContainEqual(expect.objectContaining({ name: '周明远', role: 'supervisor' }));
  await expect(supervisor.call('POST /api/accounts/links', { body: { role: 'organiser' } })).rejects.toMatchObject({ code: 'access.forbidden' });
});

test('an account has no rights with a role this version does not know', async () => {
  const organiser = await signInOrganiser(node.base);
  await makeAccount(organiser, 'auditor', '审计甲');
  await node.db.account.updateMany({ where: { name: '审计甲' }, data: { role: 'emperor' } });
  expect(await (await signInOrganiser(node.base, '审计甲')).call('GET /api/session')).toEqual({ role: 'public' });
  await node.db.account.deleteMany({ where: { name: '审计甲' } });
});

test('the door writes down who came in, was turned away and was shut out, and nothing secret', async () => {
  const organiser = await signInOrganiser(node.base);
  const supervisor = await makeAccount(organiser, 'supervisor', '门口监督');
  const stranger = new Visitor(node.base);
  await stranger.ask('POST /api/session', { body: { name: '门口监督', password: 'a wrong password' } });
  await stranger.ask('POST /api/session', { body: { name: '我的密码是一二三', password: 'a wrong password' } });
  await supervisor.call('DELETE /api/session');
  const log = await organiser.call('GET /api/door-log');
  expect(log.slice(0, 4).map(({ what, name, role, address }) => [what, name, role, address])).toEqual([
    ['signed-out', '门口监督', 'supervisor', supervisor.address], ['turned-away', '', '', stranger.address],
    ['turned-away', '门口监督', 'supervisor', stranger.address], ['made', '门口监督', 'supervisor', supervisor.address],
  ]);
  expect(JSON.stringify(log)).not.toMatch(/一二三|wrong password/);
  await expect(node.db.$executeRaw`DELETE FROM door_log`).rejects.toThrow();
  expect((await supervisor.ask('GET /api/door-log')).status).toBe(401);
});

test('an account’s sessions are ended at once on every node, and a closed account cannot come back', async () => {
  const organiser = await signInOrganiser(node.base);
  const second = await startNode(node.databaseUrl);
  try {
    const auditor = await makeAccount(organiser, 'auditor', '要走的审计');
    const elsewhere = new Visitor(second.base, { cookie: auditor.cookie });
    const accountId = async (name: string) => (await organiser.call('GET /api/accounts')).find((one) => one.name === name)!.id;
    expect((await elsewhere.ask('GET /api/door-log')).status).toBe(200);
    await organiser.call('DELETE /api/accounts/:accountId/sessions', { params: { accountId: await accountId('要走的审计') } });
    await expect.poll(async () => (await elsewhere.ask('GET /api/door-log')).status).toBe(401);
    expect((await auditor.ask('GET /api/door-log')).status).toBe(401);

    const back = new Visitor(node.base);
    await back.call('POST /api/session', { body: { name: '要走的审计', password: PASSWORD } });
    await organiser.call('POST /api/accounts/:accountId/close', { params: { accountId: await accountId('要走的审计') } });
    expect((await back.ask('GET /api/door-log')).status).toBe(401);
    await expect(back.call('POST /api/session', { body: { name: '要走的审计', password: PASSWORD } })).rejects.toEqual(refusal('access.bad-credentials'));
    expect((await organiser.call('GET /api/accounts')).find((one) => one.name === '要走的审计')).toMatchObject({ closedAt: expect.any(String) as string, sessions: [] });
    expect((await organiser.call('GET /api/session')).role).toBe('organiser');
  } finally {
    await second.close();
  }
});

test('nobody closes the own account; of two organisers who close each other at once one stays', async () => {
  const first = await signInOrganiser(node.base);
  for (const { id, role, name } of await first.call('GET /api/accounts')) {
    if (role === 'organiser' && name !== '组委会') await first.call('POST /api/accounts/:accountId/close', { params: { accountId: id } });
  }
  const other = await makeAccount(first, 'organiser', '第二组织者');
  const idOf = async (name: string) => (await first.call('GET /api/accounts')).find((one) => one.name === name)!.id;
  const [mine, theirs] = [await idOf('组委会'), await idOf('第二组织者')];
  await expect(first.call('POST /api/accounts/:accountId/close', { params: { accountId: mine } })).rejects.toEqual(refusal('access.own-account'));
  const both = await Promise.allSettled([
    first.call('POST /api/accounts/:accountId/close', { params: { accountId: theirs } }), other.call('POST /api/accounts/:accountId/close', { params: { accountId: mine } }),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await node.db.account.count({ where: { role: 'organiser', closedAt: null } })).toBe(1);
});
