/** A practice copy: the same people and rules under other ids and codes, whose marks are no results anywhere; emptied and deleted at will. */
import { createHash } from 'node:crypto';
import { appendEvent, auditContest, eventResults, lockContest } from '@leitai/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command } from '../../apps/simulator/src/client.ts';
import { ended, playedEvent, type Played } from '../support/event-files.ts';
import { makeOrganiser, openContest } from '../support/factory.ts';
import { HOLDS, somebodyWaits } from '../support/locks.ts';
import { startNode, type TestNode } from '../support/node.ts';
import { connect, pairPanel, Panel, Tablet } from '../support/panel.ts';
import { refusal } from '../support/refusal.ts';
import { Visitor } from '../support/visitor.ts';

let node: TestNode;
let organiser: Visitor;
let played: Played;
let copyId: string;
let panel: Panel;

const practise = async (eventId: string, names: 'keep' | 'invent'): Promise<string> =>
  (await ended(organiser, await organiser.call('POST /api/events/:eventId/practice', { params: { eventId }, body: { names } }))).eventId!;
const remove = async (eventId: string, name: string) => ended(organiser, await organiser.call('POST /api/events/:eventId/removal', { params: { eventId }, body: { name } }));

/** The same tablet after it was cut off. */
async function rejoined(visitor: Visitor): Promise<Tablet> {
  const tablet = new Tablet(await connect(visitor), visitor);
  await tablet.join();
  return tablet;
}

beforeAll(async () => {
  node = await startNode();
  organiser = await makeOrganiser(node.base, node.setupPath);
  played = await playedEvent(node, organiser);
  copyId = await practise(played.eventId, 'keep');
  const contests = await node.db.contest.findMany({ where: { eventId: copyId }, include: { judges: true, post: true }, orderBy: { post: { letter: 'asc' } } });
  const [contest] = contests;
  const made = {
    eventId: copyId, contestId: contest!.id, letter: contest!.post.letter, chiefId: contest!.judges.find(({ role }) => role === 'chief')!.id,
    judgeIds: contest!.judges.filter(({ role }) => role === 'judge').map(({ id }) => id),
  };
  await openContest(organiser, made);
  panel = await pairPanel(organiser, made);
  for (const [index, entrant] of panel.entrants.entries()) {
    await panel.submitAll(entrant, index);
    await panel.confirm(entrant);
  }
}, 120_000);
afterAll(async () => {
  for (const one of [played.finished, played.running, panel]) one.close();
  await node.close();
});

describe('a practice copy', () => {
  it('has who takes part, under other ids, in another order, and nothing that was done', async () => {
    const [real, copy] = await Promise.all([played.eventId, copyId].map((eventId) => node.db.entrant.findMany({ where: { eventId }, include: { person: true, contest: { include: { post: true } } } })));
    const names = (entrants: typeof real) => entrants!.map(({ person, contest }) => `${contest.post.letter} ${person.name}`).sort();
    expect(names(copy)).toEqual(names(real));
    const ids = new Set(real!.flatMap(({ id, personId, contestId }) => [id, personId, contestId]));
    expect(copy!.some(({ id, personId, contestId }) => ids.has(id) || ids.has(personId) || ids.has(contestId))).toBe(false);
    expect(await node.db.event.findUniqueOrThrow({ where: { id: copyId } })).toMatchObject({ practice: true, demo: false, name: { zh: '练习 · 试验赛', en: 'Practice · Trial' } });
    const others = await node.db.contest.findMany({ where: { eventId: copyId, id: { not: panel.made.contestId } } });
    expect(others.every(({ state, revision, headHash }) => state === 'setup' && revision === 0n && headHash === '')).toBe(true);
    expect(await node.db.appeal.count({ where: { eventId: copyId } })).toBe(0);
  });

  it('may call people by invented names, each another one', async () => {
    const invented = await practise(played.eventId, 'invent');
    const [real, people] = await Promise.all([played.eventId, invented].map((eventId) => node.db.person.findMany({ where: { eventId } })));
    expect(people).toHaveLength(real!.length);
    expect(new Set(people!.map(({ name }) => name)).size).toBe(people!.length);
    const known = new Set(real!.map(({ name }) => name));
    expect(people!.some(({ name, employeeNo }) => known.has(name) || employeeNo !== null)).toBe(false);
    expect((await remove(invented, '')).state).toBe('done');
  });

  it('does not lead back to the codes of a sealed draw', async () => {
    const { sealed: contestId } = played;
    const { rows } = await organiser.call('GET /api/events/:eventId/contests/:contestId/results', { params: { eventId: played.eventId, contestId } });
    const mirrored = await node.db.entrant.findMany({ where: { eventId: copyId, contest: { post: { letter: 'C' } } } });
    expect(mirrored).toHaveLength(rows.length);
    const hex = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 8);
    const guessed = new Set(rows.flatMap(({ entrantId }) => [hex(entrantId), hex(`${copyId} ${entrantId}`), hex(`${played.eventId} ${entrantId}`)]));
    expect(mirrored.filter(({ id }) => guessed.has(id.slice(0, 8)))).toEqual([]);
    // Two copies of one event are not put side by side either.
    const other = await practise(played.eventId, 'keep');
    const ids = new Set(mirrored.map(({ id }) => id));
    expect((await node.db.entrant.findMany({ where: { eventId: other } })).some(({ id }) => ids.has(id))).toBe(false);
    expect((await remove(other, '')).state).toBe('done');
  });

  it('says so in every event of its record, and the audit holds it to that', async () => {
    const { faults } = await auditContest(node.db, copyId, panel.made.contestId);
    expect(faults).toEqual([]);
    const bodies = await node.db.contestEvent.findMany({ where: { eventId: copyId } });
    expect(bodies.every(({ body }) => (JSON.parse(body) as { practice?: boolean }).practice === true)).toBe(true);
    await node.db.$executeRawUnsafe('ALTER TABLE event DISABLE TRIGGER event_practice_stands');
    await node.db.event.update({ where: { id: copyId }, data: { practice: false } });
    expect((await auditContest(node.db, copyId, panel.made.contestId)).faults).toHaveLength(bodies.length);
    await node.db.event.update({ where: { id: copyId }, data: { practice: true } });
    await node.db.$executeRawUnsafe('ALTER TABLE event ENABLE TRIGGER event_practice_stands');
  });

  it('stays one, and no real event becomes one', async () => {
    for (const id of [copyId, played.eventId]) {
      const { practice } = await node.db.event.findUniqueOrThrow({ where: { id } });
      await expect(node.db.event.update({ where: { id }, data: { practice: !practice } })).rejects.toThrow();
    }
    await expect(node.db.event.update({ where: { id: copyId }, data: { id: '01890000-0000-7000-8000-0000000000ff' } })).rejects.toThrow();
  });

  it('gives no certificate, feeds nobody, and is not the event screens open by themselves', async () => {
    await expect(node.db.$executeRaw`INSERT INTO certificate (event_id, id, contest_id, entrant_id, serial, number, payload, signature, key_id, issued_by, issued_at)
      VALUES (${copyId}::uuid, gen_random_uuid(), ${panel.made.contestId}::uuid, ${panel.entrants[0]}::uuid, 1, 'x', '', '', 'x', '', now())`).rejects.toThrow('practice copy');
    expect(await eventResults(node.db, played.eventId)).not.toEqual([]);
    expect(await eventResults(node.db, copyId)).toEqual([]);
    expect((await organiser.call('GET /api/current')).eventId).toBe(played.eventId);
    expect((await organiser.fetch(`/results/${copyId}`)).status).toBe(404);
    expect((await organiser.fetch(`/results/${copyId}/${panel.made.letter}.json`)).status).toBe(404);
    expect((await organiser.fetch(`/results/${played.eventId}`)).status).toBe(200);
  });

  it('is said on tablets, boards, overview and in the console', async () => {
    expect(panel.tablets[0]!.desk.contest.practice).toBe(true);
    expect((await panel.look()).contest.practice).toBe(true);
    expect(played.running.tablets[0]!.desk.contest.practice).toBe(false);
    const params = { eventId: copyId, contestId: panel.made.contestId };
    expect(await new Visitor(node.base).call('GET /api/events/:eventId/practice', { params })).toEqual({ practice: true });
    expect(await new Visitor(node.base).call('GET /api/events/:eventId/practice', { params: { eventId: played.eventId } })).toEqual({ practice: false });
    expect((await organiser.call('GET /api/events/:eventId/contests/:contestId/board', { params })).eventName.zh).toContain('练习');
    expect(await organiser.call('GET /api/events/:eventId/overview', { params })).toMatchObject({ practice: true });
    expect(await organiser.call('GET /api/events/:eventId/control', { params })).toMatchObject({ event: { practice: true } });
  });

  it('begins again empty, with its tablets', async () => {
    await organiser.call('POST /api/events/:eventId/emptying', { params: { eventId: copyId } });
    expect(await node.db.contestEvent.count({ where: { eventId: copyId } })).toBe(0);
    expect(await node.db.result.count({ where: { eventId: copyId } })).toBe(0);
    expect(await organiser.call('GET /api/events/:eventId/contests/:contestId/board', { params: panel.params })).toMatchObject({ confirmed: 0, rows: [], revision: 0, state: 'setup' });
    await openContest(organiser, panel.made);
    const again = new Panel(panel.made, await Promise.all(panel.tablets.map(({ visitor }) => rejoined(visitor))), await rejoined(panel.chief.visitor));
    try {
      await again.submitAll(again.entrants[0]!, 1);
      await again.confirm(again.entrants[0]!);
      expect((await auditContest(node.db, copyId, panel.made.contestId)).faults).toEqual([]);
    } finally {
      again.close();
    }
    // What is under way meanwhile is awaited, and goes as well.
    let emptied: Promise<unknown> | undefined;
    await node.db.$transaction(async (tx) => {
      await lockContest(tx, copyId, panel.made.contestId);
      emptied = organiser.call('POST /api/events/:eventId/emptying', { params: { eventId: copyId } });
      await somebodyWaits(node.db);
      await appendEvent(tx, copyId, panel.made.contestId, command(), { id: copyId, role: 'organiser', device: null }, { type: 'contest:pause', subject: panel.made.contestId, by: '组织者' }, {}, false);
    }, HOLDS);
    await emptied;
    expect(await node.db.contestEvent.count({ where: { eventId: copyId } })).toBe(0);
    expect(await node.db.contest.findFirstOrThrow({ where: { id: panel.made.contestId } })).toMatchObject({ revision: 0n, headHash: '' });
    await expect(organiser.call('POST /api/events/:eventId/emptying', { params: { eventId: played.eventId } })).rejects.toEqual(refusal('practice.not'));
  });

  it('goes at a word, and with it all of it', async () => {
    expect((await remove(copyId, '')).state).toBe('done');
    expect(await node.db.event.count({ where: { id: copyId } })).toBe(0);
    expect((await organiser.call('GET /api/files')).files.filter(({ event }) => event.id === copyId)).toEqual([]);
  });
});
