// Who read names with codes, or the marks of others, is written down for good, and shown to organiser and auditor only.

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
