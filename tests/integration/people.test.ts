// From an empty event: posts, organisations and people by hand; what has begun or is recorded stays, and says why.

import { verifyChain } from '@leitai/database';
import type { PersonInput, PoolJudgeInput } from '@leitai/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeOrganiser, openContest, seatPanel } from '../support/factory.ts';
import { connect } from '../support/panel.ts';
import { everything, startNode, type TestNode } from '../support/node.ts';
import { refusal } from '../support/refusal.ts';
import type { Visitor } from '../support/visitor.ts';

let node: TestNode;
let organiser: Visitor;
let eventId: string;
beforeAll(async () => {
  node = await startNode();
  organiser = await makeOrganiser(node.base, node.setupPath);
});
beforeEach(async () => {
  eventId = (await organiser.call('POST /api/events', { body: { kind: 'competition', name: { zh: '空', en: 'Empty' }, posts: [] } })).id;
});
afterAll(() => node.close());

const people = () => organiser.call('GET /api/events/:eventId/people', { params: { eventId } });
const addPosts = (...codes: string[]) => organiser.call('POST /api/events/:eventId/posts', { params: { eventId }, body: { from: 'library', codes } });
const addUnit = async (zh: string) => (await organiser.call('POST /api/events/:eventId/organisations', { params: { eventId }, body: { name: { zh, en: `${zh} Ltd` } } })).id;
const add = async (input: PersonInput & { contestIds: string[] }) => (await organiser.call('POST /api/events/:eventId/people', { params: { eventId }, body: input })).id;
const change = (personId: string, body: PersonInput) => organiser.call('POST /api/events/:eventId/people/:personId', { params: { eventId, personId }, body });
const enter = (personId: string, contestIds: string[]) => organiser.call('POST /api/events/:eventId/people/:personId/entries', { params: { eventId, personId }, body: { contestIds } });
const remove = (personId: string) => organiser.call('DELETE /api/events/:eventId/people/:personId', { params: { eventId, personId } });
const idOf = async (letter: string) => (await people()).posts.find((post) => post.letter === letter)!.contestId;
const types = async (contestId: string) => (await node.db.contestEvent.findMany({ where: { eventId, contestId }, orderBy: { seq: 'asc' } })).map(({ body }) => (JSON.parse(body) as { type: string }).type);
/** What is refused changes nothing. */
async function refused(work: () => Promise<unknown>, ...args: Parameters<typeof refusal>): Promise<void> {
  const before = await everything(node.db);
  await expect(work()).rejects.toEqual(refusal(...args));
  expect(await everything(node.db)).toBe(before);
}

describe('posts', () => {
  test('from the library and its own, each with a contest; what is taken is refused by name', async () => {
    expect((await people()).posts).toEqual([]);
    await addPosts('HVAC', 'CLEAN_INDOOR');
    const own = { from: 'own', code: 'GARDEN', letter: 'Z', name: { zh: '园艺', en: 'Gardening' }, shortName: { zh: '园艺', en: 'Garden' } } as const;
    await organiser.call('POST /api/events/:eventId/posts', { params: { eventId }, body: own });
    expect((await people()).posts.map(({ letter, code, open }) => [letter, code, open])).toEqual([['A', 'CLEAN_INDOOR', true], ['N', 'HVAC', true], ['Z', 'GARDEN', true]]);
    await refused(() => addPosts('HVAC'), 'post.taken', { posts: ['HVAC'] });
    await refused(() => organiser.call('POST /api/events/:eventId/posts', { params: { eventId }, body: { ...own, code: 'OTHER' } }), 'post.taken', { posts: ['Z'] });
    await refused(() => addPosts('JUGGLING'), 'request.invalid', { fields: [{ path: 'codes', code: 'unknown' }], unknown: ['JUGGLING'] });
  });

  test('the hall has a post as soon as it is added, and loses it as soon as it is removed', async () => {
    const visitor = await connect(organiser);
    const posts = async () => (await visitor.send('hall:join', { eventId })).contests.map(({ letter }) => letter);
    expect(await posts()).toEqual([]);
    await addPosts('HVAC', 'CLEAN_INDOOR');
    expect(await posts()).toEqual(['A', 'N']);
    const own = { from: 'own', code: 'GARDEN', letter: 'Z', name: { zh: '园艺', en: 'Gardening' }, shortName: { zh: '园艺', en: 'Garden' } } as const;
    await organiser.call('POST /api/events/:eventId/posts', { params: { eventId }, body: own });
    expect(await posts()).toEqual(['A', 'N', 'Z']);
    await organiser.call('DELETE /api/events/:eventId/contests/:contestId', { params: { eventId, contestId: await idOf('A') } });
    expect(await posts()).toEqual(['N', 'Z']);
    visitor.close();
  });

  test('a contest of its own post can be opened and marked; one that holds a record stays', async () => {
    await organiser.call('POST /api/events/:eventId/posts', { params: { eventId }, body: { from: 'own', code: 'GARDEN', letter: 'A', name: { zh: '园艺', en: 'Gardening' }, shortName: { zh: '园艺', en: 'Garden' } } });
    await addPosts('HVAC');
    const [contestId, other] = [await idOf('A'), await idOf('N')];
    await organiser.call('DELETE /api/events/:eventId/contests/:contestId', { params: { eventId, contestId: other } });
    expect((await people()).posts.map(({ letter }) => letter)).toEqual(['A']);
    const organisationId = await addUnit('恒信');
    await add({ name: '甲', gender: '', employeeNo: '', organisationId, contestIds: [contestId] });
    await refused(() => organiser.call('DELETE /api/events/:eventId/contests/:contestId', { params: { eventId, contestId } }), 'contest.recorded', { events: 1 });
    await seatPanel(organiser, eventId, contestId, 3);
    await openContest(organiser, { eventId, contestId });
    expect((await people()).posts[0]).toMatchObject({ state: 'running', open: false });
  });
});

describe('organisations', () => {
  test('a name means one organisation, in either language', async () => {
    const id = await addUnit('恒信');
    await refused(() => addUnit('恒信'), 'organisation.name-taken', { name: '恒信' });
    const rename = (name: { zh: string; en: string }) => organiser.call('POST /api/events/:eventId/organisations/:organisationId', { params: { eventId, organisationId: id }, body: { name } });
    await rename({ zh: '恒信物业', en: 'Hengxin' });
    await addUnit('恒信');
    await refused(() => rename({ zh: '甲', en: '恒信 Ltd' }), 'organisation.name-taken', { name: '恒信 Ltd' });
    expect((await people()).organisations.map(({ name }) => name.zh)).toEqual(['恒信', '恒信物业']);
  });

  test('of two who add the same name at once, one is refused', async () => {
    const done = await Promise.allSettled([addUnit('同名'), addUnit('同名')]);
    expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('people', () => {
  const plain = (organisationId: string, more: Partial<PersonInput> = {}): PersonInput => ({ name: '苏晓梅', gender: '女', employeeNo: 'HX1', organisationId, ...more });

  test('added, changed, moved and removed, each step on the contests’ record', async () => {
    await addPosts('HVAC', 'CLEAN_INDOOR');
    const [a, n] = [await idOf('A'), await idOf('N')];
    const [first, second] = [await addUnit('恒信'), await addUnit('锦华')];
    const id = await add({ ...plain(first), contestIds: [a] });
    await add({ ...plain(first, { name: '乙', employeeNo: '' }), contestIds: [a] });
    await refused(() => add({ ...plain(first, { name: '丙' }), contestIds: [] }), 'person.number-taken', { name: '苏晓梅' });
    await refused(() => add({ ...plain(a, { employeeNo: '' }), contestIds: [] }), 'organisation.not-found');
    await change(id, plain(second, { name: '苏晓' }));
    await enter(id, [n]);
    const { people: now } = await people();
    expect(now.find((person) => person.id === id)).toMatchObject({ name: '苏晓', employeeNo: 'HX1', organisationId: second, entries: [{ contestId: n, code: 'N-01' }] });
    expect(await node.db.entrant.findMany({ where: { eventId, personId: id }, select: { organisationId: true } })).toEqual([{ organisationId: second }]);
    await remove(id);
    expect([await types(a), await types(n)]).toEqual([['entrant:enter', 'entrant:enter', 'person:change', 'entrant:remove'], ['entrant:enter', 'entrant:remove']]);
    expect(await node.db.person.count({ where: { eventId } })).toBe(1);
    for (const contestId of [a, n]) expect(await verifyChain(node.db, eventId, contestId)).toBeNull();
  });

  test('what has begun stays: no removal, no other name, and the number still may be mended', async () => {
    await addPosts('HVAC');
    const contestId = await idOf('N');
    const organisationId = await addUnit('恒信');
    const id = await add({ ...plain(organisationId), contestIds: [contestId] });
    await seatPanel(organiser, eventId, contestId, 3);
    await openContest(organiser, { eventId, contestId });
    const begun = ['contest.marking-started', { contests: ['N'] }] as const;
    await refused(() => remove(id), ...begun);
    await refused(() => enter(id, []), ...begun);
    await refused(() => change(id, plain(organisationId, { name: '别名' })), ...begun);
    await refused(() => add({ ...plain(organisationId, { employeeNo: '' }), contestIds: [contestId] }), ...begun);
    await change(id, plain(organisationId, { employeeNo: 'HX2' }));
  });

  test('a drawn contest takes nobody in, and who is recused on record is not taken out', async () => {
    await addPosts('HVAC', 'CLEAN_INDOOR');
    const [a, n] = [await idOf('A'), await idOf('N')];
    const organisationId = await addUnit('恒信');
    const id = await add({ ...plain(organisationId), contestIds: [a, n] });
    await add({ ...plain(organisationId, { name: '同场', employeeNo: '' }), contestIds: [n] });
    const { judgeIds } = await seatPanel(organiser, eventId, a, 3);
    const { ref } = (await people()).people.find((person) => person.id === id)!.entries.find((entry) => entry.contestId === a)!;
    await organiser.call('POST /api/events/:eventId/contests/:contestId/recusals', { params: { eventId, contestId: a }, body: { judgeId: judgeIds[0]!, entrantId: ref, reason: '亲属' } });
    await refused(() => enter(id, [n]), 'person.recorded', { contests: ['A'], why: 'recused' });
    await organiser.call('POST /api/events/:eventId/contests/:contestId/draw', { params: { eventId, contestId: n } });
    await refused(() => enter(id, [a]), 'draw.begun', { contests: ['N'] });
    expect((await people()).people.find((person) => person.id === id)!.entries.find((entry) => entry.contestId === n)).toEqual({ contestId: n, ref: id, code: null });
  });

  test('entered by two at once, the person is there once and nobody fails', async () => {
    await addPosts('HVAC');
    const contestId = await idOf('N');
    const organisationId = await addUnit('恒信');
    const id = await add({ ...plain(organisationId), contestIds: [] });
    await Promise.all([enter(id, [contestId]), enter(id, [contestId]), change(id, plain(organisationId, { name: '同时' })), add({ ...plain(organisationId, { employeeNo: '' }), contestIds: [contestId] })]);
    const entrants = await node.db.entrant.findMany({ where: { eventId, contestId }, orderBy: { position: 'asc' } });
    expect(entrants.map(({ code }) => code)).toEqual(['N-01', 'N-02']);
  });
});

describe('the judges’ pool', () => {
  const judge = (more: Partial<PoolJudgeInput> = {}): PoolJudgeInput => ({ name: '秦守正', gender: '男', employeeNo: '', organisation: '市技师学院', chief: true, days: [], qualifications: [], former: [], ...more });
  const pool = () => organiser.call('GET /api/events/:eventId/pool', { params: { eventId } });

  test('kept by hand with qualifications, days and former organisations', async () => {
    await addPosts('HVAC');
    const { postId } = (await people()).posts[0]!;
    const put = (body: ReturnType<typeof judge>) => organiser.call('POST /api/events/:eventId/pool', { params: { eventId }, body });
    const full = judge({ qualifications: [{ postId, level: '高级', until: '2027-12-31' }], days: ['2027-05-20'], former: [{ organisation: '恒信', since: '2025-01-01', until: '2026-06-30' }] });
    const { personId } = await put(full);
    expect(await pool()).toMatchObject([{ personId, name: '秦守正', chief: true, organisation: { zh: '市技师学院' }, days: ['2027-05-20'], qualifications: [{ postId, level: '高级', until: '2027-12-31' }], former: [{ organisation: { zh: '恒信' }, until: '2026-06-30' }], seats: [] }]);
    await refused(() => put(full), 'pool.known', { name: '秦守正' });
    await refused(() => put(judge({ name: '别人', qualifications: [{ postId: eventId, level: '', until: null }] })), 'request.invalid', { fields: [{ path: 'qualifications', code: 'unknown-post' }] });
    await refused(() => put(judge({ name: '别人', former: [{ organisation: '恒信', since: '2026-01-01', until: '2025-01-01' }] })), 'request.invalid', { fields: [{ path: 'until', code: 'before-since' }] });
    await organiser.call('POST /api/events/:eventId/pool/:personId', { params: { eventId, personId }, body: judge({ chief: false }) });
    expect(await pool()).toMatchObject([{ chief: false, qualifications: [], former: [{ organisation: { zh: '恒信' } }] }]);
    await organiser.call('DELETE /api/events/:eventId/pool/:personId', { params: { eventId, personId } });
    expect([await pool(), await node.db.person.count({ where: { eventId } })]).toEqual([[], 0]);
  });
});
