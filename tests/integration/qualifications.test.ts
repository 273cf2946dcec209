// Practical checks and post qualifications: waiting times, validity, renewal, suspension and withdrawal by two people, and who may see whose record.

import { addDays } from '@leitai/scoring';
import { auditContest, checkFile } from '@leitai/database';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkSettings, finishCheck, issueCheck, judgeCheck, makeCheck, saveCheck } from '../support/checks.ts';
import { houseDay } from '../support/days.ts';
import { makeAccount, makeBadges, makeEvent, makeLeader, makeOrganiser, openResult } from '../support/factory.ts';
import { startNode, type TestNode } from '../support/node.ts';
import type { Panel } from '../support/panel.ts';
import { atOnce, refusal } from '../support/refusal.ts';
import { Tamperer } from '../support/tamper.ts';
import { Visitor } from '../support/visitor.ts';

let node: TestNode;
let organiser: Visitor;
let supervisor: Visitor;
const today = houseDay();
/** A check of long ago, and the one that renews it. */
let old: Panel;
let now: Panel;
const KEYS = [0, 1, 2, 3].map((index) => `CLEAN_INDOOR-${index}`);
/** Between the scores that the tablets' chance gives. */
const CUT = '80';

beforeAll(async () => {
  node = await startNode();
  organiser = await makeOrganiser(node.base, node.setupPath);
  supervisor = await makeAccount(organiser, 'supervisor', '周明远');
  old = await judgeCheck(organiser, await makeCheck(organiser, checkSettings(addDays(today, -400), { pass: { method: 'fixed', points: CUT }, validityMonths: 12 }), { entrants: 4 }));
}, 120_000);
afterAll(async () => {
  old.close();
  now.close();
  await node.close();
});

const outcomes = ({ params }: Panel) => organiser.call('GET /api/events/:eventId/contests/:contestId/outcomes', { params });
const register = (who = organiser) => who.call('GET /api/events/:eventId/qualifications', { params: { eventId: old.params.eventId } });
const record = (key: string, panel = now, who = organiser) => who.call('GET /api/events/:eventId/records/:key', { params: { eventId: panel.params.eventId, key } });
const check = (number: string) => new Visitor(node.base).call('GET /api/certificates/:number', { params: { number } });
const faults = async ({ params }: Panel) => (await auditContest(node.db, params.eventId, params.contestId)).faults.map(({ table, column }) => `${table}.${column}`);
const passed = async (panel: Panel) => (await outcomes(panel)).rows.filter(({ status }) => status === 'passed');
const failed = async (panel: Panel) => (await outcomes(panel)).rows.filter(({ status }) => status === 'failed');

describe('issuing', () => {
  test('waits for the chief’s signature, and says who gets one and who does not', async () => {
    const before = await outcomes(old);
    expect(before).toMatchObject({ blocked: 'not-final', cut: '80.00', max: '100', from: addDays(today, -400) });
    expect(before.rows.filter(({ score, status }) => status === (Number(score) >= Number(CUT) ? 'passed' : 'failed'))).toHaveLength(4);
    expect(new Set(before.rows.map(({ status }) => status))).toEqual(new Set(['passed', 'failed']));
    expect((await failed(old))[0]).toMatchObject({ why: ['below'], number: null });
    await expect(issueCheck(organiser, old, 'OLD')).rejects.toEqual(refusal('certificate.not-final', { state: 'running' }));
    await finishCheck(organiser, old);
    expect((await outcomes(old)).blocked).toBeNull();
  });

  test('gives one to each who passed, signed, and verified by anybody with its grade and its end', async () => {
    const winners = await passed(old);
    expect((await Promise.all([issueCheck(organiser, old, 'OLD'), issueCheck(organiser, old, 'OLD')])).sort()).toEqual([0, winners.length]);
    const [row] = (await register()).rows.filter(({ key }) => key === winners[0]!.key);
    expect(row).toMatchObject({ state: 'expired', from: addDays(today, -400), renews: null, name: winners[0]!.name, postCode: 'CLEAN_INDOOR' });
    expect(row!.left).toBeLessThan(0);
    expect(await check(row!.number)).toMatchObject({ status: 'expired', kind: 'qualification', qualification: { until: row!.until, grade: row!.grade } });
    const { file, badge } = await organiser.call('GET /api/events/:eventId/certificates/:certificateId', { params: { eventId: row!.eventId, certificateId: row!.certificateId } });
    const { publicKey } = await node.db.signingKey.findFirstOrThrow();
    expect(file.payload.text.zh).toContain('准予持证上岗');
    expect([checkFile(JSON.stringify(file), publicKey).ok, checkFile(JSON.stringify(badge), publicKey).ok]).toEqual([true, true]);
    expect(badge).toMatchObject({ validUntil: `${row!.until}T23:59:59Z`, credentialSubject: { achievement: { achievementType: 'Certification' } } });
  });
});

describe('a repeat', () => {
  test('of the roster is entered by number in another event, and renews what went before', async () => {
    const next = await makeCheck(organiser, checkSettings(today, { pass: { method: 'fixed', points: CUT } }), { keys: KEYS });
    const offered = await organiser.call('GET /api/events/:eventId/contests/:contestId/candidates', { params: { eventId: next.eventId, contestId: next.contestId } });
    expect(offered.map(({ key, entered, bar }) => [key, entered, bar])).toEqual(expect.arrayContaining(KEYS.map((key) => [key, true, null])));
    now = await judgeCheck(organiser, next);
    await finishCheck(organiser, now);
    await issueCheck(organiser, now, 'NOW');
    const { rows } = await register();
    const renewed = rows.find(({ renews }) => renews !== null)!;
    expect(renewed).toMatchObject({ state: 'valid', from: today });
    expect(rows.find(({ number }) => number === renewed.renews)).toMatchObject({ key: renewed.key, state: 'superseded' });
  });

  test('before the waiting time is refused with the day it is allowed, however somebody is entered', async () => {
    const [loser] = await failed(now);
    const { contests: [third] } = await makeEvent(organiser, { kind: 'practical-check', entrants: 0, judges: 3 });
    const params = { eventId: third!.eventId, contestId: third!.contestId };
    await saveCheck(organiser, params, checkSettings(today));
    const enter = (key: string) => organiser.call('POST /api/events/:eventId/contests/:contestId/candidates', { params, body: { keys: [key] } });
    const bar = { why: 'waiting', from: addDays(today, 30) };
    await expect(enter(loser!.key!)).rejects.toEqual(refusal('check.repeat', { people: [{ name: loser!.name, ...bar }] }));
    const units = await organiser.call('POST /api/events/:eventId/organisations', { params, body: { name: loser!.organisation } });
    await expect(organiser.call('POST /api/events/:eventId/people', { params, body: { name: loser!.name, gender: '', employeeNo: loser!.key!, organisationId: units.id, contestIds: [params.contestId] } }))
      .rejects.toMatchObject({ code: 'check.repeat' });
    expect((await organiser.call('GET /api/events/:eventId/contests/:contestId/candidates', { params })).find(({ key }) => key === loser!.key)).toMatchObject({ bar, last: { day: today, passed: false } });
    await expect(saveCheck(organiser, params, checkSettings(addDays(today, 30)), 0)).rejects.toMatchObject({ code: 'check.stale' });
    await saveCheck(organiser, params, checkSettings(addDays(today, 30)), 1);
    expect(await enter(loser!.key!)).toEqual({ entered: 1 });
    await expect(saveCheck(organiser, params, checkSettings(today), 2)).rejects.toMatchObject({ code: 'check.repeat' });
    await expect(saveCheck(organiser, params, checkSettings(today, { pass: { method: 'fixed', points: '101' } }), 2)).rejects.toMatchObject({ code: 'request.invalid' });
  });

  test('has cohorts of its own post, each with its letter, name and rules', async () => {
    const { eventId } = now.params;
    const { contestId } = await organiser.call('POST /api/events/:eventId/contests/:contestId/cohorts', { params: now.params, body: { name: { zh: '保洁 二批', en: 'Cleaning II' } } });
    const { cohorts } = await organiser.call('GET /api/events/:eventId/checks', { params: { eventId } });
    const [first, second] = [cohorts.find((one) => one.contestId === now.params.contestId)!, cohorts.find((one) => one.contestId === contestId)!];
    expect(second).toMatchObject({ postCode: first.postCode, post: first.post, name: { zh: '保洁 二批' }, settings: first.settings, state: 'setup' });
    expect(second.letter).not.toBe(first.letter);
    await expect(saveCheck(organiser, now.params, checkSettings(today), 1)).rejects.toMatchObject({ code: 'contest.marking-started' });
  });
});

describe('in force', () => {
  const held = async () => (await register()).rows.find(({ state }) => state === 'valid')!;
  const at = ({ eventId, certificateId }: { eventId: string; certificateId: string }) => ({ params: { eventId, certificateId } });

  test('is suspended by two people and lifted; anybody who verifies it sees so', async () => {
    const one = await held();
    const { certified } = (await register()).groups.find(({ organisation }) => organisation.zh === one.organisation.zh)!;
    const ask = () => organiser.call('POST /api/events/:eventId/qualifications/:certificateId/suspension', { ...at(one), body: { reason: '操作投诉待查' } });
    expect(await atOnce(ask(), ask())).toEqual(['ok', 'qualification.suspending']);
    expect((await register()).rows.find(({ number }) => number === one.number)).toMatchObject({ state: 'valid', waiting: { what: 'suspension', by: '组委会' } });
    const waiting = async () => (await register()).rows.find(({ number }) => number === one.number)!.waiting!.id;
    const first = await waiting();
    await supervisor.call('POST /api/events/:eventId/qualifications/:certificateId/suspension/reject', { ...at(one), body: { requestId: first } });
    await ask();
    const body = { requestId: await waiting() };
    await expect(supervisor.call('POST /api/events/:eventId/qualifications/:certificateId/suspension/approve', { ...at(one), body: { requestId: first } })).rejects.toMatchObject({ code: 'qualification.not-asked' });
    await expect(organiser.call('POST /api/events/:eventId/qualifications/:certificateId/suspension/approve', { ...at(one), body })).rejects.toMatchObject({ code: 'access.forbidden' });
    const approve = () => supervisor.call('POST /api/events/:eventId/qualifications/:certificateId/suspension/approve', { ...at(one), body });
    expect(await atOnce(approve(), approve())).toEqual(['ok', 'qualification.not-asked']);
    expect(await check(one.number)).toMatchObject({ status: 'suspended', suspended: { reason: '操作投诉待查' } });
    expect((await register()).groups.find(({ organisation }) => organisation.zh === one.organisation.zh)).toMatchObject({ certified: certified - 1, suspended: 1 });
    const lift = () => supervisor.call('POST /api/events/:eventId/qualifications/:certificateId/suspension/lift', { ...at(one), body: { ...body, reason: '查无实据' } });
    await expect(supervisor.call('POST /api/events/:eventId/qualifications/:certificateId/suspension/lift', { ...at(one), body: { requestId: first, reason: '查无实据' } })).rejects.toMatchObject({ code: 'qualification.not-suspended' });
    expect(await atOnce(lift(), lift())).toEqual(['ok', 'qualification.not-suspended']);
    expect(await check(one.number)).toMatchObject({ status: 'valid', suspended: null });
    await expect(node.db.$executeRaw`DELETE FROM qualification_suspension`).rejects.toThrow(/never removed/);
    await expect(node.db.$executeRaw`UPDATE post_qualification SET valid_until = '2099-01-01'`).rejects.toThrow();
  });

  test('is withdrawn by two people, and then nobody’s', async () => {
    const one = await held();
    await organiser.call('POST /api/events/:eventId/certificates/:certificateId/revocation', { ...at(one), body: { reason: '冒名顶替' } });
    const { id: requestId } = (await register()).rows.find(({ number }) => number === one.number)!.waiting!;
    await supervisor.call('POST /api/events/:eventId/certificates/:certificateId/revocation/approve', { ...at(one), body: { requestId } });
    expect((await register()).rows.find(({ number }) => number === one.number)).toMatchObject({ state: 'withdrawn' });
    expect(await check(one.number)).toMatchObject({ status: 'revoked' });
    await expect(organiser.call('POST /api/events/:eventId/qualifications/:certificateId/suspension', { ...at(one), body: { reason: '再次' } })).rejects.toMatchObject({ code: 'certificate.revoking' });
  });

  test('the audit plays all of it again, and names what was touched', async () => {
    expect(await faults(old)).toEqual([]);
    expect(await faults(now)).toEqual([]);
    const tamperer = await Tamperer.open(node.databaseUrl, ['post_qualification', 'qualification_suspension', 'check_setting'], now.made);
    const touched = (sql: string) => tamperer.while(sql, () => faults(now));
    expect(await touched(`UPDATE post_qualification SET valid_until = '2099-01-01' WHERE event_id = :event`)).toContain('post_qualification.validUntil');
    expect(await touched(`UPDATE qualification_suspension SET reason = '别的' WHERE event_id = :event AND state = 'approved'`)).toEqual(['qualification_suspension.reason']);
    expect(await touched(`UPDATE check_setting SET day = '2020-01-01' WHERE contest_id = :contest`)).toEqual(['check_setting.day']);
    await tamperer.close();
  });
});

describe('the lists', () => {
  test('say who is certified for what until when, and whose renewal is due; a leader has that of the own unit', async () => {
    const { rows: held, groups } = await register();
    const { parts, tables: [summary, list] } = await organiser.call('GET /api/events/:eventId/papers/qualification-list', { params: { eventId: now.params.eventId } });
    expect(summary!.rows.map(([unit, , people, certified]) => [(unit as { zh: string }).zh, people, certified])).toEqual(groups.map(({ organisation, people, certified }) => [organisation.zh, `${people}`, `${certified}`]));
    const listed = held.filter(({ state }) => ['valid', 'due', 'expired', 'suspended'].includes(state));
    const column = (name: string): number => list!.columns.findIndex((one) => one.name.zh === name);
    expect(list!.rows.map((row) => [row[column('证书编号')], row[column('剩余天数')], row[column('有效期至')]]).toSorted()).toEqual(listed.map(({ number, left, until }) => [number, `${left}`, until]).toSorted());
    expect(parts.map(({ heading }) => heading?.zh)).toEqual([undefined, '名册', '到期续证']);
    const leader = await makeLeader(organiser, now.params.eventId, '单位0', '领队名册');
    const own = await leader.call('GET /api/events/:eventId/unit/papers/qualification-list', { params: { eventId: now.params.eventId } });
    const cells = own.tables.flatMap(({ rows }) => rows.flat());
    expect(new Set(cells.flatMap((cell) => (cell !== null && typeof cell === 'object' && 'zh' in cell && cell.zh.startsWith('单位') ? cell.zh : [])))).toEqual(new Set(['单位0']));
    expect((await leader.fetch(`/api/events/${now.params.eventId}/unit/papers/qualification-list.xlsx`)).status).toBe(200);
  });

  test('say what everybody of a cohort scored, with the grade, and how each unit did', async () => {
    const { rows } = await outcomes(now);
    const [scores, grades, units] = (await organiser.call('GET /api/events/:eventId/contests/:contestId/papers/grade-list', { params: now.params })).tables;
    expect(scores!.rows.map(([, , name, , , score]) => [name, score])).toEqual(rows.toSorted((a, b) => Number(b.score) - Number(a.score) || (a.code < b.code ? -1 : 1)).map(({ name, score }) => [name, score]));
    expect(grades!.rows.reduce((sum, [, people]) => sum + Number(people), 0)).toBe(rows.filter(({ grade }) => grade !== null).length);
    expect(units!.rows.reduce((sum, [, , people]) => sum + Number(people), 0)).toBe(rows.filter(({ status }) => status === 'passed').length);
    const offered = (await organiser.call('GET /api/events/:eventId/papers', { params: { eventId: now.params.eventId } })).papers;
    expect(offered.filter(({ kind, need }) => need === null && (kind === 'grade-list' || kind === 'qualification-list'))).toHaveLength(2);
    expect((await organiser.fetch(`/api/events/${now.params.eventId}/contests/${now.params.contestId}/papers/grade-list.xlsx`)).status).toBe(200);
  });
});

describe('a record', () => {
  test('has both checks beside the post’s mean, and where points are lost by clause', async () => {
    const [one] = await passed(now);
    const { lines: [line], weak, qualifications, competitions } = await record(one!.key!);
    expect(line!.checks.map(({ day }) => day)).toEqual([addDays(today, -400), today]);
    expect(line!.checks.at(-1)).toMatchObject({ score: one!.score, passed: true, max: '100' });
    expect(line!.bands.map(({ name }) => name.zh)).toEqual(['优秀', '称职', '基本称职', '不称职']);
    expect(qualifications.map(({ key }) => key)).toEqual(qualifications.map(() => one!.key));
    expect(competitions).toEqual([]);
    expect(weak.length).toBeGreaterThan(0);
    expect(weak.some(({ clause }) => clause !== null)).toBe(true);
    for (const { lost, of } of weak) expect([1, 2]).toContain(Math.max(lost, of));
  });

  test('is seen by the house, by the own unit’s leader and by its person, and is written down', async () => {
    const { eventId, contestId } = now.params;
    const people = (await outcomes(now)).rows;
    const [own, other] = [people.find(({ organisation }) => organisation.zh === '单位0')!, people.find(({ organisation }) => organisation.zh === '单位1')!];
    const leader = await makeLeader(organiser, eventId, '单位0', '领队甲');
    const mine = await leader.call('GET /api/events/:eventId/unit/records', { params: { eventId } });
    expect(new Set(mine.rows.map(({ organisation }) => organisation.zh))).toEqual(new Set(['单位0']));
    expect(await leader.call('GET /api/events/:eventId/unit/records/:key', { params: { eventId, key: own.key! } })).toMatchObject({ key: own.key });
    await expect(leader.call('GET /api/events/:eventId/unit/records/:key', { params: { eventId, key: other.key! } })).rejects.toMatchObject({ code: 'record.not-found' });
    await expect(record(own.key!, now, leader)).rejects.toMatchObject({ code: 'access.forbidden' });
    await expect(record(own.key!, now, await makeAccount(organiser, 'arbitrator', '林仲裁'))).rejects.toMatchObject({ code: 'access.forbidden' });
    expect((await leader.call('GET /api/events/:eventId/unit/qualifications', { params: { eventId } })).rows.every(({ organisation }) => organisation.zh === '单位0')).toBe(true);
    const badges = await makeBadges(organiser, { eventId, contestId });
    const self = await openResult(node.base, badges.find(({ name }) => name === own.name)!);
    const seen = await self.call('GET /api/my/record');
    // Four results would let each of them be reckoned from the mean.
    expect(seen).toMatchObject({ key: own.key, before: null, after: null, lines: [{ checks: [{ mean: null }, { mean: null }] }] });
    const log = await organiser.call('GET /api/events/:eventId/access-log', { params: { eventId } });
    expect(log).toContainEqual(expect.objectContaining({ role: 'leader', sight: 'marks' }));
  });
});
