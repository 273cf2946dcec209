// Everything a page can show, made once: a contest in the middle of things, one waiting, one drawn, one published with an appeal and a correction, one final, with its ceremony and certificates.

import { randomUUID } from 'node:crypto';
import { DEFAULT_WORDS } from '@leitai/contract/certificate-template';
import { addDays, allCriteria } from '@leitai/scoring';
import { command } from '../../../apps/simulator/src/client.ts';
import { drawContest, makeOfficers } from '../../support/draw.ts';
import { makeAccount, makeBadges, makeLeader, openResult } from '../../support/factory.ts';
import { apply, makeRound, TEAM, verify } from '../../support/demonstration.ts';
import { finish, judgedEvent, publish } from '../../support/final.ts';
import { hostileHands } from '../../support/hostile-hands.ts';
import type { Panel } from '../../support/panel.ts';
import type { Visitor } from '../../support/visitor.ts';
import { demoContest } from './demo-contest.ts';
import { makeInspection } from './inspection.ts';
import type { OwnProduct } from './own-product.ts';
import { wholeYear } from './whole-year.ts';

/** Of the made contests and what people write in them: there is no English of these. */
const WORDS = [TEAM.team, TEAM.leader, '示范岗领队', '见附件', '试验赛', '单位0', '单位1', '单位2', '市评价中心', '组委会', '全场监督', '全场仲裁', '全场领队', '全场检录', '一号台', '一厅', '请各位就座', '加密甲', '加密乙', '裁判长', '裁判', '选手CLEAN_INDOOR', '扫码查验', '选*CLEAN_INDOOR', '平板', '全场检查', '消防月查', '消防器材', '安平保障', '三号楼', '五号楼', '擂台', '中文'];
const GROUNDS = '第 3 项现场读数为 61.5，评分表记为 65.1。';
const REASON = '该项按现场录像应为 0 分';

export type Who = 'organiser' | 'supervisor' | 'arbitrator' | 'officer' | 'steward' | 'leader' | 'applicant' | 'contestant' | 'winner' | 'judge' | 'chief' | 'judgeOfPublished' | 'chiefOfPublished' | 'inspector';
/** What stands for the brackets of a route. */
export type Place = Readonly<Record<string, string>>;
export type WhereAt = 'running' | 'handedIn' | 'waiting' | 'drawn' | 'published' | 'final' | 'year' | 'inspected' | 'demonstration';
export type WholeEvent = {
  readonly people: Readonly<Record<Who, Visitor>>;
  readonly places: Readonly<Record<WhereAt, Place>>;
  /** Data without English, the longest first. */
  readonly chinese: readonly string[];
  /** How many inputs of the year's were taken with hostile text in them. */
  readonly spoilt: number;
  close(): void;
};

export async function wholeEvent(product: OwnProduct): Promise<WholeEvent> {
  const { organiser } = product;
  const demo = await demoContest(organiser, 'E', 7);
  const running = demo.panel.params;
  const { contests } = await organiser.call('GET /api/events/:eventId/control', { params: { eventId: running.eventId } });
  const [drawn, waiting] = contests.filter(({ state, letter }) => state === 'setup' && letter > 'J').map(({ id }) => ({ eventId: running.eventId, contestId: id }));
  await planAndSay(organiser, running, demo.panel.entrants.length);
  const [scheme] = await organiser.call('GET /api/events/:eventId/schemes', { params: { eventId: running.eventId } });
  const officers = await makeOfficers(organiser);
  await drawContest(organiser, officers, drawn!);

  const supervisor = await makeAccount(organiser, 'supervisor', '全场监督');
  const [published] = await judgedEvent(organiser, { posts: ['CLEAN_INDOOR'], entrants: 3 });
  await publish(organiser, supervisor, published!);
  const { params, made } = published!;
  const leader = await makeLeader(organiser, params.eventId, '单位0', '全场领队');
  const entrantId = (await leader.call('GET /api/events/:eventId/unit', { params })).contests[0]!.entrants[0]!.id;
  const appealId = await appeal(leader, published!, entrantId);
  const { posts: [post], organisations: [unit] } = await leader.call('GET /api/events/:eventId/unit/loop/:view', { params: { eventId: params.eventId, view: '36' } });
  await propose(published!);
  const ownBadge = (await makeBadges(organiser, made)).find((badge) => badge.entrantId === entrantId)!;
  const final = await ceremony(product, supervisor);
  const certificate = await certify(organiser, final);
  // From here on what is written is hostile.
  const hands = hostileHands(product.base);
  const findingId = await finding(organiser, params.eventId);
  const round = await makeRound(organiser, ['示范岗领队']);
  const [applicant] = round.leaders;
  const applicationId = await apply(round, applicant!);
  await verify(round, organiser, applicationId);
  const year = await wholeYear(organiser);

  const inspection = await makeInspection(organiser, '全场检查');
  hands.stop();

  const [judge, chief] = [demo.panel.tablets[0]!, demo.panel.chief];
  const [handedIn, onStage] = demo.panel.entrants.map((id) => judge.sheet(id)?.id ?? '');
  const open = { code: demo.badge.resultCode, token: 'not-a-token' };
  return {
    people: {
      organiser, supervisor, leader, applicant: applicant!, arbitrator: await makeAccount(organiser, 'arbitrator', '全场仲裁'), officer: officers.first, steward: await makeAccount(organiser, 'steward', '全场检录'), contestant: await openResult(organiser.base, ownBadge), winner: certificate.winner,
      judge: judge.visitor, chief: chief.visitor, judgeOfPublished: published!.tablets[0]!.visitor, chiefOfPublished: published!.chief.visitor, inspector: inspection.inspector,
    },
    places: {
      running: { ...running, ...open, sheetId: onStage!, schemeId: scheme!.id }, handedIn: { ...running, sheetId: handedIn! }, waiting: waiting!, drawn: drawn!,
      published: { ...params, key: `${published!.scheme.code}-0`, kind: 'programme', entrantId, appealId, findingId, list: 'problem-list', postId: post!.id, organisationId: unit!.id, sheetId: published!.tablets[0]!.sheet(entrantId).id }, final: { ...final.params, kind: 'summary', number: certificate.number },
      demonstration: { eventId: round.eventId, applicationId }, year,
      inspected: { visit: inspection.visits[0]!, criterionId: '3' },
    },
    chinese: [...demo.chinese, ...WORDS, GROUNDS, REASON].toSorted((a, b) => b.length - a.length),
    spoilt: hands.taken(),
    close: () => [demo.panel, published!, final].forEach((panel) => panel.close()),
  };
}

/** A finding of the leader's unit, two days over its time. */
async function finding(organiser: Visitor, eventId: string): Promise<string> {
  const { organisations, today } = await organiser.call('GET /api/events/:eventId/findings/choices', { params: { eventId } });
  const day = (offset: number): string => addDays(today, offset);
  const clause = { standard: 'DB32/T 4567', title: { zh: '安全保卫', en: 'Security' }, number: '6.4.2', text: '1.0 m', mark: '' };
  const { findingId } = await organiser.call('POST /api/events/:eventId/findings', {
    params: { eventId },
    body: {
      commandId: randomUUID(), at: new Date().toISOString(), organisationId: organisations.find(({ name }) => name.zh === '单位0')!.id, postId: null, site: 'B3', subject: 'E-17', severity: 'general',
      measured: '20 cm', required: '1.0 m', clause, foundOn: day(-5), due: day(-2), owner: 'S. L.', source: { type: 'hand' },
    },
  });
  return findingId;
}

/** The running contest at a station, begun a quarter of an hour ago, and a word to its panel. */
async function planAndSay(organiser: Visitor, { eventId, contestId }: Panel['params'], entrants: number): Promise<void> {
  const station = { id: randomUUID(), name: '一号台', place: '一厅', contestIds: [] };
  const session = { id: randomUUID(), contestId, stationId: station.id, startsAt: new Date(Date.now() - 15 * 60_000).toISOString(), minutes: 8, changeover: 2, from: 1, to: entrants };
  await organiser.call('POST /api/events/:eventId/schedule', { params: { eventId }, body: { basedOn: 0, stations: [station], sessions: [session] } });
  await organiser.call('POST /api/events/:eventId/broadcasts', { params: { eventId }, body: { id: randomUUID(), text: '请各位就座', contestIds: [contestId], screens: false } });
}

async function appeal(leader: Visitor, { scheme, params }: Panel, entrantId: string): Promise<string> {
  const form = new FormData();
  form.append('appeal', JSON.stringify({ ...command(), grounds: GROUNDS, items: [allCriteria(scheme)[0]!.id], against: null }));
  return (await leader.call('POST /api/events/:eventId/unit/entrants/:entrantId/appeals', { params: { ...params, entrantId }, form })).appealId;
}

/** The chief asks for another level on one entrant's sheets; it waits for approval. */
async function propose({ chief: { visitor }, entrants, scheme, params }: Panel): Promise<void> {
  const entrantId = entrants.at(-1)!;
  const { sheets, resultRevision } = await visitor.call('GET /api/events/:eventId/contests/:contestId/corrections/entrants/:entrantId', { params: { ...params, entrantId } });
  const { id: criterionId } = allCriteria(scheme).find(({ scale }) => scale.type === 'levels')!;
  const marks = sheets.map(({ id, marks }) => ({ sheetId: id, criterionId, value: { type: 'levels', level: 0 } as const, expectedVersion: marks.find((mark) => mark.criterionId === criterionId)?.version ?? 0 }));
  await visitor.call('POST /api/events/:eventId/contests/:contestId/corrections', { params, body: { entrantId, resultRevision, marks, vetoes: {}, reason: REASON } });
}

/** A contest that is final and whose ceremony is prepared. */
async function ceremony(product: OwnProduct, supervisor: Visitor): Promise<Panel> {
  const [panel] = await judgedEvent(product.organiser, { posts: ['CLEAN_INDOOR'], entrants: 6 });
  await publish(product.organiser, supervisor, panel!);
  await finish(product, product.organiser, panel!);
  const { params } = panel!;
  const { contests: [offer] } = await product.organiser.call('GET /api/events/:eventId/ceremony/offer', { params });
  const [opening, closing] = [{ zh: '颁奖典礼', en: 'Awards' }, { zh: '祝贺全体获奖选手', en: 'Congratulations' }];
  const posts = [{ contestId: params.contestId, awards: offer!.awards.map(({ id }) => id), presenter: '', note: '' }];
  await product.organiser.call('POST /api/events/:eventId/ceremony', { params, body: { opening, openingNote: '', closing, closingNote: '', posts, lift: false } });
  return panel!;
}

/** Issues the final contest's certificates. @returns one of them, and its holder. */
async function certify(organiser: Visitor, { made, params }: Panel): Promise<{ number: string; winner: Visitor }> {
  const issuer = { zh: '组委会', en: 'The organising committee' };
  await organiser.call('POST /api/events/:eventId/certificate-plan', { params, body: { prefix: '2026', issuer, date: '2026-05-23', layout: 'landscape', ...DEFAULT_WORDS, withParticipation: true } });
  await organiser.call('POST /api/events/:eventId/contests/:contestId/certificates', { params });
  const { certificates: [first] } = await organiser.call('GET /api/events/:eventId/certificates', { params });
  const { number, name } = first!.payload;
  const badge = (await makeBadges(organiser, made)).find((one) => one.name === name)!;
  return { number, winner: await openResult(organiser.base, badge) };
}
