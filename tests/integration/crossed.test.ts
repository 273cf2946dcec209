/** What rarely meets, all in one contest: a moved sheet, a repeat, a recusal, a replaced judge, a withdrawal and a correction; record, bundle and result agree. */
import { auditContest } from '@leitai/database';
import { allCriteria, checkBundle, recompute, rowsOf } from '@leitai/scoring';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { command } from '../../apps/simulator/src/client.ts';
import { makeAccount, makeOrganiser, pairJudge } from '../support/factory.ts';
import { startNode, type TestNode } from '../support/node.ts';
import { connect, makePanel, Tablet, type Panel } from '../support/panel.ts';
import { refusal } from '../support/refusal.ts';
import type { Visitor } from '../support/visitor.ts';

let node: TestNode;
let organiser: Visitor;
let supervisor: Visitor;
let panel: Panel;
beforeAll(async () => {
  node = await startNode();
  organiser = await makeOrganiser(node.base, node.setupPath);
  supervisor = await makeAccount(organiser, 'supervisor', '周明远');
  panel = await makePanel(organiser, { entrants: 3, judges: 5 });
});
afterAll(async () => {
  panel.close();
  await node.close();
});

const faults = async () => (await auditContest(node.db, panel.made.eventId, panel.made.contestId)).faults;
const sheets = async (entrantId: string) => (await panel.look()).sheets.filter((sheet) => sheet.entrantId === entrantId);
/** A tablet goes on with the sheets of the attempt in hand. */
async function rejoin(tablet: Tablet): Promise<void> {
  await tablet.join();
  tablet.desk.sheets = tablet.desk.sheets.filter(({ state }) => state !== 'superseded');
}

it('agrees on what counts', async () => {
  const [wrong, right, third] = panel.entrants as [string, string, string];
  const { chief: { connection }, params, tablets } = panel;
  const call = (entrantId: string) => connection.send('entrant:call', { ...command(), entrantId });
  const order = (index: number, entrantId: string) => connection.send('recusal:order', { ...command(), entrantId, judgeId: tablets[index]!.desk.me.judgeId, reason: '师徒' });
  const [one, two, replaced, withdrawing, recused] = tablets as [Tablet, Tablet, Tablet, Tablet, Tablet];

  // The first attempt of two entrants: one sheet for the wrong one, moved; one handed in by a judge who then leaves.
  await call(wrong);
  await one.markAll(wrong, 1);
  await one.submit(wrong);
  await connection.send('sheet:move', { ...command(), sheetId: one.sheet(wrong).id, toEntrantId: right, reason: '评错了人' });
  await call(right);
  for (const [index, tablet] of [two, replaced, recused].entries()) {
    await tablet.markAll(right, 2 + index);
    await tablet.submit(right);
  }
  const seat = await organiser.call('POST /api/events/:eventId/contests/:contestId/judges', { params, body: { seat: replaced.desk.me.seat, role: 'judge', name: '接替者', organisation: '' } });
  const visitor = await pairJudge(organiser, params.eventId, seat.judgeId);
  const successor = new Tablet(await connect(visitor), visitor);
  await successor.join();
  expect(successor.desk.sheets.map(({ entrantId }) => entrantId)).not.toContain(right);
  expect(await faults()).toEqual([]);

  // The repeat closes also what the judge who left had handed in; the seat's new holder marks the second attempt.
  await connection.send('attempt:grant', { ...command(), entrantId: right, reason: '设备故障' });
  expect((await sheets(right)).filter(({ state }) => state === 'superseded')).toHaveLength(5);
  await order(4, right);
  const seated = [one, two, successor, withdrawing];
  await Promise.all([...seated, recused].map(rejoin));
  await expect(connection.send('sheet:move', { ...command(), sheetId: recused.sheet(wrong).id, toEntrantId: right, reason: '评错了人' })).rejects.toEqual(refusal('judge.recused'));
  await call(right);
  for (const [index, tablet] of seated.entries()) {
    await tablet.markAll(right, 20 + index);
    await tablet.submit(right);
  }
  await withdrawing.withdraw(right);
  await withdrawing.submit(right);
  // Between a second attempt and a first one, a sheet takes the attempt of its entrant.
  await connection.send('sheet:move', { ...command(), sheetId: two.sheet(right).id, toEntrantId: third, reason: '评错了人' });
  await rejoin(two);
  expect(two.desk.sheets.find(({ entrantId }) => entrantId === third)).toMatchObject({ attempt: 1, state: 'submitted' });
  expect(two.desk.sheets.find(({ entrantId }) => entrantId === right)).toMatchObject({ attempt: 2, state: 'open' });
  await two.markAll(right, 30);
  await two.submit(right);
  expect(await faults()).toEqual([]);

  await confirm(right);
  for (const tablet of [...seated, recused]) await rejoin(tablet);
  for (const entrantId of [wrong, third]) {
    for (const [index, tablet] of [...seated, recused].entries()) {
      if (tablet.sheet(entrantId).state !== 'open') continue;
      await tablet.markAll(entrantId, 40 + index);
      await tablet.submit(entrantId);
    }
    await confirm(entrantId);
  }
  expect(await faults()).toEqual([]);

  // Corrected afterwards, while open and once closed.
  await correct(right);
  await organiser.call('POST /api/events/:eventId/contests/:contestId/state', { params, body: { state: 'closed' } });
  await correct(right);
  await correct(wrong);
  expect(await faults()).toEqual([]);
  const bundle = await organiser.call('GET /api/events/:eventId/contests/:contestId/bundle', { params });
  expect(checkBundle(bundle)).toEqual([]);
  expect(rowsOf(recompute(bundle))).toEqual(bundle.published!.rows);
  expect((await organiser.call('GET /api/events/:eventId/contests/:contestId/results', { params })).recomputed).toBe(true);
  successor.connection.close();
});

async function confirm(entrantId: string): Promise<void> {
  const seen = (await sheets(entrantId)).filter(({ state }) => state === 'submitted').map(({ id, version }) => ({ sheetId: id, version }));
  await panel.chief.connection.send('result:confirm', { ...command(), entrantId, sheets: seen, without: [], vetoes: {}, note: '已复核' });
}

/** Every judge's first levelled reading to nothing, or back. */
async function correct(entrantId: string): Promise<void> {
  const { params } = panel;
  const ground = await organiser.call('GET /api/events/:eventId/contests/:contestId/corrections/entrants/:entrantId', { params: { ...params, entrantId } });
  const { id: criterionId } = allCriteria(panel.scheme).find(({ scale }) => scale.type === 'levels')!;
  const marks = ground.sheets.map(({ id: sheetId, marks: stand }) => {
    const { value, version } = stand.find((mark) => mark.criterionId === criterionId)!;
    return { sheetId, criterionId, value: { type: 'levels' as const, level: value?.type === 'levels' && value.level === 0 ? 1 : 0 }, expectedVersion: version };
  });
  const { correctionId } = await organiser.call('POST /api/events/:eventId/contests/:contestId/corrections', { params, body: { entrantId, resultRevision: ground.resultRevision, marks, vetoes: {}, reason: '录入有误' } });
  await supervisor.call('POST /api/events/:eventId/contests/:contestId/corrections/:correctionId/approve', { params: { ...params, correctionId } });
}
