/** Schemes are drafted, made versions of, and taken up by contests: who comes second is told, what is frozen stays, and the record proves it. */
import { auditContest } from '@leitai/database';
import { checkScheme, schemeDifferences, type Scheme } from '@leitai/scoring';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RefusedByServer } from '../../apps/simulator/src/client.ts';
import { makeEvent, makeOrganiser, openContest, rosterForm, type MadeContest } from '../support/factory.ts';
import { startNode, type TestNode } from '../support/node.ts';
import { refusal } from '../support/refusal.ts';
import type { Visitor } from '../support/visitor.ts';
import { makeZip } from '../support/zip.ts';

let node: TestNode;
let organiser: Visitor;
let contest: MadeContest;
let place: { eventId: string; schemeId: string };
beforeAll(async () => {
  node = await startNode();
  organiser = await makeOrganiser(node.base, node.setupPath);
});
beforeEach(async () => {
  [contest] = (await makeEvent(organiser)).contests as [MadeContest];
  const [card] = await organiser.call('GET /api/events/:eventId/schemes', { params: { eventId: contest.eventId } });
  place = { eventId: contest.eventId, schemeId: card!.id };
});
afterAll(() => node.close());

const file = () => organiser.call('GET /api/events/:eventId/schemes/:schemeId', { params: place });
const save = (revision: number, scheme: Scheme) => organiser.call('POST /api/events/:eventId/schemes/:schemeId/draft', { params: place, body: { revision, scheme } });
const release = (revision: number, ...contestIds: string[]) => organiser.call('POST /api/events/:eventId/schemes/:schemeId/versions', { params: place, body: { revision, contestIds } });
const choose = (versionId: string) => organiser.call('POST /api/events/:eventId/contests/:contestId/scheme', { params: { eventId: contest.eventId, contestId: contest.contestId }, body: { versionId } });
const renamed = (scheme: Scheme, zh: string): Scheme => ({ ...scheme, name: { ...scheme.name, zh } });
const faults = async () => (await auditContest(node.db, contest.eventId, contest.contestId)).faults;
const read = (bytes: Uint8Array | string, name: string) => organiser.call('POST /api/events/:eventId/schemes/reading', { params: place, form: rosterForm(bytes, name) });

describe('a draft', () => {
  it('begins as the latest version, and is listed once it differs', async () => {
    const { revision, scheme, versions, contests } = await file();
    expect({ revision, versions: versions.map(({ version, frozenAt }) => [version, frozenAt]) }).toEqual({ revision: 0, versions: [[1, null]] });
    expect(contests).toEqual([expect.objectContaining({ id: contest.contestId, state: 'setup', versionId: versions[0]!.id })]);
    expect(await save(0, renamed(scheme, '新名'))).toMatchObject({ revision: 1, savedBy: '组委会' });
    expect(await organiser.call('GET /api/events/:eventId/schemes', { params: place })).toMatchObject([{ name: { zh: '新名' }, version: 1, issues: 0, draft: { savedBy: '组委会' }, contests: [{ version: 1 }] }]);
    await organiser.call('DELETE /api/events/:eventId/schemes/:schemeId/draft', { params: place });
    expect(await file()).toMatchObject({ revision: 2, scheme });
  });

  it('may be wrong, but not without its structure', async () => {
    const { scheme } = await file();
    await save(0, { ...scheme, max: '', modules: [{ ...scheme.modules[0]!, criteria: [] }] });
    expect(await file()).toMatchObject({ scheme: { max: '' } });
    for (const broken of [{ ...scheme, max: 7 }, { ...scheme, modules: 'none' }, renamed(scheme, 'a\u0000b'), null]) await expect(save(1, broken as never)).rejects.toEqual(refusal('request.invalid'));
    await expect(release(1)).rejects.toEqual(refusal('scheme.invalid', { issues: checkScheme({ ...scheme, max: '', modules: [{ ...scheme.modules[0]!, criteria: [] }] }) }));
  });

  it('saved by two: the second is told what stands, and nothing is lost', async () => {
    const { scheme } = await file();
    const both = await Promise.allSettled([save(0, renamed(scheme, '甲的')), save(0, renamed(scheme, '乙的'))]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const { reason } = both.find((one) => one.status === 'rejected')!;
    expect(reason).toEqual(refusal('scheme.conflict'));
    const { details } = reason as RefusedByServer & { details: { revision: number; savedBy: string; scheme: Scheme } };
    expect(details).toMatchObject({ revision: 1, savedBy: '组委会' });
    expect(schemeDifferences(scheme, details.scheme)).toMatchObject([{ type: 'changed', field: ['name', 'zh'] }]);
    expect((await file()).scheme).toEqual(details.scheme);
    await expect(release(0)).rejects.toEqual(refusal('scheme.conflict'));
  });
});

describe('a new scheme', () => {
  it('has a code of its own, which stays once there is a version', async () => {
    const { scheme } = await file();
    const create = (code: string) => organiser.call('POST /api/events/:eventId/schemes', { params: place, body: { scheme: { ...scheme, code } } });
    await expect(create(scheme.code)).rejects.toEqual(refusal('scheme.code-taken', { code: scheme.code }));
    place = { ...place, schemeId: (await create('OWN')).id };
    await expect(create('OWN')).rejects.toEqual(refusal('scheme.code-taken'));
    await save(1, { ...scheme, code: 'OTHER' });
    expect(await release(2)).toEqual({ versionId: place.schemeId, version: 1 });
    await expect(save(2, { ...scheme, code: 'THIRD' })).rejects.toEqual(refusal('scheme.code-taken', { code: 'OTHER' }));
    expect(await file()).toMatchObject({ code: 'OTHER', versions: [{ version: 1, madeBy: '组委会' }] });
  });

  it('without a version is gone with its draft', async () => {
    const { scheme } = await file();
    const { id } = await organiser.call('POST /api/events/:eventId/schemes', { params: place, body: { scheme: { ...scheme, code: 'GONE' } } });
    await organiser.call('DELETE /api/events/:eventId/schemes/:schemeId/draft', { params: { ...place, schemeId: id } });
    await expect(organiser.call('GET /api/events/:eventId/schemes/:schemeId', { params: { ...place, schemeId: id } })).rejects.toEqual(refusal('scheme.not-found'));
  });
});

describe('a version', () => {
  it('is made of the draft and taken up by contests in set-up, on the record', async () => {
    const { scheme, versions: [first] } = await file();
    await expect(release(0)).rejects.toEqual(refusal('scheme.unchanged', { version: 1 }));
    await save(0, renamed(scheme, '第二版'));
    const { versionId, version } = await release(1, contest.contestId);
    expect(version).toBe(2);
    expect(await file()).toMatchObject({ versions: [{ id: versionId, version: 2 }, { version: 1 }], contests: [{ versionId }] });
    const events = await node.db.contestEvent.findMany({ where: { contestId: contest.contestId } });
    expect(events.map(({ body }) => JSON.parse(body) as object)).toContainEqual(expect.objectContaining({ type: 'contest:scheme', before: expect.objectContaining({ id: first!.id, version: 1 }) as object, after: expect.objectContaining({ id: versionId, version: 2 }) as object }));
    await choose(first!.id);
    await choose(first!.id);
    await choose(versionId);
    expect(await faults()).toEqual([]);
    await expect(organiser.call('GET /api/events/:eventId/schemes/:schemeId/versions/:versionId', { params: { ...place, versionId } })).resolves.toEqual({ scheme: renamed(scheme, '第二版') });
  });

  it('that marks are given under stays: for the contest, for the version, and behind everybody’s back', async () => {
    const { scheme, versions: [first] } = await file();
    await openContest(organiser, contest);
    await save(0, renamed(scheme, '第二版'));
    await expect(release(1, contest.contestId)).rejects.toEqual(refusal('contest.marking-started', { state: 'running' }));
    expect((await file()).versions).toHaveLength(1);
    const { versionId } = await release(1);
    await expect(choose(versionId)).rejects.toEqual(refusal('contest.marking-started'));
    expect((await file()).versions.at(-1)!.frozenAt).not.toBeNull();
    await expect(node.db.$executeRaw`UPDATE contest SET scheme_version_id = ${versionId}::uuid WHERE id = ${contest.contestId}::uuid`).rejects.toThrow(/keeps the scheme/);
    await expect(node.db.$executeRaw`UPDATE scheme_version SET body = '{}' WHERE id = ${first!.id}::uuid`).rejects.toThrow(/frozen/);
    expect(await faults()).toEqual([]);
  });

  it('exchanged behind the record is found', async () => {
    const { scheme, versions: [first] } = await file();
    await save(0, renamed(scheme, '第二版'));
    await release(1, contest.contestId);
    await node.db.$executeRaw`UPDATE contest SET scheme_version_id = ${first!.id}::uuid WHERE id = ${contest.contestId}::uuid`;
    expect(await faults()).toMatchObject([{ table: 'contest', column: 'scheme_version_id', found: first!.id }]);
  });

  it('that the contest’s rules do not fit is not taken up', async () => {
    const { scheme } = await file();
    const rules = (await node.db.contest.findFirstOrThrow({ where: { id: contest.contestId } })).rules as object;
    await node.db.contest.updateMany({ where: { id: contest.contestId }, data: { rules: { ...rules, tieBreaks: [{ type: 'criterion', criterionId: scheme.modules[0]!.criteria[0]!.id }] } } });
    const [{ criteria: [, ...others], ...module }, ...rest] = scheme.modules as [Scheme['modules'][0], ...Scheme['modules']];
    const max = String(Number(scheme.max) - Number(scheme.modules[0]!.criteria[0]!.max));
    await save(0, { ...scheme, max, vetoes: [], modules: others.length > 0 ? [{ ...module, criteria: others }, ...rest] : rest });
    await expect(release(1, contest.contestId)).rejects.toEqual(refusal('scheme.rules'));
    expect((await file()).versions).toHaveLength(1);
  });
});

describe('a file', () => {
  it('goes out and comes into another event, the same', async () => {
    const { scheme } = await file();
    const response = await organiser.fetch(`/api/events/${place.eventId}/schemes/${place.schemeId}/workbook`, {});
    expect(response.headers.get('content-disposition')).toContain(`${scheme.code}.xlsx`);
    expect(await read(new Uint8Array(await response.arrayBuffer()), '方案.xlsx')).toEqual({ fileName: '方案.xlsx', scheme, faults: [] });
    expect(await read(JSON.stringify(scheme), '方案.json')).toMatchObject({ scheme, faults: [] });
  });

  it('that is hostile is refused with a reason, and stores nothing', async () => {
    const zeros = Buffer.alloc(50_000_000);
    const unreadable: [Uint8Array | string, string][] = [
      [makeZip([{ name: 'xl/workbook.xml', data: zeros }]), 'too-big-inside'],
      [makeZip([{ name: 'xl/workbook.xml', data: Buffer.from('<x/>'), flags: 1 }]), 'encrypted'],
      [makeZip([{ name: 'a.txt', data: Buffer.from('x') }]), 'not-a-workbook'],
      ['{"format":', 'bad-text'],
    ];
    for (const [bytes, reason] of unreadable) await expect(read(bytes, 'a.xlsx')).rejects.toEqual(refusal('import.unreadable', { reason }));
    await expect(read('姓名,单位\n甲,乙', 'a.csv')).rejects.toEqual(refusal('import.missing-column'));
    await expect(read(Buffer.alloc(2_100_000), 'a.xlsx')).rejects.toEqual(refusal('import.too-large'));
    expect(await read('{"__proto__":{"x":1},"format":"leitai-scheme/1"}', 'a.json')).toMatchObject({ scheme: null });
    expect(await organiser.call('GET /api/events/:eventId/schemes', { params: place })).toHaveLength(1);
  });

  it('of formulas and strange rows names each', async () => {
    const book = new ExcelJS.Workbook();
    book.addWorksheet('x').addRows([['行类型', '标识', '名称（中文）', '名称（英文）', '方式', '分值'], ['方案', 'A', { formula: '1+1', result: 2 }, 'x', '', '10'], ['怪行', '', '', '', '', ''], ['档', '', '', '', '', '1']]);
    const { scheme, faults: found } = await read(new Uint8Array(await book.xlsx.writeBuffer()), 'a.xlsx');
    expect(found.map(({ row, code }) => `${row} ${code}`)).toEqual(['2 formula-cell', '3 unknown-row', '4 misplaced-row', '2 wrong-length', '2 wrong-length']);
    expect(scheme).toMatchObject({ code: 'A', modules: [] });
  });
});
