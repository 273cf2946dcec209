// A roster comes in: what is read from real files, what is refused and why, and what confirming does.

import { readFileSync } from 'node:fs';
import type { ErrorCode } from '@leitai/contract';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeEvent, makeOrganiser, openContest, rosterForm, uploadRoster } from '../support/factory.ts';
import { everything, startNode, type TestNode } from '../support/node.ts';
import { refusal } from '../support/refusal.ts';
import type { Visitor } from '../support/visitor.ts';
import { makeZip } from '../support/zip.ts';

let node: TestNode;
let organiser: Visitor;
let eventId: string;
beforeAll(async () => {
  node = await startNode();
  organiser = await makeOrganiser(node.base, node.setupPath);
});
beforeEach(async () => {
  eventId = (await makeEvent(organiser, { posts: ['CLEAN_INDOOR', 'HVAC'], entrants: 0, judges: 0 })).eventId;
});
afterAll(() => node.close());

const upload = (file: string | Uint8Array, name?: string) => uploadRoster(organiser, eventId, file, name);
const confirm = (importId: string, skipFaulty = false) =>
  organiser.call('POST /api/events/:eventId/roster/:importId/confirm', { params: { eventId, importId }, body: { skipFaulty } });
const entrants = () => node.db.entrant.findMany({ where: { eventId }, include: { person: true, organisation: true }, orderBy: { code: 'asc' } });

async function workbook(rows: readonly (readonly ExcelJS.CellValue[])[]): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  book.addWorksheet('报名表').addRows(rows.map((row) => [...row]));
  return new Uint8Array(await book.xlsx.writeBuffer());
}

/** Within every limit of its zip: 35 MB of cells that become many times that when they are read. */
function hugeSheet(): Uint8Array {
  const row = (n: number) => `<row r="${n}">${[...'ABCDEFGHIJKLMNOPQRST'].map((column) => `<c r="${column}${n}"><v>${n}</v></c>`).join('')}</row>`;
  const rows = Array.from({ length: 50_000 }, (_, n) => row(n + 1)).join('');
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const parts = {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"></Types>',
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels':
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`,
  };
  return makeZip(Object.entries(parts).map(([name, text]) => ({ name, data: Buffer.from(text) })));
}

describe('a real roster', () => {
  const roster = (name: string) => new Uint8Array(readFileSync(new URL(`../../prisma/demo/${name}`, import.meta.url)));

  test.each(['roster.xlsx', 'roster.csv'])('%s: previews 264 people without storing one, and adds each once', async (name) => {
    eventId = (await organiser.call('POST /api/events', { body: { kind: 'competition', name: { zh: '全', en: 'Whole' } } })).id;
    const preview = await upload(roster(name), name);
    expect(preview).toMatchObject({ fileName: name, faulty: 0, adds: 264, already: 0 });
    expect(preview.newOrganisations).toHaveLength(7);
    expect(preview.byPost).toHaveLength(16);
    expect([await node.db.person.count({ where: { eventId } }), (await entrants()).length]).toEqual([0, 0]);
    expect(await confirm(preview.importId)).toEqual({ added: 264, already: 0, changed: 0, skipped: 0 });
    expect([await node.db.organisation.count({ where: { eventId } }), (await entrants()).length]).toEqual([7, 264]);
    expect(await upload(roster(name), name)).toMatchObject({ adds: 0, already: 264, newOrganisations: [] });
  });
});

describe('reading', () => {
  test('finds the columns by Chinese or English headings, in any order, under a title', async () => {
    const preview = await upload(await workbook([['2027年报名表'], [], ['Gender', 'Post', 'Company', 'Remarks', 'Name'], ['F', 'hvac', ' 恒信 ', 'x', { richText: [{ text: '王' }, { text: '芳' }] }]]), 'any.bin');
    expect(preview.rows).toEqual([{ line: 4, name: '王芳', organisation: '恒信', post: 'hvac', employeeNo: '', gender: '女', faults: [] }]);
  });

  test('takes posts by code, letter, full or short name', async () => {
    const posts = ['CLEAN_INDOOR', 'A', '室内保洁', '室内保洁（卫生间与公共区域）', 'Indoor cleaning', 'hvac'];
    const { faulty, byPost } = await upload(`姓名,单位,岗位\n${posts.map((post, index) => `人${index},甲,${post}`).join('\n')}`);
    expect([faulty, byPost.map(({ letter, adds }) => `${letter} ${adds}`)]).toEqual([0, ['A 5', 'N 1']]);
  });

  test('reads GB18030, UTF-8 with and without its mark, and quotes', async () => {
    // "姓名,单位,岗位,工号\n王芳,恒信,HVAC,7\n" as GB18030 has it.
    const gb = Buffer.from('d0d5c3fb2cb5a5cebb2cb8dacebb2cb9a4bac50acdf5b7bc2cbae3d0c52c485641432c370a', 'hex');
    const utf8 = '姓名,单位,岗位,工号\n"王芳","恒信",HVAC,7\n';
    for (const file of [gb, utf8, `\uFEFF${utf8}`]) {
      expect((await upload(file)).rows).toEqual([{ line: 2, name: '王芳', organisation: '恒信', post: 'HVAC', employeeNo: '7', gender: '', faults: [] }]);
    }
  });

  test('the same letters are the same name however they were typed', async () => {
    const { rows } = await upload('姓名,单位,岗位\nJose\u0301\u3000 García,甲,HVAC');
    expect(rows[0]!.name).toBe('José García');
  });
});

describe('faults of rows', () => {
  test('every faulty row says where and why', async () => {
    const { rows, faulty, adds } = await upload(await workbook([
      ['姓名', '单位', '岗位', '工号', '性别'],
      ['甲', '恒信', 'HVAC', 1, '男'],
      ['', '恒信', 'HVAC', 2, ''],
      ['乙', '恒信', '杂技', 3, ''],
      ['丙', '恒信', 'HVAC', 1, ''],
      ['甲', '恒信', 'HVAC', 1, '男'],
      [{ formula: 'CONCAT("丁","")', result: '丁' }, '恒信', 'HVAC', 5, ''],
      ['戊'.repeat(61), '恒信', 'HVAC', 6, '未知'],
    ]));
    expect(rows.map(({ line, faults }) => [line, ...faults])).toEqual([
      [2],
      [3, { column: 'name', code: 'required' }],
      [4, { column: 'post', code: 'unknown-post' }],
      [5, { column: 'employeeNo', code: 'duplicate-employee-no', params: { line: 2 } }],
      [6, { column: 'name', code: 'duplicate-row', params: { line: 2 } }],
      [7, { column: 'name', code: 'formula' }],
      [8, { column: 'name', code: 'too-long', params: { max: 60 } }, { column: 'gender', code: 'unknown-gender' }],
    ]);
    expect([faulty, adds]).toEqual([6, 1]);
  });

  test('a formula in a .csv is not believed either, and a number that is another person’s is a fault', async () => {
    const first = await upload('姓名,单位,岗位,工号\n王芳,恒信,HVAC,7');
    await confirm(first.importId);
    const { rows } = await upload('姓名,单位,岗位,工号\n=1+1,恒信,HVAC,8\n李强,恒信,HVAC,7');
    expect(rows.map(({ faults }) => faults)).toEqual([
      [{ column: 'name', code: 'formula' }],
      [{ column: 'employeeNo', code: 'duplicate-employee-no' }],
    ]);
  });

  test('a roster with faults is imported only when the faulty rows are to be left out', async () => {
    const { importId } = await upload('姓名,单位,岗位\n甲,恒信,HVAC\n乙,恒信,杂技');
    const before = await everything(node.db);
    await expect(confirm(importId)).rejects.toEqual(refusal('import.has-faults', { faulty: 1 }));
    expect(await everything(node.db)).toBe(before);
    expect(await confirm(importId, true)).toEqual({ added: 1, already: 0, changed: 0, skipped: 1 });
  });
});

describe('files that are refused', () => {
  const kb = (size: number, fill = 0) => Buffer.alloc(size * 1024, fill);
  const refused: [string, () => Promise<string | Uint8Array>, ErrorCode, unknown][] = [
    ['a missing column', async () => '姓名,岗位,工号\n甲,HVAC,1', 'import.missing-column', { columns: ['organisation'] }],
    ['no headings at all', async () => '1,2,3\n4,5,6', 'import.missing-column', { columns: ['name', 'organisation', 'post'] }],
    ['nothing', async () => '', 'import.unreadable', { reason: 'empty' }],
    ['a picture', async () => Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'import.unreadable', { reason: 'bad-text' }],
    ['an .xls of old or a workbook with a password', async () => Buffer.from('d0cf11e0a1b11ae10000', 'hex'), 'import.unreadable', { reason: 'old-excel' }],
    ['a zip that is no workbook', async () => makeZip([{ name: 'a.txt', data: kb(1) }]), 'import.unreadable', { reason: 'not-a-workbook' }],
    ['an encrypted zip', async () => makeZip([{ name: 'xl/workbook.xml', data: kb(1), flags: 1 }]), 'import.unreadable', { reason: 'encrypted' }],
    ['a zip cut off', async () => (await workbook([['姓名']])).slice(0, 400), 'import.unreadable', { reason: 'not-a-workbook' }],
    ['a zip bomb', async () => makeZip([{ name: 'xl/worksheets/sheet1.xml', data: kb(200 * 1024) }]), 'import.unreadable', { reason: 'too-big-inside' }],
    ['a bomb in many parts', async () => makeZip(Array.from({ length: 120 }, (_, n) => ({ name: `${n}.xml`, data: kb(900) }))), 'import.unreadable', { reason: 'too-big-inside' }],
    ['a bomb that lies about its size', async () => makeZip([{ name: 'a.xml', data: kb(100 * 1024), claims: 1000 }]), 'import.unreadable', { reason: 'not-a-workbook' }],
    // Which limit stops it first, memory or time, depends on the machine.
    ['a sheet that fills the memory it is given', async () => hugeSheet(), 'import.unreadable', { reason: expect.stringMatching(/^too-(big-inside|slow)$/) }],
    ['more than 20,000 people', async () => `姓名,单位,岗位\n${Array.from({ length: 20_001 }, (_, n) => `人${n},甲,HVAC`).join('\n')}`, 'import.too-many-rows', undefined],
    ['50 MB', async () => Buffer.alloc(50_000_000, 'a'), 'import.too-large', { mostBytes: 5_000_000 }],
  ];
  test.each(refused)('%s', async (_what, file, code, details) => {
    const form = rosterForm(await file(), '名册.xlsx');
    const before = await everything(node.db);
    await expect(organiser.call('POST /api/events/:eventId/roster', { params: { eventId }, form })).rejects.toEqual(refusal(code, details));
    expect(await everything(node.db)).toBe(before);
  });

  test('a request without a file', async () => {
    const form = new FormData();
    form.append('other', 'x');
    await expect(organiser.call('POST /api/events/:eventId/roster', { params: { eventId }, form })).rejects.toEqual(refusal('request.invalid'));
    await expect(organiser.call('POST /api/events/:eventId/roster', { params: { eventId }, body: {} })).rejects.toEqual(refusal('request.invalid'));
  });

  test('lists on whole columns, as spreadsheets have them, are no obstacle', async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('报名表');
    sheet.addRows([['姓名', '单位', '岗位'], ['甲', '恒信', 'HVAC']]);
    const { dataValidations } = sheet as unknown as { dataValidations: { add(range: string, rule: object): void } };
    for (const column of 'DEFGHIJKLMNOPQRSTUVWXYZ') dataValidations.add(`${column}2:${column}1048576`, { type: 'list', formulae: ['"男,女"'], allowBlank: true });
    expect((await upload(new Uint8Array(await book.xlsx.writeBuffer()))).adds).toBe(1);
  });
});

describe('confirming', () => {
  const people = (count: number, from = 0) => Array.from({ length: count }, (_, n) => `人${n + from},恒信,HVAC,${n + from}`).join('\n');

  test('draws the order of appearance, and later people follow', async () => {
    await confirm((await upload(`姓名,单位,岗位,工号\n${people(30)}`)).importId);
    const first = await entrants();
    expect(first.map(({ code }) => code)).toEqual(Array.from({ length: 30 }, (_, n) => `N-${String(n + 1).padStart(2, '0')}`));
    expect(first.map(({ person }) => person.name)).not.toEqual(Array.from({ length: 30 }, (_, n) => `人${n}`));
    await confirm((await upload(`姓名,单位,岗位,工号\n${people(2, 30)}\n人0,恒信,HVAC,0`)).importId);
    const later = await entrants();
    expect(later.slice(0, 30)).toEqual(first);
    expect(later.slice(30).map(({ code }) => code)).toEqual(['N-31', 'N-32']);
  });

  test('a preview is confirmed once, even by two at once, and not after a later one was', async () => {
    const old = await upload(`姓名,单位,岗位,工号\n${people(2)}`);
    const { importId } = await upload(`姓名,单位,岗位,工号\n${people(3)}`);
    const both = await Promise.allSettled([confirm(importId), confirm(importId)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(confirm(importId)).rejects.toEqual(refusal('import.stale'));
    await expect(confirm(old.importId)).rejects.toEqual(refusal('import.stale'));
    expect(await entrants()).toHaveLength(3);
  });

  test('another event’s preview is not confirmed here', async () => {
    const { importId } = await upload(`姓名,单位,岗位,工号\n${people(2)}`);
    eventId = (await makeEvent(organiser, { entrants: 0, judges: 0 })).eventId;
    await expect(confirm(importId)).rejects.toEqual(refusal('import.stale'));
  });

  test('nobody is added to a contest that has begun, nor then to any other', async () => {
    const running = (await makeEvent(organiser, { posts: ['CLEAN_INDOOR', 'HVAC'] }));
    eventId = running.eventId;
    await openContest(organiser, running.contests[0]!);
    const { importId } = await upload('姓名,单位,岗位\n甲,恒信,CLEAN_INDOOR\n乙,恒信,HVAC');
    // That the event was backed up before it was tried is no change of the event.
    const event = async (): Promise<string> => (await everything(node.db)).replace(/^backup_state .*$/m, '');
    const before = await event();
    await expect(confirm(importId)).rejects.toEqual(refusal('contest.marking-started', { contests: ['A'] }));
    expect(await event()).toBe(before);
  });
});
