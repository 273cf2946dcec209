/**
 * Random messages and bodies, as everybody, against every message and route: never a crash, never 'server.failed', and what is refused
 * changes nothing. FUZZ_RUNS says how many, FUZZ_SEED repeats what was found.
 */
import { randomInt, randomUUID } from 'node:crypto';
import { DEFAULT_WORDS, messages, paperNumber, PROTOCOL, routes, type Ack, type MessageName, type Role, type RouteKey } from '@leitai/contract';
import { auditProgramme, verifyChain } from '@leitai/database';
import { allCriteria, DEFAULT_CHECK, DEFAULT_RULES } from '@leitai/scoring';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plausibleMark } from '../../apps/simulator/src/marks.ts';
import { randomFor, type Random } from '../../apps/simulator/src/random.ts';
import { signatureOf } from '../../apps/simulator/src/signature.ts';
import { makeInspection } from '../e2e/support/inspection.ts';
import { apply, makeRound } from '../support/demonstration.ts';
import { demonstrationBodies } from '../support/demonstration-bodies.ts';
import { makeAccount, makeBadges, makeLeader, makeOrganiser, openResult } from '../support/factory.ts';
import { hostileText, hostileValue, PACKETS, spoiled } from '../support/hostile.ts';
import { everything, startNode, type TestNode } from '../support/node.ts';
import { makePanel, type Panel } from '../support/panel.ts';
import { Visitor } from '../support/visitor.ts';

const seed = Number(process.env['FUZZ_SEED'] ?? randomInt(1_000_000));
const runs = Number(process.env['FUZZ_RUNS'] ?? 3_000);
/** After so many runs what is stored is looked at. */
const BATCH = 25;
/** A connection is given up before its allowance of messages is used up. */
const MOST_MESSAGES = 300;

let node: TestNode;
let panels: readonly Panel[];
let displayId: string;
let schemeId: string;
let broadcastId: string;
let findingId: string;
let organisationId: string;
/** A year of supervision with a visit, a register's line and a survey, and a round with an application: what their routes and messages name. */
let year: Readonly<Record<'eventId' | 'contestId' | 'entrantId' | 'planId' | 'sheetId' | 'lineId' | 'surveyId' | 'answerId' | 'code', string>>;
let round: Readonly<Record<'eventId' | 'contestId' | 'applicationId', string>>;
let people: readonly { readonly role: Role; readonly cookie: string }[];
beforeAll(async () => {
  // Without Redis: what is tried here must not use up what other tests may try.
  node = await startNode(undefined, null);
  const organiser = await makeOrganiser(node.base, node.setupPath);
  panels = [await makePanel(organiser, { entrants: 2, judges: 3 }), await makePanel(organiser, { posts: ['GREEN_OUTDOOR'], entrants: 2, judges: 3 })];
  const [badge] = await makeBadges(organiser, panels[0]!.made);
  const contestant = await openResult(node.base, badge!);
  const leader = await makeLeader(organiser, panels[0]!.made.eventId, '单位0', '领队');
  await new Visitor(node.base).call('POST /api/displays');
  schemeId = (await node.db.schemeVersion.findFirstOrThrow({ where: { eventId: panels[0]!.made.eventId } })).id;
  displayId = (await node.db.display.findFirstOrThrow()).id;
  broadcastId = randomUUID();
  await organiser.call('POST /api/events/:eventId/broadcasts', {
    params: { eventId: panels[0]!.made.eventId }, body: { id: broadcastId, text: '请各位就座', contestIds: [panels[0]!.made.contestId], screens: true },
  });
  [findingId, organisationId] = [randomUUID(), (await node.db.organisation.findFirstOrThrow({ where: { eventId: panels[0]!.made.eventId } })).id];
  await organiser.call('POST /api/events/:eventId/findings', {
    params: { eventId: panels[0]!.made.eventId }, body: { commandId: findingId, at: new Date().toISOString(), organisationId, postId: null, site: '三号楼', subject: '灭火器被遮挡', severity: 'general', measured: '20 cm', required: '1.0 m', clause: null, foundOn: '2026-05-20', due: '2099-12-31', owner: '', source: { type: 'hand' } },
  });
  const applied = await makeRound(organiser, ['申报领队']);
  round = { eventId: applied.eventId, contestId: applied.contest.contestId, applicationId: await apply(applied, applied.leaders[0]!) };
  const { inspector, ...supervised } = await makeYear(organiser);
  year = supervised;
  people = [
    { role: 'inspector', cookie: inspector.cookie }, { role: 'leader', cookie: applied.leaders[0]!.cookie },
    { role: 'public', cookie: '' }, { role: 'organiser', cookie: organiser.cookie }, { role: 'contestant', cookie: contestant.cookie }, { role: 'leader', cookie: leader.cookie },
    ...(await Promise.all((['supervisor', 'arbitrator', 'auditor', 'anonymiser', 'steward'] as const).map(async (role) => ({ role, cookie: (await makeAccount(organiser, role, `${role} 甲`)).cookie })))),
    ...panels.flatMap(({ chief, tablets }) => [chief, ...tablets].map(({ desk, visitor }) => ({ role: desk.me.role, cookie: visitor.cookie }))),
  ];
});
afterAll(async () => {
  for (const socket of all) socket.disconnect();
  for (const panel of panels) panel.close();
  await node.close();
});

async function makeYear(organiser: Visitor) {
  const { eventId, contestId, visits: [entrantId], inspector } = await makeInspection(organiser, '年检员');
  const [params, organisation] = [{ eventId }, '安平保障'];
  await organiser.call('POST /api/events/:eventId/registers/:register', { params: { eventId, register: 'quiz' }, body: { cells: { day: '2026-01-01', organisation, post: 'SEC_PATROL', asked: '9', right: '8' } } });
  const { id: surveyId } = await organiser.call('POST /api/events/:eventId/surveys', { params, body: { title: { zh: '测评', en: 'Survey' }, questions: [{ zh: '态度', en: 'Manner' }], comment: true, opensAt: '2026-01-01T00:00:00Z', closesAt: '2099-01-01T00:00:00Z', subjects: [{ organisation, post: null, site: '' }] } });
  const { code } = await node.db.surveySubject.findFirstOrThrow({ where: params });
  await new Visitor(node.base).call('POST /api/survey/:code', { params: { code }, body: { device: 'd'.repeat(30), levels: [4], comment: '等了很久' } });
  return {
    inspector, eventId, contestId, entrantId: entrantId!, surveyId, code, planId: (await node.db.inspectionPlan.findFirstOrThrow({ where: params })).id, lineId: (await node.db.registerEntry.findFirstOrThrow({ where: params })).id,
    answerId: (await node.db.surveyAnswer.findFirstOrThrow({ where: params })).id, sheetId: (await node.db.sheet.findFirstOrThrow({ where: { eventId, entrantId: entrantId! } })).id,
  };
}

/** The ids a route means by what its address says. */
const placeOf = (key: RouteKey): Readonly<Record<string, string>> =>
  (key.includes('/demonstration') ? round : /\/(?:plans|visits|registers|surveys|survey|training-plan)\b/.test(key) ? year : {});

/** Mostly somebody who is let in, so that what comes after the door is reached. */
function anybody(random: Random, allow: readonly Role[]): string {
  const allowed = people.filter(({ role }) => allow.includes(role));
  return random.pick(random.chance(0.8) && allowed.length > 0 ? allowed : people).cookie;
}

type Reply = Ack<unknown> | null;
const sockets = new Map<string, { readonly opened: Promise<Socket>; left: number }>();
const all = new Set<Socket>();

async function open(cookie: string): Promise<Socket> {
  const socket = io(node.base, { transports: ['websocket'], auth: { protocol: PROTOCOL }, forceNew: true, reconnection: false, extraHeaders: cookie ? { cookie } : {} });
  await new Promise<void>((resolve, reject) => void socket.once('connect', resolve).once('connect_error', reject));
  all.add(socket);
  // New codes for badges cut a contestant off: the next message opens anew.
  socket.once('disconnect', () => { sockets.delete(cookie); });
  return socket;
}

function socketOf(cookie: string): Promise<Socket> {
  const known = sockets.get(cookie);
  if (known && (known.left -= 1) > 0) return known.opened;
  const fresh = { opened: open(cookie), left: MOST_MESSAGES };
  sockets.set(cookie, fresh);
  return fresh.opened;
}

const used: string[] = [];
/** Now and then one that was used for something else, also just now or in another contest. */
function commandId(random: Random): string {
  if (used.length === 0 || random.chance(0.85)) used.push(randomUUID());
  return random.chance(0.85) ? used.at(-1)! : random.pick(used);
}

/** A message that would be right at the right time, and who of the panel it would come from. */
function message(name: MessageName, random: Random): { readonly good: unknown; readonly by: string } {
  const { made, tablets, chief, scheme, entrants } = random.pick(panels);
  const tablet = random.pick(tablets);
  const by = (messages[name].allow.includes('chief') ? chief : tablet).visitor.cookie;
  const id = (real: string): string => (random.chance(0.1) ? randomUUID() : real);
  const sheets = tablets.flatMap(({ desk }) => desk.sheets);
  const sheetId = id(random.pick(tablet.desk.sheets).id);
  const criterion = random.pick(allCriteria(scheme));
  const command = { commandId: commandId(random), at: new Date().toISOString() };
  const entrantId = id(random.pick(entrants));
  const told = () => ({ eventId: id(made.eventId), displayIds: [id(displayId)] });
  const inputs: Partial<Record<MessageName, () => unknown>> = {
    'board:join': () => ({ contestId: id(made.contestId) }),
    'overview:join': () => ({ eventId: id(made.eventId) }),
    'desk:join': () => ({}),
    'contest:join': () => ({ contestId: id(made.contestId) }),
    'control:join': () => ({ eventId: id(made.eventId) }),
    'room:leave': () => ({ room: random.pick(['board', 'overview', 'contest', 'control']), id: id(made.contestId) }),
    'display:join': () => ({ token: 'x'.repeat(43), width: 1920, height: 1080 }),
    'programme:join': () => ({ eventId: id(made.eventId) }),
    'hall:join': () => ({ eventId: id(made.eventId) }),
    'call:join': () => ({ contestId: id(made.contestId) }),
    'call:check-in': () => ({
      ...command, eventId: id(made.eventId), act: random.pick(['arrive', 'call', 'undo']),
      who: random.chance(0.2) ? { badge: 'ABCD-EFGH-JKLM' } : { contestId: id(made.contestId), tag: random.pick(['A-01', 'A-02', 'a-01', '1']) },
    }),
    'broadcast:join': () => ({}),
    'broadcast:read': () => ({ broadcastId: id(broadcastId), at: command.at }),
    'displays:join': () => ({ eventId: id(made.eventId) }),
    'display:show': () => ({ ...told(), playlist: [{ page: { kind: 'stage', contestId: random.pick([null, made.contestId]) }, seconds: 20 }] }),
    'display:blank': () => ({ ...told(), blank: random.chance(0.5) }),
    'display:identify': told,
    'display:reload': () => ({ ...told(), reloadId: randomUUID() }),
    'display:set': () => ({ ...told(), settings: { locale: 'en', overscan: 2, plain: true } }),
    'display:name': () => ({ eventId: id(made.eventId), displayId: id(displayId), name: '主屏', place: '正面' }),
    'display:remove': () => ({ ...told(), displayIds: [randomUUID()] }),
    'display:replace': () => ({ eventId: id(made.eventId), displayId: id(displayId), by: randomUUID() }),
    'desk:take-over': () => command,
    'visits:join': () => ({}),
    'visits:report': () => ({ unsent: random.below(9), oldestUnsentAt: null, lastAckAt: null, clockOffsetMs: 0, appVersion: 'x' }),
    'visit:join': () => ({ contestId: id(year.contestId) }),
    'visit:take-over': () => ({ ...command, contestId: id(year.contestId) }),
    'visit:put': () => ({ ...command, entrantId: id(year.entrantId), expectedVersion: random.below(3), head: { responsible: '李负责', accompaniedBy: '', inspectedAt: command.at, conclusion: '符合', notes: '', acknowledgedBy: '' } }),
    'desk:report': () => ({ unsent: random.below(9), oldestUnsentAt: random.chance(0.5) ? command.at : null, lastAckAt: null, clockOffsetMs: random.below(9_000) - 4_500, appVersion: 'x' }),
    'recusal:declare': () => ({ ...command, entrantId: randomUUID(), reason: '同一单位' }),
    'recusal:order': () => ({ ...command, judgeId: random.pick(made.judgeIds), entrantId: randomUUID(), reason: '同一单位' }),
    'mark:put': () => ({ ...command, sheetId, criterionId: criterion.id, value: random.chance(0.2) ? null : plausibleMark(scheme, criterion, 0.8, random), expectedVersion: random.below(3) }),
    'note:put': () => ({ ...command, sheetId, criterionId: criterion.id, text: random.chance(0.2) ? null : '动作不到位', expectedVersion: random.below(3) }),
    'evidence:remove': () => ({ ...command, sheetId, evidenceId: randomUUID() }),
    'paper:decide': () => ({ ...command, entryId: randomUUID(), stands: random.pick(['paper', 'tablet'] as const), reason: '见纸质表' }),
    'sheet:submit': () => ({ ...command, sheetId, expectedVersion: random.below(20), signature: random.chance(0.3) ? { type: 'typed' } : signatureOf(sheetId) }),
    'sheet:withdraw': () => ({ ...command, sheetId, expectedVersion: random.below(20) }),
    'sheet:return': () => ({ ...command, sheetId, reason: '请复核', items: [criterion.id] }),
    'entrant:call': () => ({ ...command, entrantId }),
    'entrant:out': () => ({ ...command, entrantId, state: random.pick(['absent', 'withdrawn', 'disqualified']), reason: '未到场' }),
    'entrant:reinstate': () => ({ ...command, entrantId, reason: '误记' }),
    'timer:start': () => ({ ...command, entrantId }),
    'timer:pause': () => ({ ...command, entrantId }),
    'timer:stop': () => ({ ...command, entrantId }),
    'timer:reset': () => ({ ...command, entrantId }),
    'timer:extend': () => ({ ...command, entrantId, seconds: 30 + random.below(60) }),
    'sheet:move': () => ({ ...command, sheetId, toEntrantId: entrantId, reason: '评错' }),
    'judge:nudge': () => ({ judgeId: id(random.pick(made.judgeIds)), entrantId }),
    'entrant:ask-substitute': () => ({ ...command, entrantId, reason: '受伤' }),
    'attempt:grant': () => ({ ...command, entrantId, reason: '设备故障' }),
    'result:confirm': () => ({
      ...command, entrantId, sheets: sheets.map((sheet) => ({ sheetId: sheet.id, version: random.below(20) })), without: made.judgeIds, vetoes: { [criterion.id]: true },
    }),
  };
  return { good: inputs[name]?.() ?? { ...command, entrantId }, by };
}

async function sendMessage(random: Random): Promise<[string, Reply]> {
  const name = random.chance(0.03) ? hostileText(random) : random.pick(Object.keys(messages) as MessageName[]);
  const known = Object.hasOwn(messages, name) ? (name as MessageName) : null;
  const { good, by } = known ? message(known, random) : { good: {}, by: '' };
  const body = random.chance(0.02) ? Buffer.from('bytes') : spoiled(good, random);
  const rest = random.chance(0.05) ? [hostileValue(random), body] : [body];
  const socket = await socketOf(random.chance(0.6) ? by : anybody(random, known ? messages[known].allow : []));
  const reply: unknown = await socket.timeout(20_000).emitWithAck(name, ...rest).catch((error: unknown) => {
    // Cut off in between: it may have been carried out.
    if (!socket.connected) return { ok: true, data: null };
    throw new Error(`no answer to ${name} ${JSON.stringify(rest).slice(0, 1_000)}`, { cause: error });
  });
  return [name, reply as Reply];
}

/** Bytes that are no message, over a connection of their own: the server may hang up, and nothing more. */
async function sendPacket(random: Random): Promise<[string, Reply]> {
  const [cookie, packet] = [random.pick(people).cookie, random.pick(PACKETS)];
  const socket = await open(cookie);
  const over = new Promise((resolve) => void socket.once('disconnect', resolve));
  socket.io.engine.write(packet);
  await Promise.race([over, socket.timeout(20_000).emitWithAck('no:such', {}).catch(() => over)]);
  socket.disconnect();
  all.delete(socket);
  return [packet.slice(0, 100), null];
}

/** Routes that end sessions, make more than a test can carry, or go on after their answer, are only ever asked by strangers or wrongly. */
const STRANGERS = new Set<RouteKey>(['POST /api/session', 'DELETE /api/session', 'POST /api/setup', 'POST /api/pairing', 'POST /api/session/contestant',
  'POST /api/events/:eventId/files', 'POST /api/events/:eventId/practice', 'POST /api/events/:eventId/removal', 'POST /api/example-year']);
const RARE = new Set<RouteKey>(['POST /api/events/:eventId/registers/:register/import', 'POST /api/events/:eventId/pool-import', 'POST /api/events/:eventId/roster']);

const survey = (random: Random) => ({
  title: { zh: '测评', en: 'Survey' }, questions: [{ zh: '态度', en: 'Manner' }], comment: random.chance(0.5), opensAt: '2026-01-01T00:00:00Z', closesAt: random.pick(['2099-01-01T00:00:00Z', '2025-01-01T00:00:00Z']),
  subjects: [{ organisation: random.pick([null, '单位0', '没有']), post: null, site: random.pick(['', '门岗']) }],
});

function body(key: RouteKey, random: Random): unknown {
  const bodies: Partial<Record<RouteKey, unknown>> = {
    'POST /api/session': { name: '组委会', password: 'x' },
    'POST /api/setup': { token: 'x'.repeat(43), name: '别人', password: 'x'.repeat(10) },
    'POST /api/pairing/look': { code: '234-567' },
    'POST /api/pairing': { code: '234567', label: '平板' },
    'POST /api/session/contestant': { code: '234567234567' },
    'POST /api/events': { kind: 'competition', name: { zh: '赛', en: 'x' }, posts: ['HVAC'], surplus: 1 },
    'POST /api/commands/:message': { eventId: random.pick(panels).made.eventId },
    'POST /api/tokens': { name: '大屏', scopes: [random.pick(['results', 'read', 'run'])], eventId: random.pick([null, randomUUID()]), days: 1 + random.below(9) },
    'POST /api/events/:eventId/webhooks': { name: '门户', url: random.pick(['http://127.0.0.1:9/', 'http://169.254.169.254/', 'https://[::1]/x', 'file:///etc/passwd']) },
    'POST /api/events/:eventId/webhooks/:webhookId': { enabled: random.chance(0.5) },
    'POST /api/events/:eventId/files': { cause: 'hand' },
    'POST /api/files/:fileId/restore': { name: '试验赛' },
    'POST /api/files/:fileId/practice': { names: 'invent' },
    'POST /api/events/:eventId/practice': { names: 'invent' },
    'POST /api/events/:eventId/removal': { name: '别的名称' },
    'POST /api/events/:eventId/roster/:importId/confirm': { skipFaulty: true },
    'POST /api/events/:eventId/pool-import/:importId/confirm': { skipFaulty: true },
    'POST /api/events/:eventId/contests/:contestId/state': { state: random.pick(['setup', 'running', 'closed', 'final']) },
    'POST /api/events/:eventId/contests/:contestId/recheck/figures': { top: 30, rest: 15, limit: 5 },
    'POST /api/events/:eventId/contests/:contestId/recheck/:entrantId': { error: random.pick([null, '录错']) },
    'POST /api/events/:eventId/contests/:contestId/signature/chief': { note: '' },
    'POST /api/events/:eventId/contests/:contestId/signature/supervisor': { days: 3 },
    'POST /api/events/:eventId/contests/:contestId/signature/return': { reason: '请复核' },
    'POST /api/events/:eventId/contests/:contestId/entrants/:entrantId/substitute': { name: '替补', employeeNo: '', gender: '', reason: '受伤' },
    'POST /api/events/:eventId/schemes': { scheme: { ...panels[0]!.scheme, code: `N${random.below(50)}` } },
    'POST /api/events/:eventId/schemes/:schemeId/draft': { revision: random.below(3), scheme: panels[0]!.scheme },
    'POST /api/events/:eventId/schemes/:schemeId/versions': { revision: random.below(3), contestIds: [random.pick(panels).made.contestId] },
    'POST /api/events/:eventId/contests/:contestId/scheme': { versionId: schemeId },
    'POST /api/events/:eventId/contests/:contestId/spread': { criterion: { type: 'points', points: '1' }, total: null },
    'POST /api/events/:eventId/contests/:contestId/corrections/preview': { entrantId: randomUUID(), resultRevision: 1, marks: [], vetoes: {}, disqualified: true },
    'POST /api/events/:eventId/contests/:contestId/corrections': {
      entrantId: randomUUID(), resultRevision: 1, reason: '录入有误', vetoes: {},
      marks: [{ sheetId: randomUUID(), criterionId: 'x', value: { type: 'levels', level: 1 }, expectedVersion: 1 }],
    },
    'POST /api/events/:eventId/contests/:contestId/corrections/:correctionId/reject': { reason: '无误' },
    'POST /api/events/:eventId/rules': { rules: DEFAULT_RULES, objectionDays: 1 + random.below(60) },
    'POST /api/events/:eventId/rules/preview': { rules: DEFAULT_RULES, contestIds: [randomUUID()] },
    'POST /api/events/:eventId/rules/copy': { rules: DEFAULT_RULES, contests: [{ contestId: randomUUID(), expected: '0'.repeat(64) }] },
    'POST /api/events/:eventId/contests/:contestId/rules': { rules: DEFAULT_RULES, expected: '0'.repeat(64) },
    'POST /api/events/:eventId/contests/:contestId/points': { stageId: 'theory', reason: '理论', rows: [{ personId: randomUUID(), points: '80' }] },
    'POST /api/events/:eventId/contests/:contestId/points/:importId/reject': { reason: '有误' },
    'POST /api/events/:eventId/publication': { contests: [{ contestId: randomUUID(), head: '0'.repeat(64) }], days: 3 },
    'POST /api/events/:eventId/contests/:contestId/draw/cancel': { reason: '名单有误' },
    'POST /api/accounts/links': { role: 'auditor' },
    'POST /api/events/:eventId/posts': { from: 'own', code: `OWN_${random.below(99)}`, letter: random.pick(['Z', 'Y', 'A']), name: { zh: '自定', en: 'Own' }, shortName: { zh: '自', en: 'Own' } },
    'POST /api/events/:eventId/organisations': { name: { zh: `单位${random.below(9)}`, en: `Unit ${random.below(9)}` } },
    'POST /api/events/:eventId/organisations/:organisationId': { name: { zh: '改名', en: 'Renamed' } },
    'POST /api/events/:eventId/people': { name: '新人', gender: '男', employeeNo: `${random.below(9)}`, organisationId: randomUUID(), contestIds: [] },
    'POST /api/events/:eventId/people/:personId': { name: '改名', gender: '', employeeNo: '', organisationId: randomUUID() },
    'POST /api/events/:eventId/people/:personId/entries': { contestIds: [] },
    'POST /api/events/:eventId/pool': { name: `库内${random.below(99)}`, gender: '', employeeNo: '', organisation: '单位0', chief: true, days: ['2027-05-20'], qualifications: [], former: [] },
    'POST /api/events/:eventId/registers/:register': { cells: { day: '2027-01-01', organisation: '单位0', post: 'A', asked: String(random.below(99)), right: String(random.below(99)) } },
    'POST /api/events/:eventId/registers/:register/entries/:lineId': { cells: {}, version: 1, reason: 'r' },
    'POST /api/events/:eventId/registers/:register/entries/:lineId/striking': { version: 1, reason: 'r' },
    'POST /api/events/:eventId/registers/:register/entries/:lineId/decision': { version: 1, accept: random.chance(0.5), reason: 'r' },
    'POST /api/events/:eventId/registers/:register/import/:importId/confirm': { skipFaulty: true, reason: 'r' },
    'POST /api/events/:eventId/surveys': survey(random),
    'POST /api/events/:eventId/surveys/:surveyId': { ...survey(random), version: 1 },
    'POST /api/events/:eventId/surveys/:surveyId/closing': { reason: 'r' },
    'POST /api/events/:eventId/surveys/:surveyId/comments/:answerId': { reason: 'r' },
    'POST /api/survey/:code': { device: 'd'.repeat(22 + random.below(30)), levels: [1 + random.below(6)], comment: '<script>' },
    'POST /api/events/:eventId/seating/preview': { seats: 1 + random.below(9), places: 1, days: [] },
    'POST /api/events/:eventId/seating': { seats: 1, places: 1, days: [], seed: '0'.repeat(16), hash: '0'.repeat(64) },
    'POST /api/events/:eventId/pool/:personId': { name: '库内', gender: '', employeeNo: '', organisation: '', chief: false, days: [], qualifications: [], former: [] },
    'POST /api/events/:eventId/unit/entrants/:entrantId/appeals': {},
    'POST /api/events/:eventId/appeals/:appealId/withdrawal': { commandId: randomUUID(), at: new Date().toISOString() },
    'POST /api/events/:eventId/appeals/:appealId/acceptance': { commandId: randomUUID(), at: new Date().toISOString(), arbitratorId: randomUUID() },
    'POST /api/events/:eventId/paper-sheet': { number: paperNumber({ code: 'A-01', seat: 1, attempt: 1 }) },
    'POST /api/events/:eventId/paper-entries/:entryId/verification': { commandId: randomUUID(), at: new Date().toISOString(), marks: {} },
    'POST /api/events/:eventId/paper-entries/:entryId/settlement': { commandId: randomUUID(), at: new Date().toISOString(), marks: {} },
    'POST /api/events/:eventId/paper-entries/:entryId/aside': { commandId: randomUUID(), at: new Date().toISOString(), reason: '录错了表' },
    'POST /api/events/:eventId/appeals/:appealId/rejection': { commandId: randomUUID(), at: new Date().toISOString(), reason: '不合形式' },
    'POST /api/events/:eventId/appeal-hours': { answer: 1 + random.below(48), review: 24 },
    ...demonstrationBodies({ commandId: randomUUID(), at: new Date().toISOString() }),
    'POST /api/events/:eventId/certificate-plan': {
      prefix: random.pick(['2026', 'SZ26']), issuer: { zh: '市机关事务管理局', en: 'The bureau' }, date: '2026-05-23', layout: random.pick(['landscape', 'portrait']),
      award: DEFAULT_WORDS.award, participation: DEFAULT_WORDS.participation, withParticipation: random.chance(0.5),
    },
    'POST /api/events/:eventId/certificates/:certificateId/revocation': { reason: '姓名有误' },
    'POST /api/certificates/:number/holder': { name: '周宁' },
    'POST /api/events/:eventId/contests/:contestId/check': { settings: { rules: structuredClone(DEFAULT_CHECK), day: '2026-11-22', site: '' }, expected: 0 },
    'POST /api/events/:eventId/contests/:contestId/cohorts': { name: { zh: '二批', en: 'Second' } },
    'POST /api/events/:eventId/contests/:contestId/candidates': { keys: ['A-1'] },
    'POST /api/events/:eventId/qualifications/:certificateId/suspension': { reason: '待复核' },
    'POST /api/events/:eventId/qualifications/:certificateId/suspension/lift': { requestId: randomUUID(), reason: '已复核' },
    'POST /api/events/:eventId/qualifications/:certificateId/suspension/approve': { requestId: randomUUID() },
    'POST /api/events/:eventId/qualifications/:certificateId/suspension/reject': { requestId: randomUUID() },
    'POST /api/events/:eventId/certificates/:certificateId/revocation/approve': { requestId: randomUUID() },
    'POST /api/events/:eventId/certificates/:certificateId/revocation/reject': { requestId: randomUUID() },
    'POST /api/events/:eventId/plans/:planId/handover': { from: randomUUID(), to: randomUUID(), reason: '离岗' },
    'POST /api/events/:eventId/schedule': {
      basedOn: random.below(4), stations: [{ id: broadcastId, name: '一号台', place: '一厅', contestIds: [] }],
      sessions: [{ id: randomUUID(), contestId: random.pick(panels).made.contestId, stationId: broadcastId, startsAt: new Date().toISOString(), minutes: 10, changeover: 2, from: 1, to: 1 + random.below(3) }],
    },
    'POST /api/events/:eventId/plans/:planId': { basedOn: random.below(2), name: '月查', form: 'supervision', frequency: 'month', postId: randomUUID(), schemeVersionId: schemeId, item: '标准实施情况', from: '2026-01-01', until: '2026-12-31', subjects: [{ organisationId: randomUUID(), site: '' }], inspectors: [randomUUID()], sampling: null, decision: null },
    'POST /api/events/:eventId/plans/:planId/visits': { commandId: randomUUID(), at: new Date().toISOString(), subjects: [{ organisationId: randomUUID(), site: '三号楼' }] },
    'POST /api/events/:eventId/visits/:entrantId/drop': { commandId: randomUUID(), at: new Date().toISOString(), reason: '停业' },
    'POST /api/events/:eventId/evaluations': { commandId: randomUUID(), at: new Date().toISOString(), from: '2026-01-01', until: '2026-01-31', rule: { weights: {}, undone: random.chance(0.5) ? 'zero' : 'left-out', limit: null }, report: { group: '评价小组', method: '', effect: '好', problems: '', next: '' } },
    'POST /api/events/:eventId/rounds/end': { rounds: [{ commandId: randomUUID(), at: new Date().toISOString(), contestId: random.pick(panels).made.contestId }], reasons: {} },
    'POST /api/events/:eventId/visits/:entrantId/decision': { commandId: randomUUID(), at: new Date().toISOString(), sheets: [], vetoes: {}, note: '裁定' },
    'POST /api/events/:eventId/pause': { contestIds: panels.map(({ made }) => made.contestId).slice(0, 1 + random.below(2)), reason: '停电' },
    'POST /api/events/:eventId/resume': { contestIds: [random.pick(panels).made.contestId] },
    'POST /api/events/:eventId/broadcasts': { id: random.pick([broadcastId, randomUUID()]), text: '请各位就座', contestIds: [random.pick(panels).made.contestId], screens: random.chance(0.5) },
    'POST /api/events/:eventId/search': { query: random.pick(['选手', 'A-0', '裁', '%', '_', '\\']) },
    'POST /api/events/:eventId/public-names': { names: random.pick(['full', 'masked', 'code']) },
    'POST /api/events/:eventId/findings': { commandId: randomUUID(), at: new Date().toISOString(), organisationId: random.pick([organisationId, randomUUID()]), postId: null, site: '三号楼', subject: '灭火器被遮挡', severity: 'general', measured: '20 cm', required: '1.0 m', clause: null, foundOn: '2026-05-20', due: '2099-12-31', owner: '', source: { type: 'hand' } },
    'POST /api/events/:eventId/findings/settings': { days: { minor: 7, general: 3, serious: 2, major: 1 }, escalation: [], observeDays: 30 },
    'POST /api/events/:eventId/findings/:findingId/steps': { commandId: randomUUID(), at: new Date().toISOString(), ...random.pick([{ step: 'urge', note: '' }, { step: 'acknowledge', owner: '石磊' }, { step: 'withdraw', reason: '误开' }, { step: 'answer-withdrawal', granted: random.chance(0.5), note: '' }]) },
    'POST /api/events/:eventId/contests/:contestId/settings': { boardNames: 'code' },
    'POST /api/events/:eventId/contests/:contestId/judges': { seat: 9, role: 'judge', name: '新裁判', organisation: '某单位' },
  };
  return bodies[key] ?? {};
}

async function callRoute(random: Random): Promise<[string, Reply]> {
  const drawn = random.pick(Object.keys(routes) as RouteKey[]);
  const key = RARE.has(drawn) && random.chance(0.95) ? 'GET /api/session' : drawn;
  const { made, entrants, tablets } = random.pick(panels);
  const known: Record<string, string> = { eventId: made.eventId, contestId: made.contestId, judgeId: made.judgeIds[0]!, importId: randomUUID(), correctionId: randomUUID(), entrantId: random.pick(entrants), sheetId: random.pick(random.pick(tablets).desk.sheets).id, deviceId: randomUUID(), evidenceId: randomUUID(), findingId: random.pick([findingId, randomUUID()]), photoId: randomUUID(), entryId: randomUUID(), pictureId: randomUUID(), appealId: randomUUID(), fileId: randomUUID(), jobId: randomUUID(), organisationId: randomUUID(), broadcastId, personId: randomUUID(), certificateId: randomUUID(),
    view: '36', postId: randomUUID(), register: 'quiz', lineId: randomUUID(), surveyId: randomUUID(), answerId: randomUUID(), code: '23456789',
    key: 'A-1', number: '2026-A-001', schemeId, versionId: schemeId, planId: randomUUID(), applicationId: randomUUID(), decisionId: randomUUID(), objectionId: randomUUID(), plaqueId: randomUUID(), checkId: randomUUID(), ...placeOf(key) };
  const [method = '', template = ''] = key.split(' ');
  const path = template.replace(/:(\w+)/g, (_, name: string) => {
    return encodeURIComponent(random.chance(0.1) ? hostileText(random).toWellFormed().slice(0, 200) : known[name]!).replace(/^\.+$/, 'x');
  });
  const visitor = new Visitor(node.base, { cookie: STRANGERS.has(key) ? '' : anybody(random, routes[key].allow) });
  const bytes = random.chance(0.05) ? random.pick(['{', '"x"', '[1', '\u0000', 'a=b', 'x'.repeat(110_000)]) : JSON.stringify(spoiled(body(key, random), random));
  const type = random.chance(0.95) ? 'application/json' : random.pick(['text/plain', 'multipart/form-data', 'multipart/form-data; boundary=XX', 'application/json; charset=latin9', '']);
  const headers: Record<string, string> = { 'content-type': type, ...(random.chance(0.02) && { 'content-encoding': 'gzip' }), ...(random.chance(0.02) && { cookie: 'leitai=x; =; leitai' }) };
  const response = await visitor.fetch(path, { method, headers, ...(method !== 'GET' && { body: bytes }) });
  const text = await response.text();
  // A machine that is taken up by more than this may say so; that is no fall.
  const busy = response.status === 503 && text.includes('"server.busy"');
  expect(busy ? 0 : response.status, `${key} ${bytes.slice(0, 300)} ${text.slice(0, 300)}`).toBeLessThan(500);
  // A file to save is no JSON.
  return [key, response.status === 304 || response.headers.has('content-disposition') ? null : (JSON.parse(text) as Ack<unknown>)];
}

/** Sessions are seen again, reads of names and marks are written down, and backups are noted: none is a change of what is recorded. */
const change = (print: string): string => print.replace(/^(session|access_log|backup_state) .*$/gm, '');

describe(`from seed ${seed}, ${runs} runs`, { tags: 'drawn' }, () => {
  it('nothing falls over, and what is refused changes nothing', { timeout: 60_000 + runs * 30 }, async () => {
    let before = change(await everything(node.db));
    for (let batch = 0; batch < runs / BATCH; batch += 1) {
      const random = randomFor(seed, batch);
      const replies = await Promise.all(Array.from({ length: BATCH }, () => {
        const kind = random.next();
        return kind < 0.6 ? sendMessage(random) : kind < 0.98 ? callRoute(random) : sendPacket(random);
      }));
      const failed = replies.filter(([, reply]) => reply && !reply.ok && reply.error.code === 'server.failed');
      expect(failed, `batch ${batch}`).toEqual([]);
      const after = change(await everything(node.db));
      // Who joins a visit first has its desk: a change.
      const done = replies.filter(([name, reply]) => reply?.ok && (!name.endsWith(':join') || name === 'visit:join') && !name.startsWith('GET ') && name !== 'room:leave');
      if (done.length === 0) expect(after, `batch ${batch}: ${JSON.stringify(replies.map(([name]) => name))}`).toBe(before);
      before = after;
    }
    for (const { made } of panels) {
      expect(await verifyChain(node.db, made.eventId, made.contestId)).toBeNull();
      expect((await auditProgramme(node.db, made.eventId)).faults).toEqual([]);
    }
    expect((await (await fetch(`${node.base}/api/health`)).json()) as unknown).toMatchObject({ ok: true, data: { database: true } });
  });
});
