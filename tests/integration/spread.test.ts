/** Judges who lie further apart than the rules allow: the confirmation is locked until they agree or the chief says why in writing. */
import { auditContest } from '@leitai/database';
import { allCriteria, type Rules } from '@leitai/scoring';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { command, type RefusedByServer } from '../../apps/simulator/src/client.ts';
import { makeEvent, makeOrganiser, openContest, pairJudge } from '../support/factory.ts';
import { startNode, type TestNode } from '../support/node.ts';
import { connect, Panel, Tablet } from '../support/panel.ts';

let node: TestNode;
let panel: Panel;
beforeAll(async () => {
  node = await startNode();
  const organiser = await makeOrganiser(node.base, node.setupPath);
  const { contests: [made] } = await makeEvent(organiser, { entrants: 2, judges: 3 });
  const where = { eventId_id: { eventId: made!.eventId, id: made!.contestId } };
  const { rules } = await node.db.contest.findUniqueOrThrow({ where });
  const limited = { ...(rules as unknown as Rules), spread: { criterion: { type: 'points', points: '0.5' } } };
  await node.db.contest.update({ where, data: { rules: limited } });
  await openContest(organiser, made!);
  const tablet = async (judgeId: string): Promise<Tablet> => {
    const visitor = await pairJudge(organiser, made!.eventId, judgeId);
    const joined = new Tablet(await connect(visitor), visitor);
    await joined.join();
    return joined;
  };
  panel = new Panel(made!, await Promise.all(made!.judgeIds.map(tablet)), await tablet(made!.chiefId));
});
afterAll(async () => {
  panel.close();
  await node.close();
});

const refusal = (attempt: Promise<unknown>) => attempt.then(() => ({ code: 'ok' }), ({ code, details }: RefusedByServer) => ({ code, details }));

/** Everybody gives the same marks, but for one judge's highest level of one criterion. */
async function markApart(entrant: string, apart: boolean): Promise<string> {
  const criterion = allCriteria(panel.scheme).find(({ scale }) => scale.type === 'levels')!;
  const [least, most] = criterion.scale.type === 'levels' ? [criterion.scale.levels.at(0)!.level, criterion.scale.levels.at(-1)!.level] : [0, 0];
  for (const [index, tablet] of panel.tablets.entries()) {
    await tablet.markAll(entrant, 5);
    await tablet.mark(entrant, criterion.id, { type: 'levels', level: apart && index === 0 ? least : most });
    await tablet.submit(entrant);
  }
  return criterion.id;
}

it('locks the confirmation, names the criterion, and takes it with a note that is kept and audited', async () => {
  const entrant = panel.entrants[0]!;
  const criterionId = await markApart(entrant, true);
  expect(await refusal(panel.confirm(entrant))).toEqual({ code: 'result.spread', details: { criteria: [criterionId], total: false } });
  expect(await refusal(panel.confirm(entrant, { note: '  ' }))).toMatchObject({ code: 'request.invalid' });
  const { revision } = await panel.confirm(entrant, { note: '录像复核，分歧成立' });
  expect(await node.db.result.findFirst({ where: { entrantId: entrant } })).toMatchObject({ note: '录像复核，分歧成立' });
  const event = await node.db.contestEvent.findFirstOrThrow({ where: { contestId: panel.made.contestId, seq: revision } });
  expect(JSON.parse(event.body)).toMatchObject({ type: 'result:confirm', note: '录像复核，分歧成立' });
  const audit = () => auditContest(node.db, panel.made.eventId, panel.made.contestId);
  expect((await audit()).faults).toEqual([]);
  await node.db.result.updateMany({ where: { entrantId: entrant }, data: { note: '改过' } });
  expect((await audit()).faults).toMatchObject([{ table: 'result', row: entrant, column: 'note' }]);
});

it('lets a result through once the judge who lay out has looked again', async () => {
  const entrant = panel.entrants[1]!;
  const criterionId = await markApart(entrant, true);
  const first = panel.tablets[0]!;
  const { sheet } = await panel.chief.connection.send('sheet:return', { ...command(), sheetId: first.sheet(entrant).id, reason: '极差超限，请复核', items: [criterionId] });
  Object.assign(first.sheet(entrant), sheet);
  await first.mark(entrant, criterionId, panel.tablets[1]!.sheet(entrant).marks.find((mark) => mark.criterionId === criterionId)!.value);
  await first.submit(entrant);
  expect(await refusal(panel.confirm(entrant))).toEqual({ code: 'ok' });
});
