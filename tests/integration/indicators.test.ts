// Derived indicators: competitions feed an application until the review begins, and nothing afterwards; two people decide on another value; every figure is made again from its rows.

import type { Indicator, Indicators, MarkValue } from '@leitai/contract';
import { auditContest, eventResults, sha256 } from '@leitai/database';
import { allCriteria, recompute, rowsOf, type Bundle, type Scale, type Scheme } from '@leitai/scoring';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditIndicators } from '../../apps/server/src/audit/indicators.ts';
import { figuresOf } from '../../apps/server/src/indicators/sources.ts';
import { command } from '../../apps/simulator/src/client.ts';
import { ROUND } from '../support/demonstration-bodies.ts';
import { download, ended, makeFile, takeIn, upload } from '../support/event-files.ts';
import { makeAccount, makeOrganiser, openContest, seatPanel } from '../support/factory.ts';
import { judgedEvent, publish } from '../support/final.ts';
import { startNode, type TestNode } from '../support/node.ts';
import { pairPanel, type Panel } from '../support/panel.ts';
import { refusal } from '../support/refusal.ts';
import type { Visitor } from '../support/visitor.ts';

const POST = 'CONF_SETUP';
/** Units 0 to 2, two people each. */
const [ENTRANTS, HEADCOUNT] = [6, 4];
const linear = (max: string): Pick<Extract<Scale, { type: 'derived' }>, 'convert'> => ({ convert: { type: 'linear', rate: max, offset: '0', min: '0', max } });
const FED: Readonly<Record<string, Scale>> = {
  'entry-rate': { type: 'derived', source: 'competition-participation-rate', most: '1', ...linear('4') },
  competition: { type: 'derived', source: 'competition-percentile', most: '1', ...linear('6'), also: [{ id: 'firstPrizes', name: { zh: '一等奖', en: 'First prizes' }, direction: 'add', amount: '6', cap: '6' }] },
  honours: { type: 'derived', source: 'awards-and-incidents', convert: { type: 'linear', rate: '2', offset: '0', min: '0', max: '7' } },
};

let node: TestNode;
let organiser: Visitor;
let supervisor: Visitor;
let leader: Visitor;
let competition: Panel;
let review: Panel;
let scheme: Scheme;
let place: { eventId: string; applicationId: string };
let entrantId: string;

const look = (who = organiser): Promise<Indicators> => who.call('GET /api/events/:eventId/demonstration/applications/:applicationId/indicators', { params: place });
const one = async (id: string): Promise<Indicator> => (await look()).indicators.find(({ criterionId }) => criterionId === id)!;
const decide = (criterionId: string, approved: boolean, who = supervisor) =>
  who.call('POST /api/events/:eventId/demonstration/applications/:applicationId/indicators/decision', { params: place, body: { criterionId, approved, reason: '' } });
const propose = (criterionId: string, derived: { points: string } | { value: string }, who = organiser) =>
  who.call('POST /api/events/:eventId/demonstration/applications/:applicationId/indicators/override', { params: place, body: { criterionId, derived, reason: '台账漏登' } });

/** Everybody of unit 0 is disqualified in the competition, or taken in again, by a correction two people sign. */
async function amend(disqualified: boolean): Promise<void> {
  const { params } = competition;
  const results = (await eventResults(node.db, params.eventId)).filter(({ organisation }) => organisation.zh === '单位0');
  for (const result of results) {
    const at = { params: { ...params, entrantId: result.entrantId } };
    const { resultRevision } = await organiser.call('GET /api/events/:eventId/contests/:contestId/corrections/entrants/:entrantId', at);
    const change = { entrantId: result.entrantId, resultRevision, marks: [], vetoes: {}, disqualified };
    const { correctionId } = await organiser.call('POST /api/events/:eventId/contests/:contestId/corrections', { params, body: { ...change, reason: '核查结论' } });
    await supervisor.call('POST /api/events/:eventId/contests/:contestId/corrections/:correctionId/approve', { params: { ...params, correctionId } });
  }
}

beforeAll(async () => {
  node = await startNode();
  organiser = await makeOrganiser(node.base, node.setupPath);
  supervisor = await makeAccount(organiser, 'supervisor', '周明远');
  competition = (await judgedEvent(organiser, { posts: [POST], entrants: ENTRANTS }))[0]!;
  await publish(organiser, supervisor, competition);

  const { id: eventId } = await organiser.call('POST /api/events', { body: { kind: 'demonstration', name: { zh: '年度评定', en: 'A round' } } });
  const unit = { zh: '单位0', en: 'Unit 0' };
  const { id: organisationId } = await organiser.call('POST /api/events/:eventId/organisations', { params: { eventId }, body: { name: unit } });
  await organiser.call('POST /api/events/:eventId/demonstration', { params: { eventId }, body: { ...command(), settings: { ...ROUND, from: '2000-01-01', until: '2099-12-31', sources: [competition.params.eventId] } } });
  const { contests: [found] } = await organiser.call('GET /api/events/:eventId/control', { params: { eventId } });
  const contestId = found!.id;
  const [card] = await organiser.call('GET /api/events/:eventId/schemes', { params: { eventId } });
  const at = { eventId, schemeId: card!.id };
  const file = await organiser.call('GET /api/events/:eventId/schemes/:schemeId', { params: at });
  scheme = {
    ...file.scheme,
    modules: file.scheme.modules.map((module) => ({ ...module, criteria: module.criteria.map((own) => ({ ...own, scale: FED[own.id] ?? { type: 'points', min: '0', max: own.max, step: '0.5' } })) })),
  };
  const { revision } = await organiser.call('POST /api/events/:eventId/schemes/:schemeId/draft', { params: at, body: { revision: file.revision, scheme } });
  await organiser.call('POST /api/events/:eventId/schemes/:schemeId/versions', { params: at, body: { revision, contestIds: [contestId] } });
  const panel = await seatPanel(organiser, eventId, contestId, 3);
  const { url } = await organiser.call('POST /api/events/:eventId/organisations/:organisationId/leader', { params: { eventId, organisationId } });
  leader = await makeOrganiser(organiser.base, new URL(url).pathname, '领队甲');
  const { applicationId } = await leader.call('POST /api/events/:eventId/unit/demonstration', { params: { eventId }, body: { ...command(), team: '会务班', postCode: POST, leader: '周宁', headcount: HEADCOUNT } });
  place = { eventId, applicationId };
  for (const { id, max } of allCriteria(scheme)) await leader.call('POST /api/events/:eventId/unit/demonstration/:applicationId/items', { params: place, body: { ...command(), criterionId: id, points: max, statement: '见附件' } });
  await leader.call('POST /api/events/:eventId/unit/demonstration/:applicationId/submission', { params: place, body: command() });
  for (const { id } of allCriteria(scheme)) await organiser.call('POST /api/events/:eventId/demonstration/applications/:applicationId/verification', { params: place, body: { ...command(), criterionId: id, state: 'accepted', reason: '' } });
  await organiser.call('POST /api/events/:eventId/demonstration/applications/:applicationId/admission', { params: place, body: { ...command(), admitted: true, reason: '' } });
  entrantId = (await look()).entrantId!;
  await openContest(organiser, { eventId, contestId });
  review = await pairPanel(organiser, { eventId, contestId, letter: found!.letter, ...panel });
}, 180_000);
afterAll(async () => {
  competition.close();
  review.close();
  await node.close();
});

test('figures come from published results, are made again from their rows, and follow an amendment', async () => {
  const { indicators, events, period } = await look(leader);
  expect([events.map(({ id }) => id), period]).toEqual([[competition.params.eventId], { from: '2000-01-01', until: '2099-12-31' }]);
  expect(indicators.map(({ criterionId, frozen }) => [criterionId, frozen])).toEqual([['entry-rate', null], ['competition', null], ['honours', null]]);
  for (const { source, reading } of indicators) expect(figuresOf(source, reading.rows).figures).toEqual(reading.figures);

  // Two of four people took part; the unit says it had full points.
  expect(indicators[0]).toMatchObject({ points: '2', contradicts: '4', reading: { figures: { value: '0.5' } } });
  const results = await eventResults(node.db, competition.params.eventId);
  const sum = (unit: string): number => results.filter(({ organisation }) => organisation.zh === unit).reduce((total, { total: points }) => total + Number(points), 0);
  // The draw decides who gets which marks; an equal unit counts half.
  const quarters = ['单位1', '单位2'].reduce((total, unit) => total + 1 + Math.sign(sum('单位0') - sum(unit)), 0);
  const first = results.filter(({ organisation, firstAward }) => organisation.zh === '单位0' && firstAward).length;
  expect(indicators[1]!.reading.figures).toEqual({ value: ['0', '0.25', '0.5', '0.75', '1'][quarters], firstPrizes: String(first) });
  // No register was asked: no value, which is not 0.
  expect(indicators[2]).toMatchObject({ points: null, contradicts: null, reading: { figures: null, rows: [] } });

  await amend(true);
  expect((await one('competition')).reading.figures).toBeNull();
  await amend(false);
  expect((await one('competition')).reading.figures).toEqual(indicators[1]!.reading.figures);
  expect((await one('competition')).reading.sha256).toBe(indicators[1]!.reading.sha256);
});

test('calling the team freezes them: an amendment afterwards changes nothing and is said beside', async () => {
  const before = await look();
  await review.chief.connection.send('entrant:call', { ...command(), entrantId });
  const stored = await node.db.indicatorValue.findMany({ where: { eventId: place.eventId } });
  for (const { text, sha256: hash } of stored) expect(sha256(text)).toBe(hash);
  await amend(true);
  const after = await look();
  for (const [index, { reading, frozen, since, criterionId }] of after.indicators.entries()) {
    expect(frozen).not.toBeNull();
    expect(reading).toEqual(before.indicators[index]!.reading);
    expect(since !== null).toBe(criterionId === 'competition');
  }
  await organiser.call('POST /api/events/:eventId/demonstration/applications/:applicationId/indicators/freeze', { params: place });
  expect((await one('competition')).reading.sha256).toBe(before.indicators[1]!.reading.sha256);
  await expect(node.db.indicatorValue.updateMany({ where: { eventId: place.eventId }, data: { figures: { value: '1' } } })).rejects.toThrow();
});

test('where records say nothing two people decide, and the result stands on it, in the audit and in the bundle', async () => {
  for (const tablet of review.tablets) {
    for (const { id, max, scale } of allCriteria(scheme)) if (scale.type === 'points') await tablet.mark(entrantId, id, { type: 'points', points: max } satisfies MarkValue);
    await tablet.submit(entrantId);
  }
  await expect(review.confirm(entrantId)).rejects.toEqual(refusal('result.incomplete', { reason: 'missing-marks' }));
  await propose('honours', { points: '5' });
  await expect(propose('honours', { points: '6' })).rejects.toEqual(refusal('indicator.pending', { by: '组委会' }));
  await decide('honours', false);
  await expect(decide('honours', true)).rejects.toEqual(refusal('indicator.decided'));
  await propose('honours', { value: '3' });
  expect((await one('honours')).points).toBeNull();
  await decide('honours', true);
  expect(await one('honours')).toMatchObject({ points: '6', override: { state: 'approved', reason: '台账漏登', proposed: { name: '组委会' }, decided: { name: '周明远' } } });
  const { indicators } = await look();
  const derived = indicators.reduce((total, { points }) => total + Number(points), 0);
  const judged = allCriteria(scheme).reduce((total, { max, scale }) => total + (scale.type === 'points' ? Number(max) : 0), 0);
  const { total } = await review.confirm(entrantId);
  expect(Number(total)).toBeCloseTo(judged + derived, 2);
  await expect(propose('entry-rate', { points: '4' })).rejects.toEqual(refusal('indicator.stands'));

  const { eventId, contestId } = review.params;
  expect((await auditContest(node.db, eventId, contestId)).faults).toEqual([]);
  expect(await auditIndicators(node.db, eventId, contestId)).toEqual([]);
  const bundle = (await organiser.call('GET /api/events/:eventId/contests/:contestId/bundle', { params: review.params })) as unknown as Bundle;
  expect(rowsOf(recompute(bundle))).toEqual(bundle.published!.rows);
});

test('what was frozen is the same, hash for hash, in an event file, after its import elsewhere, and after practice copies were made', async () => {
  const { eventId, contestId } = review.params;
  const stored = (db = node.db) => db.indicatorValue.findMany({ where: { eventId }, orderBy: { criterionId: 'asc' } });
  const [before, page] = [await stored(), await look()];
  expect(before.map(({ criterionId }) => criterionId)).toEqual(['competition', 'entry-rate', 'honours']);

  const elsewhere = await startNode();
  try {
    const other = await makeOrganiser(elsewhere.base, elsewhere.setupPath, '另一处');
    const taken = await takeIn(other, await upload(other, await download(organiser, await makeFile(organiser, eventId))));
    expect(taken).toMatchObject({ state: 'done', error: null, eventId });
    expect(await stored(elsewhere.db)).toEqual(before);
    for (const { text, sha256: hash } of await stored(elsewhere.db)) expect(sha256(text)).toBe(hash);
    expect((await auditContest(elsewhere.db, eventId, contestId)).faults).toEqual([]);
    expect(await auditIndicators(elsewhere.db, eventId, contestId)).toEqual([]);
  } finally {
    await elsewhere.close();
  }

  // Of the round and of what feeds it: neither copy has frozen values, and neither feeds anything.
  for (const copied of [eventId, competition.params.eventId]) {
    const job = await ended(organiser, await organiser.call('POST /api/events/:eventId/practice', { params: { eventId: copied }, body: { names: 'keep' } }));
    expect(await node.db.indicatorValue.count({ where: { eventId: job.eventId! } })).toBe(0);
  }
  expect(await stored()).toEqual(before);
  expect(await look()).toEqual(page);
  expect(await auditIndicators(node.db, eventId, contestId)).toEqual([]);
});
