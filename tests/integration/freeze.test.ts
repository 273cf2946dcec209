/** 封榜: whatever happens after the freeze, in any order, the public goes on seeing the results that stood at it, over every route, room and rebuild. */
import { randomUUID } from 'node:crypto';
import { auditContest, contestFacts, eventResults } from '@leitai/database';
import { allCriteria } from '@leitai/scoring';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { composeBoard } from '../../apps/server/src/projection/board.ts';
import { boardKey, overviewKey, placesKey } from '../../apps/server/src/projection/keys.ts';
import { command } from '../../apps/simulator/src/client.ts';
import { plausibleMark } from '../../apps/simulator/src/marks.ts';
import { randomFor } from '../../apps/simulator/src/random.ts';
import { recheck } from '../support/draw.ts';
import { makeAccount, makeBadges, makeLeader, makeOrganiser, openResult } from '../support/factory.ts';
import { Listener } from '../support/listener.ts';
import { startNode, type TestNode } from '../support/node.ts';
import { makePanel, type Panel } from '../support/panel.ts';
import { askPublic } from '../support/public.ts';
import { refusal } from '../support/refusal.ts';
import { redisUrl } from '../support/services.ts';
import { Visitor } from '../support/visitor.ts';

let node: TestNode;
let organiser: Visitor;
let supervisor: Visitor;
const redis = new Redis(redisUrl());

beforeAll(async () => {
  node = await startNode();
  organiser = await makeOrganiser(node.base, node.setupPath);
  supervisor = await makeAccount(organiser, 'supervisor', '周明远');
});
afterAll(async () => {
  await redis.quit();
  await node.close();
});

const freeze = ({ made }: Panel, frozen: boolean) =>
  organiser.call('POST /api/events/:eventId/freeze', { params: { eventId: made.eventId }, body: { contestIds: [made.contestId], frozen } });

/** What goes on while frozen: that somebody has an outcome, who is on stage, and the order's steps that are no outcome. */
function still(text: string): unknown {
  return JSON.parse(text, (key, value: unknown) => (['at', 'revision', 'confirmed', 'onStage'].includes(key) || value === 'waiting' || value === 'on-stage' || value === 'performed' ? '·' : value));
}
type Seen = { readonly board: unknown; readonly overview: unknown; readonly hall: unknown };
async function seen({ params }: Panel): Promise<Seen> {
  const anybody = new Visitor(node.base);
  const [board, overview, hall] = [
    await anybody.call('GET /api/events/:eventId/contests/:contestId/board', { params }), await anybody.call('GET /api/events/:eventId/overview', { params }), await anybody.call('GET /api/events/:eventId/hall', { params }),
  ];
  return { board: still(JSON.stringify(board)), overview: still(JSON.stringify(overview)), hall: still(JSON.stringify(hall)) };
}

async function correct(panel: Panel, entrantId: string, skill: number, seed: string): Promise<void> {
  const params = panel.params;
  const { sheets, resultRevision } = await organiser.call('GET /api/events/:eventId/contests/:contestId/corrections/entrants/:entrantId', { params: { ...params, entrantId } });
  const random = randomFor(7, seed);
  const marks = sheets.flatMap(({ id: sheetId, marks: stand }) => allCriteria(panel.scheme).map((criterion) => ({
    sheetId, criterionId: criterion.id, value: plausibleMark(panel.scheme, criterion, skill, random),
    expectedVersion: stand.find(({ criterionId }) => criterionId === criterion.id)?.version ?? 0,
  })));
  const { correctionId } = await panel.chief.visitor.call('POST /api/events/:eventId/contests/:contestId/corrections', { params, body: { entrantId, resultRevision, marks, vetoes: {}, reason: '录入有误' } });
  await supervisor.call('POST /api/events/:eventId/contests/:contestId/corrections/:correctionId/approve', { params: { ...params, correctionId } });
}

const totals = async ({ params }: Panel): Promise<string[]> => {
  const { board } = composeBoard({ ...(await contestFacts(node.db, params.eventId, params.contestId))!, frozen: null }, new Date());
  return board.rows.map(({ score }) => `"${score}"`);
};

test.each([11, 12, 13])('nothing that happens after the freeze shows, in any order: seed %i', { timeout: 300_000, tags: 'drawn' }, async (seed) => {
  const panel = await makePanel(organiser, { entrants: 8, judges: 3 });
  const { params, entrants } = panel;
  const { next, pick } = randomFor(seed, 'freeze');
  for (const [index, entrant] of entrants.entries()) await panel.submitAll(entrant, seed + index * 10);
  const [first, second, third, fourth] = entrants as [string, string, string, string];
  for (const entrant of [first, second, third]) await panel.confirm(entrant);
  await correct(panel, second, 0.5, 'before');
  const out = (entrantId: string, state: 'absent' | 'disqualified') => panel.chief.connection.send('entrant:out', { ...command(), entrantId, state, reason: '理由' });
  const back = (entrantId: string) => panel.chief.connection.send('entrant:reinstate', { ...command(), entrantId, reason: '更正' });
  await out(fourth, 'absent');

  await freeze(panel, true);
  await expect.poll(async () => (await seen(panel)).overview).toMatchObject({ contests: [{ frozenSince: expect.any(String) }] });
  const stood = await seen(panel);
  expect(stood.board).toMatchObject({ rows: [{}, {}, {}], out: [{ state: 'absent' }], frozenSince: expect.any(String) });
  const listener = await Listener.open(new Visitor(node.base));
  await askPublic(listener, [panel.params]);

  const phone = await openResult(node.base, (await makeBadges(organiser, panel.made))[0]!);
  const waiting = new Set(entrants.slice(4));
  const confirmed = new Set([first, second, third]);
  const secrets = new Set<string>();
  for (let step = 0; step < 14; step++) {
    // The first correction makes a total nobody has: marks repeat, and what the public has seen is no secret.
    const kind = waiting.size > 0 && step % 2 === 0 ? 'confirm' : step === 1 ? 'correct' : pick(['correct', 'out', 'back', 'call']);
    const ranked = pick([...confirmed]);
    if (kind === 'confirm') {
      const entrant = pick([...waiting]);
      await panel.confirm(entrant);
      waiting.delete(entrant);
      confirmed.add(entrant);
    } else if (kind === 'correct') {
      await correct(panel, ranked, step === 1 ? 0 : next(), `${step}`);
    } else if (kind === 'call') {
      const entrant = pick([...waiting, fourth]);
      await panel.chief.connection.send('entrant:call', { ...command(), entrantId: entrant }).catch(() => null);
    } else if (kind === 'out') {
      await out(ranked, 'disqualified');
      confirmed.delete(ranked);
    } else {
      await back(fourth).catch(() => null);
    }
    for (const total of await totals(panel)) if (!JSON.stringify(stood).includes(total)) secrets.add(total);
    await expect.poll(() => seen(panel), { message: `${kind} at ${step}` }).toEqual(stood);
    await askPublic(listener, [panel.params]);
  }
  for (const entrant of waiting) await panel.confirm(entrant);
  const { rows } = await organiser.call('GET /api/events/:eventId/contests/:contestId/results', { params });
  for (const { entrantId } of rows.filter(({ rank }) => rank === null)) if (entrantId !== first) await back(entrantId).catch(() => null);
  await out(fourth, 'absent').catch(() => null);
  await organiser.call('POST /api/events/:eventId/contests/:contestId/state', { params, body: { state: 'closed' } });
  await recheck(supervisor, panel.made);
  await panel.chief.visitor.call('POST /api/events/:eventId/contests/:contestId/signature/chief', { params, body: { note: '已核' } });
  await supervisor.call('POST /api/events/:eventId/contests/:contestId/signature/supervisor', { params, body: { days: 3 } });
  await expect.poll(() => seen(panel)).toEqual(stood);
  await askPublic(listener, [panel.params]);

  // The own score is the contestant's own; the place is everybody's.
  expect(await phone.call('GET /api/my/result')).toMatchObject({ place: null, post: null, contest: { state: 'running', frozenSince: expect.any(String) } });
  const leader = await makeLeader(organiser, params.eventId, '单位0', `领队${seed}`);
  const unit = await leader.call('GET /api/events/:eventId/unit', { params });
  expect(unit.contests[0]!.entrants.every(({ shown }) => shown !== null && shown.rank === null && shown.award === null)).toBe(true);

  // Made anew from the truth alone, by any node.
  await redis.del(boardKey(params.eventId, params.contestId), placesKey(params.eventId, params.contestId), overviewKey(params.eventId));
  const other = await startNode(node.databaseUrl);
  expect(await seen(panel)).toEqual(stood);
  await other.close();

  const heard = listener.heard.map(({ text }) => text).join('\n');
  listener.close();
  expect(secrets.size).toBeGreaterThan(0);
  expect([...secrets].filter((total) => heard.includes(total))).toEqual([]);
  expect((await auditContest(node.db, params.eventId, params.contestId)).faults).toEqual([]);

  // Once it goes on, everything is there at once, and equal to what was never frozen.
  await freeze(panel, false);
  const truth = composeBoard((await contestFacts(node.db, params.eventId, params.contestId))!, new Date()).board;
  await expect.poll(async () => (await seen(panel)).board).toEqual(still(JSON.stringify(truth)));
  expect(truth).not.toHaveProperty('frozenSince');
  expect((await phone.call('GET /api/my/result')).contest.state).toBe('provisional');
  expect((await eventResults(node.db, params.eventId)).length).toBeGreaterThan(5);
  panel.close();
});

test('freezing again changes nothing, an unknown contest freezes none, and the audit notices a freeze the record does not know', async () => {
  const panel = await makePanel(organiser, { entrants: 1, judges: 3 });
  const { eventId, contestId } = panel.made;
  const at = async () => (await node.db.contest.findUniqueOrThrow({ where: { eventId_id: { eventId, id: contestId } } })).frozenSeq;
  await expect(organiser.call('POST /api/events/:eventId/freeze', { params: { eventId }, body: { contestIds: [contestId, randomUUID()], frozen: true } })).rejects.toEqual(refusal('contest.not-found'));
  expect(await at()).toBeNull();
  await freeze(panel, true);
  const since = await at();
  await freeze(panel, true);
  expect(await at()).toBe(since);
  const control = await organiser.call('GET /api/events/:eventId/control', { params: { eventId } });
  expect(control.contests[0]!.frozenSince).not.toBeNull();
  await node.db.contest.updateMany({ where: { id: contestId }, data: { frozenSeq: null } });
  expect((await auditContest(node.db, eventId, contestId)).faults).toMatchObject([{ table: 'contest', column: 'frozen_seq', expected: Number(since), found: null }]);
  panel.close();
});
