// Panels are seated from the pool: nobody against the rules, as previewed or not at all, on the record with its seed; what stays empty says why.

import { auditContest } from '@leitai/database';
import type { PoolJudgeInput } from '@leitai/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { houseDay } from '../support/days.ts';
import { makeOrganiser, uploadRoster } from '../support/factory.ts';
import { everything, startNode, type TestNode } from '../support/node.ts';
import { refusal } from '../support/refusal.ts';
import type { Visitor } from '../support/visitor.ts';

let node: TestNode;
let organiser: Visitor;
let eventId: string;
let posts: Record<string, { contestId: string; postId: string }>;
beforeAll(async () => {
  node = await startNode();
  organiser = await makeOrganiser(node.base, node.setupPath);
});
beforeEach(async () => {
  const body = { kind: 'competition', name: { zh: '排席', en: 'Seating' }, posts: ['CLEAN_INDOOR', 'HVAC'] } as const;
  eventId = (await organiser.call('POST /api/events', { body: { ...body, posts: [...body.posts] } })).id;
  const lines = body.posts.flatMap((post) => [0, 1, 2].map((unit) => `选手${post}${unit},单位${unit},${post}`));
  const { importId } = await uploadRoster(organiser, eventId, ['姓名,单位,岗位', ...lines].join('\n'));
  await organiser.call('POST /api/events/:eventId/roster/:importId/confirm', { params: { eventId, importId }, body: { skipFaulty: false } });
  posts = Object.fromEntries((await organiser.call('GET /api/events/:eventId/people', { params: { eventId } })).posts.map((post) => [post.letter, post]));
});
afterAll(() => node.close());

const put = async (name: string, letters: string, more: Partial<PoolJudgeInput> = {}) => (await organiser.call('POST /api/events/:eventId/pool', {
  params: { eventId },
  body: { name, gender: '', employeeNo: '', organisation: `${name}院`, chief: false, days: [], former: [], qualifications: [...letters].map((letter) => ({ postId: posts[letter]!.postId, level: '高级', until: null })), ...more },
})).personId;
const INPUT = { seats: 2, places: 1, days: [] as string[] };
const preview = (more: object = {}) => organiser.call('POST /api/events/:eventId/seating/preview', { params: { eventId }, body: { ...INPUT, ...more } });
const apply = ({ seed, hash }: { seed: string; hash: string }, more: object = {}) => organiser.call('POST /api/events/:eventId/seating', { params: { eventId }, body: { ...INPUT, ...more, seed, hash } });
const seats = async () => (await node.db.judge.findMany({ where: { eventId, endedAt: null }, include: { person: true, contest: { include: { post: true } } } }))
  .map(({ seat, person, contest }) => `${contest.post.letter}${seat} ${person.name}`).sort();

describe('seating', () => {
  test('fills every place, as previewed, on the record; the audit follows it', async () => {
    for (const name of ['甲', '乙']) await put(name, 'AN', { chief: true });
    for (const name of ['丙', '丁', '戊', '己']) await put(name, 'AN');
    const before = await everything(node.db);
    const plan = await preview();
    expect(await everything(node.db)).toBe(before);
    expect([plan.pool, plan.vacant, plan.seats.length, plan.shortages, plan.helps]).toEqual([6, 6, 6, [], []]);
    expect(await preview({ seed: plan.seed })).toEqual(plan);
    expect(plan.seats.filter(({ role }) => role === 'chief').map(({ name }) => name).sort()).toEqual(['甲', '乙'].sort());
    expect(plan.seats[0]).toMatchObject({ level: '高级', until: null, colleagues: 0, places: 1 });
    expect(await apply(plan)).toEqual({ seated: 6 });
    const letterOf = new Map(Object.entries(posts).map(([letter, { contestId }]) => [contestId, letter]));
    expect(await seats()).toEqual(plan.seats.map(({ contestId, seat, name }) => `${letterOf.get(contestId)}${seat} ${name}`).sort());
    for (const { contestId } of Object.values(posts)) {
      const events = (await node.db.contestEvent.findMany({ where: { eventId, contestId } })).map(({ body }) => JSON.parse(body) as Record<string, unknown>);
      expect(events.filter(({ type }) => type === 'judge:appoint').map(({ seating }) => seating)).toEqual(Array.from({ length: 3 }, () => ({ ...INPUT, seed: plan.seed, hash: plan.hash })));
      expect((await auditContest(node.db, eventId, contestId)).faults).toEqual([]);
    }
  });

  test('who sits in another’s place is found by the audit', async () => {
    for (const name of ['甲', '乙', '丙']) await put(name, 'A', { chief: true });
    await apply(await preview());
    const { contestId } = posts['A']!;
    const [judge] = await node.db.judge.findMany({ where: { eventId, contestId, seat: 1 } });
    const other = await node.db.person.create({ data: { eventId, id: eventId, name: '外人' } });
    await node.db.judge.update({ where: { eventId_id: { eventId, id: judge!.id } }, data: { personId: other.id } });
    expect((await auditContest(node.db, eventId, contestId)).faults).toMatchObject([{ table: 'judge', row: judge!.id, column: 'person_id', expected: judge!.personId, found: other.id }]);
  });

  test('own and former organisations, expiry, days, posts and heading a panel all keep away; what is missing says so', async () => {
    await put('同单位', 'A', { organisation: '单位0', chief: true });
    await put('曾任', 'A', { former: [{ organisation: '单位1', since: '2020-01-01', until: houseDay() }] });
    await put('早年', 'A', { former: [{ organisation: '单位1', since: '2010-01-01', until: '2012-12-31' }] });
    await put('到期', 'A', { qualifications: [{ postId: posts['A']!.postId, level: '', until: '2020-01-01' }] });
    await put('没空', 'A', { days: ['2027-05-21'] });
    await put('别岗', 'N');
    const plan = await preview({ days: ['2027-05-20'] });
    expect(plan.seats.map(({ name }) => name).sort()).toEqual(['别岗', '早年'].sort());
    const { contestId } = posts['A']!;
    expect(plan.shortages.filter((one) => one.contestId === contestId)).toEqual([
      { contestId, role: 'chief', missing: 1, qualified: 5, barred: { 'not-chief': 3, expired: 0, recused: 1, away: 0 }, here: 1, full: 0, fullIn: [] },
      { contestId, role: 'judge', missing: 1, qualified: 5, barred: { 'not-chief': 0, expired: 1, recused: 2, away: 1 }, here: 1, full: 0, fullIn: [] },
    ]);
    expect(plan.helps.map(({ loosen }) => loosen).sort()).toEqual(['away', 'expired', 'not-chief', 'places', 'recused'].filter((one) => plan.helps.some(({ loosen }) => loosen === one)));
    expect(plan.helps.find(({ loosen }) => loosen === 'recused')).toEqual({ loosen: 'recused', fills: 2 });
  });

  test('who sits already by hand stays and counts; a hand’s change afterwards remains', async () => {
    const body = { seat: 1, role: 'judge', name: '丙', organisation: '丙院' } as const;
    const { judgeId } = await organiser.call('POST /api/events/:eventId/contests/:contestId/judges', { params: { eventId, contestId: posts['N']!.contestId }, body });
    const third = await put('丙', 'AN');
    expect((await node.db.judge.findUniqueOrThrow({ where: { eventId_id: { eventId, id: judgeId } } })).personId).toBe(third);
    for (const name of ['甲', '乙']) await put(name, 'A');
    await apply(await preview());
    expect(await seats()).toEqual(expect.arrayContaining(['N1 丙']));
    expect((await seats()).filter((one) => one.endsWith('丙'))).toEqual(['N1 丙']);
    await organiser.call('POST /api/events/:eventId/contests/:contestId/judges', { params: { eventId, contestId: posts['A']!.contestId }, body: { seat: 1, role: 'judge', name: '手排', organisation: '' } });
    await apply(await preview());
    expect(await seats()).toEqual(expect.arrayContaining(['A1 手排']));
  });

  test('is refused as stale once anything it rests on has changed, and of two at once one is', async () => {
    for (const name of ['甲', '乙', '丙', '丁']) await put(name, 'AN', { chief: true });
    const plan = await preview();
    await put('戊', 'AN', { chief: true });
    const fresh = await preview({ seed: plan.seed });
    if (fresh.hash !== plan.hash) {
      const before = await everything(node.db);
      await expect(apply(plan)).rejects.toEqual(refusal('seating.stale'));
      expect(await everything(node.db)).toBe(before);
    }
    const done = await Promise.allSettled([apply(fresh), apply(fresh)]);
    expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await seats()).length).toBe(fresh.seats.length);
    await expect(organiser.call('DELETE /api/events/:eventId/pool/:personId', { params: { eventId, personId: fresh.seats[0]!.personId } })).rejects.toMatchObject({ code: 'pool.seated' });
  });
});
