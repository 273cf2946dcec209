/** Facts read on top of known ones, or carried on with a written result, are the facts, also after something known was taken back. */
import { contestFacts, factsAfter, type ContestFacts, type FactsResult } from '@leitai/database';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeOrganiser } from '../support/factory.ts';
import { factsChanged, knownFacts, readFacts } from '../../apps/server/src/projection/facts.ts';
import { startNode, type TestNode } from '../support/node.ts';
import { makePanel, type Panel } from '../support/panel.ts';
import { command } from '../../apps/simulator/src/client.ts';

let node: TestNode;
let panel: Panel;
const read = async (known?: ContestFacts) => (await contestFacts(node.db, panel.made.eventId, panel.made.contestId, known))!;

beforeAll(async () => {
  node = await startNode();
  panel = await makePanel(await makeOrganiser(node.base, node.setupPath), { entrants: 5, judges: 3 });
});
afterAll(async () => {
  panel.close();
  await node.close();
});

it('reads what is new and keeps what is known', async () => {
  const none = await read();
  await panel.submitAll(panel.entrants[0]!, 1);
  await panel.confirm(panel.entrants[0]!);
  const one = await read(none);
  await panel.submitAll(panel.entrants[1]!, 2);
  await panel.confirm(panel.entrants[1]!);
  const two = await read(one);
  expect(two).toEqual(await read());
  expect(two.results).toHaveLength(2);
  expect(two.results[0]).toBe(one.results[0]);
});

it('trusts nothing known once a known result was replaced', async () => {
  const known = await read();
  const [first] = known.results;
  const earlier = { ...first!, confirmedAt: new Date(first!.confirmedAt.getTime() - 1) };
  const stale = { ...known, results: [earlier, ...known.results.slice(1)] };
  expect(await read(stale)).toEqual(known);
});

it('carries facts on to what a read would find, on stage and off, and only from right before', async () => {
  const entrantId = panel.entrants[2]!;
  await panel.chief.connection.send('entrant:call', { ...command(), entrantId });
  await panel.submitAll(entrantId, 3);
  const before = await read();
  expect(before.onStageId).toBe(entrantId);
  await panel.confirm(entrantId);
  const after = await read();
  const written = { ...after.results.at(-1)!, before: before.revision };
  expect(factsAfter(before, written)).toEqual(after);
  expect(factsAfter(before, { ...written, before: before.revision - 1 })).toBeNull();
  expect(factsAfter(after, { ...written, before: after.revision })).toBeNull();
  expect(factsAfter({ ...before, seats: new Map() }, written)).toBeNull();
});

it('takes up results that overtook each other in their turn, and none twice', async () => {
  const { eventId, contestId } = panel.made;
  const late = panel.entrants.slice(3);
  for (const [index, entrantId] of late.entries()) await panel.submitAll(entrantId, 4 + index);
  const before = await readFacts(node.db, eventId, contestId);
  expect(knownFacts(node.db, contestId)).toBe(before);
  for (const entrantId of late) await panel.confirm(entrantId);
  const after = await read();
  const [first, second] = after.results.slice(-2) as [FactsResult, FactsResult];
  factsChanged(node.db, contestId, { ...second, before: first.seq });
  expect(knownFacts(node.db, contestId)).toBeNull();
  factsChanged(node.db, contestId, { ...first, before: before!.revision });
  expect(knownFacts(node.db, contestId)).toEqual(after);
  factsChanged(node.db, contestId, { ...first, before: after.revision });
  expect(knownFacts(node.db, contestId)).toEqual(after);
});
