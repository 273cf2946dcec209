/** The main job over real sockets: marks, sheets, the chief's word, the board, the own result. */
import { randomUUID } from 'node:crypto';
import type { BoardState } from '@leitai/contract';
import { contestFacts, eventResults, verifyChain } from '@leitai/database';
import { allCriteria, formatFixed, rankEntrants, scoreEntrant, type Rules, type Scheme, type SheetInput } from '@leitai/scoring';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command, type Connection, type RefusedByServer } from '../../apps/simulator/src/client.ts';
import { makeSupervisor, publish } from '../../apps/simulator/src/publish.ts';
import { makeBadges, makeOrganiser, openResult } from '../support/factory.ts';
import { startNode, type TestNode } from '../support/node.ts';
import { boardWith, connect, makePanel, type Panel } from '../support/panel.ts';
import { Visitor } from '../support/visitor.ts';

let node: TestNode;
let organiser: Visitor;
beforeAll(async () => {
  node = await startNode();
  organiser = await makeOrganiser(node.base, node.setupPath);
});
afterAll(() => node.close());

const refusal = (attempt: Promise<unknown>) =>
  attempt.then(() => ({ code: 'ok' }), ({ code, details }: RefusedByServer) => ({ code, details }));
const code = async (attempt: Promise<unknown>) => (await refusal(attempt)).code;
const changeState = ({ params }: Panel, state: 'closed') =>
  organiser.call('POST /api/events/:eventId/contests/:contestId/state', { params, body: { state } });

describe('a contest from the first mark to publication', () => {
  let panel: Panel;
  let viewer: Connection;
  beforeAll(async () => {
    panel = await makePanel(organiser, { entrants: 3 });
    viewer = await connect(new Visitor(node.base));
    await viewer.send('board:join', { contestId: panel.made.contestId });
  });
  afterAll(() => {
    panel.close();
    viewer.close();
  });

  it('gives a judge codes and own sheets, and nobody’s name', () => {
    const desk = panel.tablets[0]!.desk;
    expect(desk.entrants.map(({ code: shown }) => shown)).toEqual(['A-01', 'A-02', 'A-03']);
    expect(desk.sheets).toHaveLength(3);
    expect(new Set(desk.sheets.map(({ judgeId }) => judgeId))).toEqual(new Set([desk.me.judgeId]));
    expect(JSON.stringify(desk)).not.toContain('选手');
  });

  it('shows the chief a mark as it is put, and no other judge', async () => {
    const [first, second] = panel.tablets;
    await panel.look();
    const seen = new Promise((resolve) => panel.chief.connection.on('mark:changed', resolve));
    let overheard = 0;
    second!.connection.on('mark:changed', () => { overheard += 1; });
    const criterion = allCriteria(panel.scheme).find(({ scale }) => scale.type === 'levels')!;
    await first!.mark(panel.entrants[0]!, criterion.id, { type: 'levels', level: 2 });
    expect(await seen).toMatchObject({ judgeId: first!.desk.me.judgeId, mark: { criterionId: criterion.id, value: { level: 2 } } });
    expect(overheard).toBe(0);
  });

  it('keeps a mark over a reconnection of the tablet', async () => {
    const tablet = panel.tablets[0]!;
    const again = await connect(tablet.visitor);
    const desk = await again.send('desk:join', {});
    expect(desk.sheets.find(({ entrantId }) => entrantId === panel.entrants[0])!.marks).toHaveLength(1);
    again.close();
  });

  it('refuses bad marks with the reason, and changes nothing', async () => {
    const tablet = panel.tablets[0]!;
    const [entrant, criterion] = [panel.entrants[1]!, allCriteria(panel.scheme).find(({ scale }) => scale.type === 'levels')!];
    expect(await refusal(tablet.mark(entrant, criterion.id, { type: 'levels', level: 9 }))).toMatchObject({
      code: 'mark.invalid', details: { criterionId: criterion.id },
    });
    expect(await code(tablet.mark(entrant, criterion.id, { type: 'pass-fail', pass: true }))).toBe('mark.invalid');
    expect(await code(tablet.mark(entrant, 'no-such', { type: 'levels', level: 1 }))).toBe('mark.invalid');
    expect(await code(tablet.mark(entrant, criterion.id, { type: 'levels', level: 1 }, { sheetId: panel.tablets[1]!.sheet(entrant).id }))).toBe('sheet.not-yours');
    expect(await code(tablet.mark(entrant, criterion.id, { type: 'levels', level: 1 }, { sheetId: randomUUID() }))).toBe('sheet.not-yours');
    expect(await node.db.mark.count({ where: { sheetId: tablet.sheet(entrant).id } })).toBe(0);
  });

  it('refuses to take in an incomplete sheet, naming what is missing', async () => {
    const tablet = panel.tablets[0]!;
    const answer = await refusal(tablet.submit(panel.entrants[0]!));
    expect(answer).toMatchObject({ code: 'sheet.incomplete' });
    expect((answer as { details: { missing: string[] } }).details.missing).toHaveLength(allCriteria(panel.scheme).length - 1);
  });

  it('calls an entrant to the stage, and the hall sees the code', async () => {
    const board = new Promise<BoardState>((resolve) => viewer.on('board:changed', resolve));
    await panel.chief.connection.send('entrant:call', { ...command(), entrantId: panel.entrants[0]! });
    expect((await board).onStage).toMatchObject({ code: 'A-01', position: 1, timer: { state: 'ready', limitMs: 1_200_000 } });
  });

  it('will not confirm while sheets are missing, unless the chief leaves those judges out by name', async () => {
    const entrant = panel.entrants[0]!;
    await Promise.all(panel.tablets.slice(0, 4).map(async (tablet, index) => {
      await tablet.markAll(entrant, index);
      await tablet.submit(entrant);
    }));
    const missing = panel.tablets[4]!.desk.me.judgeId;
    expect(await refusal(panel.confirm(entrant))).toMatchObject({ code: 'result.sheets-missing', details: { judges: [missing] } });
    const stale = (await panel.look()).sheets.map(({ id, version }) => ({ sheetId: id, version: version + 1 }));
    expect(await code(panel.confirm(entrant, { without: [missing], sheets: stale }))).toBe('sheet.stale');
    const hall = boardWith(viewer, 1);
    await panel.confirm(entrant, { without: [missing] });
    const board = await hall;
    expect(board.rows).toMatchObject([{ rank: 1, code: 'A-01', change: null, gap: '0.00' }]);
    expect(board.latest!.judges.map(({ seat }) => seat)).toEqual([1, 2, 3, 4]);
    expect(board.onStage).toBeNull();
  });

  it('locks what was confirmed', async () => {
    const [tablet, entrant] = [panel.tablets[0]!, panel.entrants[0]!];
    const criterion = allCriteria(panel.scheme)[0]!;
    const known = tablet.sheet(entrant).marks.find(({ criterionId }) => criterionId === criterion.id)!;
    expect(await code(tablet.mark(entrant, criterion.id, known.value))).toBe('sheet.locked');
    expect(await code(panel.confirm(entrant))).toBe('entrant.confirmed');
    expect(await code(panel.chief.connection.send('entrant:call', { ...command(), entrantId: entrant }))).toBe('entrant.bad-state');
  });

  it('answers a repeated confirmation as before', async () => {
    const entrant = panel.entrants[1]!;
    await panel.submitAll(entrant, 50);
    const commandId = randomUUID();
    const first = await panel.confirm(entrant, { commandId });
    expect(await panel.confirm(entrant, { commandId })).toEqual(first);
    expect(await node.db.result.count({ where: { contestId: panel.made.contestId } })).toBe(2);
  });

  it('unlocks only the returned items, and takes the sheet in again', async () => {
    const [tablet, entrant] = [panel.tablets[2]!, panel.entrants[2]!];
    await panel.submitAll(entrant, 90);
    const [item, other] = allCriteria(panel.scheme);
    const told = new Promise((resolve) => tablet.connection.on('sheet:changed', resolve));
    const sheetId = tablet.sheet(entrant).id;
    expect(await code(panel.chief.connection.send('sheet:return', { ...command(), sheetId, reason: '请复核', items: ['no-such'] }))).toBe('request.invalid');
    const { sheet } = await panel.chief.connection.send('sheet:return', { ...command(), sheetId, reason: '请复核', items: [item!.id] });
    expect(await told).toMatchObject({ sheet: { state: 'returned', returned: { reason: '请复核', items: [item!.id] } } });
    Object.assign(tablet.sheet(entrant), sheet);
    const value = (id: string) => tablet.sheet(entrant).marks.find(({ criterionId }) => criterionId === id)!.value;
    expect(await code(tablet.mark(entrant, other!.id, value(other!.id)))).toBe('mark.not-returned');
    expect(await code(panel.confirm(entrant))).toBe('result.sheets-missing');
    await tablet.mark(entrant, item!.id, value(item!.id));
    await tablet.submit(entrant);
    const hall = boardWith(viewer, 3);
    await panel.confirm(entrant);
    expect((await hall).rows).toHaveLength(3);
  });

  it('shows what an independent recomputation from the record gives', async () => {
    const board = await organiser.call('GET /api/events/:eventId/contests/:contestId/board', { params: panel.params });
    const expected = await recompute(panel);
    expect(board.rows.map(({ rank, code: shown, score }) => ({ rank, code: shown, score }))).toEqual(expected);
    expect(await verifyChain(node.db, panel.made.eventId, panel.made.contestId)).toBeNull();
  });

  it('shows contestants their own result, judges without names, and the rank only once published', async () => {
    const badges = await makeBadges(organiser, panel.made);
    const phone = await openResult(node.base, badges[0]!);
    const before = await phone.call('GET /api/my/result');
    expect(before).toMatchObject({ status: 'scored', place: null, post: null });
    expect(before.judges.map(({ label }) => label)).toEqual(['甲', '乙', '丙', '丁']);
    expect(JSON.stringify(before)).not.toMatch(/裁判\d/);
    for (const judgeId of panel.made.judgeIds) expect(JSON.stringify(before)).not.toContain(judgeId);
    await changeState(panel, 'closed');
    await publish(await makeSupervisor(organiser), panel.chief.visitor, panel.params);
    const after = await phone.call('GET /api/my/result');
    expect(after.place).toMatchObject({ of: 3, rank: (await recompute(panel)).find(({ code: shown }) => shown === badges[0]!.code)!.rank });
    expect(after.modules.every(({ mean }) => mean !== null)).toBe(true);
  });

  it('refuses marks once the contest is closed', async () => {
    const tablet = panel.tablets[0]!;
    expect(await code(tablet.mark(panel.entrants[1]!, allCriteria(panel.scheme)[0]!.id, null))).toBe('contest.not-running');
  });

  it('feeds other programmes per organisation and post, ranks counted over the whole contest', async () => {
    const { eventId } = panel.made;
    const all = await eventResults(node.db, eventId, { publishedOnly: true });
    expect(all).toHaveLength(3);
    const one = await eventResults(node.db, eventId, { postCode: 'CLEAN_INDOOR', organisationId: all[2]!.organisationId });
    expect(one).toMatchObject([{ rank: 3, ranked: 3, status: 'scored', contestState: 'provisional' }]);
    expect(await eventResults(node.db, eventId, { postCode: 'HVAC' })).toEqual([]);
  });
});

/** From the chain's events alone: marks as they were last put, scored and ranked by the engine. */
async function recompute({ made }: Panel) {
  const { eventId, contestId } = made;
  const events = await node.db.contestEvent.findMany({ where: { eventId, contestId }, orderBy: { seq: 'asc' } });
  const sheets = new Map((await node.db.sheet.findMany({ where: { eventId, contestId } })).map((sheet) => [sheet.id, sheet]));
  const marks = new Map<string, Record<string, unknown>>();
  const confirmed = new Map<string, SheetInput[]>();
  for (const event of events.map(({ body }) => JSON.parse(body) as Record<string, unknown>)) {
    if (event['type'] === 'mark:put') {
      const [sheetId, criterionId] = (event['subject'] as string).split('/') as [string, string];
      marks.set(sheetId, { ...marks.get(sheetId), [criterionId]: event['after'] });
    }
    if (event['type'] === 'result:confirm') {
      const counted = (event['sheets'] as { id: string }[]).map(({ id }) => ({ judgeId: sheets.get(id)!.judgeId, marks: marks.get(id)! }));
      confirmed.set(event['subject'] as string, counted as SheetInput[]);
    }
  }
  const facts = (await contestFacts(node.db, eventId, contestId))!;
  const [scheme, rules] = [facts.scheme as Scheme, facts.rules as Rules];
  const codes = new Map(facts.entrants.map(({ id, code: shown }) => [id, shown]));
  const inputs = [...confirmed].map(([entrantId, counted]) => ({
    entrantId, marks: counted, blindCode: codes.get(entrantId)!, score: scoreEntrant(scheme, rules, counted),
  }));
  return rankEntrants(scheme, rules, inputs).map(({ entrantId, rank, total }) => ({ rank, code: codes.get(entrantId)!, score: formatFixed(total, 2) }));
}

describe('vetoes', () => {
  it('needs the chief’s word on each veto that was raised', async () => {
    const panel = await makePanel(organiser, { posts: ['GREEN_OUTDOOR'], entrants: 2 });
    const [first, second] = panel.entrants as [string, string];
    const veto = panel.scheme.vetoes[0]!.id;
    for (const entrant of [first, second]) {
      await panel.tablets[0]!.mark(entrant, veto, { type: 'veto', reason: '持运行机具行走' });
      await panel.submitAll(entrant, 7);
      expect(await refusal(panel.confirm(entrant))).toMatchObject({ code: 'result.veto-undecided', details: { vetoes: [veto] } });
    }
    expect(await panel.confirm(first, { vetoes: { [veto]: true } })).toMatchObject({ total: null });
    expect((await panel.confirm(second, { vetoes: { [veto]: false } })).total).toMatch(/^\d+\.\d\d$/);
    const board = () => organiser.call('GET /api/events/:eventId/contests/:contestId/board', { params: panel.params });
    await expect.poll(async () => (await board()).confirmed).toBe(2);
    expect((await board()).rows.map(({ rank, code: shown }) => [rank, shown])).toEqual([[1, 'C-02']]);
    panel.close();
  });
});

describe('devices', () => {
  it('cuts a revoked tablet off at once, in mid-session', async () => {
    const panel = await makePanel(organiser, { entrants: 1 });
    const [tablet] = panel.tablets;
    const told = new Promise((resolve) => tablet!.connection.on('device:revoked', resolve));
    const control = await organiser.call('GET /api/events/:eventId/control', { params: { eventId: panel.made.eventId } });
    const seat = control.contests[0]!.seats.find(({ judgeId }) => judgeId === tablet!.desk.me.judgeId)!;
    expect(seat.device).toMatchObject({ online: true });
    await organiser.call('DELETE /api/events/:eventId/devices/:deviceId', { params: { eventId: panel.made.eventId, deviceId: seat.device!.id } });
    await told;
    const again = await connect(tablet!.visitor);
    expect(await code(again.send('desk:join', {}))).toBe('access.sign-in');
    again.close();
    panel.close();
  });
});
