/** The chief asks a judge for a sheet: it reaches the judge's tablets, or it is said that it does not. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command, type RefusedByServer } from '../../apps/simulator/src/client.ts';
import { makeOrganiser, pairJudge } from '../support/factory.ts';
import { everything, startNode, type TestNode } from '../support/node.ts';
import { connect, makePanel, type Panel } from '../support/panel.ts';
import { refusal } from '../support/refusal.ts';
import type { Visitor } from '../support/visitor.ts';

let node: TestNode;
let organiser: Visitor;
let panel: Panel;
let on: string;
beforeAll(async () => {
  node = await startNode();
  organiser = await makeOrganiser(node.base, node.setupPath);
  panel = await makePanel(organiser, { entrants: 3, judges: 3 });
  on = panel.entrants[0]!;
  await panel.chief.connection.send('entrant:call', { ...command(), entrantId: on });
});
afterAll(async () => {
  panel.close();
  await node.close();
});

const judge = (place: number): string => panel.made.judgeIds[place]!;
const nudge = (place: number, entrantId = on) => panel.chief.connection.send('judge:nudge', { judgeId: judge(place), entrantId });

it('is shown on every tablet of the judge, on no other, and changes nothing that is kept', async () => {
  const second = await connect(await pairJudge(organiser, panel.made.eventId, judge(0)));
  await second.send('desk:join', {});
  const heard: string[] = [];
  for (const [name, connection] of [['first', panel.tablets[0]!.connection], ['second', second], ['other', panel.tablets[1]!.connection]] as const) {
    connection.on('judge:nudged', ({ entrantId }, answer) => {
      heard.push(`${name} ${entrantId}`);
      answer?.(true);
    });
  }
  const before = (await everything(node.db)).replace(/^session .*$/gm, '');
  expect(await nudge(0)).toEqual({ reached: true });
  expect(heard.sort()).toEqual([`first ${on}`, `second ${on}`]);
  expect((await everything(node.db)).replace(/^session .*$/gm, '')).toBe(before);
  second.close();
});

it('says that it has not reached a judge whose tablets are away', async () => {
  panel.tablets[2]!.connection.close();
  expect(await nudge(2)).toEqual({ reached: false });
});

it('is asked again only after a while', async () => {
  const refused = new Promise<RefusedByServer>((resolve) => (panel.chief.connection.onRefusal = resolve));
  panel.tablets[1]!.connection.on('judge:nudged', (_message, answer) => answer?.(true));
  await nudge(1);
  void nudge(1).catch(() => {});
  expect(await refused).toEqual(refusal('request.rate-limited'));
});

describe('is refused', () => {
  it('for who is no judge here, for who has not performed, and for who is handed in or recused', async () => {
    const [, waiting, third] = panel.entrants as [string, string, string];
    await expect(panel.chief.connection.send('judge:nudge', { judgeId: panel.made.chiefId, entrantId: on })).rejects.toEqual(refusal('judge.not-found'));
    await expect(nudge(0, waiting)).rejects.toEqual(refusal('entrant.bad-state', { state: 'waiting' }));
    await expect(nudge(0, panel.made.eventId)).rejects.toEqual(refusal('sheet.not-found'));
    await panel.chief.connection.send('recusal:order', { ...command(), judgeId: judge(0), entrantId: third, reason: '亲属' });
    await expect(nudge(0, third)).rejects.toEqual(refusal('judge.recused'));
    await panel.tablets[1]!.markAll(waiting, 1);
    await panel.tablets[1]!.submit(waiting);
    await expect(nudge(1, waiting)).rejects.toEqual(refusal('sheet.locked', { state: 'submitted' }));
  });
});
