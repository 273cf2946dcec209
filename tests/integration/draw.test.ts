// The sealed two-step draw: its steps and officers, its registers, what it refuses, and that seed, record and rows agree.

import { randomUUID } from 'node:crypto';
import { auditContest, drawNumbers, eventResults, listHash, sha256 } from '@leitai/database';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { command } from '../../apps/simulator/src/client.ts';
import { drawContest, makeOfficers, recheck, unseal, type Officers } from '../support/draw.ts';
import { makeAccount, makeBadges, makeEvent, makeOrganiser, openContest, openResult, pairJudge, uploadRoster, type MadeContest } from '../support/factory.ts';
import { startNode, type TestNode } from '../support/node.ts';
import { connect, pairPanel, type Panel } from '../support/panel.ts';
import { refusal } from '../support/refusal.ts';
import type { Visitor } from '../support/visitor.ts';

let node: TestNode;
let organiser: Visitor;
let supervisor: Visitor;
let officers: Officers;
beforeAll(async () => {
  node = await startNode();
  organiser = await makeOrganiser(node.base, node.setupPath);
  supervisor = await makeAccount(organiser, 'supervisor', '周明远');
  officers = await makeOfficers(organiser);
});
afterAll(() => node.close());

const paramsOf = ({ eventId, contestId }: MadeContest) => ({ eventId, contestId });
const make = async (entrants = 6): Promise<MadeContest> => (await makeEvent(organiser, { entrants, judges: 4 })).contests[0]!;
const prepare = (contest: MadeContest) => organiser.call('POST /api/events/:eventId/contests/:contestId/draw', { params: paramsOf(contest) });
const first = (contest: MadeContest, who = officers.first) => who.call('POST /api/events/:eventId/contests/:contestId/draw/first', { params: paramsOf(contest) });
const second = (contest: MadeContest, who = officers.second) => who.call('POST /api/events/:eventId/contests/:contestId/draw/second', { params: paramsOf(contest) });
const cancel = (contest: MadeContest, reason = '名单有误') =>
  organiser.call('POST /api/events/:eventId/contests/:contestId/draw/cancel', { params: paramsOf(contest), body: { reason } });
const draws = async (contest: MadeContest, who = organiser) => (await who.call('GET /api/events/:eventId/draws', { params: { eventId: contest.eventId } })).contests[0]!;
const register = (contest: MadeContest, who: Visitor, step: 'first' | 'second') =>
  who.call(`GET /api/events/:eventId/contests/:contestId/draw/${step}`, { params: paramsOf(contest) });
const rows = (contest: MadeContest) => node.db.entrant.findMany({ where: { contestId: contest.contestId }, orderBy: { position: 'asc' }, include: { person: true } });
const move = (contest: MadeContest, state: 'running' | 'closed') =>
  organiser.call('POST /api/events/:eventId/contests/:contestId/state', { params: paramsOf(contest), body: { state } });
const faults = async ({ eventId, contestId }: MadeContest) => (await auditContest(node.db, eventId, contestId)).faults.map(({ table, column }) => `${table}.${column}`);

/** Drawn, marked, closed. */
async function closed(contest: MadeContest): Promise<Panel> {
  await drawContest(organiser, officers, contest);
  await openContest(organiser, contest);
  const panel = await pairPanel(organiser, contest);
  for (const [index, entrant] of panel.entrants.entries()) {
    await panel.submitAll(entrant, index);
    await panel.confirm(entrant);
  }
  await move(contest, 'closed');
  panel.close();
  return panel;
}

describe('drawing', () => {
  test('the committed seed gives both registers; codes stay the contest’s, people move, ids are new', async () => {
    const contest = await make(9);
    const before = await rows(contest);
    await drawContest(organiser, officers, contest);
    const { seed } = await node.db.draw.findFirstOrThrow({ where: { contestId: contest.contestId } });
    const { draw } = await draws(contest);
    expect(draw).toMatchObject({ seedHash: sha256(seed), seed: null, list: null, prepared: { name: '组委会' }, first: { name: '加密甲' }, second: { name: '加密乙' } });
    const [numbers, stations] = [drawNumbers(seed, 'contestant', 9), drawNumbers(seed, 'station', 9)];
    const expected = before.map(({ person }, place) => ({ name: person.name, number: numbers[place]!, station: stations[numbers[place]! - 1]! }));
    expect(await register(contest, officers.first, 'first')).toMatchObject(expected.map(({ name, number }) => ({ name, number })).sort((a, b) => a.number - b.number));
    expect(await register(contest, officers.second, 'second')).toEqual(expected.map(({ number, station }) => ({ number, station, code: `A-0${station}` })).sort((a, b) => a.station - b.station));
    const after = await rows(contest);
    expect(after.map(({ code, position }) => [code, position])).toEqual(before.map(({ code, position }) => [code, position]));
    expect(after.map(({ person }) => person.name)).toEqual([...expected].sort((a, b) => a.station - b.station).map(({ name }) => name));
    expect(after.filter(({ id }) => before.some((one) => one.id === id))).toEqual([]);
    expect(await faults(contest)).toEqual([]);
  });

  test('the list is committed as it is published', async () => {
    const contest = await make(3);
    const list = (await node.db.entrant.findMany({ where: { contestId: contest.contestId }, orderBy: { position: 'asc' }, include: { person: true, organisation: true } }))
      .map(({ person, organisation }) => ({ name: person.name, organisation: organisation.name as { zh: string; en: string } }));
    await prepare(contest);
    expect((await draws(contest)).draw).toMatchObject({ listHash: listHash(list) });
  });

  test('a badge made before opens the same person’s result after', async () => {
    const contest = await make(4);
    const badges = await makeBadges(organiser, contest);
    await drawContest(organiser, officers, contest);
    for (const badge of badges) {
      const phone = await openResult(node.base, badge);
      expect(await phone.call('GET /api/my/result')).toMatchObject({ name: badge.name, code: null, status: 'waiting' });
    }
  });
});

describe('the steps', () => {
  test('come one after the other, by two different officers', async () => {
    const contest = await make();
    await expect(first(contest)).rejects.toEqual(refusal('draw.bad-step', { next: 'prepare' }));
    await prepare(contest);
    await expect(prepare(contest)).rejects.toEqual(refusal('draw.begun'));
    await expect(second(contest)).rejects.toEqual(refusal('draw.bad-step', { next: 'first' }));
    await expect(register(contest, officers.first, 'first')).rejects.toEqual(refusal('draw.bad-step', { next: 'first' }));
    await first(contest);
    await expect(first(contest)).rejects.toEqual(refusal('draw.bad-step', { next: 'second' }));
    await expect(second(contest, officers.first)).rejects.toEqual(refusal('draw.same-officer'));
    const namesake = await makeAccount(organiser, 'anonymiser', '加密 甲');
    await expect(second(contest, namesake)).rejects.toEqual(refusal('draw.same-officer'));
    await second(contest);
    await expect(second(contest)).rejects.toEqual(refusal('draw.bad-step', { next: 'done' }));
  });

  test('need two people, none of them kept from a code yet, and a contest in set-up', async () => {
    await expect(prepare(await make(1))).rejects.toEqual(refusal('draw.not-ready', { entrants: 1, recusals: 0 }));
    const contest = await make(2);
    const [entrant] = await rows(contest);
    await organiser.call('POST /api/events/:eventId/contests/:contestId/recusals', {
      params: paramsOf(contest), body: { judgeId: contest.judgeIds[0]!, entrantId: entrant!.id, reason: '师徒' },
    });
    await expect(prepare(contest)).rejects.toEqual(refusal('draw.not-ready', { entrants: 2, recusals: 1 }));
    await move(contest, 'running');
    await expect(prepare(contest)).rejects.toEqual(refusal('contest.bad-transition', { from: 'running', needs: 'setup' }));
  });

  test('once begun, must end before the contest opens; nobody is added, nobody recused meanwhile', async () => {
    const contest = await make();
    await prepare(contest);
    await first(contest);
    await expect(move(contest, 'running')).rejects.toEqual(refusal('draw.unfinished'));
    const { importId } = await uploadRoster(organiser, contest.eventId, '姓名,单位,岗位\n迟到者,某单位,CLEAN_INDOOR');
    await expect(organiser.call('POST /api/events/:eventId/roster/:importId/confirm', { params: { eventId: contest.eventId, importId }, body: { skipFaulty: false } }))
      .rejects.toEqual(refusal('draw.begun', { contests: ['A'] }));
    const [entrant] = await rows(contest);
    const body = { judgeId: contest.judgeIds[0]!, entrantId: entrant!.personId, reason: '师徒' };
    const order = () => organiser.call('POST /api/events/:eventId/contests/:contestId/recusals', { params: paramsOf(contest), body });
    await expect(order()).rejects.toEqual(refusal('draw.unfinished'));
    await second(contest);
    await order();
    await move(contest, 'running');
    await expect(cancel(contest)).rejects.toEqual(refusal('contest.bad-transition', { from: 'running', needs: 'setup' }));
  });

  test('before opening the draw may be given up, with a reason and its seed on the record, and done again otherwise', async () => {
    const contest = await make(8);
    await drawContest(organiser, officers, contest);
    const before = (await draws(contest)).draw!;
    await cancel(contest);
    const given = await draws(contest);
    expect(given.draw).toBeNull();
    expect(given.voided).toMatchObject([{ name: '组委会', reason: '名单有误', seedHash: before.seedHash }]);
    expect(sha256(given.voided[0]!.seed)).toBe(before.seedHash);
    expect((await rows(contest)).every(({ contestantNumber }) => contestantNumber === null)).toBe(true);
    await drawContest(organiser, officers, contest);
    expect((await draws(contest)).draw!.seedHash).not.toBe(before.seedHash);
    expect(await faults(contest)).toEqual([]);
  });

  test('of everybody at once, one prepares, one draws each step', async () => {
    const contest = await make(20);
    const outcome = async (calls: Promise<unknown>[]) => (await Promise.allSettled(calls)).filter(({ status }) => status === 'fulfilled').length;
    expect(await outcome([prepare(contest), prepare(contest), prepare(contest)])).toBe(1);
    expect(await outcome([first(contest), first(contest, officers.second), first(contest)])).toBe(1);
    const { firstAccountId } = await node.db.draw.findFirstOrThrow({ where: { contestId: contest.contestId } });
    const others = (await draws(contest, officers.first)).mine === 'first' ? officers.second : officers.first;
    expect(await outcome([second(contest, others), cancel(contest), second(contest, others), move(contest, 'running')])).toBeGreaterThanOrEqual(1);
    expect(firstAccountId).not.toBeNull();
    expect(await faults(contest)).toEqual([]);
  });
});

describe('registers', () => {
  test('are for who made them alone, and every reading is written down', async () => {
    const contest = await make();
    await drawContest(organiser, officers, contest);
    const others = [organiser, supervisor, await makeAccount(organiser, 'auditor', '审计员'), await makeAccount(organiser, 'anonymiser', '加密丙')];
    for (const who of [...others, officers.second]) await expect(register(contest, who, 'first')).rejects.toEqual(refusal('draw.not-yours'));
    for (const who of [...others, officers.first]) await expect(register(contest, who, 'second')).rejects.toEqual(refusal('draw.not-yours'));
    await register(contest, officers.first, 'first');
    await register(contest, officers.second, 'second');
    const log = await organiser.call('GET /api/events/:eventId/access-log', { params: { eventId: contest.eventId } });
    expect(log.filter(({ sight }) => sight === 'register')).toMatchObject([{ name: '加密乙', role: 'anonymiser' }, { name: '加密甲', role: 'anonymiser' }]);
  });

  test('follow whoever takes another’s place: the person changes, the numbers stay; once the contest runs nobody is replaced by name', async () => {
    const contest = await make();
    await drawContest(organiser, officers, contest);
    const [entrant, other] = await rows(contest);
    const substitute = (entrantId: string) => organiser.call('POST /api/events/:eventId/contests/:contestId/entrants/:entrantId/substitute', {
      params: { ...paramsOf(contest), entrantId }, body: { name: '替补者', employeeNo: '', gender: '', reason: '生病' },
    });
    await expect(substitute(entrant!.id)).rejects.toEqual(refusal('entrant.not-found'));
    expect(await substitute(entrant!.personId)).toMatchObject({ name: '替补者', code: null });
    expect(await register(contest, officers.first, 'first')).toContainEqual(expect.objectContaining({ number: entrant!.contestantNumber, name: '替补者' }));
    expect((await rows(contest))[0]).toMatchObject({ id: entrant!.id, code: entrant!.code, person: { name: '替补者' } });
    await move(contest, 'running');
    await expect(substitute(other!.personId)).rejects.toEqual(refusal('draw.sealed'));
    const recusal = { judgeId: contest.judgeIds[0]!, entrantId: other!.personId, reason: '师徒' };
    await expect(organiser.call('POST /api/events/:eventId/contests/:contestId/recusals', { params: paramsOf(contest), body: recusal })).rejects.toEqual(refusal('draw.sealed'));
    expect(await faults(contest)).toEqual([]);
  });

  test('agree with the record where a place was taken before the draw; persons exchanged after it are found', async () => {
    const contest = await make();
    await organiser.call('POST /api/events/:eventId/contests/:contestId/entrants/:entrantId/substitute', {
      params: { ...paramsOf(contest), entrantId: (await rows(contest))[0]!.id }, body: { name: '替补者', employeeNo: '', gender: '', reason: '生病' },
    });
    await drawContest(organiser, officers, contest);
    expect(await faults(contest)).toEqual([]);
    const [one, other] = await rows(contest);
    const stranger = await node.db.person.create({ data: { eventId: contest.eventId, id: randomUUID(), name: '别人' } });
    for (const [{ id }, personId] of [[one!, stranger.id], [other!, one!.personId], [one!, other!.personId]] as const) {
      await node.db.entrant.updateMany({ where: { id }, data: { personId } });
    }
    expect(await faults(contest)).toEqual(['entrant.person_id', 'entrant.person_id']);
  });
});

test('whoever looked at the desk before the draw hears nothing of it after; the chief goes on', async () => {
  const contest = await make(3);
  const [looking, chief] = await Promise.all([connect(organiser), pairJudge(organiser, contest.eventId, contest.chiefId).then(connect)]);
  let heard = 0;
  looking.on('contest:changed', () => (heard += 1));
  for (const connection of [looking, chief]) await connection.send('contest:join', { contestId: contest.contestId });
  await drawContest(organiser, officers, contest);
  await expect(looking.send('contest:join', { contestId: contest.contestId })).rejects.toEqual(refusal('draw.sealed'));
  const before = heard;
  await openContest(organiser, contest);
  const entrantId = (await rows(contest))[0]!.id;
  const last = new Promise((resolve) => chief.on('contest:changed', ({ entrants }) => entrants.some(({ state }) => state === 'absent') && resolve(null)));
  await chief.send('entrant:out', { ...command(), entrantId, state: 'absent', reason: '未到' });
  await last;
  // Asked and answered on its own connection: what was sent to it before has come.
  await looking.send('overview:join', { eventId: contest.eventId });
  expect(heard).toBe(before);
  for (const connection of [looking, chief]) connection.close();
});

describe('unsealing', () => {
  test('needs a closed and rechecked contest, an anonymiser and a witness; then names, list and seed are there, and the chief may sign', async () => {
    const contest = await make(3);
    const params = paramsOf(contest);
    const badges = await makeBadges(organiser, contest);
    const panel = await closed(contest);
    const open = () => officers.second.call('POST /api/events/:eventId/contests/:contestId/draw/opening', { params });
    const witness = (who: Visitor) => who.call('POST /api/events/:eventId/contests/:contestId/draw/witness', { params });
    const sign = () => panel.chief.visitor.call('POST /api/events/:eventId/contests/:contestId/signature/chief', { params, body: { note: '' } });
    const board = () => organiser.call('GET /api/events/:eventId/contests/:contestId/board', { params });
    await expect(open()).rejects.toEqual(refusal('recheck.unfinished', { left: null }));
    await recheck(supervisor, contest);
    await expect(witness(supervisor)).rejects.toEqual(refusal('draw.bad-step', { next: 'open' }));
    await open();
    await expect(open()).rejects.toEqual(refusal('draw.bad-step', { next: 'witness' }));
    await expect(witness(await makeAccount(organiser, 'supervisor', '加密 乙'))).rejects.toEqual(refusal('draw.same-officer'));
    await expect(sign()).rejects.toEqual(refusal('draw.sealed'));
    expect((await board()).rows.every((row) => row.name === undefined && row.organisation === undefined)).toBe(true);
    await expect(organiser.call('GET /api/events/:eventId/contests/:contestId/bundle', { params })).rejects.toEqual(refusal('draw.sealed'));
    expect(await eventResults(node.db, contest.eventId)).toEqual([]);
    const overview = () => organiser.call('GET /api/events/:eventId/overview', { params });
    expect((await overview()).organisations).toEqual([]);
    await witness(supervisor);
    await expect.poll(async () => (await board()).rows.map(({ name }) => name)).toEqual(expect.arrayContaining([expect.stringContaining('选手')]));
    await expect.poll(async () => (await overview()).organisations.length).toBeGreaterThan(0);
    const { draw } = await draws(contest);
    expect(draw).toMatchObject({ opened: { name: '加密乙' }, witnessed: { name: '周明远' }, seedHash: sha256(draw!.seed!) });
    const codes = new Map((await rows(contest)).map(({ person, code }) => [person.name, code]));
    expect(draw!.list!.map(({ name, code }) => [name, code])).toEqual(draw!.list!.map(({ name }) => [name, codes.get(name!)]));
    expect(listHash(draw!.list!.map(({ name, organisation }) => ({ name: name!, organisation: organisation! })))).toBe(draw!.listHash);
    expect(await register(contest, organiser, 'first')).toHaveLength(3);
    const phone = await openResult(node.base, badges[0]!);
    expect(await phone.call('GET /api/my/result')).toMatchObject({ name: badges[0]!.name, code: codes.get(badges[0]!.name), status: 'scored' });
    await expect(move(contest, 'running')).rejects.toEqual(refusal('draw.unsealed'));
    await sign();
    expect(await eventResults(node.db, contest.eventId)).toHaveLength(3);
    expect(await faults(contest)).toEqual([]);
  });

  test('that nobody has witnessed is void when the contest is opened again', async () => {
    const contest = await make(2);
    await closed(contest);
    await recheck(supervisor, contest);
    await officers.first.call('POST /api/events/:eventId/contests/:contestId/draw/opening', { params: paramsOf(contest) });
    await move(contest, 'running');
    expect((await draws(contest)).draw).toMatchObject({ opened: null, witnessed: null });
    await move(contest, 'closed');
    await recheck(supervisor, contest);
    await unseal(officers.first, organiser, contest);
    expect(await faults(contest)).toEqual([]);
  });
});

test('the public record names nobody where the contest shows codes', async () => {
  const contest = await make(2);
  await organiser.call('POST /api/events/:eventId/contests/:contestId/settings', { params: paramsOf(contest), body: { boardNames: 'code' } });
  const panel = await closed(contest);
  await recheck(supervisor, contest);
  await unseal(officers.first, supervisor, contest);
  expect((await draws(contest, panel.tablets[0]!.visitor)).draw!.list!.map(({ name }) => name)).toEqual([null, null]);
  expect((await draws(contest)).draw!.list!.map(({ name }) => name)).not.toContain(null);
});

test('whoever touches seed, list, officer or a number is found', async () => {
  const contest = await make(5);
  await drawContest(organiser, officers, contest);
  const touch = (sql: string) => node.db.$executeRawUnsafe(sql.replace('$', `'${contest.contestId}'`));
  await expect(touch('UPDATE draw SET seed = \'x\' WHERE contest_id = $')).rejects.toThrow(/stays unsealed/);
  await expect(touch('UPDATE draw SET second_account_id = first_account_id WHERE contest_id = $')).rejects.toThrow(/draw_officers/);
  await touch('UPDATE draw SET first_by = \'别人\' WHERE contest_id = $');
  await touch('UPDATE entrant SET contestant_number = -contestant_number WHERE contest_id = $ AND position = 2');
  expect(await faults(contest)).toEqual(['draw.first_by', 'entrant.contestant_number']);
  await node.db.draw.deleteMany({ where: { contestId: contest.contestId } });
  expect(await faults(contest)).toEqual(['draw.*']);
});

test('a chief calls, confirms and judges mark by code as ever', async () => {
  const contest = await make(2);
  await drawContest(organiser, officers, contest);
  await openContest(organiser, contest);
  const panel = await pairPanel(organiser, contest);
  await panel.chief.connection.send('entrant:call', { ...command(), entrantId: panel.entrants[0]! });
  expect((await panel.look()).entrants.map(({ code, state }) => [code, state])).toEqual([['A-01', 'on-stage'], ['A-02', 'waiting']]);
  panel.close();
});
