// A roster comes again: what it says otherwise is changed, who it does not name stays, and twenty thousand rows are no obstacle. Judges come by file, too.

import type { PoolPreview } from '@leitai/contract';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeOrganiser, openContest, rosterForm, seatPanel, uploadRoster } from '../support/factory.ts';
import { everything, startNode, type TestNode } from '../support/node.ts';
import { refusal } from '../support/refusal.ts';
import type { Visitor } from '../support/visitor.ts';

let node: TestNode;
let organiser: Visitor;
let eventId: string;
beforeAll(async () => {
  node = await startNode();
  organiser = await makeOrganiser(node.base, node.setupPath);
});
beforeEach(async () => {
  eventId = (await organiser.call('POST /api/events', { body: { kind: 'competition', name: { zh: '名册', en: 'Roster' }, posts: ['CLEAN_INDOOR', 'HVAC'] } })).id;
});
afterAll(() => node.close());

const HEAD = '姓名,单位,岗位,工号,性别';
const upload = (...lines: string[]) => uploadRoster(organiser, eventId, [HEAD, ...lines].join('\n'));
const confirm = (importId: string, skipFaulty = false) => organiser.call('POST /api/events/:eventId/roster/:importId/confirm', { params: { eventId, importId }, body: { skipFaulty } });

describe('a roster that comes again', () => {
  beforeEach(async () => {
    await confirm((await upload('甲,恒信,A,1,男', '乙,恒信,A,2,女', '丙,锦华,N,3,')).importId);
  });

  test('changes what it says otherwise, adds who is new, and leaves who it does not name', async () => {
    const before = await everything(node.db);
    const preview = await upload('甲,锦华,A,1,', '乙,恒信,A,2,男', '丁,恒信,N,4,');
    expect(preview).toMatchObject({
      adds: 1, already: 2, faulty: 0, newOrganisations: [],
      changes: [{ line: 2, name: '甲', column: 'organisation', from: '恒信', to: '锦华' }, { line: 3, name: '乙', column: 'gender', from: '女', to: '男' }],
      missing: [{ name: '丙', organisation: { zh: '锦华' }, letter: 'N' }],
    });
    expect((await everything(node.db)).replace(/^(roster_import|session) .*$/gm, '')).toBe(before.replace(/^(roster_import|session) .*$/gm, ''));
    expect(await confirm(preview.importId)).toEqual({ added: 1, already: 2, changed: 2, skipped: 0 });
    const entrants = await node.db.entrant.findMany({ where: { eventId }, include: { person: true, organisation: true } });
    expect(entrants.map(({ person, organisation }) => `${person.name} ${(organisation.name as { zh: string }).zh} ${person.gender}`).sort()).toEqual(['丁 恒信 ', '丙 锦华 ', '乙 恒信 男', '甲 锦华 男'].sort());
    expect(await upload('甲,锦华,A,1,男')).toMatchObject({ adds: 0, already: 1, changes: [] });
  });

  test('who has begun keeps the organisation: the row says so', async () => {
    const contestId = (await node.db.contest.findFirstOrThrow({ where: { eventId, post: { letter: 'N' } } })).id;
    await seatPanel(organiser, eventId, contestId, 3);
    await openContest(organiser, { eventId, contestId });
    const preview = await upload('丙,恒信,N,3,男', '乙,恒信,A,2,男');
    expect(preview.rows.map(({ faults }) => faults)).toEqual([[{ column: 'organisation', code: 'begun' }], []]);
    await expect(confirm(preview.importId)).rejects.toEqual(refusal('import.has-faults', { faulty: 1 }));
    expect(await confirm(preview.importId, true)).toEqual({ added: 0, already: 1, changed: 1, skipped: 1 });
  });
});

describe('twenty thousand rows', () => {
  test('are previewed and imported, from a workbook', async () => {
    const book = new ExcelJS.Workbook();
    const rows = Array.from({ length: 20_000 }, (_, index) => [`选手${index}`, `单位${index % 50}`, index % 2 === 0 ? 'A' : 'HVAC', `E${index}`, index % 3 === 0 ? '男' : '女']);
    book.addWorksheet('名册').addRows([HEAD.split(','), ...rows]);
    const preview = await uploadRoster(organiser, eventId, new Uint8Array(await book.xlsx.writeBuffer()), '名册.xlsx');
    expect([preview.rows.length, preview.adds, preview.faulty]).toEqual([20_000, 20_000, 0]);
    expect(await confirm(preview.importId)).toEqual({ added: 20_000, already: 0, changed: 0, skipped: 0 });
    expect(await node.db.entrant.count({ where: { eventId } })).toBe(20_000);
  });

  test('a preview nobody waits for any more stores nothing', async () => {
    const stop = new AbortController();
    const lines = Array.from({ length: 20_000 }, (_, index) => `选手${index},甲,A,${index},`);
    const asked = fetch(`${node.base}/api/events/${eventId}/roster`, { method: 'POST', body: rosterForm([HEAD, ...lines].join('\n'), 'a.csv'), headers: { cookie: organiser.cookie }, signal: stop.signal });
    stop.abort();
    await expect(asked).rejects.toThrow();
    // Whatever was begun is over once another has been read.
    await upload('甲,恒信,A,1,');
    expect(await node.db.rosterImport.count({ where: { eventId } })).toBe(1);
  });
});

describe('judges by file', () => {
  const POOL = '姓名,单位,工号,可评岗位,级别,有效期至,可任裁判长,可到日期,曾任职单位';
  const read = (...lines: string[]): Promise<PoolPreview> => organiser.call('POST /api/events/:eventId/pool-import', { params: { eventId }, form: rosterForm([POOL, ...lines].join('\n'), '裁判.csv') });
  const take = (importId: string, skipFaulty = false) => organiser.call('POST /api/events/:eventId/pool-import/:importId/confirm', { params: { eventId, importId }, body: { skipFaulty } });
  const pool = () => organiser.call('GET /api/events/:eventId/pool', { params: { eventId } });
  const FULL = '秦守正,市技师学院,J1,A、空调暖通,高级,2027/12/31,是,2027-05-20 2027年5月21日,恒信 2023-01-01~2025-06-30；锦华（2020.1.1至2022.12.31）';

  test('are added, changed and left: as previewed, and the same file again changes nothing', async () => {
    const preview = await read(FULL, '周雅琴,,,HVAC,,,,,');
    expect([preview.adds, preview.changes, preview.same, preview.faulty, preview.missing]).toEqual([2, 0, 0, 0, []]);
    expect(await pool()).toEqual([]);
    expect(await take(preview.importId)).toEqual({ added: 2, changed: 0, same: 0, skipped: 0 });
    await expect(take(preview.importId)).rejects.toEqual(refusal('import.stale'));
    expect((await pool()).find(({ name }) => name === '秦守正')).toMatchObject({
      employeeNo: 'J1', chief: true, days: ['2027-05-20', '2027-05-21'], qualifications: [{ level: '高级', until: '2027-12-31' }, { level: '高级', until: '2027-12-31' }],
      former: [{ organisation: { zh: '锦华' }, since: '2020-01-01', until: '2022-12-31' }, { organisation: { zh: '恒信' }, since: '2023-01-01', until: '2025-06-30' }],
    });
    const again = await read(FULL.replace('高级', '中级'), '韩立群,,,A,,,,,');
    expect([again.adds, again.changes, again.same, again.missing]).toEqual([1, 1, 0, [{ name: '周雅琴', organisation: null }]]);
    await take(again.importId);
    expect((await pool()).length).toBe(3);
    expect(await read(FULL.replace('高级', '中级'))).toMatchObject({ adds: 0, changes: 0, same: 1 });
  });

  test('every faulty cell is named, and only the good rows are taken when asked', async () => {
    const preview = await read(FULL, '甲,,,A、杂技,,2027-13-01,也许,明天,', '乙,,J1,A,,,,,', '丙,,,,,,,,恒信', '=1,,,A,,,,,');
    expect(preview.rows.map(({ line, faults, does }) => [line, does, ...faults.map(({ column, code }) => `${column} ${code}`)])).toEqual([
      [2, 'add'],
      [3, null, 'posts unknown-post', 'chief bad-yes-no', 'until bad-date', 'days bad-date'],
      [4, null, 'employeeNo duplicate-employee-no'],
      [5, null, 'posts required', 'former bad-former'],
      [6, null, 'name formula'],
    ]);
    await expect(take(preview.importId)).rejects.toEqual(refusal('import.has-faults', { faulty: 4 }));
    expect(await take(preview.importId, true)).toEqual({ added: 1, changed: 0, same: 0, skipped: 4 });
  });

  test('a file of judges is not imported as a roster, nor one that is not a table', async () => {
    const { importId } = await read(FULL);
    await expect(confirm(importId)).rejects.toEqual(refusal('import.stale'));
    await expect(organiser.call('POST /api/events/:eventId/pool-import', { params: { eventId }, form: rosterForm('姓名\n甲', 'a.csv') })).rejects.toEqual(refusal('import.missing-column', { columns: ['posts'] }));
  });
});
