/**
 * Blind to the end: from the draw to the unsealing every role asks every route of the contract and sends every message, and listens to every
 * room. No payload holds anything of a person together with a code; the public, judges and chief hear of nobody at all. The contract is
 * walked as it is, so that a new route or message is looked at from its first day.
 */
import { randomUUID } from 'node:crypto';
import { messages, Role, routes, type Badge, type MessageName, type RouteKey } from '@leitai/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { command } from '../../apps/simulator/src/client.ts';
import { drawContest, makeOfficers, recheck, type Officers } from '../support/draw.ts';
import { makeAccount, makeBadges, makeEvent, makeLeader, makeOrganiser, openContest, openResult, pairJudge, rosterForm, seatPanel, uploadRoster, type MadeContest } from '../support/factory.ts';
import { Listener } from '../support/listener.ts';
import { startNode, type TestNode } from '../support/node.ts';
import { pairPanel, type Panel } from '../support/panel.ts';
import { Visitor } from '../support/visitor.ts';

const PEOPLE = 5;
const person = (index: number): string => `密名${'甲乙丙丁戊'[index]!}`;
const unit = (index: number): string => `密单位${index % 3}`;

let node: TestNode;
let organiser: Visitor;
let officers: Officers;
let contest: MadeContest;
let badges: readonly Badge[];
let panel: Panel | null = null;
const listeners: { readonly role: Role; readonly listener: Listener }[] = [];

beforeAll(async () => {
  node = await startNode();
  organiser = await makeOrganiser(node.base, node.setupPath);
  officers = await makeOfficers(organiser);
  const { eventId, contests } = await makeEvent(organiser, { entrants: 0, judges: 0 });
  const { importId } = await uploadRoster(organiser, eventId, ['姓名,单位,岗位,工号', ...Array.from({ length: PEOPLE }, (_, n) => `${person(n)},${unit(n)},CLEAN_INDOOR,密号${n}`)].join('\n'));
  await organiser.call('POST /api/events/:eventId/roster/:importId/confirm', { params: { eventId, importId }, body: { skipFaulty: false } });
  contest = { ...contests[0]!, ...(await seatPanel(organiser, eventId, contests[0]!.contestId, 7)) };
  // One judge was with one of the organisations: recused by it, which must work while nobody sees by whom.
  await organiser.call('POST /api/events/:eventId/judges/:judgeId/organisations', {
    params: { eventId, judgeId: contest.judgeIds[6]! }, body: { organisation: unit(0), since: '2020-01-01', until: '2099-01-01' },
  });
  badges = await makeBadges(organiser, contest);
});
afterAll(async () => {
  for (const { listener } of listeners) listener.close();
  panel?.close();
  await node.close();
});

async function visitorOf(role: Role): Promise<Visitor> {
  switch (role) {
    case 'public': return new Visitor(node.base);
    case 'organiser': return organiser;
    case 'anonymiser': return officers.first;
    case 'chief': return pairJudge(organiser, contest.eventId, contest.chiefId);
    case 'judge': return pairJudge(organiser, contest.eventId, contest.judgeIds[0]!);
    case 'contestant': return openResult(node.base, badges[0]!);
    case 'leader': return makeLeader(organiser, contest.eventId, unit(0), '外人 leader');
    default: return makeAccount(organiser, role, `外人 ${role}`);
  }
}

type Tells = { readonly people: readonly string[]; readonly codes: readonly string[] };

/** What belongs to people, and what to codes: words and ids by which one would be told in a payload. */
async function tellsOf(where: { person?: { name: string } } = {}): Promise<Tells> {
  const entrants = await node.db.entrant.findMany({ where: { contestId: contest.contestId, ...where }, include: { person: true, organisation: true } });
  return {
    people: entrants.flatMap(({ person: one, organisation }) => [one.name, one.id, one.employeeNo!, (organisation.name as { zh: string }).zh, organisation.id]),
    codes: entrants.flatMap(({ id, code }) => [id, `"${code}"`]),
  };
}

/** The walk does these itself, at its own time; each is asked of every role in access-table.test.ts. */
const STEPS = new Set<RouteKey>([
  'POST /api/events/:eventId/contests/:contestId/state', 'POST /api/events/:eventId/contests/:contestId/draw/cancel', 'POST /api/events/:eventId/contests/:contestId/draw/opening',
  'POST /api/events/:eventId/contests/:contestId/draw/witness', 'DELETE /api/session', 'POST /api/session', 'POST /api/setup', 'POST /api/events',
  // New badges would end the contestant's session in the middle of it: asked for once, below.
  'POST /api/events/:eventId/contests/:contestId/badges', 'DELETE /api/events/:eventId/devices/:deviceId',
]);

/** Bodies with which a route does something; every other one is asked with none. */
const bodies = (): Partial<Record<RouteKey, unknown>> => ({
  'POST /api/events/:eventId/public-names': { names: 'full' },
  'POST /api/events/:eventId/contests/:contestId/settings': { boardNames: 'name' },
  'POST /api/events/:eventId/recusal-rule': { months: 24 },
  'POST /api/session/contestant': { code: badges[1]!.resultCode },
});

/** Every route this role is let into, once with an entrant's id and once with a person's. */
async function ask(role: Role, listener: Listener): Promise<void> {
  const entrants = await node.db.entrant.findMany({ where: { contestId: contest.contestId } });
  const sheet = await node.db.sheet.findFirst({ where: { contestId: contest.contestId } });
  const ids = { eventId: contest.eventId, contestId: contest.contestId, judgeId: contest.judgeIds[0]!, sheetId: sheet?.id ?? randomUUID() };
  for (const key of Object.keys(routes) as RouteKey[]) {
    // A workbook is the document that is asked for beside it.
    if (STEPS.has(key) || key.endsWith('.xlsx') || key.endsWith('.csv') || !routes[key].allow.includes(role)) continue;
    const visitor = key === 'POST /api/session/contestant' ? new Visitor(node.base) : listener.visitor;
    for (const entrantId of key.includes(':entrantId') ? [entrants[0]!.id, entrants[0]!.personId] : [randomUUID()]) {
      const others = Object.fromEntries([...key.matchAll(/:(\w+)/g)].map(([, name]) => [name, randomUUID()]));
      const form = key === 'POST /api/events/:eventId/roster' ? { form: rosterForm('姓名,单位,岗位\n甲,乙,HVAC', 'a.csv') } : { body: (bodies()[key] ?? {}) as never };
      listener.note(key, (await visitor.ask(key, { params: { ...others, ...ids, entrantId }, ...form })).ack);
    }
  }
}

/** Every message this role may send, with ids that are there. Commands of the panel name one entrant, the last, which the walk leaves alone. */
async function send(role: Role, listener: Listener): Promise<void> {
  const last = await node.db.entrant.findFirstOrThrow({ where: { contestId: contest.contestId }, orderBy: { position: 'desc' } });
  const place = { eventId: contest.eventId, contestId: contest.contestId };
  const commands = { ...command(), entrantId: last.id };
  const inputs: Partial<Record<MessageName, unknown>> = {
    'board:join': { contestId: place.contestId }, 'contest:join': { contestId: place.contestId },
    'overview:join': { eventId: place.eventId }, 'control:join': { eventId: place.eventId }, 'desk:join': {},
    'entrant:out': { ...commands, state: 'absent', reason: '未到' }, 'entrant:reinstate': { ...commands, reason: '到场' },
    'recusal:declare': { ...commands, reason: '相识' }, 'recusal:order': { ...commands, judgeId: contest.judgeIds[1]!, reason: '相识' },
  };
  for (const name of Object.keys(messages) as MessageName[]) {
    if (!messages[name].allow.includes(role) || name === 'room:leave' || name === 'desk:take-over') continue;
    await listener.send(name, inputs[name] ?? commands);
  }
}

async function walk(): Promise<void> {
  for (const { role, listener } of listeners) {
    await send(role, listener);
    await ask(role, listener);
  }
}

/** Payloads in which something of a person stands beside a code, or that tell a role of somebody it must not hear of. */
async function leaks(before: readonly string[]): Promise<string[]> {
  const [{ people, codes }, own] = [await tellsOf(), new Set((await tellsOf({ person: { name: badges[0]!.name } })).people)];
  // An id an entrant had before the draw was seen beside the name.
  const tells = [...people, ...before];
  return listeners.flatMap(({ role, listener: { heard } }) => {
    expect(heard.length, role).toBeGreaterThan(5);
    return heard.splice(0).flatMap(({ from, text }) => {
      const named = tells.filter((tell) => text.includes(tell));
      const joined = named.length > 0 && codes.some((tell) => text.includes(tell));
      const unheard = role === 'public' || role === 'judge' || role === 'chief' ? named : role === 'contestant' ? named.filter((tell) => !own.has(tell)) : [];
      return joined || unheard.length > 0 ? [`${from} to ${role}: ${named.join(' ')} in ${text.slice(0, 300)}`] : [];
    });
  });
}

test('no payload joins a name to a code between the draw and the unsealing', { timeout: 600_000 }, async () => {
  const params = { eventId: contest.eventId, contestId: contest.contestId };
  await organiser.call('POST /api/events/:eventId/contests/:contestId/draw', { params });
  const before = (await node.db.entrant.findMany({ where: { contestId: contest.contestId } })).map(({ id }) => id);
  for (const role of Role.options) listeners.push({ role, listener: await Listener.open(await visitorOf(role)) });
  listeners.push({ role: 'anonymiser', listener: await Listener.open(officers.second) });
  await walk();
  expect(await leaks([])).toEqual([]);

  // As the walk above asked for it, the first officer has drawn the first step, and the second the second.
  expect(await node.db.draw.findFirstOrThrow()).toMatchObject({ firstBy: '加密甲', secondBy: '加密乙' });
  // A session is remembered for a second at most.
  const phone = listeners.find(({ role }) => role === 'contestant')!.listener.visitor;
  await expect.poll(async () => JSON.stringify(await phone.call('GET /api/session')))
    .not.toMatch(new RegExp(before.join('|')));
  await walk();
  expect(await leaks(before)).toEqual([]);

  await openContest(organiser, contest);
  panel = await pairPanel(organiser, contest);
  expect(await node.db.recusal.count({ where: { contestId: contest.contestId, cause: 'organisation' } })).toBe(2);
  await walk();
  // The listening judge's device was there first.
  await panel.tablets[0]!.connection.send('desk:take-over', command());
  const [last, ...others] = [...panel.entrants].reverse() as [string, ...string[]];
  for (const [index, entrant] of others.entries()) {
    await panel.chief.connection.send('entrant:call', { ...command(), entrantId: entrant });
    for (const tablet of panel.tablets) {
      if (!tablet.sheet(entrant)) continue;
      await tablet.markAll(entrant, index);
      await tablet.submit(entrant);
    }
    await panel.confirm(entrant);
  }
  await walk();
  expect(await leaks(before)).toEqual([]);

  await panel.chief.connection.send('entrant:out', { ...command(), entrantId: last, state: 'absent', reason: '未到' });
  await organiser.call('POST /api/events/:eventId/contests/:contestId/state', { params, body: { state: 'closed' } });
  const supervisor = listeners.find(({ role }) => role === 'supervisor')!.listener.visitor;
  await recheck(supervisor, contest);
  await walk();
  expect(await leaks(before)).toEqual([]);

  await officers.second.call('POST /api/events/:eventId/contests/:contestId/draw/opening', { params });
  await walk();
  expect(await leaks(before)).toEqual([]);

  // Once unsealed it is the other way round, so that what was looked for above could have been found.
  await supervisor.call('POST /api/events/:eventId/contests/:contestId/draw/witness', { params });
  await walk();
  const seen = await leaks(before);
  for (const role of ['public', 'organiser', 'anonymiser', 'contestant']) expect(seen.some((leak) => leak.includes(` to ${role}: `)), role).toBe(true);
});

test('badges say whose they are, and no code', async () => {
  const { contests: [other] } = await makeEvent(organiser, { entrants: 3, judges: 3 });
  await drawContest(organiser, officers, other!);
  const made = await makeBadges(organiser, other!);
  const entrants = await node.db.entrant.findMany({ where: { contestId: other!.contestId } });
  for (const { id, code } of entrants) expect(JSON.stringify(made)).not.toMatch(new RegExp(`${id}|"${code}"`));
  expect(made.map(({ name }) => name).sort()).toEqual(Array.from({ length: 3 }, (_, index) => `选手CLEAN_INDOOR${index}`));
});
