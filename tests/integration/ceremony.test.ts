/** The ceremony: from final results only, in steps that end in exactly them; what is not revealed yet is in no public payload, forward, back and after a restart. */
import { contestFacts } from '@leitai/database';
import type { CeremonyPlan, CeremonyState, CeremonyStep, MessageInput, PresenterState } from '@leitai/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ceremonyView, endsAsRecorded, stepsOf } from '../../apps/server/src/projection/ceremony.ts';
import type { Connection } from '../../apps/simulator/src/client.ts';
import { randomFor } from '../../apps/simulator/src/random.ts';
import { makeAccount, makeOrganiser } from '../support/factory.ts';
import { finish, judgedEvent, publish } from '../support/final.ts';
import { Listener } from '../support/listener.ts';
import { startNode, type TestNode } from '../support/node.ts';
import { connect, type Panel } from '../support/panel.ts';
import { askPublic } from '../support/public.ts';
import { refusal } from '../support/refusal.ts';
import { Visitor } from '../support/visitor.ts';

let node: TestNode;
let organiser: Visitor;
let supervisor: Visitor;
let panels: Panel[];
let eventId: string;
let presenter: Connection;

/** Frozen before the first result, so that nothing but the ceremony tells who won. */
beforeAll(async () => {
  node = await startNode();
  organiser = await makeOrganiser(node.base, node.setupPath);
  supervisor = await makeAccount(organiser, 'supervisor', '周明远');
  panels = await judgedEvent(organiser, { posts: ['CLEAN_INDOOR', 'CLEAN_OUTDOOR'], entrants: 6 }, async ({ made }) => {
    await organiser.call('POST /api/events/:eventId/freeze', { params: { eventId: made.eventId }, body: { contestIds: [made.contestId], frozen: true } });
  });
  eventId = panels[0]!.made.eventId;
  for (const panel of panels) await publish(organiser, supervisor, panel);
  presenter = await connect(supervisor);
}, 120_000);
afterAll(async () => {
  presenter.close();
  for (const panel of panels) panel.close();
  await node.close();
});

const plan = (over: Partial<CeremonyPlan> = {}): CeremonyPlan => ({
  opening: { zh: '颁奖典礼', en: 'Awards' }, openingNote: '请全体起立', closing: { zh: '祝贺获奖选手', en: 'Congratulations' }, closingNote: '',
  posts: panels.map(({ made }, index) => ({ contestId: made.contestId, awards: awards(), presenter: `嘉宾${index}`, note: `主持词${index}`, notes: {} })),
  tables: [], lift: false, ...over,
});
let awardIds: readonly string[] = [];
const awards = (): string[] => [...awardIds];
const offer = () => organiser.call('GET /api/events/:eventId/ceremony/offer', { params: { eventId } });
const prepare = (body: CeremonyPlan = plan(), who = organiser) => who.call('POST /api/events/:eventId/ceremony', { params: { eventId }, body });
const state = (base = node.base) => new Visitor(base).call('GET /api/events/:eventId/ceremony', { params: { eventId } });
const joined = (): Promise<PresenterState> => presenter.send('presenter:join', { eventId });
async function drive(act: MessageInput<'ceremony:drive'>['act'], from = presenter): Promise<void> {
  await from.send('ceremony:drive', { eventId, revision: (await state()).revision, act });
}
const places = () => panels.map(({ params }) => params);
const names = (step: CeremonyStep): string[] => (step.kind === 'award' ? step.winners.map(({ name }) => name!) : []);

test('is prepared from final results only', async () => {
  const before = await offer();
  awardIds = before.contests[0]!.awards.map(({ id }) => id);
  expect(before).toMatchObject({ stage: 'none', plan: null, contests: [{ state: 'provisional', frozen: true }, { state: 'provisional' }] });
  await expect(prepare()).rejects.toEqual(refusal('ceremony.not-final', { contests: ['A', 'B'] }));
  await finish(node, organiser, panels[0]!);
  await expect(prepare()).rejects.toEqual(refusal('ceremony.not-final', { contests: ['B'] }));
  await expect(presenter.send('ceremony:drive', { eventId, revision: 0, act: { kind: 'start' } })).rejects.toEqual(refusal('ceremony.none'));
  expect(await state()).toMatchObject({ stage: 'none', page: null });
  await finish(node, organiser, panels[1]!);
  const [post] = plan().posts;
  await expect(prepare(plan({ posts: [{ ...post!, awards: ['no-such'] }] }))).rejects.toEqual(refusal('ceremony.no-award'));
  await expect(prepare(plan({ posts: [post!, post!] }))).rejects.toEqual(refusal('ceremony.no-award'));
  await expect(prepare(plan(), supervisor)).rejects.toEqual(refusal('access.forbidden'));
  await prepare();
  const { steps, stale } = await joined();
  expect(stale).toBe(false);
  // Of 6: 0.6 → 1 first, 1.2 → 1 second, 1.8 → 2 third prizes; from the last of the last award to the first of the first.
  expect(steps.map(({ step }) => (step.kind === 'award' ? `${step.awardId} ${step.winners.map(({ rank }) => rank).join()}` : step.kind))).toEqual([
    'opening', ...panels.flatMap(() => ['post', `${awardIds[2]} 4`, `${awardIds[2]} 3`, `${awardIds[1]} 2`, `${awardIds[0]} 1`]), 'closing',
  ]);
  const { rows } = await organiser.call('GET /api/events/:eventId/contests/:contestId/results', { params: panels[0]!.params });
  const first = steps[5]!.step;
  expect(first.kind === 'award' && first.winners[0]).toMatchObject({ entrantId: rows[0]!.entrantId, rank: 1 });
});

test.each([
  ['another winner', (steps: CeremonyStep[]) => steps.map((step) => (step.kind === 'award' ? { ...step, winners: step.winners.map((winner) => ({ ...winner, name: '别人' })) } : step))],
  ['another score', (steps: CeremonyStep[]) => steps.map((step, index) => (index === 5 && step.kind === 'award' ? { ...step, winners: step.winners.map((winner) => ({ ...winner, score: '99.99' })) } : step))],
  ['a winner left out', (steps: CeremonyStep[]) => steps.filter((_, index) => index !== 4)],
  ['a winner twice', (steps: CeremonyStep[]) => [...steps.slice(0, 5), steps[4]!, ...steps.slice(5)]],
  ['the first before the second', (steps: CeremonyStep[]) => [...steps.slice(0, 2), steps[3]!, steps[2]!, ...steps.slice(4)]],
  ['a post twice', (steps: CeremonyStep[]) => [...steps.slice(0, 6), steps[1]!, ...steps.slice(6)]],
  ['nothing revealed', (steps: CeremonyStep[]) => steps.filter(({ kind }) => kind !== 'award')],
])('refuses to start from steps with %s', async (_what, tamper) => {
  await prepare();
  const row = await node.db.ceremony.findUniqueOrThrow({ where: { eventId } });
  await node.db.ceremony.update({ where: { eventId }, data: { steps: JSON.parse(JSON.stringify(tamper(row.steps as unknown as CeremonyStep[]))) as object[] } });
  await expect(drive({ kind: 'start' })).rejects.toEqual(refusal('ceremony.unequal'));
  expect((await state()).stage).toBe('prepared');
});

test('is prepared again once a result it was made from is another', async () => {
  await prepare();
  const settings = (boardNames: 'code' | 'name') =>
    organiser.call('POST /api/events/:eventId/contests/:contestId/settings', { params: panels[0]!.params, body: { boardNames } });
  await settings('code');
  expect((await joined()).stale).toBe(true);
  await expect(drive({ kind: 'start' })).rejects.toEqual(refusal('ceremony.stale'));
  // Where the board shows codes only, so does the ceremony.
  await prepare();
  expect(JSON.stringify((await joined()).steps.slice(1, 6))).not.toContain('选手CLEAN_INDOOR');
  await settings('name');
  await expect(drive({ kind: 'start' })).rejects.toEqual(refusal('ceremony.stale'));
});

test.each([1, 2, 3])('nothing that is not revealed yet is in any public payload, forward, back, by jumps and after joining anew: seed %i', { timeout: 120_000, tags: 'drawn' }, async (seed) => {
  await prepare();
  const { steps } = await joined();
  const { pick, chance } = randomFor(seed, 'ceremony');
  const staying = await Listener.open(new Visitor(node.base));
  await askPublic(staying, places());
  const all = steps.flatMap(({ step }) => names(step));
  expect(new Set(all).size).toBe(8);
  expect(staying.heard.filter(({ text }) => all.some((name) => text.includes(name)))).toEqual([]);
  await drive({ kind: 'start' });
  let [at, seen] = [0, 0];
  for (let turn = 0; turn < 26; turn++) {
    const to = turn >= 14 ? Math.min(steps.length - 1, at + 1) : chance(0.6) ? Math.min(steps.length - 1, at + 1) : pick([Math.max(0, at - 1), pick([...steps.keys()])]);
    staying.heard.splice(0);
    await drive({ kind: 'go', to });
    at = to;
    seen = Math.max(seen, at);
    const fresh = await Listener.open(new Visitor(node.base));
    await askPublic(fresh, places());
    fresh.close();
    await expect.poll(() => staying.heard.some(({ from, text }) => from === 'ceremony:changed' && (JSON.parse(text) as CeremonyState).step === to)).toBe(true);
    const later = steps.slice(at + 1).flatMap(({ step }) => names(step));
    const leaks = [...fresh.heard, ...staying.heard].filter(({ text }) => later.some((name) => text.includes(name)));
    expect(leaks, `step ${at}`).toEqual([]);
    // The other way round: what is revealed is there, so that it could have been found.
    const { page } = await state();
    if (page?.kind === 'post') for (const name of names(steps[at]!.step)) expect(JSON.stringify(page)).toContain(name);
  }
  expect(seen).toBe(steps.length - 1);
  staying.close();
  await drive({ kind: 'end' });
});

test('a name that is hidden during the ceremony goes from the wall at once', async () => {
  await prepare();
  await drive({ kind: 'start' });
  await drive({ kind: 'go', to: 2 });
  const wall = await Listener.open(new Visitor(node.base));
  await wall.send('ceremony:join', { eventId });
  const [name] = names((await joined()).steps[2]!.step);
  expect(wall.heard.at(-1)!.text).toContain(name!);
  const settings = (boardNames: 'code' | 'name') =>
    organiser.call('POST /api/events/:eventId/contests/:contestId/settings', { params: panels[0]!.params, body: { boardNames } });
  await settings('code');
  await expect.poll(() => wall.heard.at(-1)!.text).not.toContain(name);
  expect(JSON.stringify(await state())).not.toContain(name);
  await settings('name');
  await expect.poll(() => wall.heard.at(-1)!.text).toContain(name);
  wall.close();
  await drive({ kind: 'end' });
});

test('two presenters: whoever pressed on an older picture is refused; a restart goes on at the same step; resting holds it', async () => {
  await prepare();
  await drive({ kind: 'start' });
  const other = await connect(organiser);
  const { wall: { revision } } = await other.send('presenter:join', { eventId });
  const heard = new Promise<PresenterState>((resolve) => other.on('presenter:changed', (state) => state.wall.step === 1 && resolve(state)));
  await presenter.send('ceremony:drive', { eventId, revision, act: { kind: 'go', to: 1 } });
  await expect(other.send('ceremony:drive', { eventId, revision, act: { kind: 'go', to: 1 } })).rejects.toEqual(refusal('ceremony.conflict', { revision: revision + 1 }));
  expect((await heard).wall).toMatchObject({ step: 1, at: 1, posts: 2, page: { kind: 'post', newest: null, post: { presenter: '嘉宾0' } } });
  await drive({ kind: 'go', to: 3 }, other);
  other.close();

  const restarted = await startNode(node.databaseUrl);
  expect(await state(restarted.base)).toEqual(await state());
  await restarted.close();

  await drive({ kind: 'pause' });
  await expect(drive({ kind: 'go', to: 4 })).rejects.toEqual(refusal('ceremony.bad-step', { stage: 'paused' }));
  await expect(drive({ kind: 'start' })).rejects.toEqual(refusal('ceremony.bad-step', { stage: 'paused' }));
  await expect(prepare()).rejects.toEqual(refusal('ceremony.running'));
  await drive({ kind: 'resume' });
  await expect(drive({ kind: 'go', to: 12 })).rejects.toEqual(refusal('ceremony.bad-step', { stage: 'running' }));
  expect(await state()).toMatchObject({ stage: 'running', step: 3 });
  await drive({ kind: 'end' });
  expect(await state()).toMatchObject({ stage: 'ended', page: { kind: 'closing' } });
});

test('the end lifts the freeze where that was planned', async () => {
  await prepare(plan({ lift: true }));
  const board = () => new Visitor(node.base).call('GET /api/events/:eventId/contests/:contestId/board', { params: panels[1]!.params });
  await drive({ kind: 'start' });
  expect((await board()).rows).toEqual([]);
  await drive({ kind: 'end' });
  await expect.poll(async () => (await board()).rows.length).toBe(6);
});

test('who shares a rank is revealed together, and an award nobody gets has no step', async () => {
  const { made } = panels[0]!;
  const facts = (await contestFacts(node.db, eventId, made.contestId))!;
  const ranked = await organiser.call('GET /api/events/:eventId/contests/:contestId/results', { params: panels[0]!.params });
  const [first, second] = ranked.rows.map(({ entrantId }) => facts.results.find((result) => result.entrantId === entrantId)!);
  // The second has given the same marks as the first, to the last reading: nothing breaks the tie.
  const tied = new Map([[made.contestId, { ...facts, results: facts.results.map((result) => (result === second ? { ...result, score: first!.score, sheets: first!.sheets } : result)) }]]);
  const planned = plan({ posts: [plan().posts[0]!] });
  const steps = stepsOf(planned, tied);
  const shared = steps.filter((step) => step.kind === 'award' && step.winners.length === 2);
  expect(shared).toMatchObject([{ awardId: awardIds[0], winners: [{ rank: 1, tied: true }, { rank: 1, tied: true }] }]);
  expect(steps.some((step) => step.kind === 'award' && step.winners.length === 0)).toBe(false);
  expect(endsAsRecorded(planned, steps, tied)).toBe(true);
  const at = { stage: 'running', revision: 1, plan: planned, steps } as const;
  const event = { eventId, eventName: facts.eventName };
  const names = (step: number): string[] => {
    const { page } = ceremonyView(event, { ...at, step }, tied);
    return page?.kind === 'post' ? page.post.awards[0]!.revealed.map(({ code }) => code) : [];
  };
  expect(names(steps.length - 3)).toEqual([]);
  expect(names(steps.length - 2)).toHaveLength(2);
});

test('each award has its own words, and the tables come last, whole and as the hall would show them', async () => {
  await expect(prepare(plan({ tables: [{ kind: 'medals', note: '' }, { kind: 'medals', note: '' }] }))).rejects.toEqual(refusal('ceremony.no-award'));
  const [first, second] = plan().posts;
  await prepare(plan({ posts: [{ ...first!, notes: { [awardIds[0]!]: '全场最高分' } }, second!], tables: [{ kind: 'organisations', note: '团体成绩' }, { kind: 'medals', note: '' }] }));
  const { steps } = await joined();
  expect(steps.map(({ note }) => note)).toEqual(['请全体起立', '主持词0', '主持词0', '主持词0', '主持词0', '全场最高分', ...Array.from({ length: 5 }, () => '主持词1'), '团体成绩', '', '']);
  expect(JSON.stringify(await state())).not.toMatch(/全场最高分|团体成绩|主持词/);
  const [organisations, medals] = steps.slice(11).map(({ step }) => step);
  await drive({ kind: 'start' });
  await drive({ kind: 'go', to: 10 });
  expect(JSON.stringify(await state())).not.toContain(JSON.stringify(organisations));
  await drive({ kind: 'go', to: 11 });
  expect((await state()).page).toEqual(organisations);
  await drive({ kind: 'go', to: 12 });
  expect((await state()).page).toEqual(medals);
  // Nothing is frozen any more: what the wall was shown is what stands.
  const anybody = new Visitor(node.base);
  await expect.poll(async () => (await anybody.call('GET /api/events/:eventId/overview', { params: { eventId } })).organisations).toEqual(organisations?.kind === 'organisations' && organisations.rows);
  await expect.poll(async () => (await anybody.call('GET /api/events/:eventId/hall', { params: { eventId } })).medals.rows).toEqual(medals?.kind === 'medals' && medals.rows);
  await drive({ kind: 'end' });
});
