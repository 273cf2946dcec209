/** The day itself: the plan, the call room, pauses against what is in flight, words to the panels, and looking somebody up. */
import { randomUUID } from 'node:crypto';
import { expectedTimes } from '@leitai/contract';
import { auditContest, verifyChain } from '@leitai/database';
import { allCriteria } from '@leitai/scoring';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command, type Connection } from '../../apps/simulator/src/client.ts';
import { drawContest, makeOfficers } from '../support/draw.ts';
import { makeAccount, makeBadges, makeEvent, pairJudge, makeOrganiser } from '../support/factory.ts';
import { HOLDS, somebodyWaits } from '../support/locks.ts';
import { startNode, type TestNode } from '../support/node.ts';
import { connect, makePanel, type Panel } from '../support/panel.ts';
import { code } from '../support/refusal.ts';
import type { Visitor } from '../support/visitor.ts';

const MINUTE = 60_000;
let node: TestNode;
let organiser: Visitor;
let steward: Connection;
let panel: Panel;

beforeAll(async () => {
  node = await startNode();
  organiser = await makeOrganiser(node.base, node.setupPath);
  panel = await makePanel(organiser, { entrants: 4, judges: 3 });
  steward = await connect(await makeAccount(organiser, 'steward', '检录员'));
});
afterAll(async () => {
  steward.close();
  panel.close();
  await node.close();
});

const event = () => ({ eventId: panel.made.eventId });
const control = () => organiser.call('GET /api/events/:eventId/control', { params: event() });
const station = () => ({ id: randomUUID(), name: '一号台', place: '一厅', contestIds: [] });
const sessionAt = (stationId: string, startsAt: Date, over = {}) =>
  ({ id: randomUUID(), contestId: panel.made.contestId, stationId, startsAt: startsAt.toISOString(), minutes: 8, changeover: 2, from: 1, to: 4, ...over });
const save = (basedOn: number, stations: object[], sessions: object[]) =>
  organiser.call('POST /api/events/:eventId/schedule', { params: event(), body: { basedOn, stations, sessions } as never });

describe('the plan', () => {
  it('takes the place of the one it was based on, of no later one, and of two at once one wins', async () => {
    const [one, two] = [station(), station()];
    expect(await save(0, [one, two], [sessionAt(one.id, new Date())])).toEqual({ plan: 1 });
    expect(await code(save(0, [], []))).toBe('schedule.stale');
    const answers = await Promise.all([code(save(1, [one], [])), code(save(1, [one, two], []))]);
    expect(answers.sort()).toEqual(['ok', 'schedule.stale']);
    expect(await code(save(2, [one], [sessionAt(two.id, new Date())]))).toBe('schedule.unknown');
    expect(await code(save(2, [one], [sessionAt(one.id, new Date(), { contestId: randomUUID() })]))).toBe('schedule.unknown');
    expect(await code(save(2, [one, one], []))).toBe('schedule.unknown');
    expect(await code(save(2, [one], [sessionAt(one.id, new Date(), { from: 4, to: 1 })]))).toBe('request.invalid');
  });

  it('waits for who holds a contest, and keeps nobody who does from adding people', async () => {
    const place = station();
    const { schedule: { plan } } = await (await connect(organiser)).send('hall:join', event());
    const saved = await node.db.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM contest WHERE id = ${panel.made.contestId}::uuid FOR UPDATE`;
      const saving = save(plan, [place], [sessionAt(place.id, new Date())]);
      await somebodyWaits(node.db);
      const { id } = await tx.person.create({ data: { ...event(), id: randomUUID(), name: '同时加入' } });
      await tx.person.delete({ where: { eventId_id: { ...event(), id } } });
      return { saving };
    }, HOLDS);
    expect(await saved.saving).toEqual({ plan: plan + 1 });
  });

  it('is heard in the hall at once, and shows by calls how late the station runs', async () => {
    const place = station();
    const hall = await connect(organiser);
    const { schedule } = await hall.send('hall:join', event());
    const heard = new Promise((resolve) => hall.on('hall:changed', ({ schedule: now }) => { if (now.revision > schedule.revision) resolve(now.sessions.length); }));
    const startsAt = new Date(Date.now() - 30 * MINUTE);
    await save(schedule.plan, [place], [sessionAt(place.id, startsAt)]);
    expect(await heard).toBe(1);
    await panel.chief.connection.send('entrant:call', { ...command(), entrantId: panel.entrants[0]! });
    const now = (await control()).schedule.sessions[0]!;
    expect(now.waiting).toEqual([2, 3, 4]);
    // Planned half an hour ago and called just now: the next comes ten minutes after this call instead of ten after the planned one.
    const late = expectedTimes([now], Date.parse(now.calledAt!)).get(now.id)!.lateMs;
    expect(late).toBe(Date.parse(now.calledAt!) - startsAt.getTime());
    expect(late).toBeGreaterThanOrEqual(30 * MINUTE);
    hall.close();
  });

  it('names people who are in two contests, and no turn of theirs while one is sealed', async () => {
    const made = await makeEvent(organiser, { posts: ['CLEAN_INDOOR', 'HVAC'], entrants: 2, judges: 3 });
    const people = async () => (await organiser.call('GET /api/events/:eventId/schedule', { params: { eventId: made.eventId } })).people;
    const entrant = await node.db.entrant.findFirstOrThrow({ where: { contestId: made.contests[0]!.contestId, position: 2 }, include: { person: true } });
    await node.db.entrant.updateMany({ where: { contestId: made.contests[1]!.contestId, position: 1 }, data: { personId: entrant.personId } });
    const found = await people();
    expect(found.find(({ role }) => role === 'entrant')).toEqual({
      name: entrant.person.name, role: 'entrant', contests: [{ contestId: made.contests[0]!.contestId, position: 2 }, { contestId: made.contests[1]!.contestId, position: 1 }].sort((a, b) => (a.contestId < b.contestId ? -1 : 1)),
    });
    await drawContest(organiser, await makeOfficers(organiser, ['加密丙', '加密丁']), made.contests[0]!);
    const sealed = (await people()).find(({ role }) => role === 'entrant')!;
    expect(sealed.contests.find(({ contestId }) => contestId === made.contests[0]!.contestId)).toEqual({ contestId: made.contests[0]!.contestId, position: null });
  });
});

describe('the call room', () => {
  const act = (who: object, what: 'arrive' | 'call' | 'undo', over: object = {}) => steward.send('call:check-in', { ...command(), ...event(), act: what, who, ...over } as never);
  const tag = (position: number) => ({ contestId: panel.made.contestId, tag: panel.chief.desk.entrants[position - 1]!.code });

  it('takes an arrival once, by code in any case or by the badge, and tells everybody there', async () => {
    const watching = await connect(await makeAccount(organiser, 'steward', '检录员乙'));
    const { rows, sealed } = await watching.send('call:join', { contestId: panel.made.contestId });
    expect([sealed, rows.map(({ state }) => state)]).toEqual([false, ['expected', 'expected', 'expected', 'expected']]);
    const heard = new Promise((resolve) => watching.on('call:changed', (room) => { if (room.rows.some(({ state }) => state === 'arrived')) resolve(room.contestId); }));
    const sent = { commandId: randomUUID() };
    const who = { ...tag(2), tag: tag(2).tag.toLowerCase() };
    const [first, again] = await Promise.all([act(who, 'arrive', sent), act(who, 'arrive', sent)]);
    expect([first.row.state, first.row.arrivedAt, first.changed !== again.changed]).toEqual(['arrived', again.row.arrivedAt, true]);
    expect(await heard).toBe(panel.made.contestId);
    const seen = await panel.chief.connection.send('contest:join', { contestId: panel.made.contestId });
    expect([seen.arrivals, seen.entrants.map(({ arrived }) => arrived)]).toEqual([1, [false, true, false, false]]);
    const told = new Promise((resolve) => panel.chief.connection.on('contest:changed', ({ arrivals }) => { if (arrivals === 0) resolve(arrivals); }));
    expect((await act(who, 'arrive')).changed).toBe(false);
    expect((await act(who, 'undo')).row.state).toBe('expected');
    expect(await told).toBe(0);
    const [badge] = await makeBadges(organiser, panel.made);
    expect(await act({ badge: badge!.resultCode.toLowerCase() }, 'arrive')).toMatchObject({ contestId: panel.made.contestId, row: { tag: badge!.code, name: badge!.name, state: 'arrived' } });
    watching.close();
  });

  it('has somebody missing after three calls, tells the control room, and takes nobody out', async () => {
    for (const expected of ['expected', 'expected', 'missing']) expect((await act(tag(3), 'call')).row.state).toBe(expected);
    expect((await control()).contests[0]!.checkedIn).toEqual({ arrived: 1, missing: 1 });
    expect(await node.db.entrant.count({ where: { contestId: panel.made.contestId, state: 'absent' } })).toBe(0);
    expect((await act(tag(3), 'arrive')).row).toMatchObject({ state: 'arrived', calls: [expect.any(String), expect.any(String), expect.any(String)] });
    expect(await verifyChain(node.db, panel.made.eventId, panel.made.contestId)).toBeNull();
  });

  it('knows nobody who is not there', async () => {
    expect(await code(act({ contestId: panel.made.contestId, tag: 'Z-99' }, 'arrive'))).toBe('entrant.not-found');
    expect(await code(act({ badge: 'ABCD-EFGH-JKLM' }, 'arrive'))).toBe('result.bad-code');
    expect(await code(act({ contestId: randomUUID(), tag: '1' }, 'arrive'))).toBe('contest.not-found');
  });

  it('goes by contestant number alone while the draw is sealed: no name, no code, no turn', async () => {
    const { contests: [sealed] } = await makeEvent(organiser, { entrants: 3, judges: 3 });
    const badges = await makeBadges(organiser, sealed!);
    await drawContest(organiser, await makeOfficers(organiser, ['加密戊', '加密己']), sealed!);
    const room = await steward.send('call:join', { contestId: sealed!.contestId });
    expect(room.sealed).toBe(true);
    expect(room.rows.map(({ tag: number, name, organisation, position }) => [number, name, organisation, position])).toEqual(['1', '2', '3'].map((number) => [number, null, null, null]));
    const answer = await act({ badge: badges[0]!.resultCode }, 'arrive', { eventId: sealed!.eventId });
    expect(answer.row).toMatchObject({ name: null, position: null, state: 'arrived' });
    const entrants = await node.db.entrant.findMany({ where: { contestId: sealed!.contestId } });
    const told = JSON.stringify([room, answer]);
    for (const { id, code: blind, personId } of entrants) expect(told).not.toMatch(new RegExp(`${id}|${personId}|"${blind}"`));
    // Nor does the record join the number's arrival to an entrant.
    const written = await node.db.contestEvent.findMany({ where: { contestId: sealed!.contestId } });
    expect(written.filter(({ body }) => body.includes('check-in:arrive')).map(({ body }) => entrants.some(({ id }) => body.includes(id)))).toEqual([false]);
    // The chief, who has the codes, learns how many have come and not which.
    const chief = await connect(await pairJudge(organiser, sealed!.eventId, sealed!.chiefId));
    const desk = await chief.send('contest:join', { contestId: sealed!.contestId });
    chief.close();
    expect([desk.arrivals, desk.entrants.map(({ arrived }) => arrived)]).toEqual([1, [null, null, null]]);
    // A code is no tag there.
    expect(await code(act({ contestId: sealed!.contestId, tag: entrants[0]!.code }, 'arrive', { eventId: sealed!.eventId }))).toBe('entrant.not-found');
  });
});

describe('a pause', () => {
  const pause = (reason = '停电') => organiser.call('POST /api/events/:eventId/pause', { params: event(), body: { contestIds: [panel.made.contestId], reason } });
  const resume = () => organiser.call('POST /api/events/:eventId/resume', { params: event(), body: { contestIds: [panel.made.contestId] } });

  it('stops the timer, lets nobody be called and no timer start, and keeps every mark on its way', async () => {
    const [tablet] = panel.tablets;
    const { chief } = panel;
    const [entrantId, next] = panel.entrants;
    await chief.connection.send('timer:start', { ...command(), entrantId: entrantId! });
    const told = new Promise((resolve) => tablet!.connection.on('contest:changed', ({ contest }) => { if (contest.paused) resolve(contest.paused.reason); }));
    // Marks are under way while the pause comes: each is kept, before or after it.
    const marks = Promise.all(panel.tablets.map((one, index) => one.markAll(entrantId!, index)));
    await pause();
    await marks;
    expect(await told).toBe('停电');
    const attempt = await node.db.attempt.findFirstOrThrow({ where: { entrantId: entrantId! } });
    expect([attempt.runningSince, attempt.stopped]).toEqual([null, false]);
    const counted = allCriteria(panel.scheme).length * panel.tablets.length;
    expect(await node.db.mark.count({ where: { sheet: { entrantId: entrantId! } } })).toBe(counted);
    expect(await code(chief.connection.send('entrant:call', { ...command(), entrantId: next! }))).toBe('contest.paused');
    expect(await code(chief.connection.send('timer:start', { ...command(), entrantId: entrantId! }))).toBe('contest.paused');
    for (const one of panel.tablets) await one.submit(entrantId!);
    expect((await control()).contests[0]).toMatchObject({ paused: { reason: '停电' } });
    // Paused again it stays as it is.
    await pause('别的原因');
    expect((await control()).contests[0]).toMatchObject({ paused: { reason: '停电' } });
  });

  it('ends for all who wait, and the record plays again to what stands', async () => {
    await Promise.all([resume(), resume()]);
    await panel.chief.connection.send('entrant:call', { ...command(), entrantId: panel.entrants[1]! });
    const events = await node.db.contestEvent.findMany({ where: { contestId: panel.made.contestId }, orderBy: { seq: 'asc' } });
    const kinds = events.map(({ body }) => (JSON.parse(body) as { type: string }).type).filter((type) => /pause|resume/.test(type));
    expect(kinds).toEqual(['contest:pause', 'timer:pause', 'contest:resume']);
    expect((await auditContest(node.db, panel.made.eventId, panel.made.contestId)).faults).toEqual([]);
  });

  it('is not for a contest that does not run: then none of them is paused', async () => {
    const { contests: [setUp] } = await makeEvent(organiser);
    expect(await code(organiser.call('POST /api/events/:eventId/pause', { params: { eventId: setUp!.eventId }, body: { contestIds: [setUp!.contestId], reason: 'r' } }))).toBe('contest.not-running');
    expect(await code(organiser.call('POST /api/events/:eventId/pause', { params: event(), body: { contestIds: [panel.made.contestId, setUp!.contestId], reason: 'r' } }))).toBe('contest.not-found');
    expect((await control()).contests[0]!.paused).toBeNull();
  });
});

describe('a word from the control room', () => {
  it('reaches the panels once, says who has read it, stands for whoever joins later, and goes when it is taken back', async () => {
    const [first, second] = panel.tablets;
    const heard = new Promise((resolve) => first!.connection.on('broadcast:changed', ({ word }) => resolve(word?.text)));
    const body = { id: randomUUID(), text: '午休半小时', contestIds: [panel.made.contestId], screens: true };
    const sent = () => organiser.call('POST /api/events/:eventId/broadcasts', { params: event(), body });
    await Promise.all([sent(), sent()]);
    expect(await heard).toBe('午休半小时');
    const read = { broadcastId: body.id, at: new Date().toISOString() };
    const { at } = await first!.connection.send('broadcast:read', read);
    // The first reading counts.
    expect(await first!.connection.send('broadcast:read', read)).toEqual({ at });
    expect(await second!.connection.send('broadcast:join', {})).toMatchObject({ words: [{ id: body.id, readAt: null }] });
    const { broadcasts: [state] } = await control();
    expect(state).toMatchObject({ read: 1, by: '组委会', screens: true });
    expect(state!.awaited.map(({ role, seat }) => `${role} ${seat}`).sort()).toEqual(['chief 0', 'judge 2', 'judge 3']);
    const { schedule } = await second!.connection.send('hall:join', event());
    expect(schedule.word).toEqual({ id: body.id, text: body.text });
    await organiser.call('DELETE /api/events/:eventId/broadcasts/:broadcastId', { params: { ...event(), broadcastId: body.id } });
    expect(await first!.connection.send('broadcast:join', {})).toEqual({ words: [] });
    expect((await control()).broadcasts).toEqual([]);
  });

  it('is nobody’s elsewhere', async () => {
    const other = await makePanel(organiser, { entrants: 1, judges: 3 });
    const body = { id: randomUUID(), text: '只给本岗位', contestIds: [panel.made.contestId], screens: false };
    await organiser.call('POST /api/events/:eventId/broadcasts', { params: event(), body });
    expect(await code(other.tablets[0]!.connection.send('broadcast:read', { broadcastId: body.id, at: new Date().toISOString() }))).toBe('broadcast.not-found');
    expect(await code(organiser.call('POST /api/events/:eventId/broadcasts', { params: event(), body: { ...body, id: randomUUID(), contestIds: [other.made.contestId] } }))).toBe('contest.not-found');
    other.close();
  });
});

describe('what holds results up', () => {
  it('is the sheet that is missing, for which the control room asks; and nothing once it is there', async () => {
    const [, entrantId, third] = panel.entrants;
    const [late, ...others] = panel.tablets;
    for (const [index, tablet] of others.entries()) {
      await tablet.markAll(entrantId!, index);
      await tablet.submit(entrantId!);
    }
    await panel.chief.connection.send('entrant:call', { ...command(), entrantId: third! });
    const held = async () => (await control()).contests[0]!.held.find((one) => one.entrantId === entrantId);
    expect(await held()).toMatchObject({ why: 'missing', judges: [{ seat: 1 }] });
    const room = await connect(organiser);
    expect(await room.send('judge:nudge', { judgeId: panel.made.judgeIds[0]!, entrantId: entrantId! })).toHaveProperty('reached');
    await late!.markAll(entrantId!, 9);
    await late!.submit(entrantId!);
    expect((await held())?.why).not.toBe('missing');
    room.close();
  });
});

describe('looking somebody up', () => {
  const search = (query: string, eventId = panel.made.eventId) => organiser.call('POST /api/events/:eventId/search', { params: { eventId }, body: { query } });

  it('finds people, codes and judges, takes signs literally, and is written down', async () => {
    const [badge] = await makeBadges(organiser, panel.made);
    expect(await search(badge!.name)).toMatchObject([{ kind: 'entrant', code: badge!.code, name: badge!.name }]);
    expect((await search(badge!.code!.toLowerCase())).map((found) => found.name)).toEqual([badge!.name]);
    expect(await search('裁判2')).toMatchObject([{ kind: 'judge', seat: 2 }]);
    expect(await search('%')).toEqual([]);
    const log = await organiser.call('GET /api/events/:eventId/access-log', { params: event() });
    expect(log.some(({ through, sight }) => through === 'POST /api/events/:eventId/search' && sight === 'names')).toBe(true);
  });

  it('finds of a sealed contest a person without a code, or a code without anybody', async () => {
    const { eventId, contests: [sealed] } = await makeEvent(organiser, { entrants: 3, judges: 3 });
    await drawContest(organiser, await makeOfficers(organiser, ['加密庚', '加密辛']), sealed!);
    const [one] = await node.db.entrant.findMany({ where: { contestId: sealed!.contestId }, include: { person: true } });
    expect(await search(one!.person.name, eventId)).toMatchObject([{ code: null, name: one!.person.name }]);
    expect(await search(one!.code, eventId)).toMatchObject([{ code: one!.code, name: null, organisation: null }]);
  });
});
