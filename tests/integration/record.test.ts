/** The record of a contest: every mark once, in order, chained by hash, and refused by the database itself when touched. */
import { createHash, randomUUID } from 'node:crypto';
import { migrate, openDatabase, putMark, Refused, verifyChain, type Actor, type Database } from '@leitai/database';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ensureDemoEvent } from '../../apps/server/src/seed/demo-event.ts';
import { ensureSheets } from '../../apps/server/src/use-cases/ensure-sheets.ts';
import { createDatabase } from '../support/services.ts';

let db: Database;
let eventId: string;
let contestId: string;
let sheets: { id: string; judgeId: string }[];

const at = '2027-05-20T09:00:00+08:00';
/** Each judge's active device goes by the judge's own id here. */
const actor = (judgeId: string): Actor => ({ id: judgeId, role: 'judge', device: judgeId });
const level = (value: number) => ({ type: 'levels', level: value });

/** Puts a level for a criterion of a sheet; the database does not know criteria, so any id serves. */
function put(sheet: { id: string; judgeId: string }, criterionId: string, value: unknown, expectedVersion: number, commandId = randomUUID()) {
  return putMark(db, actor(sheet.judgeId), { eventId, sheetId: sheet.id, criterionId, value, expectedVersion, commandId, at });
}
const code = (attempt: Promise<unknown>) => attempt.then(() => 'ok', (error: unknown) => (error instanceof Refused ? error.code : Promise.reject(error)));
const revision = async () => Number((await db.contest.findUniqueOrThrow({ where: { eventId_id: { eventId, id: contestId } } })).revision);

beforeAll(async () => {
  const url = await createDatabase();
  await migrate(url);
  db = openDatabase(url);
  await ensureDemoEvent(db);
  const contest = await db.contest.findFirstOrThrow();
  ({ eventId, id: contestId } = contest);
  await db.contest.update({ where: { eventId_id: { eventId, id: contestId } }, data: { state: 'running' } });
  await db.$executeRaw`UPDATE judge SET active_session_id = id`;
  await db.$transaction((tx) => ensureSheets(tx, eventId, contestId));
  sheets = await db.sheet.findMany({ where: { eventId, contestId }, select: { id: true, judgeId: true }, take: 40, orderBy: { id: 'asc' } });
});
afterAll(() => db.$disconnect());

it('answers a repeated command as before and changes nothing', async () => {
  const commandId = randomUUID();
  const first = await put(sheets[0]!, 'repeat', level(2), 0, commandId);
  const before = await revision();
  expect(await put(sheets[0]!, 'repeat', level(2), 0, commandId)).toEqual(first);
  expect(await put(sheets[0]!, 'repeat', level(3), 7, commandId)).toEqual(first);
  expect(await revision()).toBe(before);
});

it('refuses a command id that somebody else, or another criterion, used', async () => {
  const commandId = randomUUID();
  await put(sheets[0]!, 'mine', level(1), 0, commandId);
  const other = sheets.find(({ judgeId }) => judgeId !== sheets[0]!.judgeId)!;
  expect(await code(put(other, 'mine', level(1), 0, commandId))).toBe('command.reused');
  expect(await code(put(sheets[0]!, 'another', level(1), 0, commandId))).toBe('command.reused');
});

it('meets a newer version with both values, and keeps the one that stands', async () => {
  await put(sheets[1]!, 'conflict', level(1), 0);
  const error = await put(sheets[1]!, 'conflict', level(3), 0).catch((thrown: unknown) => thrown as Refused);
  expect(error).toMatchObject({ code: 'mark.conflict', details: { version: 1, value: level(1) } });
});

it('keeps the version of a cleared mark, so that an old value cannot slip in under it', async () => {
  await put(sheets[1]!, 'cleared', level(1), 0);
  expect(await put(sheets[1]!, 'cleared', null, 1)).toMatchObject({ version: 2 });
  expect(await code(put(sheets[1]!, 'cleared', level(2), 0))).toBe('mark.conflict');
  const mark = await db.mark.findUniqueOrThrow({
    where: { eventId_sheetId_criterionId: { eventId, sheetId: sheets[1]!.id, criterionId: 'cleared' } },
  });
  expect(mark).toMatchObject({ value: null, version: 2 });
});

it('refuses a stranger, a locked sheet, an item that was not returned, and a contest that is not running', async () => {
  const [sheet, stranger] = [sheets[2]!, sheets.find(({ judgeId }) => judgeId !== sheets[2]!.judgeId)!];
  expect(await code(put({ id: sheet.id, judgeId: stranger.judgeId }, 'x', level(1), 0))).toBe('sheet.not-yours');
  const where = { eventId_id: { eventId, id: sheet.id } };
  await db.sheet.update({ where, data: { state: 'submitted' } });
  expect(await code(put(sheet, 'x', level(1), 0))).toBe('sheet.locked');
  await db.sheet.update({ where, data: { state: 'returned', returned: { reason: 'r', items: ['x'], at } } });
  expect(await code(put(sheet, 'y', level(1), 0))).toBe('mark.not-returned');
  expect(await code(put(sheet, 'x', level(1), 0))).toBe('ok');
  const contest = { eventId_id: { eventId, id: contestId } };
  await db.contest.update({ where: contest, data: { state: 'closed' } });
  expect(await code(put(sheet, 'x', level(2), 1))).toBe('contest.not-running');
  await db.contest.update({ where: contest, data: { state: 'running' } });
});

it('loses and doubles nothing when many judges mark at once', async () => {
  const before = await revision();
  const jobs = sheets.slice(3, 33).flatMap((sheet) => ['a', 'b', 'c', 'd'].map((criterion) => ({ sheet, criterion, commandId: randomUUID() })));
  // Every command is sent twice, as a tablet does that lost the first acknowledgement.
  const answers = await Promise.all([...jobs, ...jobs].map(({ sheet, criterion, commandId }) => put(sheet, criterion, level(2), 0, commandId)));
  expect(answers.slice(jobs.length)).toEqual(answers.slice(0, jobs.length));
  expect(await revision()).toBe(before + jobs.length);
  expect(new Set(answers.map((answer) => answer.revision)).size).toBe(jobs.length);
});

it('chains every event to the one before it', async () => {
  expect(await verifyChain(db, eventId, contestId)).toBeNull();
  const [first, second] = await db.contestEvent.findMany({ where: { eventId, contestId }, orderBy: { seq: 'asc' }, take: 2 });
  expect(second!.prevHash).toBe(first!.hash);
  expect(createHash('sha256').update(`\n1\n${first!.body}`).digest('hex')).toBe(first!.hash);
  expect(JSON.parse(first!.body)).toMatchObject({ type: 'mark:put', role: 'judge', at, before: null, after: level(2) });
});

it('is append-only in the database itself', async () => {
  await expect(db.contestEvent.deleteMany({ where: { eventId, contestId } })).rejects.toThrow('append-only');
  await expect(db.contestEvent.updateMany({ where: { eventId, contestId }, data: { body: '{}' } })).rejects.toThrow('append-only');
  await expect(db.$executeRaw`TRUNCATE contest_event`).rejects.toThrow('append-only');
});

it('names the place where somebody with the keys to the database touched the record', async () => {
  await db.$executeRaw`ALTER TABLE contest_event DISABLE TRIGGER contest_event_append_only`;
  const touched = { eventId, contestId, seq: 3n };
  const { body } = await db.contestEvent.findFirstOrThrow({ where: touched });
  await db.contestEvent.updateMany({ where: touched, data: { body: body.replace('"level": 1', '"level": 3').replace('"level": 2', '"level": 3') } });
  expect(await verifyChain(db, eventId, contestId)).toEqual({ seq: 3, table: 'contest_event', column: 'body' });
  await db.contestEvent.updateMany({ where: touched, data: { body } });
  expect(await verifyChain(db, eventId, contestId)).toBeNull();
  await db.$executeRaw`ALTER TABLE contest_event ENABLE TRIGGER contest_event_append_only`;
});
