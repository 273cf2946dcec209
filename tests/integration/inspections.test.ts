/** Inspections over the real protocol: a plan opens its periods, an inspector acts in own visits alone, results stand by themselves or wait, and the record holds it all. */
import { randomUUID } from 'node:crypto';
import type { InspectorVisits, PlanFields, VisitDesk } from '@leitai/contract';
import { auditContest, auditProgramme } from '@leitai/database';
import { addDays, allCriteria, checkBundle, recompute, rowsOf, type MarkValue, type Scheme } from '@leitai/scoring';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command, type Connection } from '../../apps/simulator/src/client.ts';
import { auditEvaluations } from '../../apps/server/src/audit/evaluations.ts';
import { drawSubjects } from '../../apps/server/src/use-cases/draw-subjects.ts';
import { planCompletion } from '../../apps/server/src/queries/inspection-figures.ts';
import { readVisits } from '../../apps/server/src/queries/visits.ts';
import { makeAccount, makeOrganiser, signInOrganiser } from '../support/factory.ts';
import { everything, startNode, type TestNode } from '../support/node.ts';
import { connect, makePanel } from '../support/panel.ts';
import { jpeg, sha256 } from '../support/photos.ts';
import { atOnce, code } from '../support/refusal.ts';
import type { Visitor } from '../support/visitor.ts';

const NA: MarkValue = { type: 'not-applicable' };
const text = (zh: string) => ({ zh, en: zh });
const criterion = (id: string, max: string, more = {}) => ({
  id, no: id, name: text(id), rule: text(id), kind: 'judged' as const, max, scale: { type: 'pass-fail' as const }, clauses: [{ standard: 'DB3204/T 1', title: text('保洁'), number: '4.1' }], ...more,
});
const SCHEME: Scheme = {
  format: 'leitai-scheme/1', code: 'CHECK', name: text('保洁月查'), max: '100',
  modules: [{ id: 'm', name: text('现场'), criteria: [criterion('c1', '50'), criterion('c2', '30'), criterion('c3', '20', { mayNotApply: true })] }],
  vetoes: [{ id: 'v1', name: text('安全事故'), effect: { type: 'zero-total' } }],
};

let node: TestNode;
let organiser: Visitor;
let supervisor: Visitor;
let leader: Visitor;
let inspector: Visitor;
let other: Visitor;
let eventId: string;
let units: readonly { readonly id: string }[];
let fields: PlanFields;
const connections: Connection[] = [];

beforeAll(async () => {
  node = await startNode();
  organiser = await makeOrganiser(node.base, node.setupPath);
  supervisor = await makeAccount(organiser, 'supervisor', '周督查');
  inspector = await makeAccount(organiser, 'inspector', '冯检查');
  other = await makeAccount(organiser, 'inspector', '何检查');
  const event = await organiser.call('POST /api/events', { body: { kind: 'inspection', name: text('2026 年检查'), posts: ['CLEAN_INDOOR'] } });
  eventId = event.id;
  units = await Promise.all(['甲公司', '乙公司', '丙公司'].map((name) => organiser.call('POST /api/events/:eventId/organisations', { params: { eventId }, body: { name: text(name) } })));
  const { url } = await organiser.call('POST /api/events/:eventId/organisations/:organisationId/leader', { params: { eventId, organisationId: units[0]!.id } });
  leader = await makeOrganiser(node.base, new URL(url).pathname, '甲领队');
  const { id: schemeId } = await organiser.call('POST /api/events/:eventId/schemes', { params: { eventId }, body: { scheme: SCHEME } });
  await organiser.call('POST /api/events/:eventId/schemes/:schemeId/versions', { params: { eventId, schemeId }, body: { revision: 1, contestIds: [] } });
  const desk = await organiser.call('GET /api/events/:eventId/plans', { params: { eventId } });
  const [first, second] = [desk.inspectors.find(({ name }) => name === '冯检查')!, desk.inspectors.find(({ name }) => name === '何检查')!];
  expect([first, second].every(Boolean)).toBe(true);
  fields = {
    name: '室内保洁月查', form: 'supervision', frequency: 'month', postId: desk.posts[0]!.id, schemeVersionId: desk.schemes.find(({ code }) => code === 'CHECK')!.versionId, item: '室内保洁标准实施情况',
    from: monthsAgo(desk.today, 1), until: desk.today, subjects: units.map(({ id }) => ({ organisationId: id, site: '' })), inspectors: [first.accountId], sampling: null, decision: { type: 'least-rate', percent: '60' },
  };
});
afterAll(async () => {
  for (const connection of connections) connection.close();
  await node.close();
});

/** The first day of the month so many months before. */
function monthsAgo(day: string, months: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - months, 1)).toISOString().slice(0, 10);
}
async function open(visitor: Visitor): Promise<Connection> {
  const connection = await connect(visitor);
  connections.push(connection);
  return connection;
}
async function save(over: Partial<PlanFields> = {}, planId: string = randomUUID(), basedOn = 0): Promise<string> {
  await organiser.call('POST /api/events/:eventId/plans/:planId', { params: { eventId, planId }, body: { ...fields, ...over, basedOn } });
  return planId;
}
const plans = () => organiser.call('GET /api/events/:eventId/plans', { params: { eventId } }).then((desk) => desk.plans);
const visitsOf = (planId: string) => organiser.call('GET /api/events/:eventId/plans/:planId/visits', { params: { eventId, planId } });
const record = (entrantId: string, as: Visitor = organiser) => as.call('GET /api/events/:eventId/visits/:entrantId', { params: { eventId, entrantId } });

/** Marks one visit and hands it in. */
async function inspect(connection: Connection, desk: VisitDesk, entrantId: string, marks: Readonly<Record<string, MarkValue>>) {
  const sheet = desk.sheets.find((one) => one.entrantId === entrantId && one.judgeId === desk.me.judgeId)!;
  let version = sheet.version;
  for (const [criterionId, value] of Object.entries(marks)) {
    version = (await connection.send('mark:put', { ...command(), sheetId: sheet.id, criterionId, value, expectedVersion: 0 })).sheetVersion;
  }
  return connection.send('sheet:submit', { ...command(), sheetId: sheet.id, expectedVersion: version, signature: { type: 'typed' } });
}
const pass = (all: boolean): MarkValue => ({ type: 'pass-fail', pass: all });

describe('a plan', () => {
  it('opens the periods that have begun, each once, with visits for every subject', async () => {
    const planId = await save();
    const [plan] = (await plans()).filter(({ id }) => id === planId);
    expect(plan!.periods.map(({ planned, contestId }) => [planned, contestId !== null])).toEqual([[3, true], [3, true]]);
    expect(await atOnce(save({}, planId, 1), save({}, planId, 1))).toEqual(['ok', 'plan.stale']);
    expect(await node.db.inspectionRound.count({ where: { planId } })).toBe(2);
    const visits = await visitsOf(planId);
    expect(visits.map(({ state }) => state)).toEqual(['missed', 'missed', 'missed', 'due', 'due', 'due']);
    expect(await code(save({}, planId, 1))).toBe('plan.stale');
    expect(await code(save({ inspectors: [randomUUID()] }))).toBe('plan.invalid');
  });

  it('draws a sample from its subjects by a recorded seed', async () => {
    const planId = await save({ name: '抽查', form: 'spot', sampling: { size: 2, method: 'random' }, from: fields.until });
    const visits = await visitsOf(planId);
    expect(visits).toHaveLength(2);
    const { drawn } = await record(visits[0]!.id);
    expect(drawSubjects(drawn!.population, drawn!, drawn!.seed)).toEqual(drawn);
    expect(visits.map(({ organisationId }) => organisationId)).toEqual(drawn!.order.map((index) => drawn!.population[index]!.organisationId));
  });

  it('opens an unannounced inspection at once, for the console and for its own inspectors, once per command', async () => {
    const planId = await save({ name: '突击检查', frequency: 'unannounced' });
    const ask = { params: { eventId, planId }, body: { ...command(), subjects: [{ organisationId: units[0]!.id, site: '三号楼' }] } };
    const [opened, again] = await Promise.all([inspector.call('POST /api/events/:eventId/plans/:planId/visits', ask), inspector.call('POST /api/events/:eventId/plans/:planId/visits', ask)]);
    expect(again).toEqual(opened);
    expect((await visitsOf(planId)).map(({ site, state }) => [site, state])).toEqual([['三号楼', 'due']]);
    expect(await code(other.call('POST /api/events/:eventId/plans/:planId/visits', { ...ask, body: { ...ask.body, ...command() } }))).toBe('plan.not-found');
    const mine = await inspector.call('GET /api/inspections');
    expect(mine.unannounced.map((one) => one.planId)).toContain(planId);
    await organiser.call('POST /api/events/:eventId/plans/:planId/end', { params: { eventId, planId } });
    expect(await code(inspector.call('POST /api/events/:eventId/plans/:planId/visits', { ...ask, body: { ...ask.body, ...command() } }))).toBe('plan.ended');
  });
});

describe('an inspector', () => {
  let planId: string;
  let connection: Connection;
  let mine: InspectorVisits;
  let desk: VisitDesk;
  beforeAll(async () => {
    planId = await save({ name: '当月', from: fields.until });
    connection = await open(inspector);
    mine = await connection.send('visits:join', {});
    const visit = mine.visits.find((one) => one.planId === planId)!;
    desk = await connection.send('visit:join', { contestId: visit.contestId });
  });

  it('has a desk with own sheets and the heads of the visits', () => {
    expect(desk.device.active).toBe(true);
    expect(desk.visits.map(({ head, version }) => [head.conclusion, version])).toEqual([['', 0], ['', 0], ['', 0]]);
    expect(desk.sheets.every(({ judgeId }) => judgeId === desk.me.judgeId)).toBe(true);
  });

  it('marks what does not apply, writes the head, photographs, and hands in: the result stands at once', async () => {
    const visit = desk.visits.find(({ organisation }) => organisation.zh === '甲公司')!;
    const sheet = desk.sheets.find(({ entrantId }) => entrantId === visit.id)!;
    const head = { responsible: '李负责', accompaniedBy: '王陪同', inspectedAt: new Date().toISOString(), conclusion: '基本符合', notes: '', acknowledgedBy: '李负责' };
    const put = { ...command(), entrantId: visit.id, expectedVersion: 0, head };
    expect(await connection.send('visit:put', put)).toMatchObject({ version: 1 });
    expect(await connection.send('visit:put', put)).toMatchObject({ version: 1 });
    expect(await code(connection.send('visit:put', { ...put, ...command() }))).toBe('visit.conflict');

    const bytes = await jpeg(7);
    const form = new FormData();
    for (const [name, value] of Object.entries({ ...command(), sheetId: sheet.id, criterionId: 'c2', sha256: sha256(bytes), type: 'image/jpeg' })) form.append(name, value);
    form.append('file', new Blob([new Uint8Array(bytes)]), 'a.jpg');
    const { sheetVersion } = await inspector.call('POST /api/events/:eventId/contests/:contestId/evidence', { params: { eventId, contestId: visit.contestId }, form });
    sheet.version = sheetVersion;

    const answer = await inspect(connection, desk, visit.id, { c1: pass(true), c2: pass(false), c3: NA });
    expect(answer.sheet).toMatchObject({ state: 'confirmed' });
    // 50 of the 80 that apply.
    expect(await record(visit.id)).toMatchObject({
      row: { state: 'done', total: '62.5', rate: '62.5', nonconforming: 1, grade: { zh: '及格' } }, head: { responsible: '李负责', acknowledgedBy: '李负责' },
      items: [{ conformity: 'conform' }, { conformity: 'nonconform' }, { conformity: 'not-applicable' }], confirmed: { by: '冯检查' },
    });
    expect(await code(connection.send('sheet:withdraw', { ...command(), sheetId: sheet.id, expectedVersion: answer.sheet.version }))).toBe('sheet.locked');
    const { actor } = JSON.parse((await node.db.contestEvent.findFirstOrThrow({ where: { contestId: visit.contestId, body: { contains: 'result:confirm' } } })).body) as { actor: string };
    expect(actor).toBe(desk.me.judgeId);
    await leader.call('POST /api/events/:eventId/visits/:entrantId/acknowledgement', { params: { eventId, entrantId: visit.id }, body: command() });
    expect(await record(visit.id, leader)).toMatchObject({ head: { acknowledgedBy: '甲领队' } });
  });

  it('opens one finding for an item of a visit, with the photographs of whoever looked, for the unit and no other', async () => {
    const inspectors = await Promise.all(['冯检查', '何检查'].map(async (name) => (await node.db.account.findUniqueOrThrow({ where: { name } })).id));
    const twice = await save({ name: '双人查', from: fields.until, inspectors });
    const visit = (await visitsOf(twice)).find(({ organisation }) => organisation.zh === '甲公司')!;
    const beside = await open(other);
    const hers = await Promise.all([connection, beside].map((one) => one.send('visit:join', { contestId: visit.contestId })));
    const sheetOf = ({ sheets, me }: VisitDesk) => sheets.find(({ entrantId, judgeId }) => entrantId === visit.id && judgeId === me.judgeId)!.id;
    const [first, second] = [await jpeg(31), await jpeg(32)];
    const show = async (who: Visitor, from: VisitDesk, bytes: Buffer) => {
      const form = new FormData();
      for (const [name, value] of Object.entries({ ...command(), sheetId: sheetOf(from), criterionId: 'c2', sha256: sha256(bytes), type: 'image/jpeg' })) form.append(name, value);
      form.append('file', new Blob([new Uint8Array(bytes)]), 'a.jpg');
      return who.call('POST /api/events/:eventId/contests/:contestId/evidence', { params: { eventId, contestId: visit.contestId }, form });
    };
    await show(inspector, hers[0]!, first);
    const days = (count: number): string => addDays(fields.until, count);
    // A phone whose clock is two days ahead.
    const opening = () => ({
      ...command(), organisationId: units[0]!.id, postId: fields.postId, site: '', subject: '走廊有积水', severity: 'general' as const, measured: '约 2 平方米', required: '', clause: null, foundOn: days(2), due: days(5), owner: '李负责',
      source: { type: 'visit' as const, contestId: visit.contestId, entrantId: visit.id, criterionId: 'c2' },
    });
    const opened = await inspector.call('POST /api/events/:eventId/findings', { params: { eventId }, body: opening() });
    expect(opened.by).toBe('冯检查');
    const again = await other.ask('POST /api/events/:eventId/findings', { params: { eventId }, body: opening() });
    expect(again.ack).toMatchObject({ ok: false, error: { code: 'finding.exists', details: opened } });
    const { evidence } = await show(other, hers[1]!, second);
    expect((await beside.send('visit:join', { contestId: visit.contestId })).visits.find(({ id }) => id === visit.id)!.findings).toEqual([{ criterionId: 'c2', ...opened }]);

    const params = { eventId, findingId: opened.findingId };
    const read = async (who: Visitor) => (await who.call('GET /api/events/:eventId/findings/:findingId', { params }));
    expect(await read(leader)).toMatchObject({ foundOn: fields.until, due: days(3), clause: { number: '4.1' }, body: { photos: [{ stage: 'before', by: '冯检查', hash: sha256(first) }, { stage: 'before', by: '何检查', hash: sha256(second) }] } });
    const photo = (who: Visitor, id: string) => who.fetch(`/api/events/${eventId}/findings/${opened.findingId}/photos/${id}`);
    expect(Buffer.from(await (await photo(leader, evidence.id)).arrayBuffer()).equals(second)).toBe(true);
    const { url } = await organiser.call('POST /api/events/:eventId/organisations/:organisationId/leader', { params: { eventId, organisationId: units[1]!.id } });
    const stranger = await makeOrganiser(node.base, new URL(url).pathname, '乙领队');
    expect((await photo(stranger, evidence.id)).status).toBe(404);
    expect((await stranger.fetch(`/api/events/${eventId}/contests/${visit.contestId}/evidence/${evidence.id}`)).status).toBe(403);
    const { parts } = await leader.call('GET /api/events/:eventId/findings/:findingId/papers/finding-report', { params });
    expect(parts.flatMap(({ pictures = [] }) => pictures.map(({ caption }) => caption.zh))).toEqual(['整改前 1', '整改前 2']);
    const seen = await organiser.call('GET /api/events/:eventId/access-log', { params: { eventId } });
    expect(seen.filter(({ name }) => name === '甲领队').map(({ through }) => through)).toEqual(expect.arrayContaining([
      'GET /api/events/:eventId/findings/:findingId', 'GET /api/events/:eventId/findings/:findingId/photos/:photoId', 'GET /api/events/:eventId/findings/:findingId/papers/finding-report']));
    // One taken off its sheet is none of the finding's.
    await beside.send('evidence:remove', { ...command(), sheetId: sheetOf(hers[1]!), evidenceId: evidence.id });
    expect((await read(organiser)).body.photos).toHaveLength(1);
    expect((await photo(organiser, evidence.id)).status).toBe(404);
  });

  it('was not inspected later than it arrived, whatever the phone’s clock says', async () => {
    const visit = desk.visits.find(({ organisation }) => organisation.zh === '丙公司')!;
    const head = { ...visit.head, inspectedAt: new Date(Date.now() + 86_400_000).toISOString() };
    await connection.send('visit:put', { ...command(), entrantId: visit.id, expectedVersion: 0, head });
    const { head: kept, version } = await record(visit.id);
    expect(Date.parse(kept.inspectedAt!)).toBeLessThan(Date.now() + 60_000);
    await connection.send('visit:put', { ...command(), entrantId: visit.id, expectedVersion: version, head: { ...head, notes: '再看一次' } });
    expect((await record(visit.id)).head).toMatchObject({ inspectedAt: kept.inspectedAt, notes: '再看一次' });
  });

  it('leaves a raised veto to a decision, which the supervisor makes', async () => {
    const visit = desk.visits.find(({ organisation }) => organisation.zh === '乙公司')!;
    const { sheet: handedIn } = await inspect(connection, desk, visit.id, { c1: pass(true), c2: pass(true), c3: pass(true), v1: { type: 'veto', reason: '电梯困人' } });
    expect(handedIn.state).toBe('submitted');

    const giveBack = { ...command(), sheetId: handedIn.id, reason: '请写明楼层', items: ['v1'] };
    expect(await code(inspector.call('POST /api/events/:eventId/visits/:entrantId/return', { params: { eventId, entrantId: visit.id }, body: giveBack }))).toBe('access.forbidden');
    await supervisor.call('POST /api/events/:eventId/visits/:entrantId/return', { params: { eventId, entrantId: visit.id }, body: giveBack });
    const returned = (await connection.send('visit:join', { contestId: visit.contestId })).sheets.find(({ id }) => id === handedIn.id)!;
    expect(returned).toMatchObject({ state: 'returned', returned: { reason: '请写明楼层', items: ['v1'] } });
    expect((await record(visit.id)).row.state).toBe('due');
    const { sheet } = await connection.send('sheet:submit', { ...command(), sheetId: handedIn.id, expectedVersion: returned.version, signature: { type: 'typed' } });
    expect(await record(visit.id)).toMatchObject({ row: { state: 'deciding' }, undecided: { vetoes: [{ id: 'v1', reason: '电梯困人', by: ['冯检查'] }] } });
    const body = { ...command(), sheets: [{ sheetId: sheet.id, version: sheet.version }], vetoes: { v1: false }, note: '与检查对象无关' };
    expect(await code(inspector.call('POST /api/events/:eventId/visits/:entrantId/decision', { params: { eventId, entrantId: visit.id }, body }))).toBe('access.forbidden');
    expect(await supervisor.call('POST /api/events/:eventId/visits/:entrantId/decision', { params: { eventId, entrantId: visit.id }, body })).toMatchObject({ total: '100.00' });
    expect(await record(visit.id)).toMatchObject({ row: { state: 'done', grade: { zh: '优秀' } }, confirmed: { by: '周督查', note: '与检查对象无关' } });
  });

  it('sees a visit dropped that was not made, with its reason', async () => {
    const visit = desk.visits.find(({ organisation }) => organisation.zh === '丙公司')!;
    await organiser.call('POST /api/events/:eventId/visits/:entrantId/drop', { params: { eventId, entrantId: visit.id }, body: { ...command(), reason: '停业装修' } });
    expect(await record(visit.id)).toMatchObject({ row: { state: 'dropped', reason: '停业装修' } });
    const [plan] = (await plans()).filter(({ id }) => id === planId);
    // 62.5 and 100 have a mean of at least 60.
    expect(plan!.periods).toMatchObject([{ planned: 2, done: 2, accepted: true }]);
  });

  it('counts for other programmes with the rows behind every figure', async () => {
    const scope = { from: fields.until, until: fields.until, organisation: '甲公司', postCode: 'CLEAN_INDOOR' };
    const completion = await planCompletion(node.db, eventId, scope);
    const all = await readVisits(node.db, { eventId });
    // Whoever did much of late still sees what is due now.
    expect((await readVisits(node.db, { eventId }, 2)).map(({ id }) => id)).toEqual(all.slice(-2).map(({ id }) => id));
    expect(completion).toMatchObject({ planned: completion.rows.length, done: completion.rows.filter(({ state }) => state === 'done').length });
  });

  it('leaves a chain that the audit plays again without a fault, and finds a changed head', async () => {
    const contestId = desk.contest.id;
    expect((await auditContest(node.db, eventId, contestId)).faults).toEqual([]);
    const visit = desk.visits[0]!.id;
    await node.db.inspectionVisit.update({ where: { eventId_entrantId: { eventId, entrantId: visit } }, data: { notes: '改' } });
    expect((await auditContest(node.db, eventId, contestId)).faults).toMatchObject([{ table: 'inspection_visit', row: visit, column: 'notes' }]);
    await node.db.inspectionVisit.update({ where: { eventId_entrantId: { eventId, entrantId: visit } }, data: { notes: '' } });
  });

  it('touches nobody else’s visit, contest or event, and works on one device at a time', async () => {
    const theirs = await save({ name: '何的', from: fields.until, inspectors: [(await node.db.account.findUniqueOrThrow({ where: { name: '何检查' } })).id] });
    const own = await save({ name: '冯的', from: fields.until });
    const [foreign] = await visitsOf(theirs);
    const [mineToo] = await visitsOf(own);
    const sheetOf = async (entrantId: string) => (await node.db.sheet.findFirstOrThrow({ where: { entrantId } })).id;
    const panel = await makePanel(organiser, { posts: ['GREEN_OUTDOOR'], entrants: 1, judges: 3 });
    const elsewhere = panel.tablets[0]!.desk.sheets[0]!;
    const before = await everything(node.db);
    for (const sheetId of [await sheetOf(foreign!.id), elsewhere.id]) {
      const criterionId = sheetId === elsewhere.id ? allCriteria(panel.scheme)[0]!.id : 'c1';
      expect(await code(connection.send('mark:put', { ...command(), sheetId, criterionId, value: pass(true), expectedVersion: 0 }))).toBe('sheet.not-yours');
      expect(await code(connection.send('note:put', { ...command(), sheetId, criterionId, text: 'x', expectedVersion: 0 }))).toBe('sheet.not-yours');
      expect(await code(connection.send('evidence:remove', { ...command(), sheetId, evidenceId: randomUUID() }))).toBe('sheet.not-yours');
      expect(await code(connection.send('sheet:submit', { ...command(), sheetId, expectedVersion: 0, signature: { type: 'typed' } }))).toBe('sheet.not-yours');
      expect(await code(connection.send('sheet:withdraw', { ...command(), sheetId, expectedVersion: 0 }))).toBe('sheet.not-yours');
    }
    for (const contestId of [foreign!.contestId, panel.made.contestId]) {
      expect(await code(connection.send('visit:join', { contestId }))).toBe('visit.not-found');
      expect(await code(connection.send('visit:take-over', { ...command(), contestId }))).toBe('visit.not-found');
    }
    expect(await code(connection.send('visit:put', { ...command(), entrantId: foreign!.id, expectedVersion: 0, head: desk.visits[0]!.head }))).toBe('visit.not-found');
    expect(await code(record(foreign!.id, inspector))).toBe('visit.not-found');
    expect(await code(record(foreign!.id, leader))).toBe(foreign!.organisation.zh === '甲公司' ? 'ok' : 'visit.not-found');
    expect(await everything(node.db)).toContain(before.split('\n').find((line) => line.startsWith('mark '))!);

    const joined = await connection.send('visit:join', { contestId: mineToo!.contestId });
    expect(joined.device.active).toBe(true);
    const second = await open(await signInOrganiser(node.base, '冯检查'));
    const beside = await second.send('visit:join', { contestId: mineToo!.contestId });
    expect(beside.device.active).toBe(false);
    const put = (from: Connection) => code(from.send('mark:put', { ...command(), sheetId: joined.sheets[0]!.id, criterionId: 'c1', value: pass(true), expectedVersion: 0 }));
    expect(await put(second)).toBe('device.not-active');
    const told = new Promise<void>((resolve) => connection.on('device:inactive', () => resolve()));
    await second.send('visit:take-over', { ...command(), contestId: mineToo!.contestId });
    await told;
    expect(await put(connection)).toBe('device.not-active');
    expect(await put(second)).toBe('ok');
    panel.close();
  });

  it('whose account is closed in the middle of a visit is nobody from then on; what was marked stays, and the visit is dropped by somebody else', async () => {
    const leaving = await makeAccount(organiser, 'inspector', '邓检查');
    const { id: accountId } = await node.db.account.findUniqueOrThrow({ where: { name: '邓检查' } });
    const [visit] = await visitsOf(await save({ name: '邓的', from: fields.until, inspectors: [accountId] }));
    const phone = await open(leaving);
    const { sheets: [sheet] } = await phone.send('visit:join', { contestId: visit!.contestId });
    const mark = { ...command(), sheetId: sheet!.id, criterionId: 'c1', value: pass(true), expectedVersion: 0 };
    const { sheetVersion } = await phone.send('mark:put', mark);
    await organiser.call('POST /api/accounts/:accountId/close', { params: { accountId } });
    // What waited on the phone comes over a connection of nobody's.
    const after = await open(leaving);
    expect(await code(after.send('mark:put', { ...mark, ...command(), criterionId: 'c2' }))).toBe('access.sign-in');
    expect(await code(after.send('sheet:submit', { ...command(), sheetId: sheet!.id, expectedVersion: sheetVersion, signature: { type: 'typed' } }))).toBe('access.sign-in');
    expect(await code(leaving.call('GET /api/inspections'))).toMatch(/^access\./);
    const at = { params: { eventId, entrantId: sheet!.entrantId }, body: { ...command(), reason: '检查员离岗' } };
    expect(await atOnce(supervisor.call('POST /api/events/:eventId/visits/:entrantId/drop', at), supervisor.call('POST /api/events/:eventId/visits/:entrantId/drop', at))).toEqual(['ok', 'ok']);
    expect(await node.db.mark.count({ where: { sheetId: sheet!.id } })).toBe(1);
    expect((await auditContest(node.db, eventId, visit!.contestId)).faults).toEqual([]);
  });

  it('hands over what is not inspected yet; what was handed in stays and counts', async () => {
    const [leaving, taking] = [await makeAccount(organiser, 'inspector', '离检查'), await makeAccount(organiser, 'inspector', '接检查')];
    const idOf = async (name: string) => (await node.db.account.findUniqueOrThrow({ where: { name } })).id;
    const [from, to, seated] = [await idOf('离检查'), await idOf('接检查'), await idOf('何检查')];
    const planId = await save({ name: '移交的', from: fields.until, inspectors: [from, seated] });
    const alone = await save({ name: '独自的', from: fields.until, inspectors: [from] });
    const hand = (plan: string, body: { from: string; to: string }) => organiser.call('POST /api/events/:eventId/plans/:planId/handover', { params: { eventId, planId: plan }, body: { ...body, reason: '检查员离岗' } });
    const [visit, begun, untouched] = await visitsOf(alone);
    const phone = await open(leaving);
    const { sheets } = await phone.send('visit:join', { contestId: visit!.contestId });
    const put = async (on: Connection, sheetId: string) => {
      let version = 0;
      for (const criterionId of ['c1', 'c2', 'c3']) ({ sheetVersion: version } = await on.send('mark:put', { ...command(), sheetId, criterionId, value: pass(true), expectedVersion: 0 }));
      return version;
    };
    const sheetOf = (entrantId: string, all: readonly { id: string; entrantId: string }[] = sheets) => all.find((one) => one.entrantId === entrantId)!.id;
    const submit = async (on: Connection, sheetId: string) => on.send('sheet:submit', { ...command(), sheetId, expectedVersion: await put(on, sheetId), signature: { type: 'typed' } });
    await submit(phone, sheetOf(visit!.id));
    await phone.send('mark:put', { ...command(), sheetId: sheetOf(begun!.id), criterionId: 'c1', value: pass(false), expectedVersion: 0 });
    await organiser.call('POST /api/accounts/:accountId/close', { params: { accountId: from } });

    expect(await code(hand(planId, { from, to: seated }))).toBe('plan.inspector-seated');
    expect(await code(hand(alone, { from, to: from }))).toBe('plan.bad-inspector');
    expect(await code(hand(randomUUID(), { from, to }))).toBe('plan.not-found');
    expect(await hand(alone, { from, to })).toEqual({ visits: 2 });
    expect(await hand(alone, { from, to })).toEqual({ visits: 0 });
    expect((await plans()).find(({ id }) => id === alone)!.inspectors.map(({ name }) => name)).toEqual(['接检查']);

    const other = await open(taking);
    const desk = await other.send('visit:join', { contestId: visit!.contestId });
    expect(desk.sheets.map(({ entrantId }) => entrantId).sort()).toEqual([begun!.id, untouched!.id].sort());
    await submit(other, sheetOf(begun!.id, desk.sheets));
    const rows = await organiser.call('GET /api/events/:eventId/plans/:planId/visits', { params: { eventId, planId: alone } });
    const row = (id: string) => rows.find((one) => one.id === id)!;
    expect([row(visit!.id), row(begun!.id), row(untouched!.id)].map(({ state, inspectors }) => [state, inspectors.map(({ name }) => name)])).toEqual([['done', ['离检查']], ['done', ['接检查']], [row(untouched!.id).state, ['接检查']]]);
    expect(row(begun!.id).rate).toBe('100');
    expect((await auditContest(node.db, eventId, visit!.contestId)).faults).toEqual([]);
  });

  it('is nowhere public', async () => {
    const viewer = await open(organiser);
    expect(await code(viewer.send('board:join', { contestId: desk.contest.id }))).toBe('event.not-found');
    expect(await code(viewer.send('overview:join', { eventId }))).toBe('event.not-found');
    expect(await code(viewer.send('hall:join', { eventId }))).toBe('event.not-found');
    expect((await fetch(`${node.base}/results/${eventId}`)).status).toBe(404);
    expect((await organiser.call('GET /api/current')).eventId).not.toBe(eventId);
  });
});

describe('a round that ends', () => {
  /** Of the month before. */
  let last: string;
  let planId: string;
  let contestId: string;
  let visits: Awaited<ReturnType<typeof visitsOf>>;
  let connection: Connection;
  const end = (who: Visitor, rounds: readonly string[], reasons: Readonly<Record<string, string>>, commands = rounds.map(() => command())) =>
    who.call('POST /api/events/:eventId/rounds/end', { params: { eventId }, body: { rounds: rounds.map((id, index) => ({ ...commands[index]!, contestId: id })), reasons } });
  beforeAll(async () => {
    last = addDays(monthsAgo(fields.until, 0), -1);
    planId = await save({ name: '上月', until: last });
    visits = await visitsOf(planId);
    contestId = visits[0]!.contestId;
    connection = await open(inspector);
    await inspect(connection, await connection.send('visit:join', { contestId }), visits[0]!.id, { c1: pass(true), c2: pass(false), c3: NA });
  });

  it('has a reason for whatever was not visited, which stays planned; its results are signed and final, once', async () => {
    const reasons = Object.fromEntries(visits.slice(1).map(({ id }) => [id, '装修停业']));
    expect(await code(end(supervisor, [contestId], {}))).toBe('round.unfinished');
    expect(await code(end(inspector, [contestId], reasons))).toBe('access.forbidden');
    expect((await plans()).find(({ id }) => id === planId)!.periods).toMatchObject([{ endable: false, closed: null, done: 1, missed: 2 }]);
    const commands = [command()];
    await end(supervisor, [contestId], reasons, commands);
    await end(supervisor, [contestId], reasons, commands);
    expect(await code(end(supervisor, [contestId], reasons))).toBe('contest.not-running');
    expect((await visitsOf(planId)).map(({ state, reason }) => [state, reason])).toEqual([['done', null], ['undone', '装修停业'], ['undone', '装修停业']]);
    expect((await plans()).find(({ id }) => id === planId)!.periods).toMatchObject([{ endable: false, closed: { by: '周督查' }, planned: 3, done: 1, missed: 2 }]);
    await leader.call('POST /api/events/:eventId/visits/:entrantId/acknowledgement', { params: { eventId, entrantId: visits[0]!.id }, body: command() });
    const sheet = (await connection.send('visit:join', { contestId })).sheets.find(({ entrantId }) => entrantId === visits[1]!.id)!;
    expect(await code(connection.send('mark:put', { ...command(), sheetId: sheet.id, criterionId: 'c1', value: pass(true), expectedVersion: 0 }))).toBe('contest.not-running');
  });

  it('is proposed once everything is done and its days are over', async () => {
    const [own] = visits;
    const alone = await save({ name: '上月单位', until: last, subjects: [{ organisationId: own!.organisationId, site: '' }] });
    const [visit] = await visitsOf(alone);
    await inspect(connection, await connection.send('visit:join', { contestId: visit!.contestId }), visit!.id, { c1: pass(true), c2: pass(true), c3: pass(true) });
    expect((await plans()).find(({ id }) => id === alone)!.periods).toMatchObject([{ endable: true, closed: null }]);
    await end(organiser, [visit!.contestId], {});
  });

  it('leaves a bundle that recomputes, and a chain the audit plays again', async () => {
    const bundle = await organiser.call('GET /api/events/:eventId/contests/:contestId/bundle', { params: { eventId, contestId } });
    expect(checkBundle(bundle)).toEqual([]);
    expect(rowsOf(recompute(bundle))).toEqual(bundle.published!.rows);
    expect((await auditContest(node.db, eventId, contestId)).faults).toEqual([]);
    await node.db.signOff.update({ where: { eventId_contestId: { eventId, contestId } }, data: { finalBy: '别人' } });
    expect((await auditContest(node.db, eventId, contestId)).faults).toMatchObject([{ table: 'sign_off', column: 'final_by' }]);
    await node.db.signOff.update({ where: { eventId_contestId: { eventId, contestId } }, data: { finalBy: '周督查' } });
  });

  it('has every field of 检查记录表 on its paper', async () => {
    const paper = await organiser.call('GET /api/events/:eventId/visits/:entrantId/papers/inspection-record', { params: { eventId, entrantId: visits[0]!.id } });
    const labels = paper.parts.flatMap(({ facts }) => facts.map(({ name }) => name.zh));
    for (const field of ['被检查处室（单位）', '处室（单位）负责人或岗位人员姓名', '检查人', '检查日期', '检查项目', '检查内容', '检查记录', '结论', '符合性结论']) expect(labels).toContain(field);
    expect(paper.parts[0]!.facts.find(({ name }) => name.zh === '符合性结论')!.value).toMatchObject({ zh: '不合格' });
  });

  it('is composed into the year’s evaluation, exactly, by two people, on the record', async () => {
    await organiser.call('POST /api/events/:eventId/registers/:register', { params: { eventId, register: 'staffing' }, body: { cells: { day: fields.from, organisation: '甲公司', post: 'CLEAN_INDOOR', headcount: '24' } } });
    const open = (await plans()).filter(({ name }) => name === '室内保洁月查').flatMap(({ id, periods }) => periods.filter(({ until }) => until <= last).map((period) => ({ id, contestId: period.contestId! })));
    const weights = Object.fromEntries((await plans()).map(({ id, name }) => [id, name === '上月' ? '3' : name === '室内保洁月查' ? '1' : '0']));
    const report = { group: '标准评价小组', method: '检查、比对', effect: '总体达标', problems: '个别缺项', next: '继续培训' };
    const asked = { from: fields.from, until: last, rule: { weights, undone: 'zero' as const, limit: { percent: '100', atMost: 'failing' } }, report };
    const propose = (rule: object = asked.rule, id = command()) => organiser.call('POST /api/events/:eventId/evaluations', { params: { eventId }, body: { ...id, ...asked, rule: { ...asked.rule, ...rule } } });
    expect(await code(propose())).toBe('evaluation.rounds-open');
    await end(organiser, open.map((one) => one.contestId), Object.fromEntries((await Promise.all(open.map(({ id }) => visitsOf(id)))).flat().map(({ id }) => [id, '人手不足'])));
    expect(await code(propose({ weights: {} }))).toBe('evaluation.nothing');
    expect(await code(propose({ limit: { percent: '1', atMost: 'x' } }))).toBe('evaluation.invalid');
    const proposed = command();
    await propose(asked.rule, proposed);
    expect(await code(propose())).toBe('evaluation.pending');
    const at = { params: { eventId, evaluationId: proposed.commandId } };
    const sign = (who: Visitor, approved = true) => who.call('POST /api/events/:eventId/evaluations/:evaluationId/signature', { ...at, body: { ...command(), approved, reason: '' } });
    expect(await code(sign(organiser))).toBe('access.forbidden');
    expect(await code(sign(supervisor, false))).toBe('evaluation.invalid');
    await sign(supervisor);
    const { evaluations: [made] } = await organiser.call('GET /api/events/:eventId/evaluations', { params: { eventId } });
    // 甲公司: 62.5 with weight 3, and one that was never made, 0, with weight 1: 187.5 ÷ 4.
    expect(made).toMatchObject({ state: 'approved', proposed: { name: '组委会' }, decided: { name: '周督查' } });
    const own = made!.subjects.find(({ organisation }) => organisation.zh === '甲公司')!;
    expect(own).toMatchObject({ headcount: 24, exact: '46.875', composite: '46.88', grade: { zh: '不及格' }, planned: 3, done: 2, conforming: 1, satisfaction: null });
    expect((await auditProgramme(node.db, eventId)).faults).toEqual([]);
    expect(await auditEvaluations(node.db, eventId)).toEqual([]);

    const paper = await organiser.call('GET /api/events/:eventId/evaluations/:evaluationId/papers/year-evaluation', at);
    const labels = paper.parts.flatMap(({ facts, table, lines }) => [...facts.map(({ name }) => name.zh), ...(table === null ? [] : paper.tables[table]!.columns.map(({ name }) => name.zh)), ...lines.map(({ zh }) => zh)]);
    const asks = ['评价期间', '评价小组', '评价方法', '评定规则', '等级', '实施频率', '抽样方案', '判定规则', '实施主体', '在岗人数', '日查', '检查次数', '完成率', '合格次数', '综合得分率', '权重', '不符合项', '按期整改', '满意率', '总体效果', '存在问题', '下一步意见和建议', '提出', '签署'];
    expect(asks.filter((field) => !labels.includes(field))).toEqual([]);
    expect((await organiser.fetch(`/api/events/${eventId}/evaluations/${proposed.commandId}/papers/year-evaluation.xlsx`)).status).toBe(200);

    await node.db.yearEvaluation.update({ where: { eventId_id: { eventId, id: made!.id } }, data: { subjects: made!.subjects.map((one) => ({ ...one, composite: '99' })) } });
    expect((await auditProgramme(node.db, eventId)).faults).toMatchObject([{ table: 'year_evaluation', column: 'subjects' }]);
    expect((await auditEvaluations(node.db, eventId))[0]).toMatchObject({ table: 'year_evaluation', column: 'subjects' });
  });

  it('hears from inspectors’ phones what has not arrived', async () => {
    await connection.send('visits:join', {});
    await connection.send('visits:report', { unsent: 3, oldestUnsentAt: new Date().toISOString(), lastAckAt: null, clockOffsetMs: 0, appVersion: '1' });
    const found = await supervisor.call('GET /api/events/:eventId/inspectors', { params: { eventId } });
    expect(found.find(({ name }) => name === '冯检查')!.devices.find(({ report }) => report !== null)).toMatchObject({ online: true, report: { unsent: 3 } });
  });
});

it('lets a result stand that a node left behind when it died', async () => {
  const planId = await save({ name: '掉线', from: fields.until });
  const [visit] = await visitsOf(planId);
  const connection = await open(inspector);
  const { sheets } = await connection.send('visit:join', { contestId: visit!.contestId });
  const { id } = sheets.find(({ entrantId }) => entrantId === visit!.id)!;
  for (const criterionId of ['c1', 'c2', 'c3']) await connection.send('mark:put', { ...command(), sheetId: id, criterionId, value: pass(true), expectedVersion: 0 });
  await node.db.sheet.update({ where: { eventId_id: { eventId, id } }, data: { state: 'submitted', submittedAt: new Date() } });
  const next = await startNode(node.databaseUrl);
  await expect.poll(async () => (await record(visit!.id)).row.state).toBe('done');
  await next.close();
});
