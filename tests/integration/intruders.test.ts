/**
 * Addresses put together from what belongs to different contests, units and events, and people who look where they have no business: refused
 * every time, and nothing changes.
 */
import { randomUUID } from 'node:crypto';
import { paperNumber, routes, type RouteKey } from '@leitai/contract';
import { signingKey, signText } from '@leitai/database';
import { allCriteria, DEFAULT_CHECK } from '@leitai/scoring';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command } from '../../apps/simulator/src/client.ts';
import { plausibleMark } from '../../apps/simulator/src/marks.ts';
import { publish } from '../../apps/simulator/src/publish.ts';
import { randomFor } from '../../apps/simulator/src/random.ts';
import { makeAccount, makeBadges, makeEvent, makeLeader, makeOrganiser, openContest, openResult } from '../support/factory.ts';
import { demonstrationBodies } from '../support/demonstration-bodies.ts';
import { everything, startNode, type TestNode } from '../support/node.ts';
import { pairPanel, type Panel } from '../support/panel.ts';
import { jpeg, sendPhoto, sha256 } from '../support/photos.ts';
import { code } from '../support/refusal.ts';
import { Visitor } from '../support/visitor.ts';

type Ids = Readonly<Record<'eventId' | 'contestId' | 'entrantId' | 'judgeId' | 'sheetId' | 'evidenceId' | 'findingId' | 'photoId' | 'correctionId' | 'appealId' | 'fileId' | 'organisationId' | 'deviceId' | 'importId' | 'broadcastId' | 'personId' | 'schemeId' | 'versionId' | 'pictureId' | 'certificateId' | 'key' | 'entryId' | 'planId' | 'webhookId' | 'deliveryId' | 'applicationId' | 'decisionId' | 'objectionId' | 'plaqueId' | 'checkId'
  | 'view' | 'choice' | 'postId' | 'register' | 'lineId' | 'surveyId' | 'evaluationId' | 'answerId', string>>;
/** Posts and units are the whole event's, whichever contest they come from. */
const isOfEvent = (key: RouteKey): boolean => key.includes('/loop/');
/** A published contest in which there is one of everything. */
type Ground = { readonly panel: Panel; readonly ids: Ids; readonly leader: Visitor; readonly contestant: Visitor };

let node: TestNode;
let organiser: Visitor;
let house: Readonly<Record<string, Visitor>>;
/** Two contests of one event, and one of another. */
let here: Ground;
let beside: Ground;
let elsewhere: Ground;

beforeAll(async () => {
  node = await startNode();
  organiser = await makeOrganiser(node.base, node.setupPath);
  house = {
    organiser, supervisor: await makeAccount(organiser, 'supervisor', '周明远'), arbitrator: await makeAccount(organiser, 'arbitrator', '林仲裁'),
    auditor: await makeAccount(organiser, 'auditor', '审计员'), anonymiser: await makeAccount(organiser, 'anonymiser', '加密裁判'),
    steward: await makeAccount(organiser, 'steward', '检录员'), inspector: await makeAccount(organiser, 'inspector', '检查员'),
  };
  [here, beside] = await grounds(['CLEAN_INDOOR', 'GREEN_OUTDOOR'], '甲') as [Ground, Ground];
  [elsewhere] = await grounds(['CLEAN_INDOOR'], '乙') as [Ground];
}, 120_000);
afterAll(() => node.close());

async function grounds(posts: string[], name: string): Promise<Ground[]> {
  const made = await makeEvent(organiser, { posts, entrants: 3, judges: 3 });
  const { eventId } = made;
  const units = await organiser.call('GET /api/events/:eventId/organisations', { params: { eventId } });
  const { importId } = await node.db.rosterImport.findFirstOrThrow({ where: { eventId } }).then(({ id }) => ({ importId: id }));
  const found: Ground[] = [];
  for (const [index, contest] of made.contests.entries()) {
    await openContest(organiser, contest);
    const panel = await pairPanel(organiser, contest);
    const [badge] = await makeBadges(organiser, contest);
    const [criterion] = allCriteria(panel.scheme);
    const [tablet, entrants] = [panel.tablets[0]!, panel.entrants];
    const { ack } = await sendPhoto(panel, tablet, { entrantId: entrants[0]!, criterionId: criterion!.id }, await jpeg(index));
    const entryId = await asidePaper(panel, await jpeg(index));
    for (const entrant of entrants) {
      await tablet.join();
      await panel.submitAll(entrant, index);
      await panel.confirm(entrant);
    }
    await organiser.call('POST /api/events/:eventId/contests/:contestId/state', { params: panel.params, body: { state: 'closed' } });
    await publish(house['supervisor']!, panel.chief.visitor, panel.params);
    const leader = await makeLeader(organiser, eventId, `单位${index}`, `领队${name}${index}`);
    const unit = await leader.call('GET /api/events/:eventId/unit', { params: { eventId } });
    const entrantId = unit.contests.find(({ id }) => id === contest.contestId)!.entrants[0]!.id;
    const form = new FormData();
    form.append('appeal', JSON.stringify({ ...command(), grounds: '读数不符', items: [], against: null }));
    form.append('files', new Blob([new Uint8Array(await jpeg(9))]), '现场.jpg');
    const { appealId } = await leader.call('POST /api/events/:eventId/unit/entrants/:entrantId/appeals', { params: { eventId, entrantId }, form });
    const { correctionId } = await organiser.call('POST /api/events/:eventId/contests/:contestId/corrections', {
      params: panel.params, body: { entrantId, resultRevision: await resultOf(entrantId), marks: [], vetoes: {}, disqualified: true, reason: '冒名顶替' },
    });
    const broadcastId = randomUUID();
    await organiser.call('POST /api/events/:eventId/broadcasts', { params: { eventId }, body: { id: broadcastId, text: '请各位就座', contestIds: [contest.contestId], screens: false } });
    panel.close();
    const { personId } = await node.db.entrant.findFirstOrThrow({ where: { id: entrantId } });
    // Known over the years by a number of their own.
    const employeeNo = `${name}-${index}`;
    await node.db.person.update({ where: { eventId_id: { eventId, id: personId } }, data: { employeeNo } });
    const schemeId = (await node.db.contest.findFirstOrThrow({ where: { id: contest.contestId } })).schemeVersionId;
    const [pictureId, certificateId, webhookId, deliveryId] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
    await node.db.screenPicture.create({ data: { eventId, id: pictureId, hash: pictureId, bytes: new Uint8Array(await jpeg(7)), width: 8, height: 8 } });
    // Switched off, so that nothing changes by itself.
    await node.db.webhook.create({ data: {
      id: webhookId, eventId, name: '门户', url: 'http://127.0.0.1:9/', secret: 's', createdBy: '组织者', disabledAt: new Date(),
      deliveries: { create: { id: deliveryId, eventId, messageId: deliveryId, kind: 'test', deliveredAt: new Date() } },
    } });
    // What takes days of deadlines to come about by itself. The event's roster has the id of the first contest's points.
    const planId = randomUUID();
    const { postId } = await node.db.contest.findFirstOrThrow({ where: { id: contest.contestId } });
    await node.db.inspectionPlan.create({ data: {
      eventId, id: planId, name: '突击检查', form: 'spot', frequency: 'unannounced', postId, schemeVersionId: schemeId, item: '标准实施情况', from: new Date(), until: new Date(), subjects: [], inspectors: [], savedBy: '组织者',
    } });
    const key = await signingKey(node.db);
    await node.db.certificate.create({ data: {
      eventId, id: certificateId, contestId: contest.contestId, entrantId, serial: 1, number: certificateId, payload: '{}', signature: signText('{}', key.privateKey), keyId: key.id, issuedBy: '组织者', issuedAt: new Date(),
    } });
    const [lineId, surveyId, subjectId, answerId, evaluationId] = [randomUUID(), randomUUID(), randomUUID(), randomUUID(), randomUUID()];
    await node.db.registerEntry.create({ data: { eventId, id: lineId, register: 'incidents', key: lineId, body: {}, state: 'waiting', enteredById: contest.chiefId, enteredBy: '别人' } });
    await node.db.survey.create({ data: { eventId, id: surveyId, title: { zh: '测评', en: 'Survey' }, questions: [], opensAt: new Date(0), closesAt: new Date('2099-01-01'), salt: 's' } });
    await node.db.surveySubject.create({ data: { eventId, id: subjectId, surveyId, position: 0, code: subjectId, site: '门岗' } });
    await node.db.surveyAnswer.create({ data: { eventId, id: answerId, surveyId, subjectId, day: new Date(), levels: [], comment: '谢谢' } });
    await node.db.yearEvaluation.create({ data: { eventId, id: evaluationId, from: new Date('2026-01-01'), until: new Date('2026-01-31'), rule: { bands: [], weights: {}, undone: 'zero', limit: null }, contests: [], plans: [], subjects: [], report: { group: '', method: '', effect: '', problems: '', next: '' }, state: index === 0 ? 'proposed' : 'rejected', proposedById: contest.chiefId, proposedBy: '别人', proposedAt: new Date() } });
    if (index === 0) await node.db.pointsImport.create({ data: { eventId, id: importId, contestId: contest.contestId, stageId: 'theory', reason: '理论考试', rows: [], proposedById: contest.chiefId, proposedBy: '别人', proposedAt: new Date() } });
    found.push({
      panel, leader, contestant: await openResult(node.base, badge!),
      ids: {
        eventId, contestId: contest.contestId, entrantId, judgeId: contest.judgeIds[0]!, sheetId: tablet.sheet(entrantId).id, correctionId, appealId, importId, broadcastId, personId, schemeId, versionId: schemeId, pictureId, ...(await shownFinding(eventId, units[index]!.id, await jpeg(index))), certificateId, key: employeeNo, entryId, planId, webhookId, deliveryId,
        view: '36', choice: randomUUID(), postId, register: 'incidents', lineId, surveyId, answerId, evaluationId,
        evidenceId: ack.ok ? ack.data.evidence.id : '', organisationId: units[index]!.id,
        fileId: (await node.db.appealEvidence.findFirstOrThrow({ where: { appealId } })).id,
        // Of a kind of event these are not: demonstration.test.ts looks at them in their own.
        applicationId: randomUUID(), decisionId: randomUUID(), objectionId: randomUUID(), plaqueId: randomUUID(), checkId: randomUUID(),
        deviceId: (await node.db.session.findFirstOrThrow({ where: { judgeId: contest.judgeIds[0]! } })).id,
      },
    });
  }
  return found;
}
/** A finding with the photograph of how it was found. */
async function shownFinding(eventId: string, organisationId: string, photo: Buffer): Promise<{ findingId: string; photoId: string }> {
  const opening = { ...command(), organisationId: organisationId, postId: null, site: '三号楼', subject: '灭火器被遮挡', severity: 'general', measured: '20 cm', required: '1.0 m', clause: null, foundOn: '2026-05-20', due: '2099-12-31', owner: '', source: { type: 'hand' } } as const;
  const { findingId } = await organiser.call('POST /api/events/:eventId/findings', { params: { eventId }, body: opening });
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...command(), stage: 'before', caption: '', sha256: sha256(photo), type: 'image/jpeg' })) form.append(name, value);
  form.append('file', new Blob([new Uint8Array(photo)]), 'found.jpg');
  const { photo: { id: photoId } } = await organiser.call('POST /api/events/:eventId/findings/:findingId/photos', { params: { eventId, findingId }, form });
  return { findingId, photoId };
}
/** A paper sheet that was typed in once and set aside: the tablet's marks are to count. */
async function asidePaper(panel: Panel, photo: Buffer): Promise<string> {
  const { eventId } = panel.made;
  const random = randomFor(1, 'paper');
  const marks = Object.fromEntries(allCriteria(panel.scheme).map((criterion) => [criterion.id, plausibleMark(panel.scheme, criterion, 0.8, random)]));
  const form = new FormData();
  const number = paperNumber({ code: panel.chief.desk.entrants[0]!.code, seat: 2, attempt: 1 });
  form.append('entry', JSON.stringify({ ...command(), number, marks, sha256: sha256(photo), type: 'image/jpeg' }));
  form.append('file', new Blob([new Uint8Array(photo)]), 'paper.jpg');
  const { entryId } = await organiser.call('POST /api/events/:eventId/paper-entries', { params: { eventId }, form });
  await organiser.call('POST /api/events/:eventId/paper-entries/:entryId/aside', { params: { eventId, entryId }, body: { ...command(), reason: '平板已恢复' } });
  return entryId;
}
const resultOf = async (entrantId: string): Promise<number> => Number((await node.db.result.findFirstOrThrow({ where: { entrantId } })).seq);

/** What each route would do its work with. */
function bodyOf(key: RouteKey, ids: Ids): unknown {
  const change = { entrantId: ids.entrantId, resultRevision: 1, marks: [], vetoes: {}, disqualified: true };
  const bodies: Partial<Record<RouteKey, unknown>> = {
    'POST /api/events/:eventId/roster/:importId/confirm': { skipFaulty: true },
    'POST /api/events/:eventId/contests/:contestId/recheck/figures': { top: 30, rest: 15, limit: 5 },
    'POST /api/events/:eventId/contests/:contestId/recheck/:entrantId': { error: null },
    'POST /api/events/:eventId/contests/:contestId/signature/chief': { note: '' },
    'POST /api/events/:eventId/contests/:contestId/signature/supervisor': { days: 3 },
    'POST /api/events/:eventId/contests/:contestId/signature/return': { reason: '请复核' },
    'POST /api/events/:eventId/contests/:contestId/corrections/preview': change,
    'POST /api/events/:eventId/contests/:contestId/corrections': { ...change, reason: '录入有误' },
    'POST /api/events/:eventId/contests/:contestId/corrections/:correctionId/reject': { reason: '无误' },
    'POST /api/events/:eventId/contests/:contestId/draw/cancel': { reason: '名单有误' },
    'POST /api/events/:eventId/contests/:contestId/state': { state: 'running' },
    'POST /api/events/:eventId/public-names': { names: 'full' },
    'POST /api/events/:eventId/schedule': { basedOn: 0, stations: [], sessions: [] },
    'POST /api/events/:eventId/plans/:planId': { basedOn: 1, name: '月查', form: 'supervision', frequency: 'month', postId: ids.contestId, schemeVersionId: ids.versionId, item: '标准实施情况', from: '2026-01-01', until: '2026-12-31', subjects: [{ organisationId: ids.organisationId, site: '' }], inspectors: [ids.personId], sampling: null, decision: null },
    'POST /api/events/:eventId/plans/:planId/visits': { ...command(), subjects: [{ organisationId: ids.organisationId, site: '' }] },
    'POST /api/events/:eventId/visits/:entrantId/acknowledgement': command(),
    'POST /api/events/:eventId/visits/:entrantId/decision': { ...command(), sheets: [], vetoes: {}, note: 'r' },
    'POST /api/events/:eventId/visits/:entrantId/return': { ...command(), sheetId: ids.sheetId, reason: 'r', items: [allCriteria(here.panel.scheme)[0]!.id] },
    'POST /api/events/:eventId/visits/:entrantId/drop': { ...command(), reason: 'r' },
    'POST /api/events/:eventId/evaluations/preview': { from: '2026-01-01', until: '2026-01-31', rule: { weights: {}, undone: 'zero', limit: null } },
    'POST /api/events/:eventId/evaluations': { ...command(), from: '2026-01-01', until: '2026-01-31', rule: { weights: {}, undone: 'zero', limit: null }, report: { group: '评价小组', method: '', effect: '好', problems: '', next: '' } },
    'POST /api/events/:eventId/evaluations/:evaluationId/signature': { ...command(), approved: true, reason: '' },
    'POST /api/events/:eventId/rounds/end': { rounds: [{ ...command(), contestId: ids.contestId }], reasons: {} },
    'POST /api/events/:eventId/pause': { contestIds: [ids.contestId], reason: '停电' },
    'POST /api/events/:eventId/resume': { contestIds: [ids.contestId] },
    'POST /api/events/:eventId/search': { query: '选手' },
    'POST /api/events/:eventId/contests/:contestId/settings': { boardNames: 'code' },
    'POST /api/events/:eventId/contests/:contestId/entrants/:entrantId/substitute': { name: '替补', employeeNo: '', gender: '', reason: 'r' },
    'POST /api/events/:eventId/contests/:contestId/spread': { criterion: null, total: '10' },
    'POST /api/events/:eventId/contests/:contestId/recusals': { judgeId: ids.judgeId, entrantId: ids.entrantId, reason: 'r' },
    'POST /api/events/:eventId/judges/:judgeId/organisations': { organisation: '甲', since: '2025-01-01', until: '2025-12-31' },
    'POST /api/events/:eventId/appeals/:appealId/withdrawal': command(),
    'POST /api/events/:eventId/appeals/:appealId/acceptance': { ...command(), arbitratorId: ids.judgeId },
    'POST /api/events/:eventId/paper-entries/:entryId/verification': { ...command(), marks: {} },
    'POST /api/events/:eventId/paper-entries/:entryId/settlement': { ...command(), marks: {} },
    'POST /api/events/:eventId/paper-entries/:entryId/aside': { ...command(), reason: 'r' },
    'POST /api/events/:eventId/appeals/:appealId/rejection': { ...command(), reason: 'r' },
    'POST /api/events/:eventId/appeals/:appealId/ruling': { ...command(), outcome: 'upheld', findings: 'f', reasons: 'r', correctionNeeded: true, independent: true },
    'POST /api/events/:eventId/appeals/:appealId/correction': { ...command(), correctionId: ids.correctionId },
    ...demonstrationBodies(command()),
    'POST /api/events/:eventId/findings/:findingId/steps': { ...command(), step: 'urge', note: '' },
    'POST /api/events/:eventId/registers/:register/entries/:lineId': { cells: {}, version: 1, reason: 'r' },
    'POST /api/events/:eventId/registers/:register/entries/:lineId/striking': { version: 1, reason: 'r' },
    'POST /api/events/:eventId/registers/:register/entries/:lineId/decision': { version: 1, accept: true, reason: 'r' },
    'POST /api/events/:eventId/registers/:register/import/:importId/confirm': { skipFaulty: true, reason: null },
    'POST /api/events/:eventId/surveys/:surveyId': { title: { zh: '测评', en: 'Survey' }, questions: [{ zh: '态度', en: 'Manner' }], comment: true, opensAt: '2027-01-01T00:00:00Z', closesAt: '2027-02-01T00:00:00Z', subjects: [{ organisation: null, post: null, site: '门岗' }], version: 1 },
    'POST /api/events/:eventId/surveys/:surveyId/closing': { reason: 'r' },
    'POST /api/events/:eventId/surveys/:surveyId/comments/:answerId': { reason: 'r' },
    'POST /api/events/:eventId/pool-import/:importId/confirm': { skipFaulty: true },
    'POST /api/events/:eventId/organisations/:organisationId': { name: { zh: '改名', en: 'Renamed' } },
    'POST /api/events/:eventId/people/:personId': { name: '改名', gender: '', employeeNo: '', organisationId: ids.organisationId },
    'POST /api/events/:eventId/people/:personId/entries': { contestIds: [] },
    'POST /api/events/:eventId/pool/:personId': { name: '改名', gender: '', employeeNo: '', organisation: '', chief: true, days: [], qualifications: [], former: [] },
    'POST /api/events/:eventId/contests/:contestId/scheme': { versionId: ids.versionId },
    'POST /api/events/:eventId/schemes/:schemeId/draft': { revision: 0, scheme: here.panel.scheme },
    'POST /api/events/:eventId/schemes/:schemeId/versions': { revision: 0, contestIds: [] },
    'POST /api/events/:eventId/contests/:contestId/points': { stageId: 'theory', reason: 'r', rows: [{ personId: ids.personId, points: '1' }] },
    'POST /api/events/:eventId/contests/:contestId/points/:importId/reject': { reason: 'r' },
    'POST /api/events/:eventId/webhooks/:webhookId': { enabled: true },
    'POST /api/events/:eventId/certificates/:certificateId/revocation': { reason: 'r' },
    'POST /api/events/:eventId/contests/:contestId/check': { settings: { rules: DEFAULT_CHECK, day: '2026-11-22', site: '' }, expected: 0 },
    'POST /api/events/:eventId/contests/:contestId/cohorts': { name: { zh: '二批', en: 'Second' } },
    'POST /api/events/:eventId/contests/:contestId/candidates': { keys: ['A-1'] },
    'POST /api/events/:eventId/qualifications/:certificateId/suspension': { reason: 'r' },
    'POST /api/events/:eventId/qualifications/:certificateId/suspension/lift': { requestId: randomUUID(), reason: 'r' },
    'POST /api/events/:eventId/qualifications/:certificateId/suspension/approve': { requestId: randomUUID() },
    'POST /api/events/:eventId/qualifications/:certificateId/suspension/reject': { requestId: randomUUID() },
    'POST /api/events/:eventId/certificates/:certificateId/revocation/approve': { requestId: randomUUID() },
    'POST /api/events/:eventId/certificates/:certificateId/revocation/reject': { requestId: randomUUID() },
    'POST /api/events/:eventId/plans/:planId/handover': { from: randomUUID(), to: randomUUID(), reason: '离岗' },
    'POST /api/events/:eventId/contests/:contestId/judges': { seat: 5, role: 'judge', name: '新裁判', organisation: '' },
  };
  return bodies[key];
}

/** A register is named by a word that is the same everywhere; what is compared is looked for among what may be. */
const namesIn = (key: RouteKey): (keyof Ids)[] => [...key.matchAll(/:(\w+)/g)].map(([, name]) => name as keyof Ids).filter((name) => name !== 'register' && name !== 'view' && name !== 'choice');
const known = (text: string): string => text.replace(/^(session|access_log) .*$/gm, '');

describe('an address of two places', () => {
  /** Each id in turn taken from the other contest, where it differs there, and from the other event. */
  const mixed = (Object.keys(routes) as RouteKey[]).filter((key) => namesIn(key).length > 1).flatMap((key) => namesIn(key).map((name) => ({ key, name })));

  it.each(mixed)('$key with $name of another place leads nowhere', async ({ key, name }) => {
    expect(here.ids).toHaveProperty(name);
    const before = known(await everything(node.db));
    for (const other of [beside, elsewhere]) {
      if (other.ids[name] === here.ids[name]) continue;
      const params = { ...here.ids, [name]: other.ids[name] };
      // With one id besides the event's the address is right, only of the other contest.
      if (other === beside && (namesIn(key).length === 2 || isOfEvent(key))) continue;
      for (const [role, who] of [...Object.entries(house), ['chief', here.panel.chief.visitor], ['judge', here.panel.tablets[0]!.visitor], ['leader', here.leader], ['contestant', here.contestant]] as [string, Visitor][]) {
        if (!routes[key].allow.includes(role as never)) continue;
        const reply = await who.ask(key, { params, body: bodyOf(key, here.ids) as never });
        expect(`${role} ${reply.status} ${reply.ack.ok ? 'ok' : reply.ack.error.code}`).toMatch(/ (4\d\d) (?!ok)/);
      }
    }
    expect(known(await everything(node.db))).toBe(before);
  });
});


describe('a body that names what is elsewhere', () => {
  const propose = async (who: Visitor, over: object) => code(who.call('POST /api/events/:eventId/contests/:contestId/corrections', {
    params: here.panel.params,
    body: { entrantId: here.ids.entrantId, resultRevision: await resultOf(here.ids.entrantId), marks: [], vetoes: {}, disqualified: true, reason: '录入有误', ...over },
  }));

  it('proposes no correction of another contest, with no sheet of another entrant, and for no appeal of another', async () => {
    await house['supervisor']!.call('POST /api/events/:eventId/contests/:contestId/corrections/:correctionId/reject', { params: here.ids, body: { reason: '无误' } });
    const before = known(await everything(node.db));
    const chief = here.panel.chief.visitor;
    const [criterion] = allCriteria(here.panel.scheme);
    const mark = (sheetId: string) => ({ disqualified: undefined, marks: [{ sheetId, criterionId: criterion!.id, value: { type: 'levels', level: 1 }, expectedVersion: 1 }] });
    for (const who of [chief, organiser, house['arbitrator']!]) {
      expect(await propose(who, { entrantId: beside.ids.entrantId })).toBe('entrant.not-found');
      expect(await propose(who, { entrantId: elsewhere.ids.entrantId })).toBe('entrant.not-found');
      for (const { ids } of [beside, elsewhere]) {
        expect(await propose(who, mark(ids.sheetId))).toBe('sheet.not-found');
        expect(await propose(who, { appealId: ids.appealId })).toBe('appeal.not-found');
      }
    }
    expect(known(await everything(node.db))).toBe(before);
  });
});

describe('somebody who looks elsewhere', () => {
  it('is refused as chief, judge, leader and contestant of another place', async () => {
    const before = known(await everything(node.db));
    const people: [string, Visitor][] = [['chief', here.panel.chief.visitor], ['judge', here.panel.tablets[0]!.visitor], ['leader', here.leader]];
    const strange: Readonly<Record<string, readonly Ground[]>> = { chief: [beside, elsewhere], judge: [beside, elsewhere], leader: [beside, elsewhere] };
    for (const [role, who] of people) {
      for (const { ids } of strange[role]!) {
        for (const key of (Object.keys(routes) as RouteKey[]).filter((one) => namesIn(one).length > 0 && routes[one].allow.includes(role as never) && !routes[one].allow.includes('public'))) {
          // The own unit's page is the same for every contest of the event.
          if (ids.eventId === here.ids.eventId && (namesIn(key).length === 1 || isOfEvent(key))) continue;
          const reply = await who.ask(key, { params: ids, body: bodyOf(key, ids) as never });
          expect(`${role} ${key}: ${reply.ack.ok ? 'ok' : reply.ack.error.code}`).toMatch(/: [a-z]+\./);
        }
      }
    }
    expect(known(await everything(node.db))).toBe(before);
  });

  it('has no session with a screen’s token', async () => {
    const { token } = await new Visitor(node.base).call('POST /api/displays');
    const screen = new Visitor(node.base, { cookie: `leitai=${token}` });
    expect(await screen.call('GET /api/session')).toMatchObject({ role: 'public' });
    expect((await screen.ask('GET /api/events/:eventId/control', { params: here.ids })).status).toBe(401);
  });
});
