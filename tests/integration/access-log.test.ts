// Who read names with codes, or the marks of others, is written down for good, and shown to organiser and auditor only.

import { ACCESS_PAGE, type AccessEntry } from '@leitai/contract';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeAccount, makeBadges, makeOrganiser } from '../support/factory.ts';
import { startNode, type TestNode } from '../support/node.ts';
import { makePanel, type Panel } from '../support/panel.ts';
import { refusal } from '../support/refusal.ts';
import type { Visitor } from '../support/visitor.ts';

let node: TestNode;
let organiser: Visitor;
let panel: Panel;
beforeAll(async () => {
  node = await startNode();
  organiser = await makeOrganiser(node.base, node.setupPath);
  panel = await makePanel(organiser, { entrants: 1, judges: 3 });
});
afterAll(async () => {
  panel.close();
  await node.close();
});
const log = (visitor: Visitor) => visitor.call('GET /api/events/:eventId/access-log', { params: { eventId: panel.made.eventId } });

it('names who saw what, through what and on which device, the newest first', async () => {
  const before = (await log(organiser)).length;
  await organiser.call('GET /api/events/:eventId/contests/:contestId/entrants', { params: panel.params });
  const [badge] = await makeBadges(organiser, panel.made);
  await organiser.call('GET /api/events/:eventId/contests/:contestId/bundle', { params: panel.params });
  await panel.look();
  const entries = await log(organiser);
  const { contestId } = panel.made;
  expect(entries.slice(0, entries.length - before)).toMatchObject([
    { sight: 'marks', through: 'contest:join', role: 'chief', name: '裁判长', device: '平板', contestId },
    { sight: 'marks', role: 'organiser', name: '组委会', device: 'node', contestId },
    { sight: 'names', role: 'organiser', contestId },
    { sight: 'names', role: 'organiser', contestId },
  ]);
  const stored = JSON.stringify(await node.db.accessLog.findMany(), (_, value: unknown) => (typeof value === 'bigint' ? Number(value) : value));
  for (const secret of [badge!.resultCode, badge!.name, organiser.cookie.split('=')[1]!]) expect(stored).not.toContain(secret);
});

it('is looked through by name, role, kind and day, and page by page as far back as it goes', async () => {
  const params = { eventId: panel.made.eventId };
  const { sessionId, actor } = await node.db.accessLog.findFirstOrThrow({ where: { role: 'organiser' } });
  const old = Array.from({ length: ACCESS_PAGE + 1 }, (_, at) => ({
    eventId: params.eventId, what: 'GET /api/events/:eventId/people', role: 'auditor', actor, sessionId, name: `旧账 ${at}`, at: new Date('2020-02-29T16:00:00Z'),
  }));
  await node.db.accessLog.createMany({ data: old });
  const seek = async (query: Record<string, string>): Promise<AccessEntry[]> => {
    const answer = await organiser.fetch(`/api/events/${params.eventId}/access-log?${new URLSearchParams(query).toString()}`);
    return ((await answer.json()) as { data: AccessEntry[] }).data;
  };
  const page = await seek({ role: 'auditor' });
  expect([page.length, page[0]!.name]).toEqual([ACCESS_PAGE, `旧账 ${ACCESS_PAGE}`]);
  expect((await seek({ role: 'auditor', before: String(page.at(-1)!.place) })).map(({ name }) => name)).toEqual(['旧账 0']);
  // A day of the house: 1 March began at 16:00 UTC of the day before.
  expect(await seek({ until: '2020-02-29' })).toEqual([]);
  expect(await seek({ since: '2020-03-01', until: '2020-03-01' })).toHaveLength(ACCESS_PAGE);
  expect((await seek({ name: '账 7', sight: 'names' })).map(({ name }) => name)).toContain('旧账 7');
  expect(await seek({ name: '账 7', sight: 'marks' })).toEqual([]);
  expect((await organiser.fetch(`/api/events/${params.eventId}/access-log?since=yesterday`)).status).toBe(400);
});

it('does not write down what was refused, nor a judge who reads the own desk', async () => {
  const before = (await log(organiser)).length;
  await expect(panel.tablets[0]!.connection.send('contest:join', { contestId: panel.made.contestId })).rejects.toEqual(refusal('access.forbidden'));
  await panel.tablets[0]!.join();
  expect(await log(organiser)).toHaveLength(before);
});

it('is open to auditors and closed to supervisors, and cannot be changed', async () => {
  expect((await log(await makeAccount(organiser, 'auditor', '审计员'))).length).toBeGreaterThan(0);
  await expect(log(await makeAccount(organiser, 'supervisor', '监督员'))).rejects.toEqual(refusal('access.forbidden'));
  await expect(node.db.accessLog.updateMany({ data: { name: '别人' } })).rejects.toThrow();
  await expect(node.db.accessLog.deleteMany({})).rejects.toThrow();
});
