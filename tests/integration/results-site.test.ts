/** The public results site: what each state shows and hides, what names become, how copies are checked and kept, and that a reader costs no statement. */
import { createHash } from 'node:crypto';
import { PublicContests, PublicResults } from '@leitai/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DatabaseLine } from '../support/database-line.ts';
import { drawContest, makeOfficers } from '../support/draw.ts';
import { makeAccount, makeEvent, makeOrganiser, openContest } from '../support/factory.ts';
import { finish, judgedEvent, publish } from '../support/final.ts';
import { startNode, type TestNode } from '../support/node.ts';
import { pairPanel, type Panel } from '../support/panel.ts';
import { createDatabase } from '../support/services.ts';
import type { Visitor } from '../support/visitor.ts';

let line: DatabaseLine;
let node: TestNode;
let organiser: Visitor;
let supervisor: Visitor;
let panels: Panel[];
let names: string[];

beforeAll(async () => {
  line = await DatabaseLine.open(await createDatabase());
  node = await startNode(line.url);
  organiser = await makeOrganiser(node.base, node.setupPath);
  supervisor = await makeAccount(organiser, 'supervisor', '周明远');
  panels = await judgedEvent(organiser, { posts: ['CLEAN_INDOOR', 'CLEAN_OUTDOOR'], entrants: 3 });
  const people = await node.db.entrant.findMany({ where: { eventId: eventId() }, include: { person: true } });
  names = people.map(({ person }) => person.name);
});
afterAll(async () => {
  for (const panel of panels) panel.close();
  // Held statements would be waited for.
  line.close();
  await node.close();
});

const eventId = (): string => panels[0]!.made.eventId;
const addressOf = ({ made }: Panel): string => `/results/${made.eventId}/${made.letter}`;
const get = (path: string, init: RequestInit = {}): Promise<Response> => fetch(`${node.base}${path}`, init);
const resultsOf = async (panel: Panel): Promise<PublicResults> => PublicResults.parse(await (await get(`${addressOf(panel)}.json`)).json());
const textsOf = async (panel: Panel): Promise<string> =>
  (await Promise.all(['', '.json', '.csv', '?lang=en'].map(async (end) => (await get(`${addressOf(panel)}${end}`)).text()))).join('\n');
const freeze = (panel: Panel, frozen: boolean): Promise<unknown> =>
  organiser.call('POST /api/events/:eventId/freeze', { params: { eventId: eventId() }, body: { contestIds: [panel.made.contestId], frozen } });

test('says of a contest that is judged that there is something to come, and no more', async () => {
  expect(await resultsOf(panels[0]!)).toMatchObject({ state: 'running', rows: [], out: [], notes: [], publishedAt: null });
  const page = await (await get(addressOf(panels[0]!))).text();
  expect(page).toContain('本岗位成绩尚未公示');
  for (const name of names) expect(await textsOf(panels[0]!)).not.toContain(name);
  expect(PublicContests.parse(await (await get(`/results/${eventId()}.json`)).json()).contests).toMatchObject([{ state: 'running' }, { state: 'running' }]);
});

test('shows a published contest with masked names, its deadline and no more of anybody', async () => {
  const [panel] = panels as [Panel];
  await node.db.organisation.updateMany({ where: { eventId: eventId(), name: { path: ['zh'], equals: '单位0' } }, data: { name: { zh: '=SUM(1)<b>', en: '=SUM(1)' } } });
  await publish(organiser, supervisor, panel);
  await expect.poll(async () => (await resultsOf(panel)).rows.length).toBe(3);
  const results = await resultsOf(panel);
  const board = await organiser.call('GET /api/events/:eventId/contests/:contestId/board', { params: panel.params });
  expect(results.rows.map(({ rank, code, total }) => [rank, code, total])).toEqual(board.rows.map(({ rank, code, score }) => [rank, code, score]));
  expect(results).toMatchObject({ state: 'provisional', names: 'masked', objectionsUntil: expect.any(String) });
  expect(results.rows.every(({ name, parts }) => name?.startsWith('选*') && parts.length === results.parts.length)).toBe(true);
  const said = await textsOf(panel);
  for (const name of [...names, '裁判1', '裁判长', '周明远']) expect(said).not.toContain(name);

  const page = await get(addressOf(panel));
  const html = await page.text();
  expect(html).toContain('公示中');
  expect(html).toContain('请在公示期内由本单位领队在系统中书面提出申诉');
  expect(html).not.toMatch(/<script|<b>\s*<\/b>|javascript:|SUM\(1\)<b>/);
  expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
  expect(page.headers.get('set-cookie')).toBeNull();
  const csv = await get(`${addressOf(panel)}.csv`);
  const bytes = new Uint8Array(await csv.arrayBuffer());
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const lines = new TextDecoder().decode(bytes).split('\r\n');
  expect(lines[0]).toMatch(/^名次,编号,姓名,单位,/);
  expect(lines.some((one) => one.includes(",'=SUM(1)<b>,"))).toBe(true);
  expect(await (await get(`${addressOf(panel)}.csv?lang=en`)).text()).toMatch(/^Rank,Code,Name,Unit,/);
});

test('names follow the event’s setting at once, and what shows codes on boards shows them here', async () => {
  const [panel] = panels as [Panel];
  const set = (choice: 'full' | 'masked' | 'code') => organiser.call('POST /api/events/:eventId/public-names', { params: { eventId: eventId() }, body: { names: choice } });
  const own = names.filter((name) => name.includes('CLEAN_INDOOR'));
  const shown = async (): Promise<(string | undefined)[]> => (await resultsOf(panel)).rows.map(({ name }) => name).sort();
  await set('full');
  await expect.poll(shown).toEqual([...own].sort());
  expect((await organiser.call('GET /api/events/:eventId/control', { params: { eventId: eventId() } })).publicNames).toBe('full');
  await organiser.call('POST /api/events/:eventId/contests/:contestId/settings', { params: panel.params, body: { boardNames: 'code' } });
  await expect.poll(shown).toEqual([undefined, undefined, undefined]);
  await organiser.call('POST /api/events/:eventId/contests/:contestId/settings', { params: panel.params, body: { boardNames: 'name' } });
  await expect.poll(shown).toEqual([...own].sort());
  await set('code');
  await expect.poll(shown).toEqual([undefined, undefined, undefined]);
  const before = await node.db.contestEvent.count({ where: { eventId: eventId() } });
  await set('code');
  expect(await node.db.contestEvent.count({ where: { eventId: eventId() } })).toBe(before);
  await set('masked');
  await expect.poll(async () => (await shown()).every((name) => name?.startsWith('选*'))).toBe(true);
});

test('a copy is checked by the hash of its exact text, and asked for once', async () => {
  const [panel] = panels as [Panel];
  const first = await get(`${addressOf(panel)}.json`);
  const text = await first.text();
  const hash = createHash('sha256').update(text).digest('hex');
  expect(first.headers.get('etag')).toBe(`"${hash}"`);
  expect(first.headers.get('cache-control')).toBe('public, max-age=5, stale-while-revalidate=30');
  const again = await get(`${addressOf(panel)}.json`, { headers: { 'if-none-match': `"${hash}"` } });
  expect([again.status, await again.text()]).toEqual([304, '']);
  const head = await get(`${addressOf(panel)}.json`, { method: 'HEAD' });
  expect([head.status, head.headers.get('etag'), await head.text()]).toEqual([200, `"${hash}"`, '']);
  for (const end of ['', '.csv']) {
    const etag = (await get(`${addressOf(panel)}${end}`)).headers.get('etag')!;
    expect((await get(`${addressOf(panel)}${end}`, { headers: { 'if-none-match': etag } })).status).toBe(304);
  }
  const code = hash.slice(0, 12).toUpperCase();
  const page = await (await get(`${addressOf(panel)}?v=${code}`)).text();
  expect(page).toContain(`${code.slice(0, 4)} · ${code.slice(4, 8)} · ${code.slice(8)}`);
  expect(page).toContain('核验码一致');
  expect(await (await get(`${addressOf(panel)}?v=000000000000`)).text()).toContain('核验码不一致');
  expect((await get(`${addressOf(panel)}.json?v=${hash}`)).headers.get('cache-control')).not.toContain('immutable');
});

test('what is final and named by its hash is kept for good; a page never is', async () => {
  const [panel] = panels as [Panel];
  await finish(node, organiser, panel);
  await expect.poll(async () => (await resultsOf(panel)).state).toBe('final');
  const hash = (await get(`${addressOf(panel)}.json`)).headers.get('etag')!.slice(1, -1);
  for (const end of ['.json', '.csv']) expect((await get(`${addressOf(panel)}${end}?v=${hash}`)).headers.get('cache-control')).toContain('immutable');
  expect((await get(`${addressOf(panel)}?v=${hash}`)).headers.get('cache-control')).not.toContain('immutable');
  expect((await get(`${addressOf(panel)}.json?v=${'0'.repeat(64)}`)).headers.get('cache-control')).not.toContain('immutable');
});

test('a frozen contest stays unpublished, and is all there once it goes on', async () => {
  const [, panel] = panels as [Panel, Panel];
  await freeze(panel, true);
  await publish(organiser, supervisor, panel);
  await expect.poll(async () => (await organiser.call('GET /api/events/:eventId/contests/:contestId/results', { params: panel.params })).contest.state).toBe('provisional');
  const etag = (await get(`${addressOf(panel)}.json`)).headers.get('etag');
  expect(await resultsOf(panel)).toMatchObject({ state: 'running', rows: [], out: [], notes: [], publishedAt: null, objectionsUntil: null });
  await freeze(panel, false);
  await expect.poll(async () => (await resultsOf(panel)).rows.length).toBe(3);
  expect((await get(`${addressOf(panel)}.json`)).headers.get('etag')).not.toBe(etag);
});

test('nothing of anybody is said of a contest whose draw is sealed', async () => {
  const { contests: [made] } = await makeEvent(organiser, { entrants: 2, judges: 3 });
  await drawContest(organiser, await makeOfficers(organiser), made!);
  await openContest(organiser, made!);
  const panel = await pairPanel(organiser, made!);
  for (const entrant of panel.entrants) {
    await panel.submitAll(entrant, 5);
    await panel.confirm(entrant);
  }
  expect(await resultsOf(panel)).toMatchObject({ rows: [], out: [] });
  expect(await textsOf(panel)).not.toMatch(/选手|单位\d/);
  panel.close();
});

test('answers what is not there with 404', async () => {
  for (const path of ['/results/nothing', `/results/${eventId()}/Z`, `/results/${eventId()}/Z.json`, '/results/01890000-0000-7000-8000-000000000000', '/results/%00.json', `/results/${eventId()}.csv`]) {
    expect((await get(path)).status, path).toBe(404);
  }
});

test('asks the database nothing for results that stand', async () => {
  const [panel] = panels as [Panel];
  const paths = [`/results/${eventId()}`, `/results/${eventId()}.json`, addressOf(panel), `${addressOf(panel)}.json`, `${addressOf(panel)}.csv`];
  for (const path of paths) await get(path);
  line.hold();
  let before = -1;
  await expect.poll(() => {
    const still = line.statements === before;
    before = line.statements;
    return still;
  }, { interval: 1_500, timeout: 20_000 }).toBe(true);
  for (const path of paths) expect((await get(path)).status).toBe(200);
  // All of it was answered while the database heard nothing; what a node looks after once a minute may have come round meanwhile.
  expect(line.statements - before).toBeLessThan(paths.length);
});
