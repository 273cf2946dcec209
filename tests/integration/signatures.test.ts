/** Signing, handing in and withdrawing a sheet over real sockets: what is kept, who may, until when, and what the record says afterwards. */
import { createHash } from 'node:crypto';
import type { SheetRecord, SignatureInput } from '@leitai/contract';
import { MOST_POINTS, MOST_STROKES, SIGNATURE_BOX } from '@leitai/contract/ink';
import { auditContest } from '@leitai/database';
import { allCriteria } from '@leitai/scoring';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command } from '../../apps/simulator/src/client.ts';
import { signatureOf } from '../../apps/simulator/src/signature.ts';
import { makeOrganiser, pairJudge } from '../support/factory.ts';
import { startNode, type TestNode } from '../support/node.ts';
import { makePanel, type Panel, type Tablet } from '../support/panel.ts';
import { code } from '../support/refusal.ts';
import type { Visitor } from '../support/visitor.ts';

let node: TestNode;
let organiser: Visitor;
let panel: Panel;
beforeAll(async () => {
  node = await startNode();
  organiser = await makeOrganiser(node.base, node.setupPath);
  panel = await makePanel(organiser, { entrants: 6, judges: 3 });
});
afterAll(async () => {
  panel.close();
  await node.close();
});

const drawn = (...strokes: number[][]): SignatureInput => ({ type: 'drawn', strokes });
const stored = (tablet: Tablet, entrantId: string) => node.db.sheet.findFirstOrThrow({ where: { id: tablet.sheet(entrantId).id } });
const signatures = (tablet: Tablet, entrantId: string) => node.db.signature.findMany({ where: { sheetId: tablet.sheet(entrantId).id }, orderBy: { version: 'asc' } });
const recordFor = (who: Visitor, tablet: Tablet, entrantId: string): Promise<SheetRecord> =>
  who.call('GET /api/events/:eventId/contests/:contestId/sheets/:sheetId', { params: { ...panel.params, sheetId: tablet.sheet(entrantId).id } });
/** As if the sheet had been handed in so many seconds earlier. */
const handedInEarlier = (tablet: Tablet, entrantId: string, seconds: number) =>
  node.db.$executeRaw`UPDATE sheet SET submitted_at = submitted_at - make_interval(secs => ${seconds}) WHERE id = ${tablet.sheet(entrantId).id}::uuid`;

describe('a signature', () => {
  it.each<[string, unknown, string]>([
    ['none', undefined, 'request.invalid'],
    ['of an unknown kind', { type: 'stamp' }, 'request.invalid'],
    ['typed in another name', { type: 'typed', name: '别人' }, 'request.invalid'],
    ['without a stroke', drawn(), 'request.invalid'],
    ['with half a point', drawn([0, 0, 900]), 'request.invalid'],
    ['between the units', drawn([0, 0, 900.5, 10]), 'request.invalid'],
    ['left of the box', drawn([-1, 0, 900, 10]), 'request.invalid'],
    ['right of the box', drawn([0, 0, SIGNATURE_BOX.width + 1, 10]), 'request.invalid'],
    ['below the box', drawn([0, 0, 900, SIGNATURE_BOX.height + 1]), 'request.invalid'],
    ['of too many strokes', drawn(...Array.from({ length: MOST_STROKES + 1 }, () => [0, 0, 900, 10])), 'request.invalid'],
    ['of too many points', drawn(Array.from({ length: MOST_POINTS }, () => [1, 1]).flat(), [2, 2]), 'request.invalid'],
    ['that is a dot', drawn([500, 200]), 'sheet.unsigned'],
    ['that is a slip', drawn([500, 200, 560, 210], [700, 200, 730, 200]), 'sheet.unsigned'],
  ])('%s is refused, and nothing is handed in', async (_name, signature, refused) => {
    const [tablet] = panel.tablets;
    const entrantId = panel.entrants[0]!;
    if (tablet!.sheet(entrantId).marks.length === 0) await tablet!.markAll(entrantId, 1);
    expect(await code(tablet!.submit(entrantId, { signature: signature as SignatureInput }))).toBe(refused);
    expect(await stored(tablet!, entrantId)).toMatchObject({ state: 'open', submittedAt: null });
    expect(await signatures(tablet!, entrantId)).toEqual([]);
  });

  it('is kept as it was drawn, with its hash in the event that handed the sheet in', async () => {
    const [tablet] = panel.tablets;
    const entrantId = panel.entrants[0]!;
    const signature = signatureOf('沈国良');
    const { sheet } = await tablet!.submit(entrantId, { signature });
    const [kept] = await signatures(tablet!, entrantId);
    expect(kept).toMatchObject({ version: sheet.version, hash: createHash('sha256').update(kept!.body).digest('hex'), returned: null });
    expect(JSON.parse(kept!.body)).toEqual(signature);
    const events = await node.db.contestEvent.findMany({ where: { contestId: panel.made.contestId }, orderBy: { seq: 'desc' }, take: 1 });
    expect(JSON.parse(events[0]!.body)).toMatchObject({ type: 'sheet:submit', signature: kept!.hash, submittedAt: sheet.submittedAt });
  });

  it('of a judge who cannot draw carries the name the server knows', async () => {
    const [, tablet] = panel.tablets;
    const entrantId = panel.entrants[0]!;
    await tablet!.markAll(entrantId, 2);
    await tablet!.submit(entrantId, { signature: { type: 'typed' } });
    const [kept] = await signatures(tablet!, entrantId);
    expect(JSON.parse(kept!.body)).toEqual({ type: 'typed', name: tablet!.desk.me.name });
  });

  it('can be neither changed nor removed', async () => {
    await expect(node.db.$executeRaw`UPDATE signature SET body = '{}'`).rejects.toThrow();
    await expect(node.db.$executeRaw`DELETE FROM signature`).rejects.toThrow();
    await expect(node.db.$executeRaw`TRUNCATE signature`).rejects.toThrow();
  });
});

describe('withdrawing', () => {
  it('reopens the sheet, once however often it is asked, and the chief sees it', async () => {
    const [tablet] = panel.tablets;
    const entrantId = panel.entrants[0]!;
    await panel.look();
    const seen = new Promise((resolve) => panel.chief.connection.on('sheet:changed', ({ sheet }) => sheet.state === 'open' && resolve(sheet.id)));
    const [before, once] = [tablet!.sheet(entrantId).version, command()];
    const first = await tablet!.withdraw(entrantId, once);
    expect(first.sheet).toMatchObject({ state: 'open', version: before + 1, submittedAt: null, returned: null });
    expect(await seen).toBe(first.sheet.id);
    expect(await tablet!.withdraw(entrantId, { ...once, expectedVersion: before })).toEqual(first);
    expect(await stored(tablet!, entrantId)).toMatchObject({ state: 'open', version: before + 1 });
    const [criterion] = allCriteria(panel.scheme);
    const { value } = tablet!.sheet(entrantId).marks.find(({ criterionId }) => criterionId === criterion!.id)!;
    await tablet!.mark(entrantId, criterion!.id, value);
  });

  it('is refused for what is not handed in, seen in another version, or another judge’s', async () => {
    const [tablet, other, third] = panel.tablets;
    const entrantId = panel.entrants[0]!;
    expect(await code(tablet!.withdraw(entrantId))).toBe('sheet.locked');
    expect(await code(other!.withdraw(entrantId, { expectedVersion: 3 }))).toBe('sheet.stale');
    const theirs = { ...command(), sheetId: other!.sheet(entrantId).id, expectedVersion: other!.sheet(entrantId).version };
    expect(await code(third!.connection.send('sheet:withdraw', theirs))).toBe('sheet.not-yours');
    expect(await stored(other!, entrantId)).toMatchObject({ state: 'submitted' });
  });

  it('is refused from a device that is not the active one', async () => {
    const [tablet] = panel.tablets;
    const entrantId = panel.entrants[0]!;
    await tablet!.submit(entrantId);
    await node.db.judge.update({ where: { eventId_id: { eventId: panel.made.eventId, id: tablet!.desk.me.judgeId } }, data: { activeSessionId: null } });
    expect(await code(tablet!.withdraw(entrantId))).toBe('device.not-active');
    await tablet!.connection.send('desk:take-over', command());
  });

  it('ends two minutes after the hand-in by the database’s clock', async () => {
    const [tablet] = panel.tablets;
    const entrantId = panel.entrants[0]!;
    await handedInEarlier(tablet!, entrantId, 100);
    await tablet!.withdraw(entrantId);
    await tablet!.submit(entrantId);
    await handedInEarlier(tablet!, entrantId, 121);
    expect(await code(tablet!.withdraw(entrantId))).toBe('sheet.withdraw-late');
    await handedInEarlier(tablet!, entrantId, -121);
    expect(await stored(tablet!, entrantId)).toMatchObject({ state: 'submitted', version: tablet!.sheet(entrantId).version });
  });

  it('of a returned sheet opens the returned items again, and nothing else', async () => {
    const [tablet] = panel.tablets;
    const entrantId = panel.entrants[1]!;
    const [item, locked] = allCriteria(panel.scheme);
    await tablet!.markAll(entrantId, 3);
    await tablet!.submit(entrantId);
    const { sheet: returned } = await panel.chief.connection.send('sheet:return', { ...command(), sheetId: tablet!.sheet(entrantId).id, reason: '请复核', items: [item!.id] });
    Object.assign(tablet!.sheet(entrantId), returned);
    await tablet!.submit(entrantId);
    const { sheet } = await tablet!.withdraw(entrantId);
    expect(sheet).toMatchObject({ state: 'returned', returned: returned.returned });
    const value = (id: string) => sheet.marks.find(({ criterionId }) => criterionId === id)!.value;
    expect(await code(tablet!.mark(entrantId, locked!.id, value(locked!.id)))).toBe('mark.not-returned');
    await tablet!.mark(entrantId, item!.id, value(item!.id));
    await tablet!.submit(entrantId);
    expect((await signatures(tablet!, entrantId)).map(({ returned: open }) => open)).toEqual([null, returned.returned, returned.returned]);
  });

  it('of a sheet that was moved meanwhile is the same; a repeat that is granted closes it with its signature', async () => {
    const [, tablet] = panel.tablets;
    const [from, to] = [panel.entrants[4]!, panel.entrants[5]!];
    await tablet!.markAll(from, 8);
    const { sheet: { id } } = await tablet!.submit(from);
    const own = async () => {
      await tablet!.join();
      return tablet!.desk.sheets.find((sheet) => sheet.id === id)!;
    };
    await panel.chief.connection.send('sheet:move', { ...command(), sheetId: id, toEntrantId: to, reason: '评错了人' });
    expect(await own()).toMatchObject({ state: 'submitted', entrantId: to });
    await tablet!.withdraw(to);
    expect(await own()).toMatchObject({ state: 'open', submittedAt: null });
    await tablet!.submit(to);
    await panel.chief.connection.send('entrant:call', { ...command(), entrantId: to });
    await panel.chief.connection.send('attempt:grant', { ...command(), entrantId: to, reason: '设备故障' });
    const closed = await own();
    const withdraw = { ...command(), sheetId: id, expectedVersion: closed.version };
    expect([closed.state, await code(tablet!.connection.send('sheet:withdraw', withdraw))]).toEqual(['superseded', 'sheet.locked']);
    const record = await panel.chief.visitor.call('GET /api/events/:eventId/contests/:contestId/sheets/:sheetId', { params: { ...panel.params, sheetId: id } });
    expect(record.signed?.signature).toEqual(signatureOf(tablet!.desk.me.name));
    expect(record.history.map(({ what }) => what)).toEqual(['marked', 'submitted', 'moved', 'withdrawn', 'submitted', 'superseded']);
    expect(record.history.at(-1)!.version).toBe(closed.version);
    await tablet!.join();
    const fresh = tablet!.desk.sheets.find(({ entrantId, attempt }) => entrantId === to && attempt === 2)!;
    const laidOut = await panel.chief.visitor.call('GET /api/events/:eventId/contests/:contestId/sheets/:sheetId', { params: { ...panel.params, sheetId: fresh.id } });
    expect(laidOut.history).toEqual([]);
  });

  it('is refused while the entrant is out', async () => {
    const [, , tablet] = panel.tablets;
    const entrantId = panel.entrants[4]!;
    await tablet!.join();
    await tablet!.markAll(entrantId, 9);
    await tablet!.submit(entrantId);
    await panel.chief.connection.send('entrant:out', { ...command(), entrantId, state: 'absent', reason: '未到' });
    expect(await code(tablet!.withdraw(entrantId))).toBe('sheet.locked');
    await panel.chief.connection.send('entrant:reinstate', { ...command(), entrantId, reason: '到场' });
    await tablet!.withdraw(entrantId);
  });

  it('meets a confirmation: what the chief confirms was handed in, and what is confirmed is not withdrawn', async () => {
    const [tablet] = panel.tablets;
    const entrantId = panel.entrants[2]!;
    await panel.submitAll(entrantId, 4);
    const seen = (await panel.look()).sheets.filter((sheet) => sheet.entrantId === entrantId).map(({ id, version }) => ({ sheetId: id, version }));
    const confirm = () => panel.chief.connection.send('result:confirm', { ...command(), entrantId, sheets: seen, without: [], vetoes: {} });
    await tablet!.withdraw(entrantId);
    expect(await code(confirm())).toBe('result.sheets-missing');
    await tablet!.submit(entrantId);
    expect(await code(confirm())).toBe('sheet.stale');
    await panel.confirm(entrantId);
    await tablet!.join();
    expect(await code(tablet!.withdraw(entrantId))).toBe('sheet.locked');
  });
});

describe('the sheet as a document', () => {
  it('shows every state with who, when and its version, the standing signature and the head of the chain', async () => {
    const [tablet] = panel.tablets;
    const entrantId = panel.entrants[3]!;
    const [item] = allCriteria(panel.scheme);
    await tablet!.markAll(entrantId, 5);
    await tablet!.submit(entrantId);
    await tablet!.withdraw(entrantId);
    expect((await recordFor(tablet!.visitor, tablet!, entrantId)).signed).toBeNull();
    await tablet!.submit(entrantId);
    const sheetId = tablet!.sheet(entrantId).id;
    Object.assign(tablet!.sheet(entrantId), (await panel.chief.connection.send('sheet:return', { ...command(), sheetId, reason: '请复核', items: [item!.id] })).sheet);
    await tablet!.submit(entrantId);
    for (const [index, other] of panel.tablets.slice(1).entries()) {
      await other.markAll(entrantId, 6 + index);
      await other.submit(entrantId);
    }
    await panel.confirm(entrantId);

    const record = await recordFor(panel.chief.visitor, tablet!, entrantId);
    const marks = allCriteria(panel.scheme).length;
    const [me, chief] = [tablet!.desk.me.name, panel.chief.desk.me.name];
    expect(record.history.map(({ what, name, version, changes }) => [what, name, version, changes])).toEqual([
      ['marked', me, null, marks],
      ['submitted', me, marks + 1, null],
      ['withdrawn', me, marks + 2, null],
      ['submitted', me, marks + 3, null],
      ['returned', chief, marks + 4, null],
      ['submitted', me, marks + 5, null],
      ['confirmed', chief, marks + 6, null],
    ]);
    expect(record.sheet.version).toBe(marks + 6);
    expect(record.history.find(({ what }) => what === 'returned')!.reason).toBe('请复核');
    expect(record.signed).toMatchObject({ signature: signatureOf(me), version: marks + 5 });
    const contest = await node.db.contest.findFirstOrThrow({ where: { id: panel.made.contestId } });
    expect(record.head).toEqual({ revision: Number(contest.revision), hash: contest.headHash });
  });

  it('is open to its judge, the chief and staff, and to no other judge; reading others’ marks is written down', async () => {
    const [tablet, other] = panel.tablets;
    const entrantId = panel.entrants[3]!;
    const key = 'GET /api/events/:eventId/contests/:contestId/sheets/:sheetId';
    const ask = (who: Visitor) => who.ask(key, { params: { ...panel.params, sheetId: tablet!.sheet(entrantId).id } });
    expect((await ask(other!.visitor)).ack).toMatchObject({ error: { code: 'sheet.not-found' } });
    const logged = () => node.db.accessLog.count({ where: { what: key } });
    const before = await logged();
    await recordFor(tablet!.visitor, tablet!, entrantId);
    expect(await logged()).toBe(before);
    await recordFor(panel.chief.visitor, tablet!, entrantId);
    await recordFor(organiser, tablet!, entrantId);
    expect(await logged()).toBe(before + 2);
    const elsewhere = await makePanel(organiser, { posts: ['CLEAN_OUTDOOR'], entrants: 1, judges: 3 });
    const stranger = await pairJudge(organiser, elsewhere.made.eventId, elsewhere.made.chiefId);
    expect((await ask(stranger)).ack).toMatchObject({ error: { code: 'sheet.not-found' } });
    elsewhere.close();
  });

  it('shows the signature where the recheck compares', async () => {
    const { sheets } = await organiser.call('GET /api/events/:eventId/contests/:contestId/recheck/:entrantId', { params: { ...panel.params, entrantId: panel.entrants[3]! } });
    expect(sheets.map(({ signature }) => signature)).toEqual(panel.tablets.map(({ desk }) => signatureOf(desk.me.name)));
  });

  it('agrees with the record after all this', async () => {
    expect((await auditContest(node.db, panel.made.eventId, panel.made.contestId)).faults).toEqual([]);
  });
});
