// What a contestant's page compares with: only those who have a place (RANK-8).

import { afterAll, beforeAll, expect, it } from 'vitest';
import { command } from '../../apps/simulator/src/client.ts';
import { makeSupervisor, publish } from '../../apps/simulator/src/publish.ts';
import { makeBadges, makeOrganiser, openResult } from '../support/factory.ts';
import { startNode, type TestNode } from '../support/node.ts';
import { makePanel, type Panel } from '../support/panel.ts';
import type { Visitor } from '../support/visitor.ts';

let node: TestNode;
let organiser: Visitor;
let panel: Panel;
beforeAll(async () => {
  node = await startNode();
  organiser = await makeOrganiser(node.base, node.setupPath);
  panel = await makePanel(organiser, { entrants: 2, judges: 3 });
});
afterAll(async () => {
  panel.close();
  await node.close();
});

it('leaves who was disqualified after the confirmation out of the means of the post and of its modules alike', async () => {
  for (const [index, entrantId] of panel.entrants.entries()) {
    await panel.submitAll(entrantId, index + 1);
    await panel.confirm(entrantId);
  }
  const [badge] = await makeBadges(organiser, panel.made);
  await panel.chief.connection.send('entrant:out', { ...command(), entrantId: panel.entrants[1]!, state: 'disqualified', reason: '冒名顶替' });
  await organiser.call('POST /api/events/:eventId/contests/:contestId/state', { params: panel.params, body: { state: 'closed' } });
  await publish(await makeSupervisor(organiser), panel.chief.visitor, panel.params);
  const own = await (await openResult(node.base, badge!)).call('GET /api/my/result');
  expect(own.place).toMatchObject({ rank: 1, of: 1 });
  expect(own.post?.mean).toBe(own.total);
  expect(own.modules.map(({ mean }) => mean)).toEqual(own.modules.map(({ points }) => points));
});
