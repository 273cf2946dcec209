// Registers: entered by hand and by file under the same checks, corrected with a reason, decided on by two people, and counted into the rows figures are made of.

import type { RegisterCells } from '@leitai/contract';
import ExcelJS from 'exceljs';
import { auditProgramme } from '@leitai/database';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { awards, documents, incidents, quiz, standardsInUse, training } from '../../apps/server/src/queries/register-rows.ts';
import { registerDefinitions, REGISTERS, type RegisterKind } from '@leitai/contract/register-kinds';
import { houseDay } from '../support/days.ts';
import { makeAccount, makeOrganiser, rosterForm } from '../support/factory.ts';
import { ended, makeFile, takeIn } from '../support/event-files.ts';
import { startNode, type TestNode } from '../support/node.ts';
import { atOnce, refusal } from '../support/refusal.ts';
import type { Visitor } from '../support/visitor.ts';

let node: TestNode;
let organiser: Visitor;
let eventId: string;
let [organisationId, postId] = ['', ''];
beforeAll(async () => {
  node = await startNode();
  organiser = await makeOrganiser(node.base, node.setupPath);
  eventId = (await organiser.call('POST /api/events', { body: { kind: 'inspection', name: { zh: '年度监督', en: 'A year' }, posts: ['HVAC', 'CLEAN_INDOOR'] } })).id;
  organisationId = (await organiser.call('POST /api/events/:eventId/organisations', { params: { eventId }, body: { name: { zh: '恒信', en: 'Hengxin' } } })).id;
  postId = (await node.db.post.findFirstOrThrow({ where: { eventId, code: 'HVAC' } })).id;
});
afterAll(() => node.close());

const at = (register: RegisterKind) => ({ eventId, register });
const enter = (register: RegisterKind, cells: RegisterCells) => organiser.call('POST /api/events/:eventId/registers/:register', { params: at(register), body: { cells } });
const list = (register: RegisterKind) => organiser.call('GET /api/events/:eventId/registers/:register', { params: at(register) });
const preview = (register: RegisterKind, ...lines: string[]) => organiser.call('POST /api/events/:eventId/registers/:register/import', { params: at(register), form: rosterForm(lines.join('\n'), '台账.csv') });
const confirm = (register: RegisterKind, importId: string, reason: string | null = null, skipFaulty = false) =>
  organiser.call('POST /api/events/:eventId/registers/:register/import/:importId/confirm', { params: { ...at(register), importId }, body: { skipFaulty, reason } });
const take = async (register: RegisterKind, ...lines: string[]) => confirm(register, (await preview(register, ...lines)).importId);
const year = () => ({ eventId, organisationId, postId, from: '2027-01-01', until: '2027-12-31' });

test('every register’s definition hangs together: columns once, keys, days and checks name columns', () => {
  for (const register of REGISTERS) {
    const { fields, key, day, checks } = registerDefinitions[register];
    const ids = fields.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const headings = fields.flatMap(({ words, also = [] }) => [...new Set([words.zh.toLowerCase(), words.en.toLowerCase(), ...also])]);
    expect(new Set(headings).size, `${register} ${headings.join()}`).toBe(headings.length);
    for (const check of checks) {
      if (check.kind === 'refers') expect(registerDefinitions[check.register].fields.map(({ id }) => id)).toEqual(expect.arrayContaining([...check.to]));
      expect(ids).toEqual(expect.arrayContaining(check.kind === 'refers' ? [...check.fields] : [check.field, check.other]));
    }
    expect(ids).toEqual(expect.arrayContaining([...key.flat(), ...(day === null ? [] : [day])]));
  }
});

describe('a line by hand', () => {
  const line = { day: '2027年3月5日', organisation: 'Hengxin', post: 'HVAC', asked: '10', right: '9', topic: '操作手册' };

  test('is checked column by column, kept in one way of writing, and entered once', async () => {
    await expect(enter('quiz', { ...line, day: '三月五日', asked: '-1', organisation: '不认识', post: '' })).rejects.toEqual(refusal('register.invalid', { faults: [
      { column: 'day', code: 'bad-date' }, { column: 'organisation', code: 'unknown-organisation' }, { column: 'post', code: 'required' }, { column: 'asked', code: 'bad-number' },
    ] }));
    await expect(enter('quiz', { ...line, right: '11' })).rejects.toEqual(refusal('register.invalid', { faults: [{ column: 'right', code: 'more-than-all' }] }));
    expect(await atOnce(enter('quiz', line), enter('quiz', line))).toEqual(['ok', 'register.duplicate']);
    expect(await list('quiz')).toMatchObject([{ cells: { day: '2027-03-05', organisation: '恒信', post: 'HVAC', asked: '10', right: '9' }, state: 'stands', version: 1, enteredBy: '组委会' }]);
  });

  test('is corrected over what was seen, with a reason; struck it stays to be seen and counts no more; its record tells all', async () => {
    const [entry] = await list('quiz');
    const params = { ...at('quiz'), lineId: entry!.id };
    const correct = () => organiser.call('POST /api/events/:eventId/registers/:register/entries/:lineId', { params, body: { cells: { ...entry!.cells, right: '8' }, version: 1, reason: '抄错' } });
    expect(await atOnce(correct(), correct())).toEqual(['ok', 'register.stale']);
    expect(await quiz(node.db, year())).toMatchObject({ asked: 10, right: 8, rows: [{ id: entry!.id }] });
    await organiser.call('POST /api/events/:eventId/registers/:register/entries/:lineId/striking', { params, body: { version: 2, reason: '不是本单位' } });
    await expect(organiser.call('POST /api/events/:eventId/registers/:register/entries/:lineId/striking', { params, body: { version: 3, reason: 'r' } })).rejects.toEqual(refusal('register.decided'));
    expect(await quiz(node.db, year())).toEqual({ asked: 0, right: 0, rows: [] });
    const history = await organiser.call('GET /api/events/:eventId/registers/:register/entries/:lineId/history', { params });
    expect(history).toMatchObject([
      { what: 'strike', reason: '不是本单位' }, { what: 'correct', by: '组委会', reason: '抄错', before: { right: '9' }, after: { right: '8' } }, { what: 'enter', before: null, after: { right: '9' } },
    ]);
    await enter('quiz', line);
    await expect(node.db.registerEntry.deleteMany({ where: { eventId } })).rejects.toThrow();
  });
});

test('an incident counts once somebody else has confirmed it', async () => {
  await enter('incidents', { day: '2027-04-01', kind: '安全责任事故', what: '配电柜误操作', organisation: '恒信', post: 'HVAC', reported: '否' });
  const [entry] = await list('incidents');
  expect(entry).toMatchObject({ state: 'waiting', own: true, cells: { kind: 'accident', reported: 'no' } });
  const decide = (who: Visitor) => who.call('POST /api/events/:eventId/registers/:register/entries/:lineId/decision', { params: { ...at('incidents'), lineId: entry!.id }, body: { version: 1, accept: true, reason: '属实' } });
  await expect(decide(organiser)).rejects.toEqual(refusal('register.same-person'));
  expect((await incidents(node.db, year())).accidents).toBe(0);
  // Whose name is written with a space is the same person still.
  await expect(decide(await makeAccount(organiser, 'supervisor', '组 委会'))).rejects.toEqual(refusal('register.same-person'));
  const supervisor = await makeAccount(organiser, 'supervisor', '监督员');
  expect(await atOnce(decide(supervisor), decide(supervisor))).toEqual(['ok', 'register.stale']);
  expect(await incidents(node.db, year())).toMatchObject({ complaints: 0, accidents: 1, unreported: 1 });
});

describe('lines by file', () => {
  test('a year of training, as many as there really were, is read, imported, and counted once for each person', async () => {
    expect(await take('staffing', '起算日期,单位,岗位,在岗人数', '2026-12-01,恒信,HVAC,30', '2027-06-01,恒信,HVAC,40')).toEqual({ added: 2, changed: 0, same: 0, skipped: 0 });
    await take('courses', '课程,层面,类别,学时,讲师,标准编号,条款', '巡检,执行,岗位技能,2,林师傅,DB 1,5.2');
    await take('sessions', '场次,日期,课程,地点', ...Array.from({ length: 106 }, (_, index) => `S${index},2027/${1 + (index % 12)}/${1 + (index % 28)},巡检,实训中心`));
    const head = '场次,工号,姓名,单位,岗位,是否合格';
    const lines = Array.from({ length: 2_400 }, (_, index) => `S${index % 106},E${index % 800},学员${index % 800},恒信,HVAC,是`);
    const read = await preview('attendance', head, ...lines, 'S999,E1,学员1,恒信,HVAC,是', 'S1,,,恒信,HVAC,', 'S1,=1+1,甲,恒信,HVAC,也许');
    expect(read).toMatchObject({ adds: 2_400, changes: 0, same: 0, faulty: 3 });
    expect(read.rows.slice(-3).map(({ faults }) => faults.map(({ column, code }) => `${column} ${code}`))).toEqual([['session unknown-reference'], ['employeeNo required'], ['employeeNo formula', 'passed unknown-choice']]);
    await expect(confirm('attendance', read.importId)).rejects.toEqual(refusal('import.has-faults', { faulty: 3 }));
    expect(await confirm('attendance', read.importId, null, true)).toEqual({ added: 2_400, changed: 0, same: 0, skipped: 3 });
    await expect(confirm('attendance', read.importId, null, true)).rejects.toEqual(refusal('import.stale'));
    expect(await training(node.db, year())).toMatchObject({ attendances: 2_400, people: 800, headcount: 40 });
    expect((await training(node.db, { ...year(), until: '2027-05-31' })).headcount).toBe(30);
  });

  test('the same file again changes nothing; what it says otherwise needs a reason', async () => {
    const changed = await preview('sessions', '场次,日期,课程,地点', 'S0,2027-01-01,巡检,实训中心', 'S1,2027-02-02,巡检,大会堂');
    expect(changed).toMatchObject({ adds: 0, changes: 1, same: 1 });
    await expect(confirm('sessions', changed.importId)).rejects.toEqual(refusal('register.reason'));
    expect(await confirm('sessions', changed.importId, '改了地点')).toEqual({ added: 0, changed: 1, same: 1, skipped: 0 });
    await expect(preview('sessions', '场次,课程')).rejects.toEqual(refusal('import.missing-column', { columns: ['day'] }));
  });

  test('who on post was trained too seldom is named', async () => {
    await take('sessions', '场次,日期,课程', `今天,${houseDay()},巡检`);
    await take('on-post', '工号,姓名,单位,岗位,到岗日期,离岗日期', `N1,新人,恒信,HVAC,2026-01-01,`, `N2,旧人,恒信,HVAC,2026-01-01,2026-02-01`, 'N3,常客,恒信,HVAC,2026-01-01,');
    await take('attendance', '场次,工号,姓名,单位,岗位', '今天,N3,常客,恒信,HVAC');
    const plan = await organiser.call('GET /api/events/:eventId/training-plan', { params: { eventId } });
    expect(plan.people.map(({ name, attended }) => [name, attended])).toEqual([['新人', 0], ['常客', 1]]);
  });
});

test('standards are valid by the day they were checked on; kinds of documents and honours are counted with their rows', async () => {
  await take('standards', '标准编号,名称,版本,状态,实施日期,停用日期', 'DB 1,运行规范,2020,已修订,2020-01-01,2027-03-01', 'DB 1,运行规范,2026,现行,2027-03-01,');
  await expect(enter('standards', { standard: 'DB 2', title: '旧', edition: '1', state: '已废止', day: '2020-01-01' })).rejects.toEqual(refusal('register.invalid', { faults: [{ column: 'until', code: 'required' }] }));
  await take('standard-use', '单位,岗位,标准编号,版本,核查日期', '恒信,HVAC,DB 1,2020,2027-02-01');
  expect(await standardsInUse(node.db, year())).toMatchObject({ valid: 1, inUse: 1 });
  await take('standard-use', '单位,岗位,标准编号,版本,核查日期', '恒信,HVAC,DB 1,2020,2027-04-01');
  expect(await standardsInUse(node.db, year())).toMatchObject({ valid: 0, inUse: 1, rows: [{ day: '2027-04-01', valid: false }] });
  await take('documents', '类别,题名,单位,岗位,形成日期,存放处', '规划,十五五规划,恒信,HVAC,2027-01-05,档案柜', '自查,一月自查,恒信,HVAC,2027-01-31,档案柜', '自查,二月自查,恒信,HVAC,2027-02-28,档案柜');
  expect(await documents(node.db, year())).toMatchObject({ kinds: 2 });
  await enter('awards', { day: '2027-05-01', kind: '荣誉', title: '=HYPERLINK("http://x")', level: '市级', organisation: '恒信', post: '', proof: '常总工〔2027〕1号' });
  expect((await awards(node.db, year())).count).toBe(1);
});

describe('the file of a line', () => {
  const PDF = '%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n';
  const attach = (lineId: string, line: object, bytes = PDF, register: RegisterKind = 'documents') => {
    const form = rosterForm(bytes, '规划 <最终>.pdf');
    form.append('line', JSON.stringify(line));
    return organiser.call('POST /api/events/:eventId/registers/:register/entries/:lineId/file', { params: { ...at(register), lineId }, form });
  };

  test('is told by its content, kept once, replaced with a reason, part of what is recorded, and for whoever looks after the event', async () => {
    const [entry] = await list('documents');
    const { id: lineId, version } = entry!;
    await expect(attach(lineId, { version, reason: null }, '<svg onload=alert(1)>')).rejects.toMatchObject({ code: 'appeal.bad-evidence' });
    await expect(attach(lineId, { version, reason: null }, `%PDF-${'x'.repeat(5_000_000)}`)).rejects.toMatchObject({ code: 'appeal.too-large' });
    await expect(attach((await list('sessions'))[0]!.id, { version: 1, reason: null }, PDF, 'sessions')).rejects.toEqual(refusal('request.invalid'));
    await attach(lineId, { version, reason: null });
    await expect(attach(lineId, { version, reason: '又一份' })).rejects.toEqual(refusal('register.stale'));
    await expect(attach(lineId, { version: version + 1, reason: null })).rejects.toEqual(refusal('register.reason'));
    await attach(lineId, { version: version + 1, reason: '换成盖章的' });
    expect((await list('documents')).find(({ id }) => id === lineId)).toMatchObject({ file: { name: '规划 <最终>.pdf', type: 'application/pdf' }, version: version + 2 });
    const response = await organiser.fetch(`/api/events/${eventId}/registers/documents/entries/${lineId}/file`);
    expect([response.status, await response.text(), response.headers.get('content-disposition')!.split(';')[0], response.headers.get('x-content-type-options')]).toEqual([200, PDF, 'attachment', 'nosniff']);
    const inspector = await makeAccount(organiser, 'inspector', '检查员');
    expect((await inspector.fetch(`/api/events/${eventId}/registers/documents/entries/${lineId}/file`)).status).toBe(403);
    const history = await organiser.call('GET /api/events/:eventId/registers/:register/entries/:lineId/history', { params: { ...at('documents'), lineId } });
    expect(history.slice(0, 2)).toMatchObject([{ what: 'attach', reason: '换成盖章的', file: '规划 <最终>.pdf' }, { what: 'attach', reason: null }]);
    expect((await auditProgramme(node.db, eventId)).faults).toEqual([]);
  });
});

test('the workbook holds what stands, as text that no spreadsheet program reckons with', async () => {
  const response = await organiser.fetch(`/api/events/${eventId}/registers/awards/list.xlsx`);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(await response.arrayBuffer());
  const cell = book.worksheets[1]!.getRow(2).getCell(3);
  expect([cell.type, cell.value, cell.numFmt]).toEqual([ExcelJS.ValueType.String, '=HYPERLINK("http://x")', '@']);
  const lines = async (asked: string) => {
    const narrowed = new ExcelJS.Workbook();
    await narrowed.xlsx.load(await (await organiser.fetch(`/api/events/${eventId}/registers/awards/list.xlsx?${asked}`)).arrayBuffer());
    return narrowed.worksheets[1]!.rowCount - 1;
  };
  const awards = await list('awards');
  const standing = awards.filter(({ state }) => state === 'stands' || state === 'waiting').length;
  expect(await lines('')).toBe(awards.length);
  expect(await lines('struck=false')).toBe(standing);
  expect(await lines('words=hyperlink&struck=false')).toBe(1);
  expect(await lines('from=1990-01-01&until=1990-12-31')).toBe(0);
  expect((await organiser.fetch(`/api/events/${eventId}/registers/awards/list.xlsx?from=yesterday`)).status).toBe(400);
  expect((await organiser.fetch(`/api/events/${eventId}/training-plan.xlsx`)).status).toBe(200);
  expect((await organiser.fetch(`/api/events/${eventId}/registers/nothing`)).status).toBe(400);
});

test('the file of a line goes with its event, and comes back with it', async () => {
  const entry = (await list('documents')).find(({ file }) => file !== null)!;
  const read = async () => (await organiser.fetch(`/api/events/${eventId}/registers/documents/entries/${entry.id}/file`)).text();
  const before = await read();
  const fileId = await makeFile(organiser, eventId, 'archive');
  expect(await ended(organiser, await organiser.call('POST /api/events/:eventId/removal', { params: { eventId }, body: { name: '年度监督' } }))).toMatchObject({ state: 'done' });
  expect(await takeIn(organiser, fileId)).toMatchObject({ state: 'done', error: null });
  expect(await read()).toBe(before);
  expect((await auditProgramme(node.db, eventId)).faults).toEqual([]);
});
