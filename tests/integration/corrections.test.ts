// Corrections: proposed by one person, tried out, approved by another; nothing before that, everything with it, and only where results may move.

import type { CorrectionChange, CorrectionGround, MarkValue, OwnResult, RouteInput } from '@leitai/contract';
import { auditContest, verifyChain } from '@leitai/database';
import { checkBundle, recompute, rowsOf, scoreEntrant, type Bundle } from '@leitai/scoring';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rewritten } from '../support/amend.ts';
import { makeAccount, makeBadges, makeOrganiser, openResult } from '../support/factory.ts';
import { everything, startNode, type TestNode } from '../support/node.ts';
import { connect, makePanel, type Panel } from '../support/panel.ts';
import { refusal } from '../support/refusal.ts';
import type { Visitor } from '../support/visitor.ts';

let node: TestNode;
let organiser: Visitor;
let supervisor: Visitor;
let arbitrator: Visitor;
beforeAll(async () => {
  node = await startNode();
  organiser = await makeOrganiser(node.base, node.setupPath);
  supervisor = await makeAccount(organiser, 'supervisor', '周明远');
  arbitrator = await makeAccount(organiser, 'arbitrator', '林仲裁');
});
afterAll(() => node.close());

/** A running contest whose entrants are all confirmed. */
async function judged(entrants = 3): Promise<Panel> {
  const panel = await makePanel(organiser, { entrants, judges: 3 });
  for (const [index, entrant] of panel.entrants.entries()) {
    await panel.submitAll(entrant, index * 10);
    await panel.confirm(entrant);
  }
  return panel;
}
const ground = ({ params }: Panel, entrantId: string, who = organiser): Promise<CorrectionGround> =>
  who.call('GET /api/events/:eventId/contests/:contestId/corrections/entrants/:entrantId', { params: { ...params, entrantId } });
type Body = RouteInput<'POST /api/events/:eventId/contests/:contestId/corrections'>;
const propose = ({ params }: Panel, body: Body, who: Visitor) => who.call('POST /api/events/:eventId/contests/:contestId/corrections', { params, body });
const preview = ({ params }: Panel, body: CorrectionChange, who: Visitor) => who.call('POST /api/events/:eventId/contests/:contestId/corrections/preview', { params, body });
const approve = ({ params }: Panel, correctionId: string, who = supervisor) =>
  who.call('POST /api/events/:eventId/contests/:contestId/corrections/:correctionId/approve', { params: { ...params, correctionId } });
const reject = ({ params }: Panel, correctionId: string, who = supervisor) =>
  who.call('POST /api/events/:eventId/contests/:contestId/corrections/:correctionId/reject', { params: { ...params, correctionId }, body: { reason: '原记录无误' } });
const list = ({ params }: Panel, who = organiser) => who.call('GET /api/events/:eventId/contests/:contestId/corrections', { params });
const results = ({ params }: Panel, who = organiser) => who.call('GET /api/events/:eventId/contests/:contestId/results', { params });
const move = ({ params }: Panel, state: 'running' | 'closed') => organiser.call('POST /api/events/:eventId/contests/:contestId/state', { params, body: { state } });
const bodies = async ({ made }: Panel) =>
  (await node.db.contestEvent.findMany({ where: { contestId: made.contestId }, orderBy: { seq: 'asc' } })).map(({ body }) => JSON.parse(body) as Record<string, unknown>);

const rewrite = (panel: Panel, entrantId: string, skill: number): Promise<CorrectionChange> => rewritten(organiser, panel, entrantId, skill);
const lowest = async (panel: Panel): Promise<string> => (await results(panel)).rows.filter(({ rank }) => rank !== null).at(-1)!.entrantId;
const REASON = '1 号录入与纸质不符';

test('the last becomes first: tried out, proposed by the chief, approved by the supervisor, seen by everybody, recomputed by the audit', async () => {
  const panel = await judged();
  const viewer = await connect(organiser);
  const before = await viewer.send('board:join', { contestId: panel.made.contestId });
  const entrantId = await lowest(panel);
  const change = await rewrite(panel, entrantId, 1);
  const tried = await preview(panel, change, panel.chief.visitor);
  expect(tried.moved[0]).toMatchObject({ entrantId, name: null, before: { rank: 3 }, after: { rank: 1 } });
  expect(tried.moved).toHaveLength(3);
  expect(await bodies(panel).then((all) => all.at(-1)!['type'])).toBe('result:confirm');

  const { correctionId } = await propose(panel, { ...change, reason: REASON }, panel.chief.visitor);
  expect((await results(panel)).rows.at(-1)!.entrantId).toBe(entrantId);
  expect((await list(panel)).corrections).toMatchObject([{ id: correctionId, state: 'proposed', proposed: { name: '裁判长', role: 'chief' }, decided: null, moved: [{ after: { rank: 1 } }, {}, {}] }]);

  const moved = new Promise<typeof before>((resolve) => viewer.on('board:changed', (board) => board.rows.some(({ correctedAt }) => correctedAt) && resolve(board)));
  await approve(panel, correctionId);
  const board = await moved;
  expect(board.rows[0]).toMatchObject({ code: tried.moved[0]!.code, score: tried.moved[0]!.after.total, correctedAt: expect.any(String) });
  expect(board.rows.slice(1).some((row) => 'correctedAt' in row)).toBe(false);
  expect(board.revision).toBeGreaterThan(before.revision);
  expect(JSON.stringify(board)).not.toContain(REASON);

  const [done] = (await list(panel)).corrections;
  expect(done).toMatchObject({ state: 'approved', decided: { name: '周明远', reason: null }, reason: REASON, until: null });
  expect(done!.moved!.map(({ before: was, after: is }) => [was.rank, is.rank])).toEqual(tried.moved.map(({ before: was, after: is }) => [was.rank, is.rank]));
  expect((await results(panel)).rows[0]).toMatchObject({ entrantId, correctedAt: done!.decided!.at });
  const badge = (await makeBadges(organiser, panel.made)).find((one) => one.entrantId === entrantId)!;
  const own: OwnResult = await (await openResult(node.base, badge)).call('GET /api/my/result');
  expect(own).toMatchObject({ total: tried.moved[0]!.after.total, correction: { at: done!.decided!.at, reason: REASON, before: tried.moved[0]!.before.total } });

  const stored = await node.db.result.findFirstOrThrow({ where: { entrantId } });
  const again = scoreEntrant(panel.scheme, (await panel.look()).rules, stored.sheets as never, { confirmedVetoes: [] });
  expect(JSON.parse(JSON.stringify(again))).toEqual(stored.score);
  const bundle = JSON.parse(JSON.stringify(await organiser.call('GET /api/events/:eventId/contests/:contestId/bundle', { params: panel.params }))) as Bundle;
  expect(checkBundle(bundle)).toEqual([]);
  expect(bundle.corrections).toEqual([{ entrantId, at: done!.decided!.at }]);
  expect(rowsOf(recompute(bundle))).toEqual(bundle.published!.rows);
  expect(bundle.published!.rows[0]).toMatchObject({ entrantId, total: stored.total });
  const sheets = await node.db.sheet.findMany({ where: { entrantId }, include: { marks: true } });
  expect(sheets.every(({ state, amendedAt }) => state === 'confirmed' && amendedAt !== null)).toBe(true);
  expect(sheets.flatMap(({ marks }) => marks).every(({ version }) => version === 2)).toBe(true);
  expect((await bodies(panel)).at(-1)).toMatchObject({
    type: 'result:amend', subject: entrantId, by: '周明远', role: 'supervisor', reason: REASON, proposer: { name: '裁判长', role: 'chief' }, correctionId,
    before: { status: 'scored' }, after: { status: 'scored', total: stored.total },
  });
  expect(await verifyChain(node.db, panel.made.eventId, panel.made.contestId)).toBeNull();
  expect((await auditContest(node.db, panel.made.eventId, panel.made.contestId)).faults).toEqual([]);
  viewer.close();
  panel.close();
});

test('results stand in the order of their confirmation, and a second correction starts from the first', async () => {
  const panel = await judged(2);
  const order = async () => (await node.db.result.findMany({ where: { contestId: panel.made.contestId }, orderBy: { seq: 'asc' } })).map(({ entrantId }) => entrantId);
  const confirmed = await order();
  const entrantId = confirmed[0]!;
  for (const skill of [0.2, 0.9]) {
    const { correctionId } = await propose(panel, { ...(await rewrite(panel, entrantId, skill)), reason: REASON }, arbitrator);
    await approve(panel, correctionId);
  }
  expect(await order()).toEqual(confirmed);
  const rows = await node.db.correction.findMany({ where: { entrantId }, orderBy: { seq: 'asc' } });
  const [first, second] = rows.map(({ earlier }) => (earlier as { total: string }).total);
  expect(first).not.toBe(second);
  const amended = (await bodies(panel)).filter(({ type }) => type === 'result:amend');
  expect(amended.map(({ before }) => (before as { total: string }).total)).toEqual([first, second]);
  expect((await auditContest(node.db, panel.made.eventId, panel.made.contestId)).faults).toEqual([]);
  panel.close();
});

describe('a proposal', () => {
  test('changes nothing, and is rejected with a reason by another person', async () => {
    const panel = await judged(1);
    const [entrantId] = panel.entrants as [string];
    const { correctionId } = await propose(panel, { ...(await rewrite(panel, entrantId, 0.3)), reason: REASON }, panel.chief.visitor);
    const stands = await node.db.result.findFirstOrThrow({ where: { entrantId } });
    await reject(panel, correctionId);
    expect(await node.db.result.findFirstOrThrow({ where: { entrantId } })).toEqual(stands);
    expect((await list(panel)).corrections).toMatchObject([{ state: 'rejected', decided: { name: '周明远', reason: '原记录无误' }, moved: [] }]);
    expect((await bodies(panel)).at(-1)).toMatchObject({ type: 'correction:reject', subject: correctionId, reason: '原记录无误', by: '周明远' });
    await expect(approve(panel, correctionId)).rejects.toEqual(refusal('correction.decided', { state: 'rejected', by: '周明远' }));
    await expect(node.db.correction.updateMany({ where: { id: correctionId }, data: { state: 'approved' } })).rejects.toThrow();
    expect((await auditContest(node.db, panel.made.eventId, panel.made.contestId)).faults).toEqual([]);
    panel.close();
  });

  test('waits alone for its entrant', async () => {
    const panel = await judged(1);
    const change = await rewrite(panel, panel.entrants[0]!, 0.3);
    await propose(panel, { ...change, reason: REASON }, panel.chief.visitor);
    await expect(propose(panel, { ...change, reason: REASON }, organiser)).rejects.toEqual(refusal('correction.pending', { entrantId: panel.entrants[0] }));
    panel.close();
  });

  test('names what was looked at: another version, an unknown sheet, a bad value, or nothing changed is refused and stores nothing', async () => {
    const panel = await judged(2);
    const [entrantId, other] = panel.entrants as [string, string];
    const good = await rewrite(panel, entrantId, 0.3);
    const [mark] = good.marks as [CorrectionChange['marks'][number]];
    const foreign = (await ground(panel, other)).sheets[0]!.id;
    const stands = (await ground(panel, entrantId)).sheets.find(({ id }) => id === mark.sheetId)!.marks.find(({ criterionId }) => criterionId === mark.criterionId)!.value as MarkValue;
    const veto = panel.scheme.vetoes[0]!.id;
    const cases: [Partial<CorrectionChange>, string][] = [
      [{ resultRevision: good.resultRevision - 1 }, 'correction.stale'],
      [{ marks: [{ ...mark, expectedVersion: 7 }] }, 'correction.stale'],
      [{ marks: [{ ...mark, sheetId: foreign }] }, 'sheet.not-found'],
      [{ marks: [{ ...mark, value: { type: 'levels', level: 99 } }] }, 'mark.invalid'],
      [{ marks: [{ ...mark, value: null }] }, 'mark.invalid'],
      [{ marks: [{ ...mark, value: stands }] }, 'correction.empty'],
      [{ marks: [] }, 'correction.empty'],
      [{ marks: [], vetoes: { [veto]: true } }, 'request.invalid'],
      [{ marks: [{ ...mark, criterionId: veto, value: { type: 'veto', reason: '未戴安全帽' }, expectedVersion: 0 }] }, 'result.veto-undecided'],
      [{ marks: [], disqualified: false }, 'entrant.bad-state'],
      [{ entrantId: '00000000-0000-4000-8000-000000000000' }, 'entrant.not-found'],
    ];
    const before = await everything(node.db);
    for (const [over, code] of cases) {
      await expect(propose(panel, { ...good, ...over, reason: REASON }, panel.chief.visitor), code).rejects.toEqual(expect.objectContaining({ code }));
      await expect(preview(panel, { ...good, ...over }, panel.chief.visitor), code).rejects.toEqual(expect.objectContaining({ code }));
    }
    expect(await everything(node.db)).toBe(before);
    panel.close();
  });

  test('that no longer fits what stands says so, is refused on approval, and can be rejected', async () => {
    const panel = await judged(1);
    const [entrantId] = panel.entrants as [string];
    const change = await rewrite(panel, entrantId, 0.3);
    const { correctionId } = await propose(panel, { marks: [], vetoes: {}, entrantId, resultRevision: change.resultRevision, disqualified: true, reason: REASON }, organiser);
    await panel.chief.connection.send('entrant:out', { commandId: crypto.randomUUID(), at: new Date().toISOString(), entrantId, state: 'withdrawn', reason: '受伤' });
    expect((await list(panel)).corrections).toMatchObject([{ moved: null }]);
    await expect(approve(panel, correctionId)).rejects.toEqual(refusal('entrant.bad-state', { state: 'withdrawn' }));
    await reject(panel, correctionId);
    panel.close();
  });
});

describe('approval', () => {
  test('is by somebody else than the proposer, by account and by name', async () => {
    const panel = await judged(1);
    const { correctionId } = await propose(panel, { ...(await rewrite(panel, panel.entrants[0]!, 0.3)), reason: REASON }, panel.chief.visitor);
    const namesake = await makeAccount(organiser, 'supervisor', '裁 判长');
    await expect(approve(panel, correctionId, namesake)).rejects.toEqual(refusal('sign-off.same-person', { name: '裁 判长' }));
    await expect(approve(panel, correctionId, organiser)).rejects.toEqual(refusal('access.forbidden'));
    await expect(approve(panel, crypto.randomUUID())).rejects.toEqual(refusal('correction.not-found'));
    panel.close();
  });

  test('twice at once is carried out once', async () => {
    const panel = await judged(1);
    const [entrantId] = panel.entrants as [string];
    const second = await makeAccount(organiser, 'supervisor', '吴监督');
    const { correctionId } = await propose(panel, { ...(await rewrite(panel, entrantId, 0.3)), reason: REASON }, panel.chief.visitor);
    const outcomes = await Promise.allSettled([approve(panel, correctionId), approve(panel, correctionId, second), reject(panel, correctionId)]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await bodies(panel)).filter(({ type }) => type === 'result:amend' || type === 'correction:reject')).toHaveLength(1);
    for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'correction.decided' });
    panel.close();
  });
});

test('a chief corrects in the own contest only, by codes', async () => {
  const [panel, other] = [await judged(1), await judged(1)];
  const [entrantId] = panel.entrants as [string];
  const change = await rewrite(panel, entrantId, 0.3);
  for (const attempt of [
    () => propose(panel, { ...change, reason: REASON }, other.chief.visitor), () => preview(panel, change, other.chief.visitor),
    () => ground(panel, entrantId, other.chief.visitor), () => list(panel, other.chief.visitor),
  ]) await expect(attempt()).rejects.toEqual(refusal('access.forbidden'));
  await expect(ground(other, entrantId)).rejects.toEqual(refusal('entrant.not-found'));
  await propose(panel, { ...change, reason: REASON }, organiser);
  expect(JSON.stringify(await list(panel, panel.chief.visitor))).not.toContain('选手');
  for (const one of [panel, other]) one.close();
});

describe('a veto and a disqualification', () => {
  test('raised and confirmed afterwards counts; deciding it otherwise puts back what stood', async () => {
    const panel = await judged(2);
    const [stood] = (await results(panel)).rows;
    const { entrantId } = stood!;
    const veto = panel.scheme.vetoes[0]!.id;
    const start = await ground(panel, entrantId);
    const raise = { entrantId, resultRevision: start.resultRevision, marks: [{ sheetId: start.sheets[0]!.id, criterionId: veto, value: { type: 'veto' as const, reason: '未断电作业' }, expectedVersion: 0 }], vetoes: { [veto]: true } };
    await approve(panel, (await propose(panel, { ...raise, reason: REASON }, panel.chief.visitor)).correctionId);
    const vetoed = (await results(panel)).rows.find((row) => row.entrantId === entrantId)!;
    expect(vetoed.total).not.toBe(stood!.total);
    const { resultRevision, vetoes } = await ground(panel, entrantId);
    expect(vetoes.find(({ id }) => id === veto)).toMatchObject({ counts: true });
    await approve(panel, (await propose(panel, { entrantId, resultRevision, marks: [], vetoes: { [veto]: false }, reason: '申诉成立' }, arbitrator)).correctionId);
    expect((await results(panel)).rows[0]).toMatchObject({ entrantId, state: 'confirmed', rank: 1, total: stood!.total });
    expect((await auditContest(node.db, panel.made.eventId, panel.made.contestId)).faults).toEqual([]);
    panel.close();
  });

  test('is ordered and lifted after the contest is closed', async () => {
    const panel = await judged(2);
    await move(panel, 'closed');
    const [entrantId] = panel.entrants as [string];
    const order = async (disqualified: boolean) => {
      const { resultRevision } = await ground(panel, entrantId);
      await approve(panel, (await propose(panel, { entrantId, resultRevision, marks: [], vetoes: {}, disqualified, reason: '替考' }, arbitrator)).correctionId);
    };
    await order(true);
    expect((await results(panel)).rows.at(-1)).toMatchObject({ entrantId, state: 'disqualified', rank: null });
    expect((await ground(panel, entrantId)).ordered).toBe(true);
    await order(false);
    expect((await results(panel)).rows.find((row) => row.entrantId === entrantId)).toMatchObject({ state: 'confirmed' });
    expect((await auditContest(node.db, panel.made.eventId, panel.made.contestId)).faults).toEqual([]);
    panel.close();
  });
});

describe('on the way to publication', () => {
  const place = ({ params }: Panel) => ({ params });
  const draw = (panel: Panel) => supervisor.call('POST /api/events/:eventId/contests/:contestId/recheck', place(panel));
  const check = ({ params }: Panel, entrantId: string, error: string | null = null) =>
    supervisor.call('POST /api/events/:eventId/contests/:contestId/recheck/:entrantId', { params: { ...params, entrantId }, body: { error } });
  const chiefSigns = ({ params, chief }: Panel) => chief.visitor.call('POST /api/events/:eventId/contests/:contestId/signature/chief', { params, body: { note: '' } });
  const publish = async (panel: Panel) => {
    await draw(panel);
    for (const { entrantId } of (await results(panel)).recheck.sample) await check(panel, entrantId);
    await chiefSigns(panel);
    await supervisor.call('POST /api/events/:eventId/contests/:contestId/signature/supervisor', { params: panel.params, body: { days: 3 } });
  };

  test('an error found in the recheck is corrected, checked again, and still counts for the rate', async () => {
    const panel = await judged(4);
    await move(panel, 'closed');
    await draw(panel);
    const { recheck: { sample } } = await results(panel);
    expect(sample).toHaveLength(3);
    const { entrantId, code } = sample[0]!;
    for (const one of sample) await check(panel, one.entrantId, one.entrantId === entrantId ? '读数抄错' : null);
    // One error of three is over 5 %: everybody joined; the rest of the test is about whom the correction puts back.
    const { correctionId } = await propose(panel, { ...(await rewrite(panel, entrantId, 0.1)), reason: REASON }, organiser);
    await approve(panel, correctionId);
    const after = (await results(panel)).recheck;
    expect(after.sample.find((one) => one.entrantId === entrantId)).toEqual({ entrantId, code, error: null, checked: null, corrected: true });
    await expect(chiefSigns(panel)).rejects.toEqual(expect.objectContaining({ code: 'recheck.unfinished' }));
    for (const one of after.sample) if (!one.checked) await check(panel, one.entrantId);
    await chiefSigns(panel);
    expect((await auditContest(node.db, panel.made.eventId, panel.made.contestId)).faults).toEqual([]);
    panel.close();
  });

  test('whoever a correction brings to the top, and the corrected entrant, join the sample; an error corrected before the rest is checked still widens it', async () => {
    const panel = await judged(5);
    await organiser.call('POST /api/events/:eventId/contests/:contestId/recheck/figures', { params: panel.params, body: { top: 20, rest: 0, limit: 5 } });
    await move(panel, 'closed');
    await draw(panel);
    const { recheck: { sample: [first] } } = await results(panel);
    const entrantId = first!.entrantId;
    await check(panel, entrantId, '读数抄错');
    const { recheck: widened } = await results(panel);
    expect(widened).toMatchObject({ full: true });
    panel.close();

    const calm = await judged(5);
    await organiser.call('POST /api/events/:eventId/contests/:contestId/recheck/figures', { params: calm.params, body: { top: 20, rest: 0, limit: 100 } });
    await move(calm, 'closed');
    await draw(calm);
    const rows = (await results(calm)).rows;
    const bottom = rows.at(-1)!;
    await approve(calm, (await propose(calm, { ...(await rewrite(calm, bottom.entrantId, 0)), reason: REASON }, organiser)).correctionId);
    expect((await results(calm)).recheck.sample.map((one) => one.entrantId).sort()).toEqual([rows[0]!.entrantId, bottom.entrantId].sort());
    await approve(calm, (await propose(calm, { ...(await rewrite(calm, rows[0]!.entrantId, 0)), reason: REASON }, organiser)).correctionId);
    expect((await results(calm)).recheck.sample.map((one) => one.entrantId).sort()).toEqual([rows[0]!.entrantId, rows[1]!.entrantId, bottom.entrantId].sort());
    expect((await bodies(calm)).at(-1)).toMatchObject({ recheck: { again: [rows[0]!.code], joined: [rows[1]!.code] } });
    expect((await auditContest(node.db, calm.made.eventId, calm.made.contestId)).faults).toEqual([]);
    calm.close();
  });

  test('nobody signs over one that waits; what is signed goes back to the chief first', async () => {
    const panel = await judged(1);
    await move(panel, 'closed');
    await draw(panel);
    const [entrantId] = panel.entrants as [string];
    await check(panel, entrantId);
    const change = await rewrite(panel, entrantId, 0.2);
    const { correctionId } = await propose(panel, { ...change, reason: REASON }, panel.chief.visitor);
    await expect(chiefSigns(panel)).rejects.toEqual(refusal('correction.pending', { count: 1 }));
    await reject(panel, correctionId);
    await chiefSigns(panel);
    await expect(propose(panel, { ...change, reason: REASON }, panel.chief.visitor)).rejects.toEqual(refusal('correction.signed'));
    await supervisor.call('POST /api/events/:eventId/contests/:contestId/signature/return', { params: panel.params, body: { reason: '更正' } });
    await approve(panel, (await propose(panel, { ...change, reason: REASON }, panel.chief.visitor)).correctionId);
    await expect(chiefSigns(panel)).rejects.toEqual(refusal('recheck.unfinished', { left: 1 }));
    panel.close();
  });

  test('in provisional results everybody is left a day to object, and never less than before; final ones stand', async () => {
    const panel = await judged(2);
    await move(panel, 'closed');
    await publish(panel);
    const { until } = await results(panel);
    const [entrantId, other] = panel.entrants as [string, string];
    await approve(panel, (await propose(panel, { ...(await rewrite(panel, entrantId, 0.2)), reason: REASON }, panel.chief.visitor)).correctionId);
    expect((await results(panel)).until).toBe(until);
    await node.db.contest.updateMany({ where: { id: panel.made.contestId }, data: { objectionsUntil: new Date(Date.now() + 60_000) } });
    const { correctionId } = await propose(panel, { ...(await rewrite(panel, other, 0.9)), reason: REASON }, panel.chief.visitor);
    await approve(panel, correctionId);
    const [latest] = (await list(panel)).corrections;
    expect((await results(panel)).until).toBe(latest!.until);
    const event = (await bodies(panel)).at(-1)!;
    expect(event['until']).toBe(latest!.until);
    expect(Date.parse(latest!.until!) - Date.parse(event['at'] as string)).toBe(24 * 3_600_000);
    const waiting = await propose(panel, { ...(await rewrite(panel, other, 0.5)), reason: REASON }, panel.chief.visitor);
    await node.db.contest.updateMany({ where: { id: panel.made.contestId }, data: { objectionsUntil: new Date(Date.now() - 1_000) } });
    const finish = () => organiser.call('POST /api/events/:eventId/contests/:contestId/final', { params: panel.params });
    await expect(finish()).rejects.toEqual(refusal('correction.pending', { count: 1 }));
    await reject(panel, waiting.correctionId);
    await finish();
    await expect(propose(panel, { ...(await rewrite(panel, other, 0.5)), reason: REASON }, panel.chief.visitor)).rejects.toEqual(refusal('correction.final'));
    panel.close();
  });
});
