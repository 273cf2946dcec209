/** A sheet marked for the wrong entrant: moved with all that is on it, refused where it must not be, and followed by the audit. */
import { auditContest } from '@leitai/database';
import { allCriteria, type MarkValue } from '@leitai/scoring';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { command } from '../../apps/simulator/src/client.ts';
import { makeOrganiser } from '../support/factory.ts';
import { startNode, type TestNode } from '../support/node.ts';
import { makePanel, type Panel, type Tablet } from '../support/panel.ts';
import { refusal } from '../support/refusal.ts';
import type { Visitor } from '../support/visitor.ts';

let node: TestNode;
let organiser: Visitor;
let panel: Panel;
let tablet: Tablet;
let right: string;
let wrong: string;
beforeAll(async () => {
  node = await startNode();
  organiser = await makeOrganiser(node.base, node.setupPath);
});
beforeEach(async () => {
  panel = await makePanel(organiser, { entrants: 2, judges: 3 });
  [tablet] = panel.tablets as [Tablet];
  [right, wrong] = panel.entrants as [string, string];
  return () => panel.close();
});
afterAll(() => node.close());

const level: MarkValue = { type: 'levels', level: 1 };
const criterion = (): string => allCriteria(panel.scheme).find(({ scale }) => scale.type === 'levels')!.id;
const move = (sheetId: string, toEntrantId: string, over = {}) =>
  panel.chief.connection.send('sheet:move', { ...command(), sheetId, toEntrantId, reason: '评成了前一位', ...over });
const sheetOf = async (id: string) => (await panel.look()).sheets.find((sheet) => sheet.id === id)!;
const faults = async () => (await auditContest(node.db, panel.made.eventId, panel.made.contestId)).faults;

it('exchanges two marked sheets, each with its marks, its state and a new version, told to judge and chief', async () => {
  const first = criterion();
  const [mine, other] = [tablet.sheet(wrong), tablet.sheet(right)];
  await tablet.mark(wrong, first, level);
  await tablet.mark(right, first, { type: 'levels', level: 2 });
  const heard: string[] = [];
  tablet.connection.on('sheet:changed', ({ sheet }) => heard.push(`${sheet.id} ${sheet.entrantId}`));
  await move(mine.id, right);
  await expect.poll(() => heard.sort()).toEqual([`${mine.id} ${right}`, `${other.id} ${wrong}`].sort());
  expect(await sheetOf(mine.id)).toMatchObject({ entrantId: right, version: 2, state: 'open', marks: [{ criterionId: first }] });
  expect(await sheetOf(other.id)).toMatchObject({ entrantId: wrong, version: 2, marks: [{ criterionId: first, value: { level: 2 } }] });
  expect(await faults()).toEqual([]);
});

it('takes marks that were still on the tablet to the sheet they belong to, and makes a hand-in that was still on it stale', async () => {
  const first = criterion();
  const { id, version } = tablet.sheet(wrong);
  await move(id, right);
  await tablet.connection.send('mark:put', { ...command(), sheetId: id, criterionId: first, value: level, expectedVersion: 0 });
  expect(await sheetOf(id)).toMatchObject({ entrantId: right, marks: [{ criterionId: first }] });
  await expect(tablet.connection.send('sheet:submit', { ...command(), sheetId: id, expectedVersion: version, signature: { type: 'typed' } })).rejects.toEqual(refusal('sheet.stale'));
  expect(await faults()).toEqual([]);
});

it('carries a handed-in sheet over to a result that is confirmed with it', async () => {
  await panel.submitAll(wrong, 5);
  const { id } = tablet.sheet(wrong);
  await move(id, right);
  await expect(panel.confirm(wrong)).rejects.toEqual(refusal('result.sheets-missing', { judges: [tablet.desk.me.judgeId] }));
  for (const other of panel.tablets.slice(1)) {
    await other.markAll(right, 9);
    await other.submit(right);
  }
  await panel.confirm(right);
  expect(await sheetOf(id)).toMatchObject({ entrantId: right, state: 'confirmed' });
  expect(await faults()).toEqual([]);
  await node.db.sheet.update({ where: { eventId_id: { eventId: panel.made.eventId, id } }, data: { attempt: 7 } });
  expect(await faults()).toMatchObject([{ table: 'sheet', row: id, column: 'attempt', expected: 1, found: 7 }]);
});

it('changes nothing when repeated, and both ways gives back what was', async () => {
  const { id } = tablet.sheet(wrong);
  const once = command();
  const answer = await move(id, right, once);
  expect(await move(id, right, once)).toEqual(answer);
  expect(await sheetOf(id)).toMatchObject({ entrantId: right, version: 1 });
  await move(id, wrong);
  expect(await sheetOf(id)).toMatchObject({ entrantId: wrong, version: 2 });
  expect(await faults()).toEqual([]);
});

describe('is refused', () => {
  const chief = (name: 'entrant:call' | 'entrant:out' | 'recusal:order', input: object) => panel.chief.connection.send(name, { ...command(), ...input } as never);

  it('for the entrant it is for already, for nobody, and for a sheet of nobody', async () => {
    const { id } = tablet.sheet(wrong);
    await expect(move(id, wrong)).rejects.toEqual(refusal('request.invalid', { fields: [{ path: 'toEntrantId', code: 'same' }] }));
    await expect(move(id, panel.made.eventId)).rejects.toEqual(refusal('entrant.not-found'));
    await expect(move(panel.made.eventId, right)).rejects.toEqual(refusal('sheet.not-found'));
  });

  it('from or to an entrant who is out or confirmed', async () => {
    const { id } = tablet.sheet(wrong);
    await chief('entrant:out', { entrantId: right, state: 'absent', reason: '未到' });
    await expect(move(id, right)).rejects.toEqual(refusal('entrant.bad-state', { state: 'absent' }));
    await expect(move(tablet.sheet(right).id, wrong)).rejects.toEqual(refusal('entrant.bad-state', { state: 'absent' }));
    await panel.chief.connection.send('entrant:reinstate', { ...command(), entrantId: right, reason: '到了' });
    await panel.submitAll(right, 3);
    await panel.confirm(right);
    await expect(move(id, right)).rejects.toEqual(refusal('entrant.confirmed'));
  });

  it('where the judge has stepped back from either', async () => {
    await chief('recusal:order', { judgeId: tablet.desk.me.judgeId, entrantId: right, reason: '亲属' });
    await expect(move(tablet.sheet(wrong).id, right)).rejects.toEqual(refusal('judge.recused'));
    await expect(move(tablet.sheet(right).id, wrong)).rejects.toEqual(refusal('judge.recused'));
  });

  it('for a sheet of an attempt that was repeated, and once the contest is closed', async () => {
    await chief('entrant:call', { entrantId: wrong });
    await panel.chief.connection.send('attempt:grant', { ...command(), entrantId: wrong, reason: '断电' });
    await expect(move(tablet.sheet(wrong).id, right)).rejects.toEqual(refusal('sheet.locked', { state: 'superseded' }));
    for (const entrantId of [right, wrong]) await chief('entrant:out', { entrantId, state: 'absent', reason: '未到' });
    await organiser.call('POST /api/events/:eventId/contests/:contestId/state', { params: panel.params, body: { state: 'closed' } });
    await expect(move(tablet.sheet(wrong).id, right)).rejects.toEqual(refusal('contest.not-running'));
  });
});

it('races with marks and a confirmation, and leaves one truth', async () => {
  await panel.submitAll(right, 1);
  await panel.submitAll(wrong, 2);
  const { id } = tablet.sheet(wrong);
  const outcomes = await Promise.allSettled([panel.confirm(right), move(id, right), panel.confirm(wrong), move(id, right)]);
  expect(outcomes.some(({ status }) => status === 'fulfilled')).toBe(true);
  expect(await faults()).toEqual([]);
  const { sheets } = await panel.look();
  for (const entrantId of [right, wrong]) expect(sheets.filter((sheet) => sheet.entrantId === entrantId).map(({ judgeId }) => judgeId).sort()).toEqual([...panel.made.judgeIds].sort());
});

it('races with a mark of the same sheet: the mark is on it, whomever it is for', async () => {
  const first = criterion();
  const { id } = tablet.sheet(wrong);
  await Promise.all([tablet.mark(wrong, first, level), move(id, right)]);
  expect(await sheetOf(id)).toMatchObject({ entrantId: right, version: 2, marks: [{ criterionId: first }] });
  expect(await faults()).toEqual([]);
});
