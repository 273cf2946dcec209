/** Paper sheets typed in: by two people, blind, settled where they differ, decided by the chief where a tablet came back; and what the record says. */
import { randomUUID } from 'node:crypto';
import { paperNumber, type PaperMarks, type PaperOutcome, type PaperReading } from '@leitai/contract';
import { auditContest } from '@leitai/database';
import { allCriteria } from '@leitai/scoring';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command } from '../../apps/simulator/src/client.ts';
import { plausibleMark } from '../../apps/simulator/src/marks.ts';
import { makeAccount, makeOrganiser } from '../support/factory.ts';
import { everything, startNode, type TestNode } from '../support/node.ts';
import { makePanel, type Panel } from '../support/panel.ts';
import { jpeg, sha256 } from '../support/photos.ts';
import { code } from '../support/refusal.ts';
import { Tamperer } from '../support/tamper.ts';
import type { Visitor } from '../support/visitor.ts';

let node: TestNode;
let first: Visitor;
let second: Visitor;
let third: Visitor;
let panel: Panel;
let photo: Buffer;
let tamperer: Tamperer | undefined;

beforeAll(async () => {
  node = await startNode();
  first = await makeOrganiser(node.base, node.setupPath);
  second = await makeAccount(first, 'supervisor', '监督周明');
  third = await makeAccount(first, 'arbitrator', '仲裁吴敏');
  panel = await makePanel(first, { entrants: 8, judges: 3 });
  photo = await jpeg();
});
afterAll(async () => {
  await tamperer?.close();
  panel.close();
  await node.close();
});

const at = (entryId = '') => ({ eventId: panel.made.eventId, entryId });
const number = (entrant: number, seat = 1): string => paperNumber({ code: panel.chief.desk.entrants[entrant]!.code, seat, attempt: 1 });
const stored = (entrant: number, seat = 1) =>
  node.db.sheet.findFirstOrThrow({ where: { id: panel.tablets[seat - 1]!.sheet(panel.entrants[entrant]!).id }, include: { marks: true, signatures: true } });

/** A whole sheet as a judge might have written it. */
function marks(entrant: number, seed: number): PaperMarks {
  const random = panel.tablets[0]!.chance(panel.entrants[entrant]!, seed);
  return Object.fromEntries(allCriteria(panel.scheme).map((criterion) => [criterion.id, plausibleMark(panel.scheme, criterion, 0.8, random)]));
}

function enter(who: Visitor, paper: string, read: PaperMarks, over: object = {}, bytes = photo): Promise<PaperOutcome> {
  const form = new FormData();
  form.append('entry', JSON.stringify({ ...command(), number: paper, marks: read, sha256: sha256(bytes), type: 'image/jpeg', ...over }));
  form.append('file', new Blob([bytes as Uint8Array<ArrayBuffer>]), 'paper.jpg');
  return who.call('POST /api/events/:eventId/paper-entries', { params: at(), form });
}
const again = (verb: 'verification' | 'settlement', who: Visitor, entryId: string, read: PaperMarks, over: Partial<PaperReading> = {}): Promise<PaperOutcome> =>
  who.call(`POST /api/events/:eventId/paper-entries/:entryId/${verb}`, { params: at(entryId), body: { ...command(), marks: read, ...over } });
const open = (who: Visitor, paper: string) => who.call('POST /api/events/:eventId/paper-sheet', { params: at(), body: { number: paper } });
const aside = (who: Visitor, entryId: string) => who.call('POST /api/events/:eventId/paper-entries/:entryId/aside', { params: at(entryId), body: { ...command(), reason: '录错了表' } });
const faults = async () => (await auditContest(node.db, panel.made.eventId, panel.made.contestId)).faults;

describe('a paper sheet', () => {
  it('is opened by its number, by code and seat, with no name; a wrong number opens nothing', async () => {
    const opened = await open(first, number(0));
    expect(opened).toMatchObject({ code: panel.chief.desk.entrants[0]!.code, seat: 1, attempt: 1, step: 'enter', tabletMarks: 0, entry: null, readings: null });
    expect(JSON.stringify(opened)).not.toContain('选手');
    const wrong = number(0).replace(/\d$/, (digit) => String((Number(digit) + 1) % 10));
    expect(await code(open(first, wrong))).toBe('paper.number');
    expect(await code(open(first, paperNumber({ code: 'A-99', seat: 1, attempt: 1 })))).toBe('paper.number');
    expect(await code(open(first, paperNumber({ code: panel.chief.desk.entrants[0]!.code, seat: 9, attempt: 1 })))).toBe('paper.number');
  });

  it('is refused when it is not whole, cannot be, or has no photograph; nothing is stored', async () => {
    const [criterion] = allCriteria(panel.scheme);
    const whole = marks(0, 1);
    const { [criterion!.id]: _, ...part } = whole;
    const before = await everything(node.db);
    expect(await code(enter(first, number(0), part))).toBe('sheet.incomplete');
    expect(await code(enter(first, number(0), { ...whole, [criterion!.id]: { type: 'points', points: '9999' } }))).toBe('mark.invalid');
    expect(await code(enter(first, number(0), { ...whole, nothing: { type: 'points', points: '1' } }))).toBe('mark.invalid');
    expect(await code(enter(first, number(0), whole, { sha256: '0'.repeat(64) }))).toBe('evidence.damaged');
    expect(await code(enter(first, number(0), whole, { sha256: sha256(Buffer.from('x')) }, Buffer.from('x')))).toBe('evidence.not-a-photo');
    expect(await everything(node.db)).toBe(before);
  });

  it('typed alike by two people stands on the sheet as handed in, signed on paper, and the chief confirms it as always', async () => {
    const read = marks(0, 1);
    const once = command();
    const entered = await enter(first, number(0), read, once);
    expect(await enter(first, number(0), read, once)).toEqual(entered);
    expect(entered).toEqual({ entryId: once.commandId, state: 'entered', differences: [] });
    expect((await stored(0)).marks).toEqual([]);
    expect((await open(second, number(0)))).toMatchObject({ step: 'verify', readings: null });
    const shown = JSON.stringify(await second.call('GET /api/events/:eventId/paper-entries', { params: at() }));
    expect(shown).not.toContain(allCriteria(panel.scheme)[0]!.id);
    const params = { ...panel.params, entryId: entered.entryId };
    expect(await code(second.call('GET /api/events/:eventId/contests/:contestId/paper-entries/:entryId', { params }))).toBe('paper.not-found');
    const verify = command();
    const verified = await again('verification', second, entered.entryId, read, verify);
    expect(verified).toEqual({ entryId: entered.entryId, state: 'applied', differences: [] });
    expect(await again('verification', second, entered.entryId, read, verify)).toEqual(verified);
    const sheet = await stored(0);
    expect(sheet).toMatchObject({ state: 'submitted', paper: { state: 'applied', enteredBy: '组委会', verifiedBy: '监督周明', settledBy: null } });
    expect(Object.fromEntries(sheet.marks.map(({ criterionId, value }) => [criterionId, value]))).toEqual(read);
    const record = await panel.chief.visitor.call('GET /api/events/:eventId/contests/:contestId/sheets/:sheetId', { params: { ...panel.params, sheetId: sheet.id } });
    expect(record.signed?.signature).toEqual({ type: 'paper', number: number(0), photo: sha256(photo), enteredBy: '组委会', verifiedBy: '监督周明', settledBy: null });
    expect(record.history.map(({ what, name }) => [what, name])).toEqual([['paper-entered', '组委会'], ['paper-verified', '监督周明'], ['paper-applied', '监督周明']]);
    const seen = await panel.chief.visitor.fetch(`/api/events/${panel.made.eventId}/contests/${panel.made.contestId}/paper-entries/${entered.entryId}/photo`);
    expect(sha256(new Uint8Array(await seen.arrayBuffer()))).toBe(sha256(photo));
    const entrantId = panel.entrants[0]!;
    for (const tablet of panel.tablets.slice(1)) {
      await tablet.markAll(entrantId, 1);
      await tablet.submit(entrantId);
    }
    expect((await panel.confirm(entrantId)).total).not.toBeNull();
    expect(await code(open(first, number(0)))).toBe('ok');
    expect(await code(enter(first, number(0), read))).toMatch(/^entrant\.confirmed$|^sheet\.locked$/);
    expect(await code(aside(first, entered.entryId))).toBe('paper.decided');
  });
});

describe('two people', () => {
  it('who typed it first neither verifies nor settles it, and is told to wait', async () => {
    const { entryId } = await enter(first, number(1), marks(1, 1));
    expect(await code(again('verification', first, entryId, marks(1, 1)))).toBe('paper.same-person');
    expect((await open(first, number(1))).step).toBe('wait');
    expect(await code(enter(second, number(1), marks(1, 1)))).toBe('paper.pending');
    const { differences } = await again('verification', second, entryId, marks(1, 2));
    expect(differences.length).toBeGreaterThan(0);
    expect(await code(again('settlement', first, entryId, marks(1, 2)))).toBe('paper.same-person');
    expect((await open(second, number(1)))).toMatchObject({ step: 'settle', readings: { first: marks(1, 1), second: marks(1, 2) } });
    expect((await open(first, number(1)))).toMatchObject({ step: 'wait', readings: null });
    expect(await again('settlement', third, entryId, marks(1, 3))).toMatchObject({ state: 'applied' });
    const sheet = await stored(1);
    expect(sheet.paper).toMatchObject({ settledBy: '仲裁吴敏' });
    expect(Object.fromEntries(sheet.marks.map(({ criterionId, value }) => [criterionId, value]))).toEqual(marks(1, 3));
  });

  it('of two who verify at once one does', async () => {
    const { entryId } = await enter(first, number(2), marks(2, 1));
    const both = await Promise.all([code(again('verification', second, entryId, marks(2, 1))), code(again('verification', third, entryId, marks(2, 1)))]);
    expect(both.toSorted()).toEqual(['ok', 'paper.decided']);
  });

  it('nobody of the panel or of a competing unit types, whatever the account', async () => {
    const judge = await makeAccount(first, 'organiser', '裁判1');
    const contestant = await makeAccount(first, 'organiser', '选手CLEAN_INDOOR5');
    for (const [who, why] of [[judge, 'panel'], [contestant, 'same-unit']] as const) {
      await expect(enter(who, number(3), marks(3, 1))).rejects.toMatchObject({ code: 'paper.barred', details: { why } });
    }
  });
});

describe('a tablet that comes back', () => {
  it('changes nothing on a sheet that is on paper, and has it back when that is set aside', async () => {
    const [tablet] = panel.tablets;
    const entrantId = panel.entrants[4]!;
    const [criterion] = allCriteria(panel.scheme);
    const value = marks(4, 1)[criterion!.id]!;
    await tablet!.join();
    const { entryId } = await enter(first, number(4), marks(4, 1));
    expect(await code(tablet!.mark(entrantId, criterion!.id, value))).toBe('sheet.on-paper');
    expect(await code(tablet!.connection.send('note:put', { ...command(), sheetId: tablet!.sheet(entrantId).id, criterionId: criterion!.id, text: '补', expectedVersion: 0 }))).toBe('sheet.on-paper');
    expect(await code(tablet!.submit(entrantId, { expectedVersion: 1 }))).toBe('sheet.on-paper');
    expect(await code(panel.chief.connection.send('sheet:move', { ...command(), sheetId: tablet!.sheet(entrantId).id, toEntrantId: panel.entrants[5]!, reason: '评错' }))).toBe('sheet.on-paper');
    expect((await panel.look()).sheets.find(({ id }) => id === tablet!.sheet(entrantId).id)?.paper).toMatchObject({ state: 'entered', enteredBy: '组委会' });
    await aside(second, entryId);
    await tablet!.join();
    await tablet!.mark(entrantId, criterion!.id, value);
    expect((await stored(4)).paper).toBeNull();
  });

  it('with marks of its own: the chief says in writing which stand', async () => {
    const [tablet] = panel.tablets;
    for (const [entrant, stands] of [[5, 'paper'], [6, 'tablet']] as const) {
      const entrantId = panel.entrants[entrant]!;
      await tablet!.join();
      await tablet!.markAll(entrantId, 1);
      const own = marks(entrant, 9);
      expect((await open(first, number(entrant))).tabletMarks).toBe(allCriteria(panel.scheme).length);
      const { entryId } = await enter(first, number(entrant), own);
      expect(await again('verification', second, entryId, own)).toMatchObject({ state: 'contested' });
      const params = { ...panel.params, entryId };
      expect((await panel.chief.visitor.call('GET /api/events/:eventId/contests/:contestId/paper-entries/:entryId', { params })).marks).toEqual(own);
      const decide = { ...command(), entryId, stands, reason: '平板中途断电,以签名为准' };
      expect(await code(tablet!.connection.send('paper:decide', decide))).toBe('access.forbidden');
      const before = (await stored(entrant)).marks;
      const { sheet } = await panel.chief.connection.send('paper:decide', decide);
      expect(sheet.state).toBe(stands === 'paper' ? 'submitted' : 'open');
      const kept = Object.fromEntries((await stored(entrant)).marks.map(({ criterionId, value }) => [criterionId, value]));
      expect(kept).toEqual(stands === 'paper' ? own : Object.fromEntries(before.map(({ criterionId, value }) => [criterionId, value])));
      expect(await code(panel.chief.connection.send('paper:decide', { ...decide, ...command() }))).toBe('paper.decided');
    }
  });

  it('sending while the paper is typed: either the mark is there before, and contested, or it is refused', async () => {
    const [, , tablet] = panel.tablets;
    const entrantId = panel.entrants[7]!;
    await tablet!.join();
    const read = marks(7, 1);
    const [criterion] = allCriteria(panel.scheme);
    const other = marks(7, 5)[criterion!.id]!;
    const [sent, entered] = await Promise.all([code(tablet!.mark(entrantId, criterion!.id, other)), enter(first, number(7, 3), read)]);
    const { state } = await again('verification', second, entered.entryId, read);
    expect(['ok contested', 'sheet.on-paper applied']).toContain(`${sent} ${state}`);
  });
});

it('of a withdrawal: what was signed on paper is not withdrawn on a tablet', async () => {
  const [tablet] = panel.tablets;
  await tablet!.join();
  expect(await code(tablet!.withdraw(panel.entrants[1]!))).toBe('sheet.locked');
});

describe('the record', () => {
  it('plays every step again and finds nothing wrong', async () => {
    expect(await faults()).toEqual([]);
  });

  it.each([
    ['a reading', `UPDATE paper_entry SET first = first || '{"x":1}' WHERE event_id = :event`, 'paper_entry', 'first'],
    ['who verified', `UPDATE paper_entry SET verified_by = '别人' WHERE event_id = :event AND verified_by IS NOT NULL`, 'paper_entry', 'verifiedBy'],
    ['the state', `UPDATE paper_entry SET state = 'aside' WHERE event_id = :event AND state = 'applied'`, 'paper_entry', 'state'],
    ['the photograph', `UPDATE evidence_bytes SET bytes = '\\x00' WHERE event_id = :event`, 'paper_entry', 'hashOfBytes'],
    ['what the sheet says', `UPDATE sheet SET paper = NULL WHERE event_id = :event AND paper IS NOT NULL`, 'sheet', 'paper'],
    ['a mark', `UPDATE mark SET value = 'null' WHERE event_id = :event`, 'mark', 'value'],
    ['the signature', `UPDATE signature SET body = '{}' WHERE event_id = :event AND body LIKE '%paper%'`, 'signature', 'body'],
    ['an entry that goes', `DELETE FROM paper_entry WHERE event_id = :event`, 'paper_entry', undefined],
  ])('shows %s that was touched', async (_what, sql, table, column) => {
    tamperer ??= await Tamperer.open(node.databaseUrl, ['paper_entry', 'evidence_bytes', 'sheet', 'mark', 'signature'], panel.made);
    expect(await tamperer.while(sql, faults)).toContainEqual(expect.objectContaining({ table, ...(column && { column }) }));
  });

  it('keeps what was read, and who may not be the same, in the database itself', async () => {
    await expect(node.db.$executeRaw`UPDATE paper_entry SET first = '{}'`).rejects.toThrow();
    await expect(node.db.$executeRaw`DELETE FROM paper_entry`).rejects.toThrow();
    const { entryId } = await enter(first, number(3, 2), marks(3, 1));
    await expect(node.db.$executeRaw`UPDATE paper_entry SET verified_by_id = entered_by_id WHERE id = ${entryId}::uuid`).rejects.toThrow();
    expect(await code(again('verification', second, randomUUID(), marks(3, 1)))).toBe('paper.not-found');
  });
});
