/** Absent, withdrawn, disqualified, and back: before and after confirmation, and everything that follows from it. */
import type { BoardState } from '@leitai/contract';
import { auditContest, contestFacts, eventResults, standingsOf } from '@leitai/database';
import { allCriteria } from '@leitai/scoring';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command } from '../../apps/simulator/src/client.ts';
import { makeBadges, makeOrganiser, openResult } from '../support/factory.ts';
import { startNode, type TestNode } from '../support/node.ts';
import { makePanel, type Panel } from '../support/panel.ts';
import { code } from '../support/refusal.ts';
import type { Visitor } from '../support/visitor.ts';

let node: TestNode;
let organiser: Visitor;
let panel: Panel;
beforeAll(async () => {
  node = await startNode();
  organiser = await makeOrganiser(node.base, node.setupPath);
  panel = await makePanel(organiser, { entrants: 4, judges: 3 });
});
afterAll(async () => {
  panel.close();
  await node.close();
});

const out = (entrantId: string, state: 'absent' | 'withdrawn' | 'disqualified', reason = '点名未到') =>
  panel.chief.connection.send('entrant:out', { ...command(), entrantId, state, reason });
const back = (entrantId: string) => panel.chief.connection.send('entrant:reinstate', { ...command(), entrantId, reason: '误记' });
const board = (): Promise<BoardState> => organiser.call('GET /api/events/:eventId/contests/:contestId/board', { params: panel.params });
const stateOf = async (entrantId: string) => (await panel.look()).entrants.find(({ id }) => id === entrantId)!;

describe('before confirmation', () => {
  it('locks the sheets of who is out, tells everybody, and gives them back on reinstatement', async () => {
    const [tablet, entrant] = [panel.tablets[0]!, panel.entrants[0]!];
    const criterion = allCriteria(panel.scheme).find(({ scale }) => scale.type === 'levels')!;
    await panel.chief.connection.send('entrant:call', { ...command(), entrantId: entrant });
    const once = { ...command(), entrantId: entrant, state: 'absent' as const, reason: '点名未到' };
    const first = await panel.chief.connection.send('entrant:out', once);
    expect(await panel.chief.connection.send('entrant:out', once)).toEqual(first);
    expect(await stateOf(entrant)).toMatchObject({ state: 'absent', outReason: '点名未到' });
    expect(await code(tablet.mark(entrant, criterion.id, { type: 'levels', level: 1 }))).toBe('sheet.locked');
    expect(await code(panel.confirm(entrant))).toBe('entrant.bad-state');
    expect(await code(out(entrant, 'withdrawn'))).toBe('entrant.bad-state');
    await expect.poll(async () => (await board()).out).toMatchObject([{ code: 'A-01', state: 'absent' }]);
    expect(await board()).toMatchObject({ onStage: null, confirmed: 1 });
    expect(JSON.stringify(await board())).not.toContain('点名未到');
    await back(entrant);
    expect(await stateOf(entrant)).toMatchObject({ state: 'performed', outReason: null });
    await tablet.mark(entrant, criterion.id, { type: 'levels', level: 1 });
    expect(await code(back(entrant))).toBe('entrant.bad-state');
  });
});

describe('after confirmation', () => {
  it('takes a disqualified entrant out of ranks, awards, organisations and the own result, and back again', async () => {
    const [first, second] = panel.entrants as [string, string];
    await panel.submitAll(first, 11);
    await panel.submitAll(second, 22);
    const { total } = await panel.confirm(first);
    await panel.confirm(second);
    const badges = await makeBadges(organiser, panel.made);
    const phone = await openResult(node.base, badges[0]!);
    await out(first, 'disqualified', '冒名顶替');
    await expect.poll(async () => (await board()).rows.map((row) => row.code)).toEqual(['A-02']);
    expect(await board()).toMatchObject({ confirmed: 2, out: [{ code: 'A-01', state: 'disqualified' }], latest: { code: 'A-02' } });
    const facts = (await contestFacts(node.db, panel.made.eventId, panel.made.contestId))!;
    expect(standingsOf(facts).map(({ entrantId }) => entrantId)).toEqual([second]);
    expect(await phone.call('GET /api/my/result')).toMatchObject({ status: 'disqualified', total: null, judges: [], working: [] });
    expect((await eventResults(node.db, panel.made.eventId)).find(({ entrantId }) => entrantId === first)).toMatchObject({ status: 'disqualified', total: null, rank: null, award: null });
    const overview = () => organiser.call('GET /api/events/:eventId/overview', { params: { eventId: panel.made.eventId } });
    await expect.poll(async () => (await overview()).organisations.reduce((sum, { members }) => sum + members, 0)).toBe(1);
    expect((await auditContest(node.db, panel.made.eventId, panel.made.contestId)).faults).toEqual([]);
    await back(first);
    await expect.poll(async () => (await board()).rows).toHaveLength(2);
    expect((await board()).rows.find((row) => row.code === 'A-01')?.score).toBe(total);
    expect((await auditContest(node.db, panel.made.eventId, panel.made.contestId)).faults).toEqual([]);
  });

  it('lets the contest close with absentees and with handed-in sheets of who withdrew', async () => {
    const [, , third, fourth] = panel.entrants as [string, string, string, string];
    const close = () => organiser.call('POST /api/events/:eventId/contests/:contestId/state', { params: panel.params, body: { state: 'closed' } });
    await out(third, 'absent');
    await panel.submitAll(fourth, 44);
    await out(fourth, 'withdrawn', '因伤退赛');
    await close();
    expect(await code(back(third))).toBe('contest.not-running');
    await node.db.entrant.update({ where: { eventId_id: { eventId: panel.made.eventId, id: third } }, data: { state: 'withdrawn' } });
    expect((await auditContest(node.db, panel.made.eventId, panel.made.contestId)).faults).toMatchObject([{ table: 'entrant', row: third, column: 'state', expected: 'absent' }]);
  });
});
