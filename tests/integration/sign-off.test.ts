// From closed to final: the recheck, two signatures of distinct persons, the deadline; each step in the chain, none skipped.

import { createHash } from 'node:crypto';
import { eventResults, verifyChain } from '@leitai/database';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeAccount, makeBadges, makeOrganiser, openResult } from '../support/factory.ts';
import { startNode, type TestNode } from '../support/node.ts';
import { makePanel, type Panel } from '../support/panel.ts';
import { refusal } from '../support/refusal.ts';
import type { Visitor } from '../support/visitor.ts';

let node: TestNode;
let organiser: Visitor;
let supervisor: Visitor;
beforeAll(async () => {
  node = await startNode();
  organiser = await makeOrganiser(node.base, node.setupPath);
  supervisor = await makeAccount(organiser, 'supervisor', '周明远');
});
afterAll(() => node.close());

/** A contest of so many entrants, all confirmed, and closed. */
async function closed(entrants: number): Promise<Panel> {
  const panel = await makePanel(organiser, { entrants, judges: 3 });
  for (const [index, entrant] of panel.entrants.entries()) {
    await panel.submitAll(entrant, index * 10);
    await panel.confirm(entrant);
  }
  await organiser.call('POST /api/events/:eventId/contests/:contestId/state', { params: panel.params, body: { state: 'closed' } });
  panel.close();
  return panel;
}

const results = ({ params }: Panel, who = organiser) => who.call('GET /api/events/:eventId/contests/:contestId/results', { params });
const draw = ({ params }: Panel) => supervisor.call('POST /api/events/:eventId/contests/:contestId/recheck', { params });
const check = ({ params }: Panel, entrantId: string, error: string | null = null) =>
  supervisor.call('POST /api/events/:eventId/contests/:contestId/recheck/:entrantId', { params: { ...params, entrantId }, body: { error } });
const checkAll = async (panel: Panel) => {
  for (const { entrantId } of (await results(panel)).recheck.sample) await check(panel, entrantId);
};
const chiefSigns = (panel: Panel, note = '') =>
  panel.chief.visitor.call('POST /api/events/:eventId/contests/:contestId/signature/chief', { params: panel.params, body: { note } });
const supervisorSigns = ({ params }: Panel, who = supervisor) =>
  who.call('POST /api/events/:eventId/contests/:contestId/signature/supervisor', { params, body: { days: 3 } });
const finish = ({ params }: Panel) => organiser.call('POST /api/events/:eventId/contests/:contestId/final', { params });
const bodies = async ({ made }: Panel) =>
  (await node.db.contestEvent.findMany({ where: { contestId: made.contestId }, orderBy: { seq: 'asc' } })).map(({ body }) => JSON.parse(body) as Record<string, unknown>);

test('the whole path: each step only from the one before, each in the chain, places public from the second signature on', async () => {
  const panel = await closed(3);
  await expect(chiefSigns(panel)).rejects.toEqual(refusal('recheck.unfinished', { left: null }));
  await expect(supervisorSigns(panel)).rejects.toEqual(refusal('contest.bad-transition', { from: 'closed', needs: 'signed' }));
  const { recheck: before } = await results(panel);
  expect(before).toMatchObject({ figures: { top: 30, rest: 15, limit: 5 }, seed: null, sample: [] });
  await draw(panel);
  const { recheck, recomputed } = await results(panel);
  expect(recomputed).toBe(true);
  expect(createHash('sha256').update(recheck.seed!).digest('hex')).toBe(before.seedHash);
  // Of 3: 0.9 → 1 from the top, of the other 2: 0.3 → 1.
  expect(recheck.sample).toHaveLength(2);
  await expect(draw(panel)).rejects.toEqual(refusal('recheck.drawn'));
  await check(panel, recheck.sample[0]!.entrantId);
  await expect(chiefSigns(panel)).rejects.toEqual(refusal('recheck.unfinished', { left: 1 }));
  await check(panel, recheck.sample[1]!.entrantId);
  await chiefSigns(panel);
  const phone = await openResult(node.base, (await makeBadges(organiser, panel.made))[0]!);
  expect((await phone.call('GET /api/my/result')).place).toBeNull();
  expect(await eventResults(node.db, panel.made.eventId, { publishedOnly: true })).toEqual([]);
  await supervisorSigns(panel);
  expect((await phone.call('GET /api/my/result')).place).toMatchObject({ of: 3 });
  expect(await eventResults(node.db, panel.made.eventId, { publishedOnly: true })).toMatchObject(Array(3).fill({ contestState: 'provisional' }));
  const { until, chief, supervisor: second } = await results(panel);
  expect(Date.parse(until!) - Date.parse(second!.at)).toBe(3 * 24 * 3_600_000);
  expect([chief!.name, second!.name]).toEqual(['裁判长', '周明远']);
  await expect(finish(panel)).rejects.toEqual(refusal('publication.open', { until }));
  await node.db.contest.updateMany({ where: { id: panel.made.contestId }, data: { objectionsUntil: new Date(Date.now() - 1_000) } });
  await finish(panel);
  expect((await results(panel)).contest.state).toBe('final');
  const steps = (await bodies(panel)).filter(({ type }) => type === 'contest:state').map(({ before: from, after, step }) => [from, after, step]);
  expect(steps).toEqual([
    ['setup', 'running', undefined], ['running', 'closed', undefined], ['closed', 'signed', 'chief-signature'],
    ['signed', 'provisional', 'supervisor-signature'], ['provisional', 'final', 'final'],
  ]);
  expect(await verifyChain(node.db, panel.made.eventId, panel.made.contestId)).toBeNull();
});

describe('the seed', () => {
  test('is committed when judging begins and shown when the sample is drawn; opening again commits another', async () => {
    const panel = await closed(1);
    const first = (await results(panel)).recheck.seedHash;
    await draw(panel);
    const move = (state: 'running' | 'closed') => organiser.call('POST /api/events/:eventId/contests/:contestId/state', { params: panel.params, body: { state } });
    await move('running');
    await move('closed');
    const again = (await results(panel)).recheck;
    expect(again).toMatchObject({ seed: null, drawnAt: null, sample: [] });
    expect(again.seedHash).not.toBe(first);
    const committed = (await bodies(panel)).filter(({ after }) => after === 'running').map(({ seedHash }) => seedHash);
    expect(committed).toEqual([first, again.seedHash]);
  });

  test('a contest’s figures may be changed until the sample is drawn', async () => {
    const panel = await closed(4);
    const change = () => organiser.call('POST /api/events/:eventId/contests/:contestId/recheck/figures', { params: panel.params, body: { top: 50, rest: 100, limit: 0 } });
    await change();
    await draw(panel);
    expect((await results(panel)).recheck.sample).toHaveLength(4);
    await expect(change()).rejects.toEqual(refusal('recheck.drawn'));
  });
});

describe('errors', () => {
  test('over the limit put everybody into the recheck, and the chief signs with a note alone', async () => {
    const panel = await closed(5);
    await draw(panel);
    const { recheck: { sample } } = await results(panel);
    expect(sample).toHaveLength(3);
    await check(panel, sample[0]!.entrantId, '3 号录入与纸质不符');
    for (const { entrantId } of sample.slice(1)) await check(panel, entrantId);
    const { recheck } = await results(panel);
    expect(recheck.full).toBe(true);
    expect(recheck.sample).toHaveLength(5);
    await expect(chiefSigns(panel)).rejects.toEqual(refusal('recheck.unfinished', { left: 2 }));
    for (const { entrantId, checked } of recheck.sample) if (!checked) await check(panel, entrantId);
    await expect(chiefSigns(panel)).rejects.toEqual(refusal('sign-off.note-needed', { errors: 1 }));
    await chiefSigns(panel, '已核对原始记录, 不影响成绩');
    expect((await results(panel)).chief).toMatchObject({ note: '已核对原始记录, 不影响成绩' });
  });

  test('within the limit leave the sample as it is', async () => {
    const panel = await closed(2);
    await organiser.call('POST /api/events/:eventId/contests/:contestId/recheck/figures', { params: panel.params, body: { top: 50, rest: 0, limit: 100 } });
    await draw(panel);
    const [only] = (await results(panel)).recheck.sample;
    await check(panel, only!.entrantId, '笔误');
    expect((await results(panel)).recheck).toMatchObject({ full: false, sample: [{ error: '笔误' }] });
    await check(panel, only!.entrantId);
    expect((await results(panel)).recheck).toMatchObject({ sample: [{ error: null }] });
    const outside = panel.entrants.find((id) => id !== only!.entrantId)!;
    await expect(check(panel, outside)).rejects.toEqual(refusal('recheck.not-sampled'));
  });

  test('a checker sees raw readings beside the points they make now, and a mark that was touched makes another total', async () => {
    const panel = await closed(1);
    const look = () => supervisor.call('GET /api/events/:eventId/contests/:contestId/recheck/:entrantId', { params: { ...panel.params, entrantId: panel.entrants[0]! } });
    const before = await look();
    expect(before.recomputed).toBe(before.stored);
    expect(before.sheets.map(({ seat }) => seat)).toEqual([1, 2, 3]);
    expect(before.sheets[0]!.marks.every(({ value, points }) => value !== null && points !== null)).toBe(true);
    await node.db.mark.deleteMany({ where: { sheet: { contestId: panel.made.contestId } } });
    expect((await look()).recomputed).not.toBe(before.stored);
  });
});

describe('signatures', () => {
  test('are of distinct persons, and only of this contest’s chief', async () => {
    const [panel, other] = [await closed(1), await closed(1)];
    await draw(panel);
    await checkAll(panel);
    await expect(other.chief.visitor.call('POST /api/events/:eventId/contests/:contestId/signature/chief', { params: panel.params, body: { note: '' } }))
      .rejects.toEqual(refusal('access.forbidden'));
    await expect(results(panel, other.chief.visitor)).rejects.toEqual(refusal('access.forbidden'));
    await chiefSigns(panel);
    const namesake = await makeAccount(organiser, 'supervisor', '裁 判长');
    await expect(supervisorSigns(panel, namesake)).rejects.toEqual(refusal('sign-off.same-person', { name: '裁 判长' }));
    await expect(supervisorSigns(panel, organiser)).rejects.toEqual(refusal('access.forbidden'));
    await supervisorSigns(panel);
    expect((await results(panel)).contest.state).toBe('provisional');
  });

  test('the supervisor may give the results back, and the chief signs anew', async () => {
    const panel = await closed(1);
    await draw(panel);
    await checkAll(panel);
    await chiefSigns(panel);
    await supervisor.call('POST /api/events/:eventId/contests/:contestId/signature/return', { params: panel.params, body: { reason: '请核对 A-01' } });
    expect(await results(panel)).toMatchObject({ contest: { state: 'closed' }, chief: null });
    expect((await bodies(panel)).at(-1)).toMatchObject({ type: 'contest:state', before: 'signed', after: 'closed', reason: '请核对 A-01', by: '周明远' });
    await chiefSigns(panel);
    expect((await results(panel)).contest.state).toBe('signed');
  });

  test('a practical check is final with the chief’s signature', async () => {
    const panel = await closed(1);
    await node.db.event.update({ where: { id: panel.made.eventId }, data: { kind: 'practicalCheck' } });
    await chiefSigns(panel);
    expect(await results(panel)).toMatchObject({ path: 'short', contest: { state: 'final' }, chief: { name: '裁判长' }, final: { name: '裁判长' }, supervisor: null });
    expect((await bodies(panel)).at(-1)).toMatchObject({ before: 'closed', after: 'final', path: 'short', role: 'chief' });
  });
});

test('the chief sees codes, never names', async () => {
  const panel = await closed(2);
  const seen = await results(panel, panel.chief.visitor);
  expect(seen.rows.map(({ name, organisation }) => [name, organisation])).toEqual([[null, null], [null, null]]);
  expect(JSON.stringify(seen)).not.toContain('选手');
});
