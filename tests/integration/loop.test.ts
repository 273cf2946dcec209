// Closing the loop: figures against the raw marks themselves, what was done beside them, who may see what, and the three lists.

import { randomUUID } from 'node:crypto';
import type { LoopPage } from '@leitai/contract';
import { DEFAULT_RULES, type Scheme } from '@leitai/scoring';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command } from '../../apps/simulator/src/client.ts';
import { checkSettings, finishCheck, judgeCheck, saveCheck } from '../support/checks.ts';
import { houseDay } from '../support/days.ts';
import { makeAccount, makeEvent, makeLeader, makeOrganiser } from '../support/factory.ts';
import { startNode, type TestNode } from '../support/node.ts';
import { connect, type Panel } from '../support/panel.ts';
import { refusal } from '../support/refusal.ts';
import type { Visitor } from '../support/visitor.ts';

const text = (zh: string) => ({ zh, en: zh });
const criterion = (id: string, max: string, number: string) =>
  ({ id, no: id, name: text(`项${id}`), rule: text(id), kind: 'judged' as const, max, scale: { type: 'pass-fail' as const }, clauses: [{ standard: 'DB3204/T 1', title: text('保洁'), number }], mayNotApply: true });
const SCHEME: Scheme = {
  format: 'leitai-scheme/1', code: 'CHECK', name: text('保洁'), max: '100',
  modules: [{ id: 'm', name: text('现场'), criteria: [criterion('c1', '50', '4.1'), criterion('c2', '30', '4.2.1')] }, { id: 'n', name: text('收尾'), criteria: [criterion('c3', '20', '5.1')] }], vetoes: [],
};
const UNIT = '单位0';

let node: TestNode;
let organiser: Visitor;
let supervisor: Visitor;
let leader: Visitor;
let check: Panel;
let inspection: { eventId: string; organisationId: string; postId: string; today: string };

async function withScheme(eventId: string, contestIds: string[]): Promise<void> {
  const { id: schemeId } = await organiser.call('POST /api/events/:eventId/schemes', { params: { eventId }, body: { scheme: SCHEME } });
  await organiser.call('POST /api/events/:eventId/schemes/:schemeId/versions', { params: { eventId, schemeId }, body: { revision: 1, contestIds } });
}

beforeAll(async () => {
  node = await startNode();
  organiser = await makeOrganiser(node.base, node.setupPath);
  supervisor = await makeAccount(organiser, 'supervisor', '周督查');
  const inspector = await makeAccount(organiser, 'inspector', '冯检查');
  const today = houseDay();
  const { contests: [made] } = await makeEvent(organiser, { kind: 'practical-check', entrants: 6, judges: 3 });
  const place = { params: { eventId: made!.eventId, contestId: made!.contestId } };
  const { hash } = await organiser.call('GET /api/events/:eventId/contests/:contestId/rules', place);
  await organiser.call('POST /api/events/:eventId/contests/:contestId/rules', { ...place, body: { rules: structuredClone(DEFAULT_RULES) as never, expected: hash } });
  await withScheme(made!.eventId, [made!.contestId]);
  await saveCheck(organiser, made!, checkSettings(today));
  check = await judgeCheck(organiser, made!);
  await finishCheck(organiser, check);

  const { id: eventId } = await organiser.call('POST /api/events', { body: { kind: 'inspection', name: text('检查年'), posts: ['CLEAN_INDOOR'] } });
  const { id: organisationId } = await organiser.call('POST /api/events/:eventId/organisations', { params: { eventId }, body: { name: text(UNIT) } });
  leader = await makeLeader(organiser, eventId, UNIT, '甲领队');
  await withScheme(eventId, []);
  const desk = await organiser.call('GET /api/events/:eventId/plans', { params: { eventId } });
  const postId = desk.posts[0]!.id;
  inspection = { eventId, organisationId, postId, today: desk.today };
  await organiser.call('POST /api/events/:eventId/plans/:planId', {
    params: { eventId, planId: randomUUID() }, body: {
      basedOn: 0, name: '月查', form: 'supervision', frequency: 'month', postId, schemeVersionId: desk.schemes.find(({ code }) => code === 'CHECK')!.versionId, item: '保洁', from: desk.today, until: desk.today,
      subjects: [{ organisationId, site: '' }], inspectors: [desk.inspectors[0]!.accountId], sampling: null, decision: null,
    },
  });
  const connection = await connect(inspector);
  const [visit] = (await connection.send('visits:join', {})).visits;
  const at = await connection.send('visit:join', { contestId: visit!.contestId });
  const sheet = at.sheets.find(({ entrantId }) => entrantId === visit!.id)!;
  let { version } = sheet;
  for (const [criterionId, value] of [['c1', { type: 'pass-fail', pass: true }], ['c2', { type: 'pass-fail', pass: false }], ['c3', { type: 'not-applicable' }]] as const) {
    version = (await connection.send('mark:put', { ...command(), sheetId: sheet.id, criterionId, value, expectedVersion: 0 })).sheetVersion;
  }
  await connection.send('sheet:submit', { ...command(), sheetId: sheet.id, expectedVersion: version, signature: { type: 'typed' } });
  connection.close();

  await organiser.call('POST /api/events/:eventId/findings', {
    params: { eventId }, body: {
      ...command(), organisationId, postId, site: '三号楼', subject: '地面水渍', severity: 'general', measured: '有', required: '无', owner: '石磊', foundOn: today, due: null, source: { type: 'hand' },
      clause: { standard: 'DB3204/T 1', title: text('保洁'), number: '4.2.1', text: '', mark: '' },
    },
  });
  const enter = (register: string, cells: Record<string, string>) => organiser.call('POST /api/events/:eventId/registers/:register', { params: { eventId, register }, body: { cells } });
  await enter('courses', { title: '地面清洁', level: '执行', category: '岗位技能', hours: '2', trainer: '林师傅', standard: 'DB3204/T 1', clause: '4.2' });
  const planned = { organisation: UNIT, post: 'CLEAN_INDOOR', standard: 'DB3204/T 1', course: '地面清洁', trainer: '林师傅', method: '实操演练', who: '甲', charge: '石磊' };
  await enter('plans', { ...planned, number: 'P1', day: today, clauses: '4.2、5' });
  await enter('plans', { ...planned, number: 'P2', day: '2026-01-02', clauses: '4.1' });
  await expect(enter('sessions', { number: 'S1', day: today, course: '地面清洁', plan: 'P9' })).rejects.toEqual(refusal('register.invalid', { faults: [{ column: 'plan', code: 'unknown-reference' }] }));
  await enter('sessions', { number: 'S1', day: today, course: '地面清洁', trainer: '林师傅', place: '实训中心', plan: 'P1' });
  await enter('plans', { ...planned, number: 'P3', day: '2026-01-05', clauses: '4.2.1', trainer: '' });
  await enter('sessions', { number: 'S0', day: '2026-01-05', course: '地面清洁', plan: 'P3' });
  await enter('attendance', { session: 'S0', employeeNo: '', name: '甲', organisation: UNIT, post: 'CLEAN_INDOOR' });
  await enter('attendance', { session: 'S1', employeeNo: 'CLEAN_INDOOR-0', name: '甲', organisation: UNIT, post: 'CLEAN_INDOOR', passed: '是' });
}, 120_000);
afterAll(async () => {
  check.close();
  await node.close();
});

type Counted = { readonly unit: string; readonly criterionId: string; /** In thirds of a point, so that whole numbers do. */ readonly points: number; readonly max: number; readonly person: string };
const MAX: Readonly<Record<string, number>> = { c1: 50, c2: 30, c3: 20 };

/** From the marks as they were given: a criterion is worth the mean of what three judges, or the one inspector, gave it. */
async function counted(kind: 'practicalCheck' | 'inspection'): Promise<Counted[]> {
  const entrants = await node.db.entrant.findMany({ where: { contest: { event: { kind }, results: { some: {} } } }, include: { person: true, organisation: true, sheets: { where: { state: 'confirmed' }, include: { marks: true } } } });
  return entrants.flatMap(({ person, organisation, sheets }) => Object.keys(MAX).flatMap((criterionId): Counted[] => {
    const marks = sheets.map((sheet) => sheet.marks.find((mark) => mark.criterionId === criterionId)!.value as { type: string; pass?: boolean });
    if (marks.some(({ type }) => type === 'not-applicable')) return [];
    const passed = marks.filter(({ pass }) => pass).length;
    return [{ unit: (organisation.name as { zh: string }).zh, criterionId, points: (passed * MAX[criterionId]! * 3) / marks.length, max: MAX[criterionId]! * 3, person: person.name }];
  }));
}
const sum = (rows: readonly Counted[], of: 'points' | 'max'): number => rows.reduce((total, row) => total + row[of], 0);
/** An exact text as a number; every figure here has few digits. */
const value = (exact: string): number => { const [n, d = '1'] = exact.split('/'); return Number(n) / Number(d); };
const rate = (rows: readonly Counted[]): number => (100 * sum(rows, 'points')) / sum(rows, 'max');
const page = (view = '36', who = organiser): Promise<LoopPage> => who.call('GET /api/events/:eventId/loop/:view/:postId/:organisationId', { params: { ...inspection, view } });

describe('where points are lost', () => {
  it('is what the marks say, criterion by criterion, source by source, beside the mean of everybody', async () => {
    for (const [view, all] of [['36', [...(await counted('practicalCheck')), ...(await counted('inspection'))]], ['36-inspection', await counted('inspection')], ['12-practical-check', await counted('practicalCheck')]] as const) {
      const read = await page(view);
      const own = all.filter(({ unit }) => unit === UNIT);
      expect(value(read.whole!.rate), view).toBeCloseTo(rate(own), 9);
      expect(value(read.whole!.mean!), view).toBeCloseTo(rate(all), 9);
      const lost = Object.keys(MAX).filter((id) => own.some((row) => row.criterionId === id && row.points < row.max));
      expect(read.items.map(({ name }) => name.zh.slice(1)).toSorted(), view).toEqual(lost.toSorted());
      for (const item of read.items) {
        const mine = own.filter(({ criterionId }) => item.name.zh === `项${criterionId}`);
        expect(value(item.rate)).toBeCloseTo(rate(mine), 9);
        expect(value(item.mean!)).toBeCloseTo(rate(all.filter(({ criterionId }) => item.name.zh === `项${criterionId}`)), 9);
        expect(value(item.lost) * 3).toBeCloseTo(sum(mine, 'max') - sum(mine, 'points'), 9);
        expect([item.times, item.of]).toEqual([mine.filter(({ points, max }) => points < max).length, mine.length]);
        expect(item.rows.reduce((total, row) => total + value(row.lost), 0)).toBeCloseTo(value(item.lost), 9);
      }
      for (const { name, lost: missed } of read.people) {
        const theirs = own.filter(({ person }) => person === name);
        expect(value(missed) * 3, name).toBeCloseTo(sum(theirs, 'max') - sum(theirs, 'points'), 9);
      }
    }
    expect((await page('36-inspection')).people).toEqual([]);
    expect((await page('36-competition')).whole).toBeNull();
  });

  it('stands beside what was done: the finding that cites the clause, the course on a clause above it', async () => {
    const read = await page();
    const item = read.items.find(({ name }) => name.zh === '项c2')!;
    expect(read.findings.filter(({ id }) => item.findings.includes(id))).toMatchObject([{ subject: '地面水渍', state: 'opened', onTime: null, closedOn: null }]);
    expect(item.trainings).toMatchObject([{ before: null, after: item.rate }, { before: null, after: null }]);
    const of = (number: string) => read.plans.find((plan) => plan.number === number)!;
    expect([of('P1').held, of('P2').held]).toEqual([{ from: inspection.today, until: inspection.today, people: 1 }, null]);
    // Everything that was earned came after the one, and on the day of the other.
    expect(item.plans).toEqual([{ planId: of('P3').id, before: null, after: item.rate }, { planId: of('P1').id, before: null, after: null }]);
    expect(read.trainings).toMatchObject([{ planId: of('P3').id, day: '2026-01-05' }, { course: '地面清洁', trainer: '林师傅', people: 1, day: inspection.today }]);
    expect(read.items.filter(({ name }) => name.zh !== '项c2').flatMap(({ findings, courses }) => [...findings, ...courses])).toEqual([]);
  });

  it('is drawn post by unit, with the same figures', async () => {
    const grid = await organiser.call('GET /api/events/:eventId/loop/:view', { params: { eventId: check.params.eventId, view: '36' } });
    const all = [...(await counted('practicalCheck')), ...(await counted('inspection'))];
    expect(grid.cells.length).toBe(new Set(all.map(({ unit }) => unit)).size);
    for (const cell of grid.cells) {
      const name = grid.organisations.find(({ id }) => id === cell.organisationId)!.name.zh;
      expect(value(cell.rate), name).toBeCloseTo(rate(all.filter(({ unit }) => unit === name)), 9);
    }
  });
});

describe('who may see it', () => {
  it('is the house but the arbitrator, and a leader the own unit, without a mean of few; every reading of marks is written down', async () => {
    const { eventId, postId } = inspection;
    expect((await page('36', supervisor)).whole).not.toBeNull();
    await expect(page('36', leader)).rejects.toEqual(refusal('access.forbidden'));
    await expect(page('36', await makeAccount(organiser, 'arbitrator', '林仲裁'))).rejects.toEqual(refusal('access.forbidden'));
    const mine = await leader.call('GET /api/events/:eventId/unit/loop/:view/:postId', { params: { eventId, postId, view: '36-inspection' } });
    expect(mine).toMatchObject({ organisation: { name: { zh: UNIT } }, whole: { mean: null } });
    expect((await leader.call('GET /api/events/:eventId/unit/loop/:view', { params: { eventId, view: '36' } })).organisations.map(({ name }) => name.zh)).toEqual([UNIT]);
    await expect(leader.call('GET /api/events/:eventId/unit/loop/:view', { params: { eventId: check.params.eventId, view: '36' } })).rejects.toEqual(refusal('access.forbidden'));
    await expect(page('37')).rejects.toMatchObject({ code: 'request.invalid' });
    const log = await organiser.call('GET /api/events/:eventId/access-log', { params: { eventId } });
    expect(JSON.stringify(log)).toContain('甲领队');
  });
});

describe('the three lists', () => {
  const paper = (kind: 'problem-list' | 'measure-list' | 'training-list') => organiser.call(`GET /api/events/:eventId/papers/${kind}`, { params: { eventId: inspection.eventId } });

  it('say the problem, the measure and the training, as a page and as a workbook', async () => {
    const [problems, measures, training] = [await paper('problem-list'), await paper('measure-list'), await paper('training-list')];
    expect(problems.tables[0]!.rows.map((row) => JSON.stringify(row)).some((row) => row.includes('项c2') && row.includes('DB3204/T 1 保洁 4.2.1'))).toBe(true);
    expect(JSON.stringify(measures.tables[0]!.rows)).toContain('地面水渍');
    expect(measures.tables[0]!.columns.map(({ name }) => name.zh)).toContain('原因分析');
    expect(JSON.stringify(measures.tables[1]!.rows)).toContain('地面清洁');
    const planned = training.tables[0]!.rows.map((row) => JSON.stringify(row)).findLast((row) => row.includes('项c2'));
    expect(planned).toContain('地面清洁（林师傅）');
    expect(planned).toContain(`${inspection.today} 已办，1 人`);
    expect(JSON.stringify(training.tables)).toContain('到期未办');
    expect(JSON.stringify(problems.tables[0]!.rows.find((row) => JSON.stringify(row).includes('项c2')))).toContain('P1');
    for (const { tables } of [problems, measures, training]) for (const { columns, rows } of tables) for (const row of rows) expect(row).toHaveLength(columns.length);
    for (const kind of ['problem', 'measure', 'training']) expect((await organiser.fetch(`/api/events/${inspection.eventId}/papers/${kind}-list.xlsx`)).status).toBe(200);
  });

  it('are there for a leader of the own unit alone, without a mean of few', async () => {
    const params = { eventId: inspection.eventId };
    for (const kind of ['problem-list', 'measure-list', 'training-list'] as const) {
      const { tables } = await leader.call(`GET /api/events/:eventId/unit/papers/${kind}`, { params });
      expect(new Set(tables.flatMap(({ rows }) => rows.map(([unit]) => (unit as { zh: string }).zh))), kind).toEqual(new Set([UNIT]));
      expect((await leader.fetch(`/api/events/${inspection.eventId}/unit/papers/${kind}.xlsx`)).status).toBe(200);
      await expect(leader.call(`GET /api/events/:eventId/papers/${kind}`, { params })).rejects.toEqual(refusal('access.forbidden'));
    }
    await expect(leader.call('GET /api/events/:eventId/unit/papers/problem-list', { params: { eventId: check.params.eventId } })).rejects.toEqual(refusal('access.forbidden'));
    await expect(leader.call('GET /api/events/:eventId/unit/papers/qualification-list', { params })).rejects.toEqual(refusal('paper.not-ready', { need: 'qualifications' }));
  });
});
