/** The station's timer: by the server's clock, in the database, the same for chief, tablets and boards. */
import { elapsedMs, type MessageInput } from '@leitai/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command, Connection } from '../../apps/simulator/src/client.ts';
import { makeOrganiser } from '../support/factory.ts';
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
  panel = await makePanel(organiser, { entrants: 2, judges: 3 });
});
afterAll(async () => {
  panel.close();
  await node.close();
});

type Drive = 'timer:start' | 'timer:pause' | 'timer:stop' | 'timer:reset';
const drive = (name: Drive, entrantId: string, over: Partial<MessageInput<Drive>> = {}) =>
  panel.chief.connection.send(name, { ...command(), entrantId, ...over });
const extend = (entrantId: string, seconds: number) => panel.chief.connection.send('timer:extend', { ...command(), entrantId, seconds });
const board = () => organiser.call('GET /api/events/:eventId/contests/:contestId/board', { params: panel.params });
const timerOf = async (entrantId: string) => (await panel.look()).entrants.find(({ id }) => id === entrantId)!.timer;

describe('the station’s timer', () => {
  it('belongs to who is on stage, and does not run by being called', async () => {
    const [first, second] = panel.entrants as [string, string];
    expect(await code(drive('timer:start', first))).toBe('entrant.bad-state');
    await panel.chief.connection.send('entrant:call', { ...command(), entrantId: first });
    expect(await timerOf(first)).toEqual({ state: 'ready', bankedMs: 0, since: null, limitMs: 1_200_000 });
    expect(await timerOf(second)).toBeNull();
    expect(await code(drive('timer:pause', first))).toBe('timer.bad-state');
    expect(await code(drive('timer:stop', first))).toBe('timer.bad-state');
    expect(await code(drive('timer:start', second))).toBe('entrant.bad-state');
  });

  it('runs from the same instant for chief, tablet and board, and is answered once', async () => {
    const first = panel.entrants[0]!;
    const told = new Promise<unknown>((resolve) => {
      panel.tablets[0]!.connection.on('contest:changed', ({ entrants }) => {
        const timer = entrants.find(({ id }) => id === first)?.timer;
        if (timer?.state === 'running') resolve(timer);
      });
    });
    const once = command();
    const { timer, revision } = await drive('timer:start', first, once);
    expect(timer).toMatchObject({ state: 'running', bankedMs: 0, since: expect.any(String) as string });
    expect(await told).toEqual(timer);
    await expect.poll(async () => (await board()).onStage).toEqual({ code: 'A-01', position: 1, timer });
    expect(await drive('timer:start', first, once)).toEqual({ timer, revision });
    expect(await code(drive('timer:start', first))).toBe('timer.bad-state');
  });

  it('banks what was counted at a pause, and a longer task ends later', async () => {
    const first = panel.entrants[0]!;
    const running = (await timerOf(first))!;
    const { timer: paused } = await drive('timer:pause', first);
    expect(paused).toMatchObject({ state: 'paused', since: null });
    expect(paused.bankedMs).toBeLessThanOrEqual(elapsedMs(running, Date.now()) + 1000);
    expect(elapsedMs(paused, Date.now() + 3_600_000)).toBe(paused.bankedMs);
    expect((await extend(first, 30)).timer.limitMs).toBe(1_230_000);
    expect((await extend(first, 60)).timer.limitMs).toBe(1_290_000);
  });

  it('goes on over a restart of the server', async () => {
    const first = panel.entrants[0]!;
    const { timer: running } = await drive('timer:start', first);
    const again = await startNode(node.databaseUrl);
    const chief = await Connection.open(again.base, panel.chief.visitor.cookie);
    const desk = await chief.send('contest:join', { contestId: panel.made.contestId });
    expect(desk.entrants[0]!.timer).toEqual(running);
    chief.close();
    await again.close();
  });

  it('keeps the stopped time with the attempt, and every drive in the record', async () => {
    const first = panel.entrants[0]!;
    const { timer } = await drive('timer:stop', first);
    expect(timer.state).toBe('stopped');
    expect(await node.db.attempt.findMany({ where: { entrantId: first } })).toMatchObject([{ number: 1, bankedMs: timer.bankedMs, runningSince: null, extraMs: 90_000, stopped: true }]);
    const events = (await node.db.contestEvent.findMany({ where: { contestId: panel.made.contestId }, orderBy: { seq: 'asc' } })).map(({ body }) => JSON.parse(body) as { type: string; after: unknown });
    expect(events.map(({ type }) => type).filter((type) => type.startsWith('timer:'))).toEqual(['timer:start', 'timer:pause', 'timer:extend', 'timer:extend', 'timer:start', 'timer:stop']);
    expect(events.at(-1)!.after).toEqual(timer);
  });

  it('stops by itself when another is called, and is kept', async () => {
    const [first, second] = panel.entrants as [string, string];
    await drive('timer:start', first);
    await panel.chief.connection.send('entrant:call', { ...command(), entrantId: second });
    expect(await timerOf(first)).toMatchObject({ state: 'stopped', since: null });
    expect(await timerOf(second)).toMatchObject({ state: 'ready' });
    expect(await code(drive('timer:start', first))).toBe('entrant.bad-state');
  });

  it('goes back to nothing counted and nothing added', async () => {
    const second = panel.entrants[1]!;
    await drive('timer:start', second);
    await extend(second, 30);
    expect((await drive('timer:reset', second)).timer).toEqual({ state: 'ready', bankedMs: 0, since: null, limitMs: 1_200_000 });
  });
});
