// Every route as every role: who is allowed gets past the door, who is not is refused and changes nothing.

import { DEFAULT_WORDS, paperNumber, Role, routes, type RouteKey } from '@leitai/contract';
import { DEFAULT_CHECK, DEFAULT_RULES } from '@leitai/scoring';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { libraryPosts } from '../../apps/server/src/seed/library.ts';
import { makeAccount, makeBadges, makeEvent, makeLeader, makeOrganiser, openContest, openResult, pairJudge, PASSWORD, rosterForm, signInOrganiser, type MadeContest } from '../support/factory.ts';
import { demonstrationBodies } from '../support/demonstration-bodies.ts';
import { everything, startNode, type TestNode } from '../support/node.ts';
import { Visitor } from '../support/visitor.ts';

const NAMES = { supervisor: '监督员', arbitrator: '仲裁员', auditor: '审计员', anonymiser: '加密裁判', steward: '检录员', inspector: '检查员' } as const;
const LEADER = '领队';
const UNKNOWN = '01890000-0000-7000-8000-000000000000';

let node: TestNode;
let organiser: Visitor;
let contest: MadeContest;

beforeAll(async () => {
  node = await startNode();
  organiser = await makeOrganiser(node.base, node.setupPath);
  [contest] = (await makeEvent(organiser)).contests as [MadeContest];
  await openContest(organiser, contest);
  for (const [role, name] of Object.entries(NAMES)) await makeAccount(organiser, role as keyof typeof NAMES, name);
  await makeLeader(organiser, contest.eventId, '单位0', LEADER);
});
afterAll(() => node.close());

async function visitorOf(role: Role): Promise<Visitor> {
  switch (role) {
    case 'public': return new Visitor(node.base);
    case 'organiser': return signInOrganiser(node.base);
    case 'supervisor':
    case 'arbitrator':
    case 'auditor':
    case 'steward':
    case 'inspector':
    case 'anonymiser': return signInOrganiser(node.base, NAMES[role]);
    case 'leader': return signInOrganiser(node.base, LEADER);
    case 'chief': return pairJudge(organiser, contest.eventId, contest.chiefId);
    case 'judge': return pairJudge(organiser, contest.eventId, contest.judgeIds[0]!);
    case 'contestant': return openResult(node.base, (await makeBadges(organiser, contest))[0]!);
    default: return role satisfies never;
  }
}

const POOLED = { name: '库内裁判', gender: '', employeeNo: '', organisation: '', chief: false, days: [], qualifications: [], former: [] };
const SURVEY = { title: { zh: '测评', en: 'Survey' }, questions: [{ zh: '态度', en: 'Manner' }], comment: true, opensAt: '2027-01-01T00:00:00Z', closesAt: '2027-02-01T00:00:00Z', subjects: [{ organisation: null, post: null, site: '门岗' }] };
const HASH = '0'.repeat(64);
const COMMAND = { commandId: UNKNOWN, at: '2026-05-20T08:00:00.000Z' };
/** Bodies with which a route would do its work; the rest are well-formed and name what is not there. */
const BODIES: Partial<Record<RouteKey, unknown>> = {
  'POST /api/session': { name: '组委会', password: PASSWORD },
  'POST /api/setup': { token: 'x'.repeat(43), name: '别人', password: PASSWORD },
  'POST /api/pairing/look': { code: '234567' },
  'POST /api/pairing': { code: '234567', label: '' },
  'POST /api/session/contestant': { code: '234567234567' },
  'POST /api/accounts/links': { role: 'auditor' },
  'POST /api/events/:eventId/contests/:contestId/recheck/figures': { top: 30, rest: 15, limit: 5 },
  'POST /api/events/:eventId/contests/:contestId/recheck/:entrantId': { error: null },
  'POST /api/events/:eventId/contests/:contestId/signature/chief': { note: '' },
  'POST /api/events/:eventId/contests/:contestId/signature/supervisor': { days: 3 },
  'POST /api/events/:eventId/contests/:contestId/signature/return': { reason: '请复核' },
  'POST /api/events/:eventId/contests/:contestId/corrections/preview': { entrantId: UNKNOWN, resultRevision: 1, marks: [], vetoes: {} },
  'POST /api/events/:eventId/contests/:contestId/corrections': { entrantId: UNKNOWN, resultRevision: 1, marks: [], vetoes: {}, reason: '录入有误' },
  'POST /api/events/:eventId/contests/:contestId/corrections/:correctionId/reject': { reason: '无误' },
  'POST /api/events/:eventId/rules': { rules: DEFAULT_RULES, objectionDays: 3 },
  'POST /api/events/:eventId/rules/preview': { rules: DEFAULT_RULES, contestIds: [UNKNOWN] },
  'POST /api/events/:eventId/rules/copy': { rules: DEFAULT_RULES, contests: [{ contestId: UNKNOWN, expected: HASH }] },
  'POST /api/events/:eventId/contests/:contestId/rules': { rules: DEFAULT_RULES, expected: HASH },
  'POST /api/events/:eventId/contests/:contestId/points': { stageId: 'theory', reason: '理论成绩', rows: [{ personId: UNKNOWN, points: '80' }] },
  'POST /api/events/:eventId/contests/:contestId/points/:importId/reject': { reason: '有误' },
  'POST /api/events/:eventId/publication': { contests: [{ contestId: UNKNOWN, head: HASH }], days: 3 },
  'POST /api/events/:eventId/contests/:contestId/draw/cancel': { reason: '名单有误' },
  'POST /api/events': { kind: 'competition', name: { zh: '另一场', en: 'Another' }, posts: ['HVAC'] },
  'POST /api/events/:eventId/files': { cause: 'hand' },
  'POST /api/files/:fileId/restore': { name: '试验赛' },
  'POST /api/files/:fileId/practice': { names: 'keep' },
  'POST /api/events/:eventId/practice': { names: 'keep' },
  'POST /api/events/:eventId/removal': { name: '别的名称' },
  'POST /api/events/:eventId/roster/:importId/confirm': { skipFaulty: true },
  'POST /api/events/:eventId/contests/:contestId/state': { state: 'running' },
  'POST /api/events/:eventId/contests/:contestId/settings': { boardNames: 'code' },
  'POST /api/events/:eventId/ceremony': {
    opening: { zh: '颁奖', en: '' }, openingNote: '', closing: { zh: '完', en: '' }, closingNote: '', posts: [{ contestId: UNKNOWN, awards: ['first'], presenter: '', note: '' }], lift: false,
  },
  'POST /api/events/:eventId/certificate-plan': {
    prefix: '2026', issuer: { zh: '市机关事务管理局', en: 'The bureau' }, date: '2026-05-23', layout: 'landscape', award: DEFAULT_WORDS.award, participation: DEFAULT_WORDS.participation, withParticipation: true,
  },
  'POST /api/events/:eventId/certificates/:certificateId/revocation': { reason: '姓名有误' },
  'POST /api/certificates/:number/holder': { name: '周宁' },
  'POST /api/events/:eventId/contests/:contestId/check': { settings: { rules: structuredClone(DEFAULT_CHECK), day: '2026-11-22', site: '' }, expected: 0 },
  'POST /api/events/:eventId/contests/:contestId/cohorts': { name: { zh: '二批', en: 'Second' } },
  'POST /api/events/:eventId/contests/:contestId/candidates': { keys: ['A-1'] },
  'POST /api/events/:eventId/qualifications/:certificateId/suspension': { reason: '待复核' },
  'POST /api/events/:eventId/qualifications/:certificateId/suspension/lift': { requestId: UNKNOWN, reason: '已复核' },
  'POST /api/events/:eventId/qualifications/:certificateId/suspension/approve': { requestId: UNKNOWN },
  'POST /api/events/:eventId/qualifications/:certificateId/suspension/reject': { requestId: UNKNOWN },
  'POST /api/events/:eventId/certificates/:certificateId/revocation/approve': { requestId: UNKNOWN },
  'POST /api/events/:eventId/certificates/:certificateId/revocation/reject': { requestId: UNKNOWN },
  'POST /api/events/:eventId/public-names': { names: 'masked' },
  'POST /api/events/:eventId/schedule': { basedOn: 0, stations: [], sessions: [] },
  'POST /api/events/:eventId/plans/:planId': {
    basedOn: 0, name: '月查', form: 'supervision', frequency: 'month', postId: UNKNOWN, schemeVersionId: UNKNOWN, item: '标准实施情况', from: '2026-01-01', until: '2026-12-31',
    subjects: [{ organisationId: UNKNOWN, site: '' }], inspectors: [UNKNOWN], sampling: null, decision: null,
  },
  'POST /api/events/:eventId/plans/:planId/visits': { ...COMMAND, subjects: [{ organisationId: UNKNOWN, site: '' }] },
  'POST /api/events/:eventId/visits/:entrantId/acknowledgement': COMMAND,
  'POST /api/events/:eventId/visits/:entrantId/decision': { ...COMMAND, sheets: [], vetoes: {}, note: 'r' },
  'POST /api/events/:eventId/visits/:entrantId/return': { ...COMMAND, sheetId: UNKNOWN, reason: 'r', items: ['x'] },
  'POST /api/events/:eventId/visits/:entrantId/drop': { ...COMMAND, reason: 'r' },
  'POST /api/events/:eventId/evaluations/preview': { from: '2026-01-01', until: '2026-01-31', rule: { weights: {}, undone: 'zero', limit: null } },
  'POST /api/events/:eventId/evaluations': { ...COMMAND, from: '2026-01-01', until: '2026-01-31', rule: { weights: {}, undone: 'zero', limit: null }, report: { group: '评价小组', method: '', effect: '好', problems: '', next: '' } },
  'POST /api/events/:eventId/evaluations/:evaluationId/signature': { ...COMMAND, approved: true, reason: '' },
  'POST /api/events/:eventId/rounds/end': { rounds: [{ ...COMMAND, contestId: COMMAND.commandId }], reasons: {} },
  'POST /api/events/:eventId/pause': { contestIds: [UNKNOWN], reason: '停电' },
  'POST /api/events/:eventId/resume': { contestIds: [UNKNOWN] },
  'POST /api/events/:eventId/broadcasts': { id: UNKNOWN, text: '请各位就座', contestIds: [], screens: true },
  'POST /api/events/:eventId/search': { query: '甲' },
  'POST /api/commands/:message': { eventId: UNKNOWN },
  'POST /api/tokens': { name: '数据大屏', scopes: ['results'], eventId: null, days: 30 },
  'POST /api/events/:eventId/webhooks': { name: '门户', url: 'http://127.0.0.1:9/hook' },
  'POST /api/events/:eventId/webhooks/:webhookId': { enabled: true },
  'POST /api/events/:eventId/freeze': { contestIds: [UNKNOWN], frozen: true },
  'POST /api/events/:eventId/contests/:contestId/entrants/:entrantId/substitute': { name: '替补', employeeNo: '', gender: '', reason: 'r' },
  'POST /api/events/:eventId/schemes': { scheme: libraryPosts()[0]!.scheme },
  'POST /api/events/:eventId/schemes/:schemeId/draft': { revision: 0, scheme: libraryPosts()[0]!.scheme },
  'POST /api/events/:eventId/schemes/:schemeId/versions': { revision: 0, contestIds: [] },
  'POST /api/events/:eventId/contests/:contestId/scheme': { versionId: UNKNOWN },
  'POST /api/events/:eventId/contests/:contestId/spread': { criterion: null, total: '10' },
  'POST /api/events/:eventId/recusal-rule': { months: 24 },
  'POST /api/events/:eventId/contests/:contestId/recusals': { judgeId: UNKNOWN, entrantId: UNKNOWN, reason: 'r' },
  'POST /api/events/:eventId/judges/:judgeId/organisations': { organisation: '甲', since: '2025-01-01', until: '2025-12-31' },
  'POST /api/events/:eventId/posts': { from: 'library', codes: ['HVAC'] },
  'POST /api/events/:eventId/organisations': { name: { zh: '新单位', en: 'New unit' } },
  'POST /api/events/:eventId/organisations/:organisationId': { name: { zh: '改名', en: 'Renamed' } },
  'POST /api/events/:eventId/people': { name: '新人', gender: '', employeeNo: '', organisationId: UNKNOWN, contestIds: [] },
  'POST /api/events/:eventId/people/:personId': { name: '改名', gender: '', employeeNo: '', organisationId: UNKNOWN },
  'POST /api/events/:eventId/people/:personId/entries': { contestIds: [] },
  'POST /api/events/:eventId/registers/:register': { cells: {} },
  'POST /api/events/:eventId/registers/:register/entries/:lineId': { cells: {}, version: 1, reason: 'r' },
  'POST /api/events/:eventId/registers/:register/entries/:lineId/striking': { version: 1, reason: 'r' },
  'POST /api/events/:eventId/registers/:register/entries/:lineId/decision': { version: 1, accept: true, reason: 'r' },
  'POST /api/events/:eventId/registers/:register/import/:importId/confirm': { skipFaulty: true, reason: null },
  'POST /api/events/:eventId/surveys': SURVEY,
  'POST /api/events/:eventId/surveys/:surveyId': { ...SURVEY, version: 1 },
  'POST /api/events/:eventId/surveys/:surveyId/closing': { reason: 'r' },
  'POST /api/events/:eventId/surveys/:surveyId/comments/:answerId': { reason: 'r' },
  'POST /api/survey/:code': { device: 'd'.repeat(22), levels: [5], comment: '' },
  'POST /api/events/:eventId/pool': POOLED,
  'POST /api/events/:eventId/seating/preview': { seats: 1, places: 1, days: [] },
  'POST /api/events/:eventId/seating': { seats: 1, places: 1, days: [], seed: '0'.repeat(16), hash: '0'.repeat(64) },
  'POST /api/events/:eventId/pool/:personId': POOLED,
  'POST /api/events/:eventId/pool-import/:importId/confirm': { skipFaulty: true },
  'POST /api/events/:eventId/appeals/:appealId/withdrawal': COMMAND,
  'POST /api/events/:eventId/appeals/:appealId/acceptance': { ...COMMAND, arbitratorId: UNKNOWN },
  'POST /api/events/:eventId/paper-sheet': { number: paperNumber({ code: 'A-01', seat: 9, attempt: 1 }) },
  'POST /api/events/:eventId/paper-entries/:entryId/verification': { ...COMMAND, marks: {} },
  'POST /api/events/:eventId/paper-entries/:entryId/settlement': { ...COMMAND, marks: {} },
  'POST /api/events/:eventId/paper-entries/:entryId/aside': { ...COMMAND, reason: 'r' },
  'POST /api/events/:eventId/appeals/:appealId/rejection': { ...COMMAND, reason: 'r' },
  'POST /api/events/:eventId/appeals/:appealId/ruling': { ...COMMAND, outcome: 'upheld', findings: 'f', reasons: 'r', correctionNeeded: true, independent: true },
  'POST /api/events/:eventId/appeals/:appealId/correction': { ...COMMAND, correctionId: UNKNOWN },
  'POST /api/events/:eventId/appeal-hours': { answer: 24, review: 24 },
  ...demonstrationBodies(COMMAND),
  'POST /api/events/:eventId/findings': { ...COMMAND, organisationId: UNKNOWN, postId: null, site: '三号楼', subject: '灭火器被遮挡', severity: 'general', measured: '20 cm', required: '1.0 m', clause: null, foundOn: '2026-05-20', due: null, owner: '', source: { type: 'hand' } },
  'POST /api/events/:eventId/plans/:planId/handover': { from: UNKNOWN, to: UNKNOWN, reason: 'r' },
  'POST /api/events/:eventId/findings/settings': { days: { minor: 7, general: 3, serious: 2, major: 1 }, escalation: [], observeDays: 30 },
  'POST /api/events/:eventId/findings/:findingId/steps': { ...COMMAND, step: 'urge', note: '' },
  'POST /api/events/:eventId/contests/:contestId/judges': { seat: 5, role: 'judge', name: '新裁判', organisation: '' },
};

function ask(visitor: Visitor, key: RouteKey) {
  const params = { planId: UNKNOWN, evaluationId: UNKNOWN, eventId: contest.eventId, contestId: contest.contestId, judgeId: contest.judgeIds[1]!, importId: UNKNOWN, correctionId: UNKNOWN, entrantId: UNKNOWN, sheetId: UNKNOWN, deviceId: UNKNOWN, message: 'no:such', accountId: UNKNOWN, tokenId: UNKNOWN, webhookId: UNKNOWN, deliveryId: UNKNOWN, appealId: UNKNOWN, fileId: UNKNOWN, jobId: UNKNOWN, organisationId: UNKNOWN, evidenceId: UNKNOWN, findingId: UNKNOWN, photoId: UNKNOWN, entryId: UNKNOWN, pictureId: UNKNOWN, broadcastId: UNKNOWN, personId: UNKNOWN, certificateId: UNKNOWN,
    view: '36', choice: UNKNOWN, postId: UNKNOWN, register: 'quiz', lineId: UNKNOWN, surveyId: UNKNOWN, answerId: UNKNOWN, code: '23456789',
    key: 'A-1', number: '2026-A-001', schemeId: UNKNOWN, versionId: UNKNOWN, applicationId: UNKNOWN, decisionId: UNKNOWN, objectionId: UNKNOWN, plaqueId: UNKNOWN, checkId: UNKNOWN };
  if (key === 'POST /api/events/:eventId/registers/:register/import') return visitor.ask(key, { params, form: rosterForm('日期,单位,岗位,抽问人数,答对人数\n2027-01-01,甲,HVAC,10,9', 'a.csv') });
  if (key === 'POST /api/events/:eventId/pool-import') return visitor.ask(key, { params, form: rosterForm('姓名,岗位\n甲,HVAC', 'a.csv') });
  if (key === 'POST /api/events/:eventId/roster') return visitor.ask(key, { params, form: rosterForm('姓名,单位,岗位\n甲,乙,HVAC', 'a.csv') });
  // A workbook of what is not there is refused in words; one that is there is no JSON.
  if (key.endsWith('.xlsx') || key.endsWith('.csv')) return visitor.ask(key, { params: { ...params, eventId: key.includes('/unit/') ? contest.eventId : UNKNOWN } });
  if (key === 'POST /api/events/:eventId/schemes/reading') return visitor.ask(key, { params, form: rosterForm('{}', 'a.json') });
  if (key === 'POST /api/events/:eventId/paper-entries') {
    const form = rosterForm('x', 'a.jpg');
    form.append('entry', JSON.stringify({ ...COMMAND, number: paperNumber({ code: 'A-01', seat: 9, attempt: 1 }), marks: {}, sha256: HASH, type: 'image/jpeg' }));
    return visitor.ask(key, { params, form });
  }
  if (key === 'POST /api/events/:eventId/contests/:contestId/evidence' || key === 'POST /api/events/:eventId/findings/:findingId/photos' || key === 'POST /api/events/:eventId/pictures') return visitor.ask(key, { params, form: rosterForm('x', 'a.jpg') });
  if (key === 'POST /api/events/:eventId/contests/:contestId/points/preview') return visitor.ask(key, { params, form: rosterForm('姓名,成绩\n甲,80', 'a.csv') });
  return visitor.ask(key, { params, body: BODIES[key] as never });
}

const keys = Object.keys(routes) as RouteKey[];

describe.each(Role.options)('%s', (role) => {
  test.each(keys.filter((key) => routes[key].allow.includes(role)))('%s', async (key) => {
    const { status } = await ask(await visitorOf(role), key);
    expect(status).not.toBe(401);
    expect(status).not.toBe(403);
  });

  // What is stored is looked at once for all of them: it takes longer than the asking.
  test('is refused everything else, and changes nothing', async () => {
    const visitor = await visitorOf(role);
    const others = keys.filter((key) => !routes[key].allow.includes(role));
    const before = await everything(node.db);
    const replies: string[] = [];
    for (const key of others) {
      const { status, ack } = await ask(visitor, key);
      replies.push(`${key} ${status} ${ack.ok ? 'ok' : ack.error.code}`);
    }
    expect(replies).toEqual(others.map((key) => `${key} ${role === 'public' ? '401 access.sign-in' : '403 access.forbidden'}`));
    expect(await everything(node.db)).toBe(before);
  });
});
