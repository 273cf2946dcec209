// Appeals: filed by the unit's own leader within the window, answered by somebody independent, each step in the chain; nothing final over them.

import { randomUUID } from 'node:crypto';
import { appealRoutes, type AppealFiling, type AppealRuling } from '@leitai/contract';
import { auditContest } from '@leitai/database';
import { allCriteria } from '@leitai/scoring';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { command } from '../../apps/simulator/src/client.ts';
import { publish } from '../../apps/simulator/src/publish.ts';
import { makeAccount, makeBadges, makeEvent, makeLeader, makeOrganiser, openResult, signInOrganiser } from '../support/factory.ts';
import { everything, startNode, type TestNode } from '../support/node.ts';
import { makePanel, type Panel } from '../support/panel.ts';
import { refusal } from '../support/refusal.ts';
import { Visitor } from '../support/visitor.ts';

const HOUR = 3_600_000;
let node: TestNode;
let organiser: Visitor;
let supervisor: Visitor;
/** From elsewhere, both. */
let arbitrator: Visitor;
let second: Visitor;
let leaders = 0;

beforeAll(async () => {
  node = await startNode();
  organiser = await makeOrganiser(node.base, node.setupPath);
  supervisor = await makeAccount(organiser, 'supervisor', '周明远');
  arbitrator = await makeAccount(organiser, 'arbitrator', '程仲裁');
  second = await makeAccount(organiser, 'arbitrator', '白委员');
});
afterAll(() => node.close());

type Case = { readonly panel: Panel; readonly leader: Visitor; readonly mine: string; readonly others: readonly string[]; readonly items: readonly string[] };

/** A published contest of three units with one contestant each, and the leader of the first unit. */
async function published(): Promise<Case> {
  const panel = await makePanel(organiser, { entrants: 3, judges: 3 });
  for (const [index, entrant] of panel.entrants.entries()) {
    await panel.submitAll(entrant, index * 10);
    await panel.confirm(entrant);
  }
  await organiser.call('POST /api/events/:eventId/contests/:contestId/state', { params: panel.params, body: { state: 'closed' } });
  panel.close();
  await publish(supervisor, panel.chief.visitor, panel.params);
  leaders += 1;
  const leader = await makeLeader(organiser, panel.made.eventId, '单位0', `领队${leaders}`);
  const unit = await leader.call('GET /api/events/:eventId/unit', { params: panel.params });
  const mine = unit.contests[0]!.entrants[0]!.id;
  return { panel, leader, mine, others: panel.entrants.filter((id) => id !== mine), items: allCriteria(panel.scheme).map(({ id }) => id) };
}

type File = { readonly name: string; readonly bytes: Uint8Array };
function form(filing: unknown, files: readonly File[] = []): FormData {
  const data = new FormData();
  data.append('appeal', typeof filing === 'string' ? filing : JSON.stringify(filing));
  for (const { name, bytes } of files) data.append('files', new Blob([bytes as Uint8Array<ArrayBuffer>]), name);
  return data;
}
const filing = (over: Partial<AppealFiling> = {}): AppealFiling => ({ ...command(), grounds: '第 2 项读数与现场不符', items: [], against: null, ...over });
const file = ({ panel, leader, mine }: Case, over: Partial<AppealFiling> = {}, files: readonly File[] = [], entrantId = mine) =>
  leader.call('POST /api/events/:eventId/unit/entrants/:entrantId/appeals', { params: { ...panel.params, entrantId }, form: form(filing(over), files) });

const at = ({ panel }: Case, appealId: string) => ({ params: { ...panel.params, appealId } });
const read = (one: Case, appealId: string, who = organiser) => who.call('GET /api/events/:eventId/appeals/:appealId', at(one, appealId));
const idOf = async (who: Visitor) => {
  const { name } = (await who.call('GET /api/session')) as { name: string };
  return (await organiser.call('GET /api/accounts')).find((account) => account.name === name)!.id;
};
const accept = async (one: Case, appealId: string, to = arbitrator) =>
  organiser.call('POST /api/events/:eventId/appeals/:appealId/acceptance', { ...at(one, appealId), body: { ...command(), arbitratorId: await idOf(to) } });
const rule = (one: Case, appealId: string, over: Partial<AppealRuling> = {}, who = arbitrator) =>
  who.call('POST /api/events/:eventId/appeals/:appealId/ruling', {
    ...at(one, appealId), body: { ...command(), outcome: 'dismissed', findings: '核对现场录像', reasons: '读数无误', correctionNeeded: false, independent: true, ...over },
  });
const withdraw = (one: Case, appealId: string) => one.leader.call('POST /api/events/:eventId/appeals/:appealId/withdrawal', { ...at(one, appealId), body: command() });
const finish = ({ panel }: Case) => organiser.call('POST /api/events/:eventId/contests/:contestId/final', { params: panel.params });
const deadline = ({ panel }: Case, from: number) =>
  node.db.contest.updateMany({ where: { id: panel.made.contestId }, data: { objectionsUntil: new Date(Date.now() + from) } });
const events = async ({ panel }: Case) =>
  (await node.db.contestEvent.findMany({ where: { contestId: panel.made.contestId }, orderBy: { seq: 'asc' } }))
    .map(({ body }) => JSON.parse(body) as Record<string, unknown>).filter(({ type }) => String(type).startsWith('appeal:'));
/** Of appeals and of the chain; the deadlines these tests move are found, too. */
const faults = async ({ panel }: Case) =>
  (await auditContest(node.db, panel.made.eventId, panel.made.contestId)).faults.filter(({ table }) => /^appeal|^contest_event$/.test(table));

const photo = (): Promise<Buffer> => sharp({ create: { width: 64, height: 48, channels: 3, background: '#bc2c19' } }).jpeg().toBuffer();
const PDF = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');

test('the whole way: filed with evidence, accepted, upheld, corrected, closed; then final; every step in the chain and told the audit', async () => {
  const one = await published();
  const { panel, leader, mine, items } = one;
  const wanted = [items[2]!, items[0]!];
  const { appealId } = await file(one, { items: wanted }, [{ name: '现场.jpg', bytes: await photo() }, { name: '记录.pdf', bytes: PDF }]);
  const seen = await read(one, appealId, leader);
  expect(seen).toMatchObject({ state: 'filed', instance: 1, filedBy: expect.stringMatching(/^领队/), unit: { zh: '单位0' }, mine: false });
  expect(seen.items.map(({ id }) => id)).toEqual([items[0], items[2]]);
  expect(seen.files).toMatchObject([{ name: '现场.jpg', type: 'image/jpeg' }, { name: '记录.pdf', type: 'application/pdf', bytes: PDF.length }]);
  expect(Date.parse(seen.dueAt) - Date.parse(seen.filedAt)).toBe(24 * HOUR);
  const control = await organiser.call('GET /api/events/:eventId/control', { params: panel.params });
  expect(control.contests[0]!.appeals).toEqual({ open: 1, filed: 1 });

  await accept(one, appealId);
  await expect(rule(one, appealId, {}, second)).rejects.toEqual(refusal('appeal.not-yours'));
  await rule(one, appealId, { outcome: 'upheld', correctionNeeded: true, reasons: '以录像为准' });
  expect(await read(one, appealId, arbitrator)).toMatchObject({ state: 'ruled', mine: true, ruling: { name: '程仲裁', outcome: 'upheld', reviewUntil: null } });
  await deadline(one, -1_000);
  await expect(finish(one)).rejects.toEqual(refusal('appeal.open', { open: 1, uncorrected: 1, further: 0, until: null }));

  const link = (correctionId: string, who = arbitrator) =>
    who.call('POST /api/events/:eventId/appeals/:appealId/correction', { ...at(one, appealId), body: { ...command(), correctionId } });
  await expect(link(randomUUID())).rejects.toEqual(refusal('appeal.correction'));
  await expect(correct(one, one.others[0]!, appealId)).rejects.toEqual(refusal('appeal.not-found'));
  await expect(correct(one, mine, randomUUID())).rejects.toEqual(refusal('appeal.not-found'));
  const correctionId = await correct(one, mine, appealId);
  await expect(link(correctionId, second)).rejects.toEqual(refusal('appeal.not-yours'));
  const other = await correct(one, one.others[0]!);
  await expect(link(other)).rejects.toEqual(refusal('appeal.correction'));
  await link(correctionId);
  const closed = await read(one, appealId, leader);
  expect(closed).toMatchObject({ state: 'closed', correction: { id: correctionId, forThis: true } });
  expect(closed.correction!.before.total).not.toBe(closed.correction!.after.total);
  await deadline(one, -1_000);
  await finish(one);
  expect((await events(one)).map(({ type, by }) => [type, by])).toEqual([
    ['appeal:file', seen.filedBy], ['appeal:accept', '组委会'], ['appeal:rule', '程仲裁'], ['appeal:correct', '程仲裁'],
  ]);
  expect(await faults(one)).toEqual([]);
});

test('what was corrected before the appeal does not answer it', async () => {
  const one = await published();
  const correctionId = await correct(one, one.mine);
  const { appealId } = await file(one);
  await accept(one, appealId);
  await rule(one, appealId, { outcome: 'upheld', correctionNeeded: true });
  const { corrections } = await arbitrator.call('GET /api/events/:eventId/appeals/:appealId/choices', at(one, appealId));
  expect(corrections).toEqual([]);
  await expect(arbitrator.call('POST /api/events/:eventId/appeals/:appealId/correction', { ...at(one, appealId), body: { ...command(), correctionId } }))
    .rejects.toEqual(refusal('appeal.correction'));
});

/** Takes the last reading of a judge away from its entrant by a correction that a supervisor approves. */
async function correct({ panel }: Case, entrantId: string, appealId?: string): Promise<string> {
  const params = panel.params;
  const ground = await organiser.call('GET /api/events/:eventId/contests/:contestId/corrections/entrants/:entrantId', { params: { ...params, entrantId } });
  const sheets = ground.sheets;
  const change = ground.criteria.flatMap(({ id: criterionId }) => {
    const marks = sheets.map((sheet) => ({ sheet, mark: sheet.marks.find((mark) => mark.criterionId === criterionId)! }));
    const low = marks.find(({ mark }) => mark.value?.type === 'levels' && mark.value.level !== 0);
    return low ? marks.map(({ sheet, mark }) => ({ sheetId: sheet.id, criterionId, value: { type: 'levels' as const, level: 0 }, expectedVersion: mark.version })) : [];
  });
  const body = { entrantId, resultRevision: ground.resultRevision, marks: change, vetoes: {}, reason: '按裁决更正', ...(appealId !== undefined && { appealId }) };
  const { correctionId } = await organiser.call('POST /api/events/:eventId/contests/:contestId/corrections', { params, body });
  await supervisor.call('POST /api/events/:eventId/contests/:contestId/corrections/:correctionId/approve', { params: { ...params, correctionId } });
  return correctionId;
}

describe('the window', () => {
  test('opens with publication and closes at the deadline, by the database’s clock', async () => {
    const one = await published();
    await deadline(one, -1);
    await expect(file(one)).rejects.toEqual(refusal('appeal.window'));
    await deadline(one, HOUR);
    await file(one);
    await node.db.contest.updateMany({ where: { id: one.panel.made.contestId }, data: { state: 'signed' } });
    await expect(file(one, { items: [one.items[0]!] })).rejects.toEqual(refusal('entrant.not-found'));
    await node.db.contest.updateMany({ where: { id: one.panel.made.contestId }, data: { state: 'final' } });
    await expect(file(one, { items: [one.items[0]!] })).rejects.toEqual(refusal('appeal.window'));
  });

  test('one appeal for each entrant and set of items; another set, or after a withdrawal, is another appeal; sent again it is the same', async () => {
    const one = await published();
    const first = filing({ items: [one.items[1]!, one.items[0]!] });
    const { appealId } = await file(one, first);
    expect(await file(one, first)).toEqual({ appealId: first.commandId });
    expect(await events(one)).toHaveLength(1);
    await expect(file(one, { items: [one.items[0]!, one.items[1]!] })).rejects.toEqual(refusal('appeal.exists', { appealId }));
    await file(one, { items: [one.items[0]!] });
    await withdraw(one, appealId);
    await expect(withdraw(one, appealId)).rejects.toEqual(refusal('appeal.bad-state', { state: 'withdrawn' }));
    const { appealId: again } = await file(one, { items: [one.items[0]!, one.items[1]!] });
    expect((await read(one, again)).number).toMatch(/-03$/);
    await expect(file({ ...one, leader: await otherLeader(one) }, first)).rejects.toEqual(refusal('entrant.not-found'));
    expect(await faults(one)).toEqual([]);
  });
});

const otherLeader = async ({ panel }: Case): Promise<Visitor> => makeLeader(organiser, panel.made.eventId, '单位1', `旁队${(leaders += 1)}`);

describe('who may what', () => {
  const STEPS = ['acceptance', 'rejection', 'ruling', 'correction', 'withdrawal'] as const;
  test('each step is refused to every role but its own, and changes nothing', async () => {
    const one = await published();
    const { appealId } = await file(one);
    const auditor = await makeAccount(organiser, 'auditor', `审计${randomUUID().slice(0, 8)}`);
    const phone = await openResult(node.base, (await makeBadges(organiser, one.panel.made))[0]!);
    const people = {
      public: new Visitor(node.base), organiser, supervisor, arbitrator, auditor, leader: one.leader, contestant: phone,
      chief: one.panel.chief.visitor, judge: one.panel.tablets[0]!.visitor,
    } as const;
    const before = (await everything(node.db)).replace(/^session .*$/gm, '');
    for (const step of STEPS) {
      const key = `POST /api/events/:eventId/appeals/:appealId/${step}` as const;
      for (const [role, visitor] of Object.entries(people)) {
        if (appealRoutes[key].allow.includes(role as keyof typeof people)) continue;
        const { ack } = await visitor.ask(key, { ...at(one, appealId), body: {} as never });
        expect(ack, `${step} as ${role}`).toMatchObject({ ok: false, error: { code: role === 'public' ? 'access.sign-in' : 'access.forbidden' } });
      }
    }
    expect((await everything(node.db)).replace(/^session .*$/gm, '')).toBe(before);
  });

  test('a step out of turn is refused', async () => {
    const one = await published();
    const { appealId } = await file(one);
    await expect(rule(one, appealId)).rejects.toEqual(refusal('appeal.bad-state', { state: 'filed' }));
    await accept(one, appealId);
    const reject = () => organiser.call('POST /api/events/:eventId/appeals/:appealId/rejection', { ...at(one, appealId), body: { ...command(), reason: '迟交' } });
    await expect(reject()).rejects.toEqual(refusal('appeal.bad-state', { state: 'accepted' }));
    await expect(rule(one, appealId, { correctionNeeded: true })).rejects.toEqual(refusal('request.invalid'));
    await rule(one, appealId);
    await expect(withdraw(one, appealId)).rejects.toEqual(refusal('appeal.bad-state', { state: 'closed' }));
    expect(await faults(one)).toEqual([]);
  });

  test('nobody rules who belongs to the unit, signed, or sat on the panel', async () => {
    const one = await published();
    const { appealId } = await file(one);
    const named = async (name: string, unit?: string): Promise<Visitor> => {
      const { url } = await organiser.call('POST /api/accounts/links', { body: { role: 'arbitrator', ...(unit !== undefined && { unit }) } });
      return makeOrganiser(node.base, new URL(url).pathname, name);
    };
    const bars = { 'same-unit': [await named('选手CLEAN_INDOOR0'), await named('外人甲', '单位0')], panel: [await named('裁判2')], signed: [await named('裁判长')] };
    await node.db.signOff.updateMany({ where: { contestId: one.panel.made.contestId }, data: { supervisorName: '程仲裁' } });
    await expect(accept(one, appealId)).rejects.toEqual(refusal('appeal.arbitrator', { bar: 'signed' }));
    for (const [bar, visitors] of Object.entries(bars)) {
      for (const visitor of visitors) await expect(accept(one, appealId, visitor)).rejects.toEqual(refusal('appeal.arbitrator', { bar }));
    }
    const { arbitrators } = await organiser.call('GET /api/events/:eventId/appeals/:appealId/choices', at(one, appealId));
    expect(arbitrators.find(({ name }) => name === '白委员')).toMatchObject({ barred: null });
    await accept(one, appealId, second);
    await node.db.account.updateMany({ where: { name: { in: ['裁判2', '裁判长', '选手CLEAN_INDOOR0', '外人甲'] } }, data: { role: 'auditor' } });
  });
});

describe('evidence', () => {
  test.each([
    ['a page called a photo', { name: '照片.jpg', bytes: Buffer.from('<html><script>alert(1)</script>') }],
    ['a cut PDF', { name: 'a.pdf', bytes: Buffer.from('%PDF-1.7\nno end') }],
    ['a photo that ends early', { name: 'a.jpg', bytes: Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]) }],
    ['nothing', { name: 'leer.png', bytes: Buffer.alloc(0) }],
  ])('%s is refused, by its content, and nothing is filed', async (_what, bad) => {
    const one = await published();
    await expect(file(one, {}, [{ name: '好.pdf', bytes: PDF }, bad])).rejects.toMatchObject({ code: 'appeal.bad-evidence', details: { name: bad.name } });
    expect(await node.db.appeal.count({ where: { contestId: one.panel.made.contestId } })).toBe(0);
  });

  test('of more than five files, or more than 5 MB, is refused; what is no form, too', async () => {
    const one = await published();
    await expect(file(one, {}, Array.from({ length: 6 }, () => ({ name: 'a.pdf', bytes: PDF })))).rejects.toEqual(refusal('request.invalid'));
    await expect(file(one, {}, [{ name: 'a.pdf', bytes: Buffer.concat([PDF, Buffer.alloc(5_000_000)]) }])).rejects.toEqual(refusal('appeal.too-large', { mostBytes: 5_000_000 }));
    const key = 'POST /api/events/:eventId/unit/entrants/:entrantId/appeals';
    const params = { ...one.panel.params, entrantId: one.mine };
    await expect(one.leader.call(key, { params, body: filing() })).rejects.toEqual(refusal('request.invalid'));
    await expect(one.leader.call(key, { params, form: form('{') })).rejects.toEqual(refusal('request.invalid'));
    await expect(one.leader.call(key, { params, form: form({ ...filing(), items: ['none such'] }) })).rejects.toEqual(refusal('request.invalid'));
  });

  test('comes back as it was sent, to the unit and the house, never to another unit; a touched byte is found', async () => {
    const one = await published();
    const bytes = await photo();
    const { appealId } = await file(one, {}, [{ name: '现场.jpg', bytes }]);
    const [evidence] = (await read(one, appealId)).files;
    const path = `/api/events/${one.panel.made.eventId}/appeals/${appealId}/evidence/${evidence!.id}`;
    for (const who of [one.leader, organiser, arbitrator]) {
      const response = await who.fetch(path);
      expect(response.headers.get('content-type')).toBe('image/jpeg');
      expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
    }
    expect((await (await otherLeader(one)).fetch(path)).status).toBe(404);
    await expect(node.db.appealEvidence.updateMany({ data: { name: 'x' } })).rejects.toThrow();
    await node.db.$transaction([
      node.db.$executeRaw`SET LOCAL session_replication_role = replica`,
      node.db.$executeRaw`UPDATE appeal_evidence SET content = set_byte(content, 30, 7) WHERE appeal_id = ${appealId}::uuid`,
      node.db.$executeRaw`UPDATE appeal SET grounds = grounds || '!' WHERE id = ${appealId}::uuid`,
    ]);
    expect(await faults(one)).toMatchObject([
      { table: 'appeal', row: appealId, column: 'grounds' }, { table: 'appeal_evidence', row: evidence!.id, column: 'sha256' },
    ]);
  });
});

describe('final', () => {
  test('is refused while an appeal is open or may still be taken further, and not after a rejection or a withdrawal', async () => {
    const one = await published();
    const [first, late] = [await file(one), await file(one, { items: [one.items[0]!] })];
    await deadline(one, -1_000);
    await expect(finish(one)).rejects.toEqual(refusal('appeal.open', { open: 2, uncorrected: 0, further: 0, until: null }));
    await organiser.call('POST /api/events/:eventId/appeals/:appealId/rejection', { ...at(one, late.appealId), body: { ...command(), reason: '未说明理由' } });
    expect(await read(one, late.appealId, one.leader)).toMatchObject({ state: 'rejected', rejected: { name: '组委会', reason: '未说明理由' } });
    await accept(one, first.appealId);
    await rule(one, first.appealId, { outcome: 'partly' });
    const { ruling } = await read(one, first.appealId);
    await expect(finish(one)).rejects.toEqual(refusal('appeal.open', { open: 0, uncorrected: 0, further: 1, until: ruling!.reviewUntil }));
    await node.db.appeal.updateMany({ where: { id: first.appealId }, data: { reviewUntil: new Date(Date.now() - 1) } });
    await finish(one);
  });

  test('a ruling is taken to the second instance once, after the deadline of objections too, before another arbitrator, whose word is the last', async () => {
    const one = await published();
    const { appealId } = await file(one, { items: [one.items[3]!] });
    await expect(file(one, { against: appealId })).rejects.toEqual(refusal('appeal.bad-state', { state: 'filed' }));
    await accept(one, appealId);
    await rule(one, appealId);
    await deadline(one, -1_000);
    const { appealId: review } = await file(one, { against: appealId, grounds: '录像角度不足' });
    await expect(file(one, { against: appealId })).rejects.toEqual(refusal('appeal.exists', { appealId: review }));
    expect(await read(one, review)).toMatchObject({ instance: 2, against: { id: appealId }, items: [{ id: one.items[3] }] });
    expect(await read(one, appealId)).toMatchObject({ review: { id: review } });
    await expect(accept(one, review)).rejects.toEqual(refusal('appeal.arbitrator', { bar: 'first-instance' }));
    await accept(one, review, second);
    await rule(one, review, {}, second);
    await expect(file(one, { against: review })).rejects.toEqual(refusal('appeal.bad-state', { state: 'closed' }));
    await finish(one);
    expect(await faults(one)).toEqual([]);
  });
});

describe('a leader', () => {
  test('sees the own unit only, over every route; before publication neither code nor score', async () => {
    const one = await published();
    const { panel, leader } = one;
    const { appealId } = await file(one);
    const stranger = await otherLeader(one);
    const unit = await leader.call('GET /api/events/:eventId/unit', { params: panel.params });
    expect(unit.contests).toMatchObject([{ entrants: [{ id: one.mine, shown: { status: 'scored', of: 3 } }] }]);
    expect(await leader.call('GET /api/events/:eventId/unit/entrants/:entrantId', { params: { ...panel.params, entrantId: one.mine } })).toMatchObject({ entrantId: one.mine, organisation: { zh: '单位0' } });

    const elsewhere = (await makeEvent(organiser)).contests[0]!;
    const ids = { ...panel.params, entrantId: one.mine, appealId, fileId: appealId, judgeId: panel.made.judgeIds[0]! };
    for (const key of Object.keys(appealRoutes) as (keyof typeof appealRoutes)[]) {
      if (!appealRoutes[key].allow.includes('leader')) continue;
      const body = { ...command() } as never;
      const [own, foreign] = await Promise.all([stranger.ask(key, { params: ids, body }), leader.ask(key, { params: { ...ids, eventId: elsewhere.eventId }, body })]);
      if (key !== 'GET /api/events/:eventId/unit') expect(own.ack, key).toMatchObject({ ok: false });
      expect(JSON.stringify(own.ack), key).not.toMatch(/选手CLEAN_INDOOR0|单位0/);
      expect(foreign.ack, key).toMatchObject({ ok: false, error: { code: 'access.forbidden' } });
    }
    for (const entrantId of one.others) {
      await expect(leader.call('GET /api/events/:eventId/unit/entrants/:entrantId', { params: { ...panel.params, entrantId } })).rejects.toEqual(refusal('entrant.not-found'));
    }
    await node.db.contest.updateMany({ where: { id: panel.made.contestId }, data: { state: 'closed' } });
    const early = await leader.call('GET /api/events/:eventId/unit', { params: panel.params });
    const { personId } = await node.db.entrant.findFirstOrThrow({ where: { id: one.mine } });
    expect(early.contests[0]!.entrants).toEqual([{ id: personId, name: '选手CLEAN_INDOOR0', shown: null }]);
    await expect(leader.call('GET /api/events/:eventId/unit/entrants/:entrantId', { params: { ...panel.params, entrantId: one.mine } }))
      .rejects.toEqual(refusal('entrant.not-found'));
  });

  test('is an account of one event and one unit, and what it reads is written down', async () => {
    const one = await published();
    const who = await one.leader.call('GET /api/session');
    expect(who).toMatchObject({ role: 'leader', eventId: one.panel.made.eventId });
    const { name } = who as { name: string };
    expect(await (await signInOrganiser(node.base, name)).call('GET /api/session')).toEqual(who);
    expect(await organiser.call('GET /api/accounts')).toContainEqual(expect.objectContaining({ name, role: 'leader', unit: { zh: '单位0', en: '单位0' } }));
    await one.leader.call('GET /api/events/:eventId/unit/entrants/:entrantId', { params: { ...one.panel.params, entrantId: one.mine } });
    const log = await organiser.call('GET /api/events/:eventId/access-log', { params: one.panel.params });
    expect(log.filter((entry) => entry.role === 'leader').map(({ sight }) => sight)).toEqual(['marks', 'names']);
    await node.db.account.updateMany({ where: { name }, data: { role: 'auditor', eventId: null, organisationId: null } });
    await expect(node.db.account.updateMany({ where: { name }, data: { role: 'leader' } })).rejects.toThrow();
  });
});

test('the contestant is told who may appeal, until when, and how it stands, and of nobody else', async () => {
  const one = await published();
  const badges = await makeBadges(organiser, one.panel.made);
  const phoneOf = (id: string) => openResult(node.base, badges.find(({ entrantId }) => entrantId === id)!);
  const [own, other] = [await phoneOf(one.mine), await phoneOf(one.others[0]!)];
  const leader = (await one.leader.call('GET /api/session')) as { name: string };
  expect(await own.call('GET /api/my/appeals')).toMatchObject({ open: true, leaders: [leader.name], cases: [] });
  expect(await other.call('GET /api/my/appeals')).toMatchObject({ open: true, leaders: [], cases: [] });
  const { appealId } = await file(one);
  await accept(one, appealId);
  await rule(one, appealId);
  expect((await own.call('GET /api/my/appeals')).cases).toMatchObject([{ state: 'closed', outcome: 'dismissed', instance: 1, answeredAt: expect.any(String) }]);
  expect((await other.call('GET /api/my/appeals')).cases).toEqual([]);
  await deadline(one, -1);
  expect(await own.call('GET /api/my/appeals')).toMatchObject({ open: false });
});

test('hours for the answer are the event’s, from then on; nobody is told of what is late but by the date', async () => {
  const one = await published();
  await organiser.call('POST /api/events/:eventId/appeal-hours', { params: one.panel.params, body: { answer: 2, review: 1 } });
  const { appealId } = await file(one);
  const { filedAt, dueAt } = await read(one, appealId);
  expect(Date.parse(dueAt) - Date.parse(filedAt)).toBe(2 * HOUR);
  const list = await organiser.call('GET /api/events/:eventId/appeals', { params: one.panel.params });
  expect(list).toMatchObject({ hours: { answer: 2, review: 1 }, appeals: [{ id: appealId, state: 'filed' }] });
});
