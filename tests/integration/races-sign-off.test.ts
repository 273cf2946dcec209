/** Steps of draw, substitution, sheets and corrections that meet: of two that cannot both be, one is done; the record and the audit hold. */
import { auditContest } from '@leitai/database';
import { allCriteria } from '@leitai/scoring';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { command } from '../../apps/simulator/src/client.ts';
import { plausibleMark } from '../../apps/simulator/src/marks.ts';
import { randomFor } from '../../apps/simulator/src/random.ts';
import { drawContest, makeOfficers, recheck, type Officers } from '../support/draw.ts';
import { makeAccount, makeEvent, makeOrganiser, openContest, type MadeContest } from '../support/factory.ts';
import { startNode, type TestNode } from '../support/node.ts';
import { connect, makePanel, pairPanel, type Panel, type Tablet } from '../support/panel.ts';
import { code } from '../support/refusal.ts';
import type { Visitor } from '../support/visitor.ts';

const ROUNDS = Number(process.env['RACE_ROUNDS'] ?? 8);
let node: TestNode;
let organiser: Visitor;
let supervisors: readonly [Visitor, Visitor];
let officers: Officers;
beforeAll(async () => {
  node = await startNode();
  organiser = await makeOrganiser(node.base, node.setupPath);
  supervisors = [await makeAccount(organiser, 'supervisor', '周明远'), await makeAccount(organiser, 'supervisor', '吴见证')];
  officers = await makeOfficers(organiser);
});
afterAll(() => node.close());

const codes = (...attempts: Promise<unknown>[]) => Promise.all(attempts.map(code));
const holds = async ({ eventId, contestId }: { eventId: string; contestId: string }) => expect((await auditContest(node.db, eventId, contestId)).faults).toEqual([]);
const rounds = Array.from({ length: ROUNDS }, (_, round) => round);

describe('a sealed draw', () => {
  const step = (who: Visitor, { eventId, contestId }: MadeContest, path: '' | '/first' | '/second' | '/opening' | '/witness') =>
    who.call(`POST /api/events/:eventId/contests/:contestId/draw${path}`, { params: { eventId, contestId } });

  it.each(rounds)('is prepared, drawn, opened and witnessed once, whoever asks twice at once (%i)', async () => {
    const { contests: [contest] } = await makeEvent(organiser, { entrants: 4, judges: 3 });
    const place = { eventId: contest!.eventId, contestId: contest!.contestId };
    const person = (await node.db.person.findFirstOrThrow({ where: { eventId: place.eventId, entrants: { some: {} } } })).id;
    const replace = () => organiser.call('POST /api/events/:eventId/contests/:contestId/entrants/:entrantId/substitute', {
      params: { ...place, entrantId: person }, body: { name: '替补', employeeNo: '', gender: '', reason: '受伤' },
    });
    expect((await codes(step(organiser, contest!, ''), step(organiser, contest!, ''))).sort()).toEqual(['draw.begun', 'ok']);
    const [drawn, again] = await codes(step(officers.first, contest!, '/first'), step(officers.second, contest!, '/first'), replace());
    expect([drawn, again].sort()).toEqual(['draw.bad-step', 'ok']);
    const other = drawn === 'ok' ? officers.second : officers.first;
    expect((await codes(step(other, contest!, '/second'), step(other, contest!, '/second'), replace())).filter((one) => one === 'ok')).not.toEqual([]);
    expect(await node.db.contestEvent.count({ where: { ...place, body: { contains: '"draw:second"' } } })).toBe(1);
    const numbers = (await node.db.entrant.findMany({ where: place })).map(({ contestantNumber, position }) => [contestantNumber, position]);
    for (const column of [0, 1]) expect(new Set(numbers.map((one) => one[column])).size).toBe(4);
    await holds(place);
  });

  it('is unsealed once', async () => {
    const { contests: [contest] } = await makeEvent(organiser, { entrants: 2, judges: 3 });
    const place = { eventId: contest!.eventId, contestId: contest!.contestId };
    await drawContest(organiser, officers, place);
    await openContest(organiser, contest!);
    const panel = await pairPanel(organiser, contest!);
    for (const entrant of panel.entrants) {
      await panel.submitAll(entrant, 1);
      await panel.confirm(entrant);
    }
    panel.close();
    await organiser.call('POST /api/events/:eventId/contests/:contestId/state', { params: place, body: { state: 'closed' } });
    await recheck(supervisors[0], place);
    expect((await codes(step(officers.first, contest!, '/opening'), step(officers.second, contest!, '/opening'))).sort()).toEqual(['draw.bad-step', 'ok']);
    expect((await codes(...supervisors.map((who) => step(who, contest!, '/witness')), step(organiser, contest!, '/witness'))).sort()).toEqual(['draw.bad-step', 'draw.bad-step', 'ok']);
    await holds(place);
  });
});

describe('at the chief’s desk', () => {
  let panel: Panel;
  let second: Tablet['connection'];
  beforeAll(async () => {
    panel = await makePanel(organiser, { entrants: ROUNDS * 5 + 1, judges: 3 });
    second = await connect(panel.chief.visitor);
  });
  afterEach(() => holds(panel.params));
  afterAll(() => {
    second.close();
    panel.close();
  });
  const entrantsOf = (part: number): readonly string[] => panel.entrants.slice(part * ROUNDS, (part + 1) * ROUNDS);
  const call = (entrantId: string) => panel.chief.connection.send('entrant:call', { ...command(), entrantId });
  const versions = async (entrantId: string) =>
    (await panel.look()).sheets.filter((sheet) => sheet.entrantId === entrantId && sheet.state !== 'superseded').map(({ id, version }) => ({ sheetId: id, version }));

  it('a withdrawal and a confirmation: the result rests on sheets that are handed in, or there is none', async () => {
    for (const entrantId of entrantsOf(0)) {
      await panel.submitAll(entrantId, 1);
      const sheets = await versions(entrantId);
      const [withdrawn, confirmed] = await codes(
        panel.tablets[0]!.withdraw(entrantId), second.send('result:confirm', { ...command(), entrantId, sheets, without: [], vetoes: {} }),
      );
      expect([['ok', 'result.sheets-missing'], ['sheet.locked', 'ok']]).toContainEqual([withdrawn, confirmed]);
      if (confirmed === 'ok') continue;
      await panel.tablets[0]!.submit(entrantId);
      await panel.confirm(entrantId);
    }
  });

  it('a move and a mark: the mark is on the sheet it was made on, wherever that is now', async () => {
    const [criterion] = allCriteria(panel.scheme);
    const tablet = panel.tablets[0]!;
    await tablet.join();
    for (const [round, entrantId] of entrantsOf(1).entries()) {
      const sheet = tablet.sheet(entrantId);
      const value = plausibleMark(panel.scheme, criterion!, 0.5, randomFor(round));
      const [marked, moved] = await codes(
        tablet.connection.send('mark:put', { ...command(), sheetId: sheet.id, criterionId: criterion!.id, value, expectedVersion: 0 }),
        panel.chief.connection.send('sheet:move', { ...command(), sheetId: sheet.id, toEntrantId: panel.entrants.at(-1)!, reason: '评错' }),
      );
      expect([marked, moved]).toEqual(['ok', 'ok']);
      expect(await node.db.mark.findFirstOrThrow({ where: { sheetId: sheet.id }, include: { sheet: true } })).toMatchObject({ value, version: 1, sheet: { entrantId: panel.entrants.at(-1) } });
    }
  });

  it('a further attempt and a confirmation: never a result of sheets that are superseded', async () => {
    for (const entrantId of entrantsOf(2)) {
      await call(entrantId);
      for (const tablet of panel.tablets) await tablet.join();
      await panel.submitAll(entrantId, 2);
      const sheets = await versions(entrantId);
      const [granted, confirmed] = await codes(
        panel.chief.connection.send('attempt:grant', { ...command(), entrantId, reason: '设备故障' }),
        second.send('result:confirm', { ...command(), entrantId, sheets, without: [], vetoes: {} }),
      );
      expect([granted, confirmed].filter((one) => one === 'ok')).toHaveLength(1);
      const states = new Set((await node.db.sheet.findMany({ where: { entrantId, attempt: 1 } })).map(({ state }) => state));
      expect(states).toEqual(new Set([granted === 'ok' ? 'superseded' : 'confirmed']));
    }
  });

  it('two moves of one sheet, two attempts at once: the sheets stay one to an entrant and judge', async () => {
    for (const entrantId of entrantsOf(3)) {
      await call(entrantId);
      const sheets = await versions(entrantId);
      const [one, other] = entrantsOf(4) as [string, string];
      const move = (by: Tablet['connection'], toEntrantId: string) => by.send('sheet:move', { ...command(), sheetId: sheets[0]!.sheetId, toEntrantId, reason: '评错' });
      const grant = (by: Tablet['connection']) => by.send('attempt:grant', { ...command(), entrantId, reason: '重做' });
      const done = await codes(move(second, one), grant(second), move(panel.chief.connection, other), grant(panel.chief.connection));
      expect(done.filter((one) => one === 'ok').length).toBeGreaterThan(0);
      expect([done[1], done[3]].sort()).toEqual(['entrant.bad-state', 'ok']);
      const standing = await node.db.sheet.groupBy({ by: ['entrantId', 'judgeId'], where: { contestId: panel.made.contestId, state: { not: 'superseded' } }, _count: true });
      expect(standing.every(({ _count }) => _count === 1)).toBe(true);
    }
  });

  it('a substitute and a mark, a substitute and a call: nobody is replaced who was marked or stands on the stage', async () => {
    const [criterion] = allCriteria(panel.scheme);
    const tablet = panel.tablets[1]!;
    await tablet.join();
    for (const [round, entrantId] of entrantsOf(4).entries()) {
      const [sheet, before] = [tablet.sheet(entrantId), await node.db.entrant.findFirstOrThrow({ where: { id: entrantId } })];
      const value = plausibleMark(panel.scheme, criterion!, 0.5, randomFor(round));
      const replace = () => organiser.call('POST /api/events/:eventId/contests/:contestId/entrants/:entrantId/substitute', {
        params: { ...panel.params, entrantId }, body: { name: `替补${round}`, employeeNo: `T-${round}`, gender: '', reason: '受伤' },
      });
      const [first, again, done] = await codes(replace(), replace(), round % 2
        ? tablet.connection.send('mark:put', { ...command(), sheetId: sheet.id, criterionId: criterion!.id, value, expectedVersion: 0 }) : call(entrantId));
      expect(done).toBe('ok');
      const substituted = [first, again].filter((one) => one === 'ok').length;
      expect(substituted).toBeLessThan(2);
      expect([first, again].filter((one) => !/^(ok|entrant\.(marked|bad-state)|substitute\.same-person)$/.test(one ?? ''))).toEqual([]);
      expect((await node.db.entrant.findFirstOrThrow({ where: { id: entrantId } })).personId !== before.personId).toBe(substituted === 1);
    }
  });

  it('two approvals and a rejection of one correction: one decision, applied once', async () => {
    for (const entrantId of entrantsOf(0)) {
      const { resultRevision } = await organiser.call('GET /api/events/:eventId/contests/:contestId/corrections/entrants/:entrantId', { params: { ...panel.params, entrantId } });
      const body = { entrantId, resultRevision, marks: [], vetoes: {}, disqualified: true, reason: '冒名顶替' };
      const propose = () => organiser.call('POST /api/events/:eventId/contests/:contestId/corrections', { params: panel.params, body });
      expect((await codes(propose(), propose())).sort()).toEqual(['correction.pending', 'ok']);
      const { id } = await node.db.correction.findFirstOrThrow({ where: { entrantId, state: 'proposed' } });
      const params = { ...panel.params, correctionId: id };
      const done = await codes(
        ...supervisors.map((who) => who.call('POST /api/events/:eventId/contests/:contestId/corrections/:correctionId/approve', { params })),
        supervisors[0].call('POST /api/events/:eventId/contests/:contestId/corrections/:correctionId/reject', { params, body: { reason: '无误' } }),
      );
      expect(done.sort()).toEqual(['correction.decided', 'correction.decided', 'ok']);
    }
  });
});
