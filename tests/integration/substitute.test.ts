/** A substitute: asked for by code, named by the organiser, under the same code, before any mark stands. */
import { auditContest } from '@leitai/database';
import { allCriteria } from '@leitai/scoring';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { command } from '../../apps/simulator/src/client.ts';
import { makeBadges, makeOrganiser, openResult } from '../support/factory.ts';
import { startNode, type TestNode } from '../support/node.ts';
import { makePanel, type Panel } from '../support/panel.ts';
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
  panel = await makePanel(organiser, { entrants: 3, judges: 3 });
  entrantId = panel.entrants[0]!;
  return () => panel.close();
});
afterAll(() => node.close());

const ask = (over: object = {}) => panel.chief.connection.send('entrant:ask-substitute', { ...command(), entrantId, reason: '赛前受伤', ...over });
const replace = (over: object = {}, id = entrantId) =>
  organiser.call('POST /api/events/:eventId/contests/:contestId/entrants/:entrantId/substitute', {
    params: { ...panel.params, entrantId: id }, body: { name: '替补一', employeeNo: '', gender: '女', reason: '赛前受伤', ...over },
  });
const call = () => panel.chief.connection.send('entrant:call', { ...command(), entrantId });
const stored = (id = entrantId) => node.db.entrant.findFirstOrThrow({ where: { id }, include: { person: true } });
const control = async () => (await organiser.call('GET /api/events/:eventId/control', { params: panel.params })).contests.find(({ id }) => id === panel.made.contestId)!;
const faults = async () => (await auditContest(node.db, panel.made.eventId, panel.made.contestId)).faults;

it('goes from the chief by code to the control room and back as done, and no name comes to the chief', async () => {
  const before = await stored();
  const told: unknown[] = [];
  await panel.look();
  panel.chief.connection.on('contest:changed', ({ entrants }) => told.push(entrants.find(({ id }) => id === entrantId)?.substitute));
  const once = command();
  const answer = await ask(once);
  expect(await ask(once)).toEqual(answer);
  await expect.poll(() => told.at(-1)).toBe('asked');
  expect((await control()).substitutes).toEqual([{ entrantId, code: before.code, reason: '赛前受伤' }]);

  const badge = await replace();
  await expect.poll(() => told.at(-1)).toBe('done');
  expect((await control()).substitutes).toEqual([]);
  expect(JSON.stringify(await panel.look())).not.toContain('替补一');
  const after = await stored();
  expect(after).toMatchObject({ code: before.code, position: before.position, organisationId: before.organisationId, person: { name: '替补一', gender: '女', organisationId: before.organisationId } });
  expect(badge).toMatchObject({ entrantId, code: before.code, name: '替补一' });
  const events = await node.db.contestEvent.findMany({ where: { contestId: panel.made.contestId }, orderBy: { seq: 'asc' } });
  expect(JSON.parse(events.at(-1)!.body)).toMatchObject({ type: 'entrant:substitute', before: { person: before.personId, name: before.person.name }, after: { person: after.personId, name: '替补一' } });
  expect(await faults()).toEqual([]);
  await node.db.entrant.updateMany({ where: { id: entrantId }, data: { personId: before.personId } });
  expect(await faults()).toMatchObject([{ table: 'entrant', row: entrantId, column: 'person_id', expected: after.personId }]);
});

it('ends the old badge and its session, and the new one opens the result', async () => {
  const badges = await makeBadges(organiser, panel.made);
  const mine = badges.find((badge) => badge.entrantId === entrantId)!;
  const phone = await openResult(node.base, mine);
  const fresh = await replace();
  await expect(phone.call('GET /api/my/result')).rejects.toEqual(refusal('access.sign-in'));
  await expect(openResult(node.base, mine)).rejects.toEqual(refusal('result.bad-code'));
  expect(await (await openResult(node.base, fresh)).call('GET /api/my/result')).toMatchObject({ name: '替补一' });
  const other = await openResult(node.base, badges.find((badge) => badge.entrantId !== entrantId)!);
  expect(await other.call('GET /api/my/result')).toMatchObject({ status: 'waiting' });
});

describe('is refused', () => {
  it('on stage, after a mark, out, confirmed, and for nobody', async () => {
    await expect(replace({}, panel.made.eventId)).rejects.toEqual(refusal('entrant.not-found'));
    await call();
    await expect(ask()).rejects.toEqual(refusal('entrant.bad-state', { state: 'on-stage' }));
    await expect(replace()).rejects.toEqual(refusal('entrant.bad-state', { state: 'on-stage' }));
    await panel.tablets[0]!.markAll(entrantId, 1);
    await panel.chief.connection.send('entrant:call', { ...command(), entrantId: panel.entrants[1]! });
    await expect(ask()).rejects.toEqual(refusal('entrant.marked'));
    await expect(replace()).rejects.toEqual(refusal('entrant.marked'));
    await panel.chief.connection.send('entrant:out', { ...command(), entrantId, state: 'absent', reason: '未到' });
    await expect(replace()).rejects.toEqual(refusal('entrant.bad-state', { state: 'absent' }));
  });

  it('once the contest is closed', async () => {
    for (const id of panel.entrants) await panel.chief.connection.send('entrant:out', { ...command(), entrantId: id, state: 'absent', reason: '未到' });
    await organiser.call('POST /api/events/:eventId/contests/:contestId/state', { params: panel.params, body: { state: 'closed' } });
    await expect(ask()).rejects.toEqual(refusal('contest.not-running'));
    await expect(replace()).rejects.toEqual(refusal('contest.not-running', { state: 'closed' }));
  });

  it('for the same person, somebody who competes here, somebody of elsewhere, a judge, and a number of another name', async () => {
    const [own, other] = [await stored(), await stored(panel.entrants[1])];
    const as = ({ person: { name, employeeNo } }: typeof own) => ({ name, employeeNo: employeeNo ?? '' });
    await expect(replace(as(own))).rejects.toEqual(refusal('substitute.same-person'));
    await expect(replace(as(other))).rejects.toEqual(refusal('substitute.other-organisation'));
    await node.db.person.update({ where: { eventId_id: { eventId: other.eventId, id: other.personId } }, data: { organisationId: own.organisationId } });
    await expect(replace(as(other))).rejects.toEqual(refusal('substitute.entered'));
    await expect(replace({ employeeNo: other.person.employeeNo })).rejects.toEqual(refusal('request.invalid', { fields: [{ path: 'employeeNo', code: 'duplicate-employee-no' }] }));
    const { personId } = await node.db.judge.findFirstOrThrow({ where: { id: panel.made.judgeIds[0]! } });
    const judge = await node.db.person.update({ where: { eventId_id: { eventId: own.eventId, id: personId } }, data: { organisationId: own.organisationId } });
    await expect(replace({ name: judge.name })).rejects.toEqual(refusal('substitute.judge'));
    expect(await stored()).toEqual(own);
  });
});

it('recuses a judge who has stepped back from this person in another contest of the event', async () => {
  const { eventId } = panel.params;
  const elsewhere = await node.db.entrant.findFirstOrThrow({ where: { id: panel.entrants[1]! }, include: { person: true } });
  const own = await stored();
  // The same person and the same judge, as another contest of the event would have them.
  const contest = await node.db.contest.findFirstOrThrow({ where: { id: panel.made.contestId } });
  const other = crypto.randomUUID();
  const post = await node.db.post.create({ data: { eventId, id: crypto.randomUUID(), code: 'OTHER', letter: 'Z', name: {}, shortName: {} } });
  await node.db.contest.create({ data: { eventId, id: other, postId: post.id, schemeVersionId: contest.schemeVersionId, rules: contest.rules as object } });
  const person = await node.db.person.create({ data: { eventId, id: crypto.randomUUID(), name: '替补一', organisationId: own.organisationId, employeeNo: 'S-1' } });
  const theirs = { eventId, contestId: other };
  const there = await node.db.entrant.create({ data: { ...theirs, id: crypto.randomUUID(), personId: person.id, organisationId: own.organisationId, position: 1, code: 'Z-01' } });
  const judge = await node.db.judge.findFirstOrThrow({ where: { id: panel.made.judgeIds[0]! } });
  const seat = await node.db.judge.create({ data: { ...theirs, id: crypto.randomUUID(), personId: judge.personId, role: 'judge', seat: 1 } });
  await node.db.recusal.create({ data: { ...theirs, judgeId: seat.id, entrantId: there.id, cause: 'declared', reason: '师徒', at: new Date() } });
  const heard: unknown[] = [];
  panel.tablets[0]!.connection.on('recusal:made', ({ recusal }) => heard.push(recusal));
  await replace({ employeeNo: 'S-1' });
  await expect.poll(() => heard).toMatchObject([{ judgeId: judge.id, entrantId, cause: 'declared', reason: '师徒' }]);
  expect(await stored()).toMatchObject({ personId: person.id });
  expect(elsewhere.personId).not.toBe(person.id);
  expect(await faults()).toEqual([]);
});

it('races with the first mark: one of them stands', async () => {
  const { id: criterionId } = allCriteria(panel.scheme).find(({ scale }) => scale.type === 'levels')!;
  const [marked, replaced] = await Promise.allSettled([panel.tablets[0]!.mark(entrantId, criterionId, { type: 'levels', level: 1 }), replace()]);
  expect(marked.status).toBe('fulfilled');
  if (replaced.status === 'rejected') expect(replaced.reason).toEqual(refusal('entrant.marked'));
  expect(await faults()).toEqual([]);
});
