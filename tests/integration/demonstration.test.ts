// A demonstration post from the unit's application to the plaque and its withdrawal: who may do what, two people, deadlines, and the record of all of it.

import { randomUUID } from 'node:crypto';
import { DEFAULT_WORDS, type CertificatePlan } from '@leitai/contract';
import { dayOf } from '@leitai/contract/house-day';
import { auditContest, auditProgramme } from '@leitai/database';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { command } from '../../apps/simulator/src/client.ts';
import { apply, makeRound, read, review, TEAM, verify, type MadeRound } from '../support/demonstration.ts';
import { makeAccount, makeOrganiser, openContest } from '../support/factory.ts';
import { startNode, type TestNode } from '../support/node.ts';
import { pairPanel, type Panel } from '../support/panel.ts';
import { jpeg } from '../support/photos.ts';
import { atOnce, refusal } from '../support/refusal.ts';
import { Visitor } from '../support/visitor.ts';

let node: TestNode;
let organiser: Visitor;
let supervisor: Visitor;
let round: MadeRound;
let panel: Panel;
let own: Visitor;
let other: Visitor;
/** Fit to be named; with one aspect under its floor; and refused at the desk. */
let good: string;
let uneven: string;
const plan: CertificatePlan = { prefix: '2026', issuer: { zh: '市机关事务管理局', en: 'The bureau' }, date: '2026-12-20', layout: 'landscape', ...DEFAULT_WORDS, withParticipation: false };

const at = (applicationId: string) => ({ params: { eventId: round.eventId, applicationId } });
const propose = (id: string, outcome: 'named' | 'rectify' | 'refused', who = organiser) =>
  who.call('POST /api/events/:eventId/demonstration/applications/:applicationId/decisions', { ...at(id), body: { ...command(), outcome, reason: '依据现场复评' } });
const sign = async (id: string, approved = true, who = supervisor) => {
  const decisionId = (await read(round, organiser, id)).decisions.at(-1)!.id;
  return who.call('POST /api/events/:eventId/demonstration/decisions/:decisionId/signature', { params: { eventId: round.eventId, decisionId }, body: { ...command(), approved, reason: approved ? '' : '理由不足' } });
};
const grant = (id: string) => organiser.call('POST /api/events/:eventId/demonstration/applications/:applicationId/plaque', { ...at(id), body: command() });
const object = (id: string, who: Visitor) => who.call('POST /api/plaques/objections', { body: { ...command(), eventId: round.eventId, applicationId: id, name: '热心群众', contact: '13800000000', grounds: '现场与申报不符' } });
const past = (id: string, columns: object) => node.db.demonstrationApplication.update({ where: { eventId_id: { eventId: round.eventId, id } }, data: columns });

beforeAll(async () => {
  // What it lets in is counted to the last try: in its own memory, as a Redis that answers too late on a busy machine is counted beside.
  node = await startNode(undefined, null);
  organiser = await makeOrganiser(node.base, node.setupPath);
  supervisor = await makeAccount(organiser, 'supervisor', '周明远');
  round = await makeRound(organiser, ['领队甲', '领队乙']);
  [own, other] = round.leaders as [Visitor, Visitor];
}, 120_000);
afterAll(async () => {
  panel?.close();
  await node.close();
});

describe('applying', () => {
  test('takes a self-score for every indicator, evidence by its content, and nothing once it is handed in', async () => {
    const { applicationId } = await own.call('POST /api/events/:eventId/unit/demonstration', { params: { eventId: round.eventId }, body: { ...command(), ...TEAM, team: '试填' } });
    const item = (body: object) => own.call('POST /api/events/:eventId/unit/demonstration/:applicationId/items', { ...at(applicationId), body: { ...command(), criterionId: 'leading-group', points: '5', statement: '', ...body } });
    await expect(item({ points: '5.5' })).rejects.toEqual(refusal('request.invalid', { fields: [{ path: 'points', code: 'too_big' }] }));
    await expect(item({ criterionId: 'none' })).rejects.toEqual(refusal('request.invalid', { fields: [{ path: 'criterionId', code: 'unknown' }] }));
    await item({ points: '4.5' });
    const submit = () => own.call('POST /api/events/:eventId/unit/demonstration/:applicationId/submission', { ...at(applicationId), body: command() });
    await expect(submit()).rejects.toEqual(expect.objectContaining({ code: 'application.incomplete' }));
    const form = new FormData();
    form.append('file', JSON.stringify({ ...command(), criterionId: 'leading-group' }));
    form.append('photo', new Blob([new Uint8Array(await jpeg(1))]), '会议.jpg');
    const { fileId } = await own.call('POST /api/events/:eventId/unit/demonstration/:applicationId/files', { ...at(applicationId), form });
    expect((await read(round, own, applicationId)).items[0]).toMatchObject({ self: '4.5', review: null, files: [{ id: fileId, name: '会议.jpg', type: 'image/jpeg' }] });
    await expect(read(round, other, applicationId)).rejects.toEqual(refusal('application.not-found'));
    const takeBack = () => own.call('POST /api/events/:eventId/unit/demonstration/:applicationId/withdrawal', { ...at(applicationId), body: command() });
    expect(await atOnce(takeBack(), takeBack())).toEqual(['application.bad-state', 'ok']);
    await expect(item({})).rejects.toEqual(refusal('application.bad-state', { state: 'withdrawn' }));
  });

  test('is verified indicator by indicator; what more is asked for may be changed, and the team is entered once nothing is open', async () => {
    good = await apply(round, own);
    const check = (state: 'accepted' | 'more', reason: string) => organiser.call('POST /api/events/:eventId/demonstration/applications/:applicationId/verification', { ...at(good), body: { ...command(), criterionId: 'plan-and-goals', state, reason } });
    await check('more', '缺年度计划');
    const save = (criterionId: string) => own.call('POST /api/events/:eventId/unit/demonstration/:applicationId/items', { ...at(good), body: { ...command(), criterionId, points: '4', statement: '已补' } });
    await expect(save('leading-group')).rejects.toEqual(refusal('application.bad-state', { state: 'submitted' }));
    await save('plan-and-goals');
    await expect(organiser.call('POST /api/events/:eventId/demonstration/applications/:applicationId/admission', { ...at(good), body: { ...command(), admitted: true, reason: '' } })).rejects.toEqual(expect.objectContaining({ code: 'application.unverified' }));
    await verify(round, organiser, good);
    uneven = await apply(round, other, { team: '三号门岗', postCode: 'SEC_GATE' });
    await verify(round, organiser, uneven);
    expect(await node.db.entrant.count({ where: { eventId: round.eventId, person: { kind: 'team' } } })).toBe(2);
  });
});

describe('deciding', () => {
  test('waits for the end of the review, and names nobody below the line, under the floor of an aspect or without quota', async () => {
    await openContest(organiser, round.contest);
    panel = await pairPanel(organiser, round.contest);
    const [first, second] = [(await read(round, organiser, good)).entrantId!, (await read(round, organiser, uneven)).entrantId!];
    await review(round, panel, first, { satisfaction: 2, training: 1.5 });
    await review(round, panel, second, { 'open-pledge': 3 });
    await expect(propose(good, 'named')).rejects.toEqual(refusal('application.unreviewed', { state: 'running' }));
    await organiser.call('POST /api/events/:eventId/contests/:contestId/state', { params: panel.params, body: { state: 'closed' } });
    expect(await read(round, organiser, good)).toMatchObject({ review: '96.50', rank: 2, eligible: true, grade: { en: 'Fit to be named' }, place: 2, of: 3 });
    expect(await read(round, organiser, uneven)).toMatchObject({ review: '97.00', rank: 1, eligible: false, grade: { en: 'Excellent' } });
    expect((await read(round, own, good)).review).toBeNull();
    await expect(propose(uneven, 'named')).rejects.toEqual(expect.objectContaining({ code: 'application.not-eligible' }));
  });

  test('takes two people; what is signed is publicised for its days', async () => {
    expect(await atOnce(propose(good, 'named'), propose(good, 'named'))).toEqual(['decision.pending', 'ok']);
    await sign(good, false);
    await propose(good, 'named');
    const second = await makeAccount(organiser, 'supervisor', '韩明远');
    expect(await atOnce(sign(good), sign(good, true, second))).toEqual(['application.bad-state', 'ok']);
    const { hash, parts, tables } = await organiser.call('GET /api/events/:eventId/demonstration/applications/:applicationId/papers/demonstration-sheet', at(good));
    expect(parts[0]!.words[0]!.zh).toMatch(/指标为草案/);
    expect(tables.slice(1).flatMap(({ rows }) => rows)).toHaveLength(19);
    expect(tables[0]!.rows.at(-1)).toEqual([{ zh: '合计', en: 'Total' }, '100', '99.00', '96.50', null]);
    expect(tables.flatMap(({ rows }) => rows).find(([no]) => no === '4.1')).toEqual(['4.1', expect.anything(), '6', '6.0', '4.5', '-1.50', { zh: '现场评审', en: 'Panel' }, null]);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    const seen = await read(round, own, good);
    expect(seen).toMatchObject({ state: 'publicised', review: '96.50', decisions: [{ outcome: 'named', state: 'approved' }] });
    expect(Date.parse(seen.publicity!.until) - Date.parse(seen.publicity!.from)).toBe(5 * 24 * 3_600_000);
    const { candidates } = await new Visitor(node.base).call('GET /api/plaques');
    expect(candidates).toMatchObject([{ team: TEAM.team, unit: { zh: '单位0' }, open: true, objections: [] }]);
    expect(JSON.stringify(candidates)).not.toContain(TEAM.leader);
  });

  test('puts right within its days, says so, and is decided on again', async () => {
    await propose(uneven, 'rectify');
    await sign(uneven);
    await expect(propose(uneven, 'named')).rejects.toEqual(refusal('application.bad-state', { state: 'rectify' }));
    const report = () => other.call('POST /api/events/:eventId/unit/demonstration/:applicationId/rectification', { ...at(uneven), body: { ...command(), report: '已补齐公示牌' } });
    await report();
    const { dueAt } = await node.db.demonstrationApplication.findFirstOrThrow({ where: { id: uneven } });
    await past(uneven, { dueAt: new Date(0) });
    await expect(report()).rejects.toEqual(refusal('application.window', { until: '1970-01-01T00:00:00.000Z' }));
    await past(uneven, { dueAt });
    await propose(uneven, 'refused');
    await sign(uneven);
    expect(await read(round, other, uneven)).toMatchObject({ state: 'refused', endReason: '依据现场复评', rectification: { report: '已补齐公示牌' } });
  });
});

describe('publicity', () => {
  test('takes objections from anybody but the unit, and an upheld one sends the application back', async () => {
    await expect(object(good, own)).rejects.toEqual(refusal('objection.own'));
    await object(good, new Visitor(node.base));
    await object(good, other);
    const { objectionsFiled } = await read(round, organiser, good);
    expect(objectionsFiled).toMatchObject([{ number: 1, unit: null, contact: '13800000000' }, { number: 2, unit: { zh: '单位1' } }]);
    expect((await read(round, own, good)).objectionsFiled).toMatchObject([{ name: '', contact: '' }, { name: '', contact: '' }]);
    const { publicUntil } = await node.db.demonstrationApplication.findFirstOrThrow({ where: { id: good } });
    await expect(grant(good)).rejects.toEqual(refusal('objection.window', { until: publicUntil!.toISOString() }));
    await past(good, { publicUntil: new Date(0) });
    await expect(object(good, new Visitor(node.base))).rejects.toEqual(refusal('objection.window', { until: '1970-01-01T00:00:00.000Z' }));
    await expect(grant(good)).rejects.toEqual(refusal('objection.open'));
    await past(good, { publicUntil });
    const answer = (objectionId: string, upheld: boolean) => organiser.call('POST /api/events/:eventId/demonstration/objections/:objectionId/answer', { params: { eventId: round.eventId, objectionId }, body: { ...command(), upheld, answer: '经核查' } });
    expect(await atOnce(answer(objectionsFiled[0]!.id, false), answer(objectionsFiled[0]!.id, false))).toEqual(['objection.not-found', 'ok']);
    await answer(objectionsFiled[1]!.id, true);
    expect(await read(round, organiser, good)).toMatchObject({ state: 'review', publicity: null });
    await propose(good, 'named');
    await sign(good);
  });
});

describe('the plaque', () => {
  test('is numbered by its signed certificate, once the days are over, and holds for its years', async () => {
    await past(good, { publicUntil: new Date(0) });
    await expect(grant(good)).rejects.toEqual(refusal('certificate.no-plan'));
    await organiser.call('POST /api/events/:eventId/certificate-plan', { params: { eventId: round.eventId }, body: plan });
    expect(await atOnce(grant(good), grant(good))).toEqual(['application.bad-state', 'ok']);
    const { plaqueGiven } = await read(round, own, good);
    const [year, month, day] = dayOf(new Date(plaqueGiven!.granted.at)).split('-').map(Number) as [number, number, number];
    expect(plaqueGiven).toMatchObject({ number: '2026-B-001', state: 'valid', validUntil: new Date(Date.UTC(year + 3, month - 1, day - 1)).toISOString().slice(0, 10), checks: [{ number: 1, passed: null }, { number: 2 }] });
    expect(await new Visitor(node.base).call('GET /api/certificates/:number', { params: { number: '2026-B-001' } })).toMatchObject({ status: 'valid', kind: 'plaque', name: TEAM.team });
    expect((await new Visitor(node.base).call('GET /api/plaques')).plaques).toMatchObject([{ number: '2026-B-001', state: 'valid' }]);
  });

  test('is re-checked every year, suspended and resumed, and taken away by two people with its certificate', async () => {
    const { plaqueGiven } = await read(round, organiser, good);
    const params = { eventId: round.eventId, plaqueId: plaqueGiven!.id };
    const check = (passed: boolean) => organiser.call('POST /api/events/:eventId/demonstration/checks/:checkId', { params: { eventId: round.eventId, checkId: plaqueGiven!.checks[0]!.id }, body: { ...command(), passed, note: '现场复核' } });
    await check(false);
    expect(await atOnce(check(true), check(true))).toEqual(['ok', 'plaque.bad-state']);
    const pause = (suspended: boolean) => organiser.call('POST /api/events/:eventId/demonstration/plaques/:plaqueId/pause', { params, body: { ...command(), suspended, reason: '投诉核查' } });
    expect(await atOnce(pause(true), pause(true))).toEqual(['ok', 'plaque.bad-state']);
    const certificate = () => new Visitor(node.base).call('GET /api/certificates/:number', { params: { number: '2026-B-001' } });
    expect(await certificate()).toMatchObject({ status: 'suspended', suspended: { reason: '投诉核查' }, until: plaqueGiven!.validUntil });
    expect(await atOnce(pause(false), pause(false))).toEqual(['ok', 'plaque.bad-state']);
    expect(await certificate()).toMatchObject({ status: 'valid', suspended: null });
    const asked = async () => (await read(round, organiser, good)).plaqueGiven!.withdrawal?.id ?? randomUUID();
    const decide = async (approved: boolean, requestId?: string) => supervisor.call('POST /api/events/:eventId/demonstration/plaques/:plaqueId/withdrawal/decision', { params, body: { ...command(), requestId: requestId ?? (await asked()), approved, reason: approved ? '' : '事故与本班组无关' } });
    await expect(decide(true)).rejects.toEqual(refusal('decision.not-found'));
    const ask = () => organiser.call('POST /api/events/:eventId/demonstration/plaques/:plaqueId/withdrawal', { params, body: { ...command(), reason: '发生安全责任事故' } });
    await ask();
    const seen = await asked();
    await decide(false);
    expect((await read(round, organiser, good)).plaqueGiven).toMatchObject({ state: 'valid', withdrawal: { state: 'rejected', rejection: '事故与本班组无关', decided: { name: '周明远' } } });
    expect(await atOnce(ask(), ask())).toEqual(['decision.pending', 'ok']);
    // The request that was seen has been decided; the one that waits by now was not seen.
    await expect(decide(true, seen)).rejects.toEqual(refusal('decision.not-found'));
    expect(await atOnce(decide(true), decide(true))).toEqual(['decision.not-found', 'ok']);
    expect((await read(round, organiser, good)).plaqueGiven).toMatchObject({ state: 'withdrawn', withdrawal: { state: 'approved' } });
    expect(await new Visitor(node.base).call('GET /api/certificates/:number', { params: { number: '2026-B-001' } })).toMatchObject({ status: 'revoked' });
  });

  test('a proposal is not signed by a supervisor of the same name', async () => {
    const third = await apply(round, own, { team: '同名班组' });
    await past(third, { state: 'review' });
    await propose(third, 'refused');
    const decisionId = (await read(round, organiser, third)).decisions[0]!.id;
    await node.db.demonstrationDecision.update({ where: { eventId_id: { eventId: round.eventId, id: decisionId } }, data: { proposedBy: ' 周明远' } });
    await expect(sign(third)).rejects.toEqual(refusal('sign-off.same-person', { name: '周明远' }));
  });
});

describe('the comparison', () => {
  const unit = (who: Visitor) => who.call('GET /api/events/:eventId/unit/demonstration/comparison', { params: { eventId: round.eventId } });

  test('shows the house every reviewed team beside the mean, and a unit its own decided ones without a mean of a few', async () => {
    const { rounds, teams } = await organiser.call('GET /api/events/:eventId/demonstration/comparison', { params: { eventId: round.eventId } });
    expect(teams.map(({ id, rank, score }) => [id, rank, score.total])).toEqual([[uneven, 1, '97.00'], [good, 2, '96.50']]);
    expect(rounds).toMatchObject([{ id: round.eventId, draft: true, teams: 2, mean: { total: '96.75', aspects: { atmosphere: '8.5' }, indicators: { satisfaction: '7.0', 'open-pledge': '2.5' } } }]);
    expect(rounds[0]!.aspects.flatMap(({ indicators }) => indicators)).toHaveLength(19);
    const seen = await unit(own);
    expect(seen).toMatchObject({ rounds: [{ id: round.eventId, mean: null }], teams: [{ id: good }] });
    expect(JSON.stringify(await unit(other))).not.toContain(TEAM.team);
  });

  test('is a workbook of what was chosen, of a unit only its own', async () => {
    const book = (who: Visitor, path: string) => who.fetch(`/api/events/${round.eventId}/${path}/table.xlsx`).then(({ status }) => status);
    expect(await book(organiser, `demonstration/comparison/${good}.${uneven}.${round.eventId}`)).toBe(200);
    expect(await book(own, `unit/demonstration/comparison/${good}`)).toBe(200);
    expect(await book(own, `unit/demonstration/comparison/${uneven}`)).toBe(404);
    expect(await book(organiser, 'demonstration/comparison/best')).toBe(400);
  });
});

test('objections come from one address ten times in an hour, and no more', async () => {
  const somebody = new Visitor(node.base);
  const tries = await atOnce(...Array.from({ length: 11 }, () => object(randomUUID(), somebody)));
  expect(tries).toEqual([...Array.from({ length: 10 }, () => 'application.not-found'), 'request.rate-limited']);
});

test('the record tells all of it, and what was changed behind its back is found', async () => {
  expect((await auditContest(node.db, round.eventId, round.contest.contestId)).faults).toEqual([]);
  const tables = new Set((await auditProgramme(node.db, round.eventId)).faults.map(({ table, column }) => `${table} ${column}`));
  // What the tests above set by hand, and nothing else.
  expect([...tables].sort()).toEqual(['demonstration_application state', 'demonstration_decision proposed_by']);
  await expect(node.db.$executeRaw`DELETE FROM plaque`).rejects.toThrow();
});
