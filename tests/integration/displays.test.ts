/** Screens of the hall: how one becomes known, what it is told, what it keeps, and that it may nothing else. */
import { randomUUID } from 'node:crypto';
import type { DisplayState, DisplaysState, HallState, MessageName, Playlist } from '@leitai/contract';
import { messages } from '@leitai/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { memoryStore } from '../../apps/server/src/projection/memory-store.ts';
import { readHall } from '../../apps/server/src/projection/read.ts';
import { command, type Connection } from '../../apps/simulator/src/client.ts';
import { makeOrganiser, signInOrganiser } from '../support/factory.ts';
import { startNode, type TestNode } from '../support/node.ts';
import { connect, makePanel, type Panel } from '../support/panel.ts';
import { code } from '../support/refusal.ts';
import { Visitor } from '../support/visitor.ts';

let node: TestNode;
let other: TestNode;
let organiser: Visitor;
let panel: Panel;
let console_: Connection;
const open: Connection[] = [];

beforeAll(async () => {
  node = await startNode();
  other = await startNode(node.databaseUrl);
  organiser = await makeOrganiser(node.base, node.setupPath);
  panel = await makePanel(organiser, { entrants: 3, judges: 3 });
  console_ = await connect(organiser);
});
beforeEach(() => node.db.display.deleteMany({}));
afterAll(async () => {
  for (const connection of [...open, console_]) connection.close();
  panel.close();
  await other.close();
  await node.close();
});

const eventId = () => panel.made.eventId;
const overview: Playlist = [{ page: { kind: 'overview' }, seconds: 20 }];

/** A machine in the hall: its browser, its token and what it was told last. */
class Screen {
  readonly visitor: Visitor;
  connection!: Connection;
  token = '';
  state!: DisplayState;
  gone = 0;

  constructor(base = node.base) {
    this.visitor = new Visitor(base);
  }

  async start(): Promise<this> {
    ({ token: this.token } = await this.visitor.call('POST /api/displays'));
    this.connection = await connect(this.visitor);
    open.push(this.connection);
    this.connection.on('display:changed', (state) => (this.state = state));
    this.connection.on('display:gone', () => (this.gone += 1));
    await this.join();
    return this;
  }

  async join(token = this.token): Promise<void> {
    this.state = await this.connection.send('display:join', { token, width: 1920, height: 1080 });
  }
}
const screen = (base?: string) => new Screen(base).start();
const told = (...screens: Screen[]) => ({ eventId: eventId(), displayIds: screens.map(({ state }) => state.id) });
const list = async (): Promise<DisplaysState['displays']> => (await console_.send('displays:join', { eventId: eventId() })).displays;

describe('registration', () => {
  it('gives numbers in order, and the same screen to the same browser', async () => {
    const [one, two] = [await screen(), await screen()];
    expect([one.state.number, two.state.number]).toEqual([1, 2]);
    expect(one.state).toMatchObject({ eventId: null, playlist: [], name: '', blankSince: null });
    expect(await one.visitor.call('POST /api/displays')).toEqual({ token: one.token });
    expect(await list()).toHaveLength(2);
  });

  it('speaks what its browser asks for, until it is told', async () => {
    for (const asked of ['en-GB,en;q=0.9', 'zh-CN,zh;q=0.9,en;q=0.8', 'fr']) {
      await fetch(`${node.base}/api/displays`, { method: 'POST', headers: { 'accept-language': asked, 'x-forwarded-for': new Visitor(node.base).address } });
    }
    expect((await list()).map(({ settings }) => settings.locale)).toEqual(['en', 'zh', 'zh']);
  });

  it('gives a number that became free to the next one', async () => {
    const [one, two] = [await screen(), await screen()];
    await console_.send('display:remove', told(one));
    expect((await screen()).state.number).toBe(1);
    expect(two.state.number).toBe(2);
  });

  it('gives each of many at once a number of its own', async () => {
    const visitors = Array.from({ length: 12 }, () => new Visitor(node.base));
    await Promise.all(visitors.map((visitor) => visitor.call('POST /api/displays')));
    const numbers = (await node.db.display.findMany({ orderBy: { number: 'asc' } })).map(({ number }) => number);
    expect(numbers).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
  });

  it('stops a flood from one address, and never lets more than a hundred wait', async () => {
    const { address } = new Visitor(node.base);
    const asked = [];
    // Where Redis answers too late a try is counted by the node, beside it: sixty in either.
    for (let i = 0; i < 121 && asked.at(-1)?.ack.ok !== false; i += 1) asked.push(await new Visitor(node.base, { address }).ask('POST /api/displays'));
    expect(asked.at(-1)!.ack).toMatchObject({ ok: false, error: { code: 'request.rate-limited' } });
    const waiting = asked.length - 1;
    expect(waiting).toBeGreaterThanOrEqual(60);
    const row = (await node.db.display.findFirst())!;
    await node.db.display.createMany({
      data: Array.from({ length: Math.max(0, 100 - waiting) }, (_, i) => ({ id: randomUUID(), tokenHash: `filler ${i}`, number: 1000 + i, settings: row.settings as object, playlist: [] })),
    });
    expect((await new Visitor(node.base).ask('POST /api/displays')).ack).toMatchObject({ ok: false, error: { code: 'display.too-many' } });
    // What comes from elsewhere leaves room where somebody of the house is.
    const { address: home } = await signInOrganiser(node.base);
    expect((await new Visitor(node.base, { address: home }).ask('POST /api/displays')).status).toBe(200);
    // What waited for a day and was not seen makes room.
    await node.db.display.updateMany({ where: { number: { gte: 1000 } }, data: { lastSeenAt: new Date(Date.now() - 25 * 3_600_000) } });
    expect((await new Visitor(node.base).ask('POST /api/displays')).status).toBe(200);
  });

  it('knows no token but its own', async () => {
    const one = await screen();
    expect(await code(one.join('x'.repeat(43)))).toBe('display.unknown');
    expect((await node.db.display.findFirstOrThrow()).tokenHash).not.toContain(one.token);
  });
});

describe('commands', () => {
  it('reach one, several and all, on every node, each with a newer revision', async () => {
    const screens = [await screen(), await screen(other.base), await screen()];
    await console_.send('display:show', { ...told(screens[0]!, screens[1]!), playlist: overview });
    await expect.poll(() => screens.map(({ state }) => state.playlist.length)).toEqual([1, 1, 0]);
    expect(screens[1]!.state).toMatchObject({ eventId: eventId(), revision: 2, playlist: overview });
    await console_.send('display:blank', { ...told(...screens), blank: true });
    await expect.poll(() => screens.every(({ state }) => state.blankSince !== null)).toBe(true);
    const since = screens[0]!.state.blankSince;
    await console_.send('display:blank', { ...told(screens[0]!), blank: true });
    expect((await list())[0]!.blankSince).toBe(since);
    await console_.send('display:blank', { ...told(...screens), blank: false });
    await expect.poll(() => screens.every(({ state }) => state.blankSince === null)).toBe(true);
  });

  it('identify for ten seconds, reload once per id, and set how a screen shows', async () => {
    const one = await screen();
    const before = Date.now();
    await console_.send('display:identify', told(one));
    const after = Date.now();
    await expect.poll(() => one.state.identifyUntil).not.toBeNull();
    const until = Date.parse(one.state.identifyUntil!);
    expect([until - before > 9_000, until - after < 11_000]).toEqual([true, true]);
    const reloadId = randomUUID();
    await console_.send('display:reload', { ...told(one), reloadId });
    await expect.poll(() => one.state.reloadId).toBe(reloadId);
    const settings = { locale: 'en', overscan: 3, plain: true } as const;
    await console_.send('display:set', { ...told(one), settings });
    await console_.send('display:name', { eventId: eventId(), displayId: one.state.id, name: '主会场大屏', place: '报告厅正面' });
    await expect.poll(() => one.state.name).toBe('主会场大屏');
    expect(one.state).toMatchObject({ settings, place: '报告厅正面' });
  });

  it('are refused for a screen that is not there or another event’s, and then change none', async () => {
    const [one, two] = [await screen(), await screen()];
    const elsewhere = (await organiser.call('POST /api/events', { body: { kind: 'competition', name: { zh: '另一场', en: 'Other' }, posts: ['HVAC'] } })).id;
    await console_.send('display:show', { ...told(two), eventId: elsewhere, playlist: overview });
    expect(await code(console_.send('display:show', { ...told(one, two), playlist: overview }))).toBe('display.unknown');
    expect(await code(console_.send('display:blank', { eventId: eventId(), displayIds: [one.state.id, randomUUID()], blank: true }))).toBe('display.unknown');
    expect(await code(console_.send('display:show', { ...told(one), eventId: randomUUID(), playlist: overview }))).toBe('event.not-found');
    expect((await list()).map(({ number, playlist, revision }) => ({ number, playlist, revision }))).toEqual([{ number: 1, playlist: [], revision: 1 }]);
  });

  it('take a page of the closed union only', async () => {
    const one = await screen();
    for (const page of [{ kind: 'results' }, { kind: 'board' }, { kind: 'overview', contestId: null }, { kind: 'notice', title: { zh: '', en: '' }, body: null }]) {
      const playlist = [{ page, seconds: 20 }] as unknown as Playlist;
      expect(await code(console_.send('display:show', { ...told(one), playlist }))).toBe('request.invalid');
    }
  });
});

describe('the console’s list', () => {
  it('tells who comes, goes and waits, and is told without asking', async () => {
    const seen: DisplaysState[] = [];
    console_.on('displays:changed', (state) => seen.push(state));
    await list();
    const one = await screen(other.base);
    await expect.poll(() => seen.at(-1)?.displays).toMatchObject([{ number: 1, online: true, eventId: null, width: 1920, height: 1080 }]);
    one.connection.close();
    await expect.poll(() => seen.at(-1)?.displays).toMatchObject([{ number: 1, online: false }]);
  });
});

describe('what stays', () => {
  it('is everything, over a restart of the node', async () => {
    const passing = await startNode(node.databaseUrl);
    const one = await screen(passing.base);
    await console_.send('display:name', { eventId: eventId(), displayId: one.state.id, name: '侧屏', place: '东侧' });
    await console_.send('display:show', { ...told(one), playlist: overview });
    await console_.send('display:set', { ...told(one), settings: { locale: 'en', overscan: 5, plain: true } });
    await expect.poll(() => one.state.revision).toBe(4);
    const kept = one.state;
    await passing.close();
    const again = await startNode(node.databaseUrl);
    const back = await connect(new Visitor(again.base));
    expect(await back.send('display:join', { token: one.token, width: 1920, height: 1080 })).toEqual(kept);
    back.close();
    await again.close();
  });

  it('goes with a removed screen: it is nobody, and comes back as a new one', async () => {
    const one = await screen();
    await console_.send('display:show', { ...told(one), playlist: overview });
    await console_.send('display:remove', told(one));
    await expect.poll(() => one.gone).toBe(1);
    expect(await code(one.join())).toBe('display.unknown');
    expect(await code(console_.send('display:remove', told(one)))).toBe('ok');
    const { token } = await one.visitor.call('POST /api/displays');
    expect(token).not.toBe(one.token);
    await one.join(token);
    expect(one.state).toMatchObject({ number: 1, eventId: null, playlist: [] });
  });

  it('goes over to a replacement machine', async () => {
    const [broken, fresh] = [await screen(), await screen()];
    await console_.send('display:name', { eventId: eventId(), displayId: broken.state.id, name: '主屏', place: '正面' });
    await console_.send('display:show', { ...told(broken), playlist: overview });
    const { id } = broken.state;
    await console_.send('display:replace', { eventId: eventId(), displayId: id, by: fresh.state.id });
    await expect.poll(() => [broken.gone, fresh.gone]).toEqual([1, 1]);
    expect(await code(broken.join())).toBe('display.unknown');
    await fresh.join();
    expect(fresh.state).toMatchObject({ id, number: 1, name: '主屏', place: '正面', playlist: overview });
    // It is told under the new name from now on.
    await console_.send('display:blank', { ...told(fresh), blank: true });
    await expect.poll(() => fresh.state.blankSince).not.toBeNull();
    expect(await list()).toHaveLength(1);
  });
});

describe('a screen has no rights', () => {
  it('but to show what is public', async () => {
    const one = await screen();
    await console_.send('display:show', { ...told(one), playlist: overview });
    const staff = Object.entries(messages).filter(([, { allow }]) => !allow.includes('public')).map(([name]) => name as MessageName);
    expect(staff).toContain('display:show');
    for (const name of staff) expect(await code(one.connection.send(name, {} as never)), name).toBe('access.sign-in');
    expect((await one.visitor.ask('GET /api/events')).status).toBe(401);
    expect((await one.visitor.ask('GET /api/session')).ack).toEqual({ ok: true, data: { role: 'public' } });
  });
});

describe('the hall', () => {
  it('shows stages and order by code, follows the event, and answers an ETag', async () => {
    const viewer = await connect(new Visitor(other.base));
    open.push(viewer);
    let hall: HallState = await viewer.send('hall:join', { eventId: eventId() });
    viewer.on('hall:changed', (state) => (hall = state.revision > hall.revision ? state : hall));
    expect(hall.contests[0]).toMatchObject({ onStage: null, order: [{ code: 'A-01', state: 'waiting' }, { code: 'A-02' }, { code: 'A-03' }] });
    await panel.chief.connection.send('entrant:call', { ...command(), entrantId: panel.entrants[0]! });
    await expect.poll(() => hall.contests[0]!.onStage?.code).toBe('A-01');
    await panel.submitAll(panel.entrants[0]!, 3);
    await panel.confirm(panel.entrants[0]!);
    await expect.poll(() => hall.contests[0]!.order[0]).toEqual({ code: 'A-01', state: 'confirmed' });
    expect(hall.medals).toMatchObject({ published: 0, rows: [] });
    expect(JSON.stringify(hall)).not.toContain('选手');

    const path = `/api/events/${eventId()}/hall`;
    await expect.poll(async () => ((await (await fetch(node.base + path)).json()) as { data: HallState }).data.revision).toBe(hall.revision);
    await expect.poll(async () => {
      const etag = (await fetch(node.base + path)).headers.get('etag')!;
      return (await fetch(node.base + path, { headers: { 'if-none-match': etag } })).status;
    }).toBe(304);
    expect((await new Visitor(node.base).ask('GET /api/events/:eventId/hall', { params: { eventId: randomUUID() } })).status).toBe(404);
  });
});

it('the hall is made once for all who ask at one time, and no later than they asked', async () => {
  const live = memoryStore();
  let made = 0;
  const projection = { db: node.db, live: { ...live, revisions: (keys: readonly string[]) => ((made += 1), live.revisions(keys)) } };
  // The first finds nothing that stands.
  await readHall(projection, eventId());
  made = 0;
  const first = await readHall(projection, eventId());
  const once = made;
  const all = await Promise.all(Array.from({ length: 50 }, () => readHall(projection, eventId())));
  expect(once).toBeGreaterThan(0);
  expect(made).toBe(3 * once);
  expect(new Set(all.map(({ body }) => body))).toEqual(new Set([first.body]));
});
