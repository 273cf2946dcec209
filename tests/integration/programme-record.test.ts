/** The record of an event's programme: every command once, in order, chained by hash, refused by the database itself when touched. */
import { randomUUID } from 'node:crypto';
import { appendProgrammeEvent, auditProgramme, lockProgramme, programmeHead, Refused, seenProgrammeCommand, type Actor, type Database, type Transaction } from '@leitai/database';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeAccount, makeEvent, makeLeader, makeOrganiser } from '../support/factory.ts';
import { startNode, type TestNode } from '../support/node.ts';
import { connect } from '../support/panel.ts';
import { refusal } from '../support/refusal.ts';
import { Tamperer } from '../support/tamper.ts';
import type { Visitor } from '../support/visitor.ts';

let node: TestNode;
let db: Database;
let organiser: Visitor;
let eventId: string;
let contestId: string;
const actor: Actor = { id: randomUUID(), role: 'organiser', device: null };

beforeAll(async () => {
  node = await startNode();
  db = node.db;
  organiser = await makeOrganiser(node.base, node.setupPath);
  const made = await makeEvent(organiser, { posts: ['CLEAN_INDOOR'], entrants: 1, judges: 1 });
  ({ eventId } = made);
  contestId = made.contests[0]!.contestId;
});
afterAll(() => node.close());

type Said = { readonly type?: string; readonly subject?: string; readonly commandId?: string; readonly by?: Actor };
/** As every use case does it. */
const say = (text: string, { type = 'test:said', subject = 'x', commandId = randomUUID(), by = actor }: Said = {}) => db.$transaction(async (tx: Transaction) => {
  const command = { commandId, at: '2027-05-20T09:00:00+08:00' };
  await lockProgramme(tx, eventId);
  const seen = await seenProgrammeCommand<{ text: string; revision: number }>(tx, eventId, command, by, type, subject);
  return seen ?? appendProgrammeEvent(tx, eventId, command, by, { type, subject, text }, { text });
});

it('writes commands of many at once in one chain, each once', async () => {
  const ids = Array.from({ length: 12 }, () => randomUUID());
  const answers = await Promise.all([...ids, ...ids].map((commandId, index) => say(`第${index % 12}句`, { commandId })));
  expect(answers.slice(12)).toEqual(answers.slice(0, 12));
  expect(answers.slice(0, 12).map(({ revision }) => revision).sort((a, b) => a - b)).toEqual(ids.map((_, index) => index + 1));
  expect(await programmeHead(db, eventId)).toMatchObject({ revision: 12 });
  expect(await auditProgramme(db, eventId)).toEqual({ events: 12, faults: [] });
});

it('refuses a command id that somebody else, or another subject, used, and an event that is not there', async () => {
  const commandId = randomUUID();
  await say('一', { commandId });
  const code = (attempt: Promise<unknown>) => attempt.then(() => 'ok', (error: unknown) => (error instanceof Refused ? error.code : Promise.reject(error)));
  expect(await code(say('一', { commandId, by: { ...actor, id: randomUUID() } }))).toBe('command.reused');
  expect(await code(say('一', { commandId, subject: 'y' }))).toBe('command.reused');
  expect(await code(say('一', { commandId, type: 'test:other' }))).toBe('command.reused');
  expect(await code(db.$transaction((tx) => lockProgramme(tx, randomUUID())))).toBe('event.not-found');
});

it('holds the rows an event names as they stand, of several tables, in the order they were named; null for one that is gone', async () => {
  const survey = randomUUID();
  await db.survey.create({ data: { eventId, id: survey, title: { zh: '测评', en: 'Survey' }, questions: [], opensAt: new Date(), closesAt: new Date(), salt: 's' } });
  const rows = [{ table: 'survey', id: survey }, { table: 'finding', id: randomUUID() }, { table: 'survey', id: randomUUID() }, { table: 'survey', id: survey }] as const;
  const { revision } = await db.$transaction(async (tx) => {
    await lockProgramme(tx, eventId);
    return appendProgrammeEvent(tx, eventId, { commandId: randomUUID(), at: '2027-05-20T09:00:00+08:00' }, actor, { type: 'test:rows', subject: 'x', rows }, {});
  });
  const { body } = await db.programmeEvent.findFirstOrThrow({ where: { eventId, seq: revision } });
  const [found] = await db.$queryRaw<{ row: object }[]>`SELECT to_jsonb(s) AS row FROM survey s WHERE id = ${survey}::uuid`;
  expect((JSON.parse(body) as { rows: unknown }).rows).toEqual(rows.map((one) => ({ ...one, row: one.id === survey ? found!.row : null })));
  expect(await auditProgramme(db, eventId)).toEqual({ events: 14, faults: [] });
});

it('is append-only, and the audit names whatever is touched', async () => {
  await expect(db.$executeRaw`UPDATE programme_event SET body = '{}'`).rejects.toThrow('append-only');
  await expect(db.$executeRaw`DELETE FROM programme_event`).rejects.toThrow('append-only');
  await expect(db.$executeRaw`TRUNCATE programme_event`).rejects.toThrow('append-only');
  const tamperer = await Tamperer.open(node.databaseUrl, ['programme', 'programme_event'], { eventId, contestId });
  try {
    const look = async () => (await auditProgramme(db, eventId)).faults;
    const event = 'WHERE event_id = :event AND seq = 5';
    for (const [column, sql] of [
      ['body', `UPDATE programme_event SET body = replace(body, '第', '弟') ${event}`],
      ['hash', `UPDATE programme_event SET hash = overlay(hash placing translate(substr(hash, 64), '0123456789abcdef', '123456789abcdef0') from 64) ${event}`],
      ['command_id', `UPDATE programme_event SET command_id = gen_random_uuid() ${event}`],
      ['answer', `UPDATE programme_event SET answer = jsonb_set(answer, '{text}', '"九"') ${event}`],
      ['recorded_at', `UPDATE programme_event SET recorded_at = recorded_at + interval '1 millisecond' ${event}`],
    ] as const) expect(await tamperer.while(sql, look), sql).toContainEqual(expect.objectContaining({ seq: 5, table: 'programme_event', column }));
    expect(await tamperer.while(`DELETE FROM programme_event ${event}`, look)).toContainEqual(expect.objectContaining({ seq: 6, column: 'seq', expected: 5 }));
    expect(await tamperer.while('DELETE FROM programme_event WHERE event_id = :event AND seq = 14', look)).toContainEqual(expect.objectContaining({ table: 'programme', column: 'revision' }));
    expect(await tamperer.while(`UPDATE programme SET head_hash = repeat('0', 64) WHERE event_id = :event`, look)).toContainEqual(expect.objectContaining({ table: 'programme', column: 'head_hash' }));
    expect(await look()).toEqual([]);
  } finally {
    await tamperer.close();
  }
});

it('is followed by those who look after the event, and by its own leaders only', async () => {
  const supervisor = await connect(await makeAccount(organiser, 'supervisor', '周明远'));
  const leader = await connect(await makeLeader(organiser, eventId, '单位0', '领队'));
  const other = await makeEvent(organiser, { posts: ['HVAC'], entrants: 1, judges: 1 });
  expect(await supervisor.send('programme:join', { eventId })).toEqual({ eventId, revision: 14 });
  expect(await leader.send('programme:join', { eventId })).toEqual({ eventId, revision: 14 });
  await expect(leader.send('programme:join', { eventId: other.eventId })).rejects.toEqual(refusal('access.forbidden'));
  for (const connection of [supervisor, leader]) connection.close();
});
