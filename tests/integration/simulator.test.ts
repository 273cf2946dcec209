// The simulator: the same seed on the same event gives the same marks, whatever the ids are and whoever is quicker.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { playEvent } from '../../apps/simulator/src/event.ts';
import { readOptions } from '../../apps/simulator/src/options.ts';
import { Tally } from '../../apps/simulator/src/tally.ts';
import { startNode, type TestNode } from '../support/node.ts';
import { Visitor } from '../support/visitor.ts';

/** With it the chief returns a sheet of the second entrant of contest A: which sheet, is chance, too. */
const SEED = 2;

let nodes: readonly TestNode[];
beforeAll(async () => {
  nodes = await Promise.all([startNode(), startNode()]);
});
afterAll(() => Promise.all(nodes.map((node) => node.close())));

async function play({ base, setupPath, db }: TestNode): Promise<{ returned: number; totals: Record<string, string>; readings: Record<string, unknown[]> }> {
  const options = readOptions(['--setup', `${base}${setupPath}`, '--seed', `${SEED}`, '--contests', 'A', '--entrants', '3', '--speed', 'max', '--keep-open'], {})!;
  const tally = new Tally();
  const { contests: [played] } = await playEvent(options, { seed: SEED, tapsPerSecond: Infinity, signal: new AbortController().signal, tally }, { stage() {}, account() {} });
  expect(played).toMatchObject({ played: 3, difference: null, problem: null });
  const anybody = new Visitor(base);
  const { eventId } = await db.contest.findFirstOrThrow({ where: { id: played!.contest.id } });
  const board = await anybody.call('GET /api/events/:eventId/contests/:contestId/board', { params: { eventId, contestId: played!.contest.id } });
  const sheets = await db.sheet.findMany({ where: { contestId: played!.contest.id, state: 'confirmed' }, include: { marks: true, judge: true, entrant: true } });
  return {
    returned: tally.returned,
    totals: Object.fromEntries(board.rows.map(({ code, score }) => [code, score])),
    readings: Object.fromEntries(sheets.map(({ entrant, judge, marks }) => [
      `${entrant.code} ${judge.seat}`, marks.map(({ criterionId, value, version }) => [criterionId, value, version]).toSorted((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1)),
    ])),
  };
}

test('the same seed and event give the same marks', async () => {
  const [one, other] = await Promise.all(nodes.map(play));
  expect(one!.returned).toBe(1);
  expect(Object.keys(one!.readings).length).toBeGreaterThan(3);
  expect(other).toEqual(one);
});
