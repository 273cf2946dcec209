// Documents: who may have which, what they wait for, the same in every copy, and every cell of a workbook held against the truth.

import { routes, type Paper, type RouteKey } from '@leitai/contract';
import { CONTEST_PAPERS, EVENT_PAPERS, hasWorkbook, type ContestPaper, type EventPaper } from '@leitai/contract/paper-kinds';
import ExcelJS from 'exceljs';
import { drawNumbers } from '@leitai/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command } from '../../apps/simulator/src/client.ts';
import { drawContest, makeOfficers, type Officers } from '../support/draw.ts';
import { makeAccount, makeEvent, makeLeader, makeOrganiser, type MadeContest } from '../support/factory.ts';
import { finish, judgedEvent, publish } from '../support/final.ts';
import { startNode, type TestNode } from '../support/node.ts';
import type { Panel } from '../support/panel.ts';
import { jpeg } from '../support/photos.ts';
import { refusal } from '../support/refusal.ts';
import type { Visitor } from '../support/visitor.ts';

/** What spreadsheets take for a formula, or lose, where it is not written as text. */
const HOSTILE = ['=1+1', '+SUM(A1:A9)', '-2+3', '@SUM(1)', '\t=1', '=HYPERLINK("http://x","y")', '00123', '<b>&"\''];

let node: TestNode;
let organiser: Visitor;
let supervisor: Visitor;
let officers: Officers;
/** Of one event: final, provisional. */
let panels: Panel[];
let sealed: { eventId: string; contestId: string };

beforeAll(async () => {
  node = await startNode();
  organiser = await makeOrganiser(node.base, node.setupPath);
  supervisor = await makeAccount(organiser, 'supervisor', '监督员');
  officers = await makeOfficers(organiser);
  panels = await judgedEvent(organiser, { posts: ['CLEAN_INDOOR', 'HVAC'], entrants: HOSTILE.length });
  const people = await node.db.entrant.findMany({ where: { contestId: panels[0]!.made.contestId }, orderBy: { position: 'asc' } });
  for (const [index, { personId }] of people.entries()) await node.db.person.updateMany({ where: { id: personId }, data: { name: HOSTILE[index]! } });
  for (const panel of panels) await publish(organiser, supervisor, panel);
  await finish(node, organiser, panels[0]!);
  [sealed] = (await makeEvent(organiser)).contests as [MadeContest];
  await drawContest(organiser, officers, sealed);
}, 240_000);
afterAll(async () => {
  panels.forEach((panel) => panel.close());
  await node.close();
});

const ofContest = (kind: ContestPaper, params = panels[0]!.params, who = organiser): Promise<Paper> => who.call(`GET /api/events/:eventId/contests/:contestId/papers/${kind}`, { params });
const ofEvent = (kind: EventPaper, params: { eventId: string } = panels[0]!.params, who = organiser): Promise<Paper> => who.call(`GET /api/events/:eventId/papers/${kind}`, { params });
const list = (params: { eventId: string }, who = organiser) => who.call('GET /api/events/:eventId/papers', { params });
const params = () => panels[0]!.params;

async function workbook(path: string, who = organiser): Promise<ExcelJS.Workbook> {
  const response = await who.fetch(path, {});
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(await response.arrayBuffer());
  return book;
}
const both = ({ zh, en }: { zh: string; en: string }): string => (zh === en ? zh : `${zh} ${en}`);
const rowsOf = (sheet: ExcelJS.Worksheet, width: number): unknown[][] =>
  Array.from({ length: sheet.rowCount }, (_, row) => Array.from({ length: width }, (_, column) => sheet.getCell(row + 1, column + 1).value));

describe('a workbook', () => {
  it.each([...EVENT_PAPERS.map((kind) => [kind, false] as const), ...CONTEST_PAPERS.filter(hasWorkbook).map((kind) => [kind, true] as const)])('%s has every cell of its tables, texts as text and numbers as numbers', async (kind, contest) => {
    const found = (await list(params())).papers.find((paper) => paper.kind === kind && (!contest || paper.contestId === params().contestId));
    // Documents of practical checks, which qualifications.test.ts reads.
    if (!found) return expect(['qualification-list', 'grade-list']).toContain(kind);
    if (found.need) return expect(['appeals', 'first-register', 'second-register', 'draw-record']).toContain(kind);
    const paper = contest ? await ofContest(kind as ContestPaper) : await ofEvent(kind as EventPaper);
    const path = contest ? `/api/events/${params().eventId}/contests/${params().contestId}/papers/${kind}.xlsx` : `/api/events/${params().eventId}/papers/${kind}.xlsx`;
    const book = await workbook(path);
    const tables = paper.parts.flatMap(({ table }) => (table === null ? [] : [paper.tables[table]!]));
    expect(book.worksheets).toHaveLength(tables.length + 1);
    for (const [index, { columns, rows }] of tables.entries()) {
      const written = rowsOf(book.worksheets[index + 1]!, columns.length);
      expect(written[0]).toEqual(columns.map(({ name }) => both(name)));
      expect(written.slice(1)).toEqual(rows.map((row) => row.map((cell, column) => {
        if (cell === null) return null;
        if (typeof cell === 'object' && 'at' in cell) return new Date(Date.parse(cell.at) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
        const text = typeof cell === 'string' ? cell : 'struck' in cell ? cell.struck : both(cell);
        return columns[column]!.type === 'number' && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text === '' ? null : text;
      })));
    }
    for (const sheet of book.worksheets) sheet.eachRow((row) => row.eachCell((cell) => expect([ExcelJS.ValueType.String, ExcelJS.ValueType.Number, ExcelJS.ValueType.Null]).toContain(cell.type)));
    expect(book.worksheets[0]!.getColumn(2).values).toContain(paper.hash.slice(0, 12).toUpperCase().match(/.{4}/g)!.join(' · '));
  });

  it('of the summary holds what the results say, with dropped marks struck', async () => {
    const results = await organiser.call('GET /api/events/:eventId/contests/:contestId/results', { params: params() });
    const { worksheets: [, sheet] } = await workbook(`/api/events/${params().eventId}/contests/${params().contestId}/papers/summary.xlsx`);
    const written = rowsOf(sheet!, 4 + 3 + 2).slice(1);
    expect(written.map(([, code, name, , ...rest]) => [code, name, ...rest])).toEqual(results.rows.map(({ code, name, judges, total, award }) => [code, name, ...judges.map(({ value }) => Number(value)), Number(total), award ? both(award) : null]));
    expect(written.map(([, , name]) => name).toSorted()).toEqual([...HOSTILE].toSorted());
    results.rows.forEach(({ judges }, row) => judges.forEach(({ use }, column) => expect(sheet!.getCell(row + 2, column + 5).font?.strike ?? false).toBe(use !== 'kept')));
  });
});

describe('what a document waits for', () => {
  const needs = async (place: { eventId: string; contestId?: string }, who = organiser) =>
    Object.fromEntries((await list(place, who)).papers.filter(({ contestId }) => contestId === null || contestId === place.contestId).map(({ kind, need }) => [kind, need]));

  it('is said in the list, and refused by the same rule', async () => {
    expect(await needs(params())).toMatchObject({ programme: null, summary: null, standings: null, recheck: null, publicity: null, 'results-book': null, 'award-list': null, corrections: null, appeals: 'appeals', 'first-register': 'draw' });
    expect(await needs(sealed)).toMatchObject({ programme: null, 'check-in': null, 'blank-sheets': null, summary: 'results', recheck: 'recheck', publicity: 'publication', 'results-book': 'publication', 'award-list': 'final', corrections: 'opening', 'first-register': 'unsealing', 'draw-record': 'unsealing' });
    await expect(ofContest('publicity', sealed)).rejects.toEqual(refusal('paper.not-ready', { need: 'publication' }));
    await expect(ofEvent('appeals')).rejects.toEqual(refusal('paper.not-ready', { need: 'appeals' }));
    await expect(ofContest('summary', { ...params(), contestId: sealed.contestId })).rejects.toEqual(refusal('contest.not-found'));
  });

  it('lists for nobody what the route would not let in', async () => {
    const kinds = new Set((await list(sealed, officers.first)).papers.map(({ kind }) => kind));
    expect([...kinds]).toEqual(['first-register', 'second-register', 'draw-record']);
    for (const { kind, contestId } of (await list(params(), supervisor)).papers) {
      const key = (contestId === null ? `GET /api/events/:eventId/papers/${kind}` : `GET /api/events/:eventId/contests/:contestId/papers/${kind}`) as RouteKey;
      expect(routes[key].allow).toContain('supervisor');
    }
  });

  it('a frozen contest is no document for the public', async () => {
    const [, second] = panels;
    await organiser.call('POST /api/events/:eventId/freeze', { params: params(), body: { contestIds: [second!.made.contestId], frozen: true } });
    await expect(ofContest('publicity', second!.params)).rejects.toEqual(refusal('paper.not-ready', { need: 'unfreezing' }));
    expect((await ofEvent('results-book')).parts).toHaveLength(1 + 1 + 2);
    await organiser.call('POST /api/events/:eventId/freeze', { params: params(), body: { contestIds: [second!.made.contestId], frozen: false } });
    expect((await ofEvent('results-book')).parts).toHaveLength(1 + 2 + 2);
  });
});

describe('a sealed draw', () => {
  const text = async (paper: Promise<Paper>): Promise<string> => JSON.stringify(await paper);

  it('keeps codes and names apart on paper', async () => {
    const people = await node.db.entrant.findMany({ where: { contestId: sealed.contestId }, include: { person: true } });
    const [names, codes] = [people.map(({ person }) => person.name), people.map(({ code }) => code)];
    const has = (printed: string, all: readonly string[]): boolean => all.some((one) => printed.includes(one));
    const kinds = { programme: await text(ofEvent('programme', sealed)), checkIn: await text(ofContest('check-in', sealed)), blank: await text(ofContest('blank-sheets', sealed)), first: await text(ofContest('first-register', sealed, officers.first)), second: await text(ofContest('second-register', sealed, officers.second)) };
    expect(Object.fromEntries(Object.entries(kinds).map(([kind, printed]) => [kind, [has(printed, names), has(printed, codes)]]))).toEqual({
      programme: [true, false], checkIn: [false, false], blank: [false, true], first: [true, false], second: [false, true],
    });
  });

  it('gives a register to its maker alone until it is unsealed, and writes down who read it', async () => {
    await expect(ofContest('first-register', sealed, officers.second)).rejects.toEqual(refusal('paper.not-ready', { need: 'unsealing' }));
    await expect(ofContest('first-register', sealed)).rejects.toEqual(refusal('paper.not-ready', { need: 'unsealing' }));
    await ofContest('first-register', sealed, officers.first);
    const [latest] = await organiser.call('GET /api/events/:eventId/access-log', { params: sealed });
    expect(latest).toMatchObject({ sight: 'register', role: 'anonymiser', name: '加密甲', contestId: sealed.contestId });
    expect((await node.db.draw.count({ where: { contestId: sealed.contestId, unsealedAt: null } }))).toBe(1);
  });
});

describe('the registers of a draw', () => {
  it('are workbooks that join number, person and code, each its half', async () => {
    const entrants = await node.db.entrant.findMany({ where: { contestId: sealed.contestId }, include: { person: true, organisation: true }, orderBy: { contestantNumber: 'asc' } });
    const at = (kind: string) => `/api/events/${sealed.eventId}/contests/${sealed.contestId}/papers/${kind}-register.xlsx`;
    const { worksheets: [, first] } = await workbook(at('first'), officers.first);
    expect(rowsOf(first!, 3).slice(1)).toEqual(entrants.map(({ contestantNumber, person, organisation }) => [contestantNumber, person.name, both(organisation.name as { zh: string; en: string })]));
    const { worksheets: [, second] } = await workbook(at('second'), officers.second);
    expect(rowsOf(second!, 3).slice(1).toSorted(([a], [b]) => Number(a) - Number(b))).toEqual(entrants.map(({ contestantNumber, position, code }) => [contestantNumber, position, code]));
    expect((await officers.second.fetch(at('first'), {})).status).not.toBe(200);
  });
});

it('the appeal file has every appeal with its grounds and the hash of its evidence, printed and as a workbook', async () => {
  const [, { params: provisional }] = panels as [Panel, Panel];
  const leader = await makeLeader(organiser, provisional.eventId, '单位0', '文件领队');
  const unit = await leader.call('GET /api/events/:eventId/unit', { params: provisional });
  const { entrants } = unit.contests.find(({ id }) => id === provisional.contestId)!;
  const form = new FormData();
  form.append('appeal', JSON.stringify({ ...command(), grounds: '=读数与现场不符', items: [], against: null }));
  form.append('files', new Blob([(await jpeg()) as Uint8Array<ArrayBuffer>]), '现场.jpg');
  const { appealId } = await leader.call('POST /api/events/:eventId/unit/entrants/:entrantId/appeals', { params: { ...provisional, entrantId: entrants[0]!.id }, form });
  const { files, number, contest, entrant } = await organiser.call('GET /api/events/:eventId/appeals/:appealId', { params: { ...provisional, appealId } });
  const { parts: [, part] } = await ofEvent('appeals');
  expect(part!.facts.map(({ value }) => value)).toEqual(expect.arrayContaining(['=读数与现场不符', `${files[0]!.name} · SHA-256 ${files[0]!.sha256}`]));
  const { worksheets: [facts, register] } = await workbook(`/api/events/${provisional.eventId}/papers/appeals.xlsx`);
  expect(rowsOf(register!, 7)).toEqual([expect.arrayContaining(['状态 State']), [number, both(contest.name), entrant.code, entrant.name, '单位0', '待受理 Filed', null]]);
  expect(facts!.getColumn(2).values).toContain('=读数与现场不符');
});

it('two copies of one state bear one check code, and a change another', async () => {
  const [one, two] = [await ofContest('publicity'), await ofContest('publicity')];
  expect(one.hash).toBe(two.hash);
  expect(JSON.stringify(one)).toContain('"zh":"已终局"');
  await organiser.call('POST /api/events/:eventId/public-names', { params: params(), body: { names: 'code' } });
  const coded = await ofContest('publicity');
  await organiser.call('POST /api/events/:eventId/public-names', { params: params(), body: { names: 'masked' } });
  expect(coded.hash).not.toBe(one.hash);
  expect(HOSTILE.some((name) => JSON.stringify(coded).includes(JSON.stringify(name)))).toBe(false);
});

it('the recheck says the rate of errors; blank sheets leave out who is recused', async () => {
  const { parts: [part] } = await ofContest('recheck');
  expect(part!.facts.find(({ name }) => name.zh === '差错率')!.value).toEqual({ zh: '0.00%', en: '0.00%' });
  const blank = await ofContest('blank-sheets');
  expect(blank.parts).toHaveLength(HOSTILE.length * 3);
  expect(blank.tables).toHaveLength(1);
  expect(new Set(blank.parts.map(({ facts }) => facts[0]!.value)).size).toBe(HOSTILE.length * 3);
});

it('the record of a draw is one table with its seed once it is unsealed, and drawing it again gives the same', async () => {
  await expect(ofContest('draw-record', sealed, officers.first)).rejects.toEqual(refusal('paper.not-ready', { need: 'unsealing' }));
  const { eventId, contestId } = sealed;
  const where = { eventId_contestId: { eventId, contestId } };
  await node.db.draw.update({ where, data: { openedBy: '加密甲', openedAt: new Date(), witnessedBy: '监督', unsealedAt: new Date() } });
  const { seed, list } = await node.db.draw.findUniqueOrThrow({ where });
  const people = list as unknown as { name: string }[];
  const [numbers, stations] = [drawNumbers(seed, 'contestant', people.length), drawNumbers(seed, 'station', people.length)];
  const { worksheets: [facts, drawn] } = await workbook(`/api/events/${eventId}/contests/${contestId}/papers/draw-record.xlsx`);
  expect(facts!.getColumn(2).values).toContain(seed);
  expect(rowsOf(drawn!, 6).slice(1).map(([place, name, , number, station]) => [place, name, number, station])).toEqual(
    people.map(({ name }, index) => [index + 1, name, numbers[index], stations[numbers[index]! - 1]]),
  );
  expect((await organiser.call('GET /api/events/:eventId/access-log', { params: sealed }))[0]).toMatchObject({ sight: 'register', role: 'organiser' });
});
