// Recusal: by organisation, by declaration, by chief and organiser; what a recused judge can no longer do, and what a panel becomes.

import { randomUUID } from 'node:crypto';
import { auditContest } from '@leitai/database';
import { addMonths } from '@leitai/scoring';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { command } from '../../apps/simulator/src/client.ts';
import { houseDay } from '../support/days.ts';
import { makeBadges, makeEvent, makeOrganiser, openContest, openResult, pairJudge, type MadeContest } from '../support/factory.ts';
import { startNode, type TestNode } from '../support/node.ts';
import { connect, makePanel, Tablet, type Panel } from '../support/panel.ts';
import { refusal } from '../support/refusal.ts';
import type { Visitor } from '../support/visitor.ts';

let node: TestNode;
let organiser: Visitor;
beforeAll(async () => {
  node = await startNode();
  organiser = await makeOrganiser(node.base, node.setupPath);
});
afterAll(() => node.close());

const place = ({ eventId, contestId }: MadeContest) => ({ eventId, contestId });
const seat = (contest: MadeContest, number: number, organisation: string, name = `换上${number}`): Promise<{ judgeId: string }> =>
  organiser.call('POST /api/events/:eventId/contests/:contestId/judges', { params: place(contest), body: { seat: number, role: 'judge', name, organisation } });
const overview = (eventId: string) => organiser.call('GET /api/events/:eventId/recusals', { params: { eventId } });
const dayBefore = (months: number): string => addMonths(houseDay(), -months);
const former = (eventId: string, judgeId: string, months: number) =>
  organiser.call('POST /api/events/:eventId/judges/:judgeId/organisations', {
    params: { eventId, judgeId }, body: { organisation: '单位0', since: '2010-01-01', until: dayBefore(months) },
  });
const events = async (contest: MadeContest) =>
  (await node.db.contestEvent.findMany({ where: { contestId: contest.contestId }, orderBy: { seq: 'asc' } })).map(({ body }) => JSON.parse(body) as Record<string, unknown>);
const entrantOf = async (contest: MadeContest, organisation: string) =>
  (await node.db.entrant.findFirstOrThrow({ where: { contestId: contest.contestId, organisation: { name: { path: ['zh'], equals: organisation } } } }));
const sheetsOf = (judgeId: string) => node.db.sheet.findMany({ where: { judgeId } });
const audited = async (contest: MadeContest) => expect((await auditContest(node.db, contest.eventId, contest.contestId)).faults).toEqual([]);

describe('by organisation', () => {
  let contest: MadeContest;
  beforeEach(async () => ([contest] = (await makeEvent(organiser)).contests as [MadeContest]));

  it('is found before the contest opens, carried out and recorded when it does, and leaves no sheet', async () => {
    const { judgeId } = await seat(contest, 4, '单位1');
    const own = await entrantOf(contest, '单位1');
    const found = await overview(contest.eventId);
    expect(found.months).toBe(24);
    expect(found.cases).toMatchObject([{ judge: { id: judgeId, seat: 4 }, entrant: { id: own.id }, cause: 'organisation', until: null, recusedAt: null, remaining: 4, quorum: 3 }]);
    await openContest(organiser, contest);
    expect((await sheetsOf(judgeId)).map(({ entrantId }) => entrantId)).not.toContain(own.id);
    expect(await sheetsOf(judgeId)).toHaveLength(2);
    expect((await events(contest)).filter(({ type }) => type === 'judge:recuse')).toMatchObject([{ subject: `${judgeId}/${own.id}`, cause: 'organisation', sheet: null }]);
    expect((await overview(contest.eventId)).cases).toMatchObject([{ recusedAt: expect.any(String) }]);
    await audited(contest);
  });

  it('counts days as the house does: no function of the database has a day of its own', async () => {
    expect(await node.db.$queryRaw`SELECT proname::text FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosrc ~* 'current_date'`).toEqual([]);
  });

  it('looks back as far as the rule says', async () => {
    const [recent, long] = contest.judgeIds as [string, string];
    await former(contest.eventId, recent, 23);
    await former(contest.eventId, long, 25);
    expect((await overview(contest.eventId)).cases.map(({ judge }) => judge.id)).toEqual([recent]);
    await organiser.call('POST /api/events/:eventId/recusal-rule', { params: place(contest), body: { months: 26 } });
    expect((await overview(contest.eventId)).cases.map(({ judge }) => judge.id).sort()).toEqual([recent, long].sort());
    await organiser.call('POST /api/events/:eventId/recusal-rule', { params: place(contest), body: { months: 0 } });
    expect((await overview(contest.eventId)).cases).toEqual([]);
  });

  it('closes a sheet at once when the history comes to light in a running contest', async () => {
    await openContest(organiser, contest);
    const [judgeId] = contest.judgeIds as [string];
    await former(contest.eventId, judgeId, 3);
    const own = await entrantOf(contest, '单位0');
    expect((await sheetsOf(judgeId)).find(({ entrantId }) => entrantId === own.id)?.state).toBe('recused');
    await audited(contest);
  });

  it('does not open a contest where an entrant would have too few judges, and says for whom and why', async () => {
    for (const number of [3, 4, 5]) await seat(contest, number, '单位1');
    const { code } = await entrantOf(contest, '单位1');
    const details = { entrants: 3, judges: 5, quorum: 3, chief: true, short: [{ code, seats: [3, 4, 5] }] };
    await expect(openContest(organiser, contest)).rejects.toEqual(refusal('contest.not-ready', details));
    expect(await node.db.recusal.count({ where: { contestId: contest.contestId } })).toBe(0);
    await seat(contest, 5, '别处');
    await openContest(organiser, contest);
  });

  it('holds for a judge seated while the contest runs', async () => {
    await openContest(organiser, contest);
    const { judgeId } = await seat(contest, 2, '单位2');
    expect(await sheetsOf(judgeId)).toHaveLength(2);
    await audited(contest);
  });

  it('is said on the pairing page by code, before the contest opens', async () => {
    const { judgeId } = await seat(contest, 4, '单位1');
    const { code } = await organiser.call('POST /api/events/:eventId/judges/:judgeId/code', { params: { eventId: contest.eventId, judgeId } });
    const offer = await organiser.call('POST /api/pairing/look', { body: { code } });
    expect(offer.recused).toEqual([{ code: (await entrantOf(contest, '单位1')).code, cause: 'organisation' }]);
  });
});

describe('in a running contest', () => {
  let panel: Panel;
  beforeEach(async () => {
    panel = await makePanel(organiser);
    return () => panel.close();
  });

  it("closes the sheet of a judge who declares an interest; the marks stay and do not count, and n shrinks", async () => {
    const [tablet] = panel.tablets as [Tablet];
    const [entrantId] = panel.entrants as [string];
    await panel.submitAll(entrantId, 7);
    const { recusal } = await tablet.connection.send('recusal:declare', { ...command(), entrantId, reason: '师徒' });
    expect(recusal).toMatchObject({ cause: 'declared', reason: '师徒', entrantId });
    const { sheets, recusals } = await panel.look();
    const closed = sheets.find((sheet) => sheet.id === tablet.sheet(entrantId).id)!;
    expect(closed.state).toBe('recused');
    expect(closed.marks.length).toBeGreaterThan(0);
    expect(recusals).toEqual([recusal]);
    await panel.confirm(entrantId);
    const stored = await node.db.result.findFirstOrThrow({ where: { entrantId } });
    expect((stored.sheets as { judgeId: string }[]).map(({ judgeId }) => judgeId).sort()).toEqual(panel.made.judgeIds.slice(1).sort());
    await audited(panel.made);
    const [badge] = (await makeBadges(organiser, panel.made)).filter((one) => one.entrantId === entrantId);
    const own = await (await openResult(node.base, badge!)).call('GET /api/my/result');
    expect(own.judges).toHaveLength(4);
    expect(own.recused).toHaveLength(1);
    expect(own.judges.map(({ label }) => label)).not.toContain(own.recused[0]);
  });

  it('refuses marks and handing in after it, on the server and in the database', async () => {
    const [tablet] = panel.tablets as [Tablet];
    const [entrantId] = panel.entrants as [string];
    await tablet.markAll(entrantId, 3);
    const sheet = tablet.sheet(entrantId);
    const [mark] = sheet.marks as [(typeof sheet.marks)[number]];
    await panel.chief.connection.send('recusal:order', { ...command(), judgeId: tablet.desk.me.judgeId, entrantId, reason: '亲属' });
    await expect(tablet.mark(entrantId, mark.criterionId, mark.value)).rejects.toEqual(refusal('judge.recused'));
    await expect(tablet.submit(entrantId)).rejects.toEqual(refusal('judge.recused'));
    await expect(node.db.mark.updateMany({ where: { sheetId: sheet.id }, data: { version: 99 } })).rejects.toThrow();
    await expect(node.db.sheet.updateMany({ where: { id: sheet.id }, data: { state: 'open' } })).rejects.toThrow();
    await expect(node.db.recusal.deleteMany({ where: { contestId: panel.made.contestId } })).rejects.toThrow();
    await audited(panel.made);
  });

  it('shows the judge the closed sheet and the own recusals', async () => {
    const [tablet] = panel.tablets as [Tablet];
    const [entrantId] = panel.entrants as [string];
    await tablet.connection.send('recusal:declare', { ...command(), entrantId, reason: '亲属' });
    await tablet.join();
    expect(tablet.sheet(entrantId).state).toBe('recused');
    expect(tablet.desk.recusals.map((one) => one.entrantId)).toEqual([entrantId]);
  });

  it('tells the judge and the chief, and nobody else, and knows the command again', async () => {
    const [tablet, other] = panel.tablets as [Tablet, Tablet];
    const [entrantId] = panel.entrants as [string];
    await panel.look();
    const heard: string[] = [];
    const told = new Promise<void>((resolve) => {
      panel.chief.connection.on('recusal:made', () => (heard.push('chief'), heard.length === 2 && resolve()));
      tablet.connection.on('recusal:made', () => (heard.push('judge'), heard.length === 2 && resolve()));
    });
    other.connection.on('recusal:made', () => heard.push('other'));
    const once = { ...command(), entrantId, reason: '亲属' };
    const first = await tablet.connection.send('recusal:declare', once);
    await told;
    expect(await tablet.connection.send('recusal:declare', once)).toEqual(first);
    expect(heard.sort()).toEqual(['chief', 'judge']);
    expect((await events(panel.made)).filter(({ type }) => type === 'judge:recuse')).toHaveLength(1);
  });

  it("is refused for another contest's judge, an unknown entrant and a confirmed result", async () => {
    const [tablet] = panel.tablets as [Tablet];
    const [entrantId] = panel.entrants as [string];
    const { judgeId } = tablet.desk.me;
    const order = (over: object) => panel.chief.connection.send('recusal:order', { ...command(), judgeId, entrantId, reason: 'r', ...over });
    await expect(order({ judgeId: randomUUID() })).rejects.toEqual(refusal('judge.not-found'));
    await expect(order({ entrantId: randomUUID() })).rejects.toEqual(refusal('entrant.not-found'));
    await panel.submitAll(entrantId, 1);
    await panel.confirm(entrantId);
    await expect(order({})).rejects.toEqual(refusal('entrant.confirmed'));
  });

  it("an organiser's order stands too, and an audit finds a touched recusal", async () => {
    const [tablet] = panel.tablets as [Tablet];
    const [entrantId] = panel.entrants as [string];
    const { judgeId } = tablet.desk.me;
    await organiser.call('POST /api/events/:eventId/contests/:contestId/recusals', { params: panel.params, body: { judgeId, entrantId, reason: '举报核实' } });
    await node.db.$executeRawUnsafe('ALTER TABLE recusal DISABLE TRIGGER recusal_append_only');
    await node.db.recusal.updateMany({ where: { judgeId }, data: { reason: '别的' } });
    await node.db.$executeRawUnsafe('ALTER TABLE recusal ENABLE TRIGGER recusal_append_only');
    expect((await auditContest(node.db, panel.made.eventId, panel.made.contestId)).faults).toMatchObject([{ table: 'recusal', column: 'reason', expected: '举报核实', found: '别的' }]);
  });
});

it('a judge may declare before the contest opens, and then gets no sheet, not even by hand', async () => {
  const [contest] = (await makeEvent(organiser)).contests as [MadeContest];
  const visitor = await pairJudge(organiser, contest.eventId, contest.judgeIds[0]!);
  const tablet = new Tablet(await connect(visitor), visitor);
  await tablet.join();
  const entrantId = tablet.desk.entrants[0]!.id;
  await tablet.connection.send('recusal:declare', { ...command(), entrantId, reason: '亲属' });
  await openContest(organiser, contest);
  await tablet.join();
  expect(tablet.desk.sheets.map((sheet) => sheet.entrantId)).not.toContain(entrantId);
  const { eventId, contestId, judgeIds: [judgeId] } = contest;
  const byHand = node.db.$executeRaw`INSERT INTO sheet (event_id, id, contest_id, entrant_id, judge_id)
    VALUES (${eventId}::uuid, gen_random_uuid(), ${contestId}::uuid, ${entrantId}::uuid, ${judgeId}::uuid)`;
  await expect(byHand).rejects.toThrow('recused judge has no sheet');
  tablet.connection.close();
});
