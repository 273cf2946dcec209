/**
 * Nothing public reveals what is hidden, in any state: contests are judged, frozen, corrected, published and awarded by chance, named, masked or in codes, one with a sealed
 * draw, and after each step everything public is read: routes, rooms, frames nobody asked for, the results site in each of its forms, a screen, and another contestant's phone.
 * What must not be in it is planted, or reckoned here from what has been told to whom; what may be is looked for, too, so that the other could have been found.
 */
import { formatFixed, organisationStandings, type Rules } from '@leitai/scoring';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeBadges, makeOrganiser, openResult } from '../support/factory.ts';
import { Listener } from '../support/listener.ts';
import { startNode, type TestNode } from '../support/node.ts';
import { askPublic, readSite } from '../support/public.ts';
import { person, PublicWorld, STAFF_WORDS, unit, type Row, type Told } from '../support/public-world.ts';
import { Visitor } from '../support/visitor.ts';

const STEPS = 60;
const found = new Set<string>();
let node: TestNode;
let organiser: Visitor;
beforeAll(async () => {
  node = await startNode();
  organiser = await makeOrganiser(node.base, node.setupPath);
});
afterAll(() => node.close());

/** `all`: in nothing public; `site`: further what the results site does not say of a contest, by its letter; `phone`: in nothing another contestant hears. */
type Secrets = { readonly all: ReadonlySet<string>; readonly site: ReadonlySet<string>; readonly phone: ReadonlySet<string> };
type People = ReadonlyMap<string, { readonly name: string; readonly ids: readonly string[] }>;

const published = ({ publicly, sealed }: Told): boolean => !sealed && ['provisional', 'final'].includes(publicly.stage);
const numbers = (text: string): string[] => text.match(/\d+\.\d+/g) ?? [];

async function people(world: PublicWorld): Promise<People> {
  const entrants = await node.db.entrant.findMany({ where: { eventId: world.eventId }, include: { person: true, sheets: true } });
  return new Map(entrants.map(({ id, personId, person: { name }, sheets }) => [id, { name, ids: [id, personId, ...sheets.map((sheet) => sheet.id)] }]));
}

async function secretsOf(world: PublicWorld): Promise<Secrets> {
  const known = await people(world);
  const judges = await node.db.judge.findMany({ where: { eventId: world.eventId } });
  const all = new Set([...STAFF_WORDS, '"criterionId"', '"marks"', '"note"', ...judges.flatMap(({ id, personId }) => [id, personId]), ...[...known.values()].flatMap(({ ids }) => ids)]);
  const revealed = revealedOf(world);
  const told = new Set<string>();
  const site = new Set<string>();
  for (const [index, contest] of world.contests.entries()) {
    if (contest.sealed) all.add(unit(index));
    for (const { entrantId, code } of contest.truth) {
      const { name } = known.get(entrantId)!;
      const open = !contest.sealed && contest.named;
      const heard = open && (contest.publicly.rows.some((row) => row.entrantId === entrantId) || revealed.has(code));
      if (!heard) all.add(name);
      if (!(open && published(contest) && world.names === 'full' && heard)) site.add(name);
      if (!published(contest)) site.add(code);
    }
    const digits = digitsOf(await rulesOf(contest));
    const shown = contest.publicly.rows.concat(contest.truth.filter(({ code }) => revealed.has(code)));
    for (const number of [...shown.flatMap(({ text }) => numbers(text)), ...totals(shown, digits), ...gaps(contest.publicly.rows, digits)]) told.add(number);
    for (const total of [...totals(contest.truth, digits), ...contest.pending, ...(await world.unconfirmed(contest)).map((one) => formatFixed(one, digits))]) all.add(total);
    if (!published(contest)) for (const total of totals(contest.truth, digits)) site.add(total);
  }
  for (const contest of world.contests.filter(published)) for (const { text } of contest.publicly.rows) for (const number of numbers(text)) site.delete(number);
  for (const value of await organisations(world, ({ publicly }) => publicly.rows)) told.add(value);
  for (const value of await organisations(world, ({ truth }) => truth)) all.add(value);
  for (const value of told) all.delete(value);
  const phone = new Set([...STAFF_WORDS.filter((word) => word !== '密改'), ...judges.flatMap(({ id, personId }) => [id, personId])]);
  return { all, site, phone };
}

/** Codes the ceremony has revealed by now. */
const revealedOf = ({ ceremony }: PublicWorld): ReadonlySet<string> =>
  new Set((ceremony?.steps.slice(0, ceremony.at + 1) ?? []).flatMap((step) => (step.kind === 'award' ? step.winners.map(({ code }) => code) : [])));
const totals = (rows: readonly Row[], digits: number): string[] => rows.flatMap(({ total }) => (total === null ? [] : [formatFixed(total, digits)]));
const gaps = (rows: readonly Row[], digits: number): string[] => {
  const all = totals(rows, digits).map(Number);
  return all.flatMap((one) => all.map((other) => Math.abs(one - other).toFixed(digits)));
};
const digitsOf = (rules: Rules): number => rules.rounding.total?.digits ?? rules.rounding.panel?.digits ?? 2;
const rulesOf = async ({ panel }: Told): Promise<Rules> => (rules.get(panel.made.contestId) ?? rules.set(panel.made.contestId, (await panel.look()).rules).get(panel.made.contestId))!;
const rules = new Map<string, Rules>();

/** What organisations have from these rows, by the engine; sealed contests count for nobody. */
async function organisations(world: PublicWorld, rowsOf: (told: Told) => readonly Row[]): Promise<string[]> {
  const rule = await rulesOf(world.contests[0]!);
  const members = world.contests.flatMap((told, index) => {
    const ranked = rowsOf(told).filter(({ total, text }) => total !== null && (JSON.parse(text) as { rank: number | null }).rank !== null);
    return rowsOf(told) === told.publicly.rows && told.sealed ? [] : ranked.map(({ total, text }) =>
      ({ organisationId: unit(index), contestId: told.letter, total: total!, rank: (JSON.parse(text) as { rank: number }).rank }));
  });
  return organisationStandings(rule, members).map(({ value }) => formatFixed(value, digitsOf(rule)));
}

/** A number only where it is one of its own; any other word wherever it is. */
const holds = (text: string, secret: string): boolean =>
  (/^\d/.test(secret) ? new RegExp(`(?<![\\d.])${secret.replace('.', '\\.')}(?![\\d.])`).test(text) : text.includes(secret));
const leaks = (heard: readonly { from: string; text: string }[], secrets: Iterable<string>): string[] => {
  const all = [...secrets];
  return heard.flatMap(({ from, text }) => all.filter((secret) => holds(text, secret)).map((secret) => `${from} holds ${secret}: ${text.slice(0, 200)}`));
};

/** What may be seen, and was. */
async function shownBy(world: PublicWorld, heard: Listener['heard'], site: Listener['heard']): Promise<string[]> {
  const [known, revealed, text, pages] = [await people(world), revealedOf(world), heard.map((one) => one.text).join('\n'), site.map((one) => one.text).join('\n')];
  const ceremony = heard.filter(({ from }) => from.includes('ceremony')).map((one) => one.text).join('\n');
  const open = world.contests.filter(({ sealed, named }) => named && !sealed).flatMap((told) => told.publicly.rows.map((row) => ({ ...row, told, name: known.get(row.entrantId)!.name })));
  return [
    ...(open.some(({ name }) => text.includes(name)) ? ['a name'] : []),
    ...(open.some(({ name, told }) => published(told) && pages.includes(name)) ? ['a published name'] : []),
    ...(open.some(({ total }) => total !== null && holds(text, formatFixed(total, 2))) ? ['a total'] : []),
    ...(open.some(({ total, told }) => total !== null && published(told) && holds(pages, formatFixed(total, 2))) ? ['a published total'] : []),
    ...([...revealed].some((code) => ceremony.includes(`"${code}"`)) ? ['a winner'] : []),
  ];
}

type Round = { readonly heard: Listener['heard']; readonly site: Listener['heard'] };
async function readAll(world: PublicWorld): Promise<Round> {
  const fresh = await Listener.open(new Visitor(node.base));
  await askPublic(fresh, world.contests.map(({ panel }) => panel.params));
  const heard = fresh.heard.splice(0);
  await readSite(fresh, world.eventId, world.contests.map(({ letter }) => letter));
  fresh.close();
  return { heard, site: fresh.heard };
}

/** A screen of the hall, shown every page there is. */
async function screen(world: PublicWorld): Promise<Listener> {
  const listener = await Listener.open(new Visitor(node.base));
  const { token } = await listener.visitor.call('POST /api/displays');
  await listener.send('display:join', { token, width: 1920, height: 1080 });
  const console_ = await Listener.open(organiser);
  const { id } = (await node.db.display.findFirstOrThrow({ orderBy: { number: 'desc' } }));
  const playlist = ['overview', 'organisations', 'medals', 'ceremony'].map((kind) => ({ page: { kind }, seconds: 20 }));
  await console_.send('display:show', { eventId: world.eventId, displayIds: [id], playlist });
  console_.close();
  return listener;
}

test.each([1, 2, 3])('seed %i', { timeout: 300_000, tags: 'drawn' }, async (seed) => {
  const world = await PublicWorld.make(node, organiser, seed);
  const [first] = world.contests as [Told, ...Told[]];
  const badge = (await makeBadges(organiser, first.panel.made)).find(({ name }) => name === person(0, 0))!;
  const phone = await Listener.open(await openResult(node.base, badge));
  const others = [...(await people(world))].filter(([id]) => id !== badge.entrantId).flatMap(([, { name, ids }]) => [name, ...ids]);
  const wall = await screen(world);
  await askPublic(wall, world.contests.map(({ panel }) => panel.params));
  let before = await secretsOf(world);
  const walked: string[] = [];
  for (let step = 0; step < STEPS; step += 1) {
    walked.push(await world.step());
    const now = await secretsOf(world);
    const where = `after ${walked.slice(-8).join(' · ')}`;
    const look = async (): Promise<string[]> => {
      const { heard, site } = await readAll(world);
      for (const kind of await shownBy(world, heard, site)) found.add(kind);
      return [...leaks([...heard, ...site], now.all), ...leaks(site, now.site)];
    };
    await expect.poll(look, { message: where }).toEqual([]);
    // What a frame may still have told before this step it may not tell twice.
    expect(leaks(wall.heard.splice(0), [...before.all].filter((secret) => now.all.has(secret))), where).toEqual([]);
    phone.note('own result', (await phone.visitor.ask('GET /api/my/result', {})).ack);
    const own = phone.heard.splice(0);
    expect(leaks(own, [...now.phone, ...others]), where).toEqual([]);
    if (!published(first)) expect(own.at(-1)!.text, where).toContain('"place":null');
    before = now;
  }
  for (const listener of [phone, wall]) listener.close();
  world.close();
});

test('what may be seen was seen on the way, so that the rest could have been found', () => {
  expect([...found].sort()).toEqual(['a name', 'a published name', 'a published total', 'a total', 'a winner']);
});
