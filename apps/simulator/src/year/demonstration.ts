/** Two rounds of demonstration posts: last year's, which has ended with plaques, and this year's, whose applications are on their way. */
import { DEFAULT_WORDS } from '@leitai/contract';
import type { Text } from '@leitai/contract';
import { allCriteria, type Criterion, type Scheme } from '@leitai/scoring';
import { command, type Client } from '../client.ts';
import { judgeAll } from './panel.ts';
import { addDays, chance, example, postsOf, unitsWithLeaders, type Year } from './year.ts';

type Round = { readonly label: string; readonly eventId: string; readonly contestId: string; readonly scheme: Scheme; readonly units: Awaited<ReturnType<typeof unitsWithLeaders>> };
const at = (round: Round, applicationId: string) => ({ eventId: round.eventId, applicationId });

/** What becomes of last year's teams, in the order they applied. `less`: from how many indicators the panel takes something off. */
const ENDS = [{ end: 'named', less: 0 }, { end: 'rectified', less: 1 }, { end: 'refused', less: 6 }, { end: 'withdrawn', less: 1 }, { end: 'named', less: 2 }] as const;
const TO_TAKE = ['five-forms', 'leading-group', 'awareness', 'honours', 'training', 'documents'];

/** Its indicators were all judged on site, as there were no records to feed them yet. */
export async function playLastRound(year: Year): Promise<string> {
  const { organiser, supervisors: [supervisor], on } = year;
  const before = Number(on.slice(0, 4)) - 1;
  const round = await open(year, `${before}`, `${before}-01-01`, `${before}-12-31`, [], true);
  const ends = ENDS.slice(0, round.units.length);
  const teams: string[] = [];
  for (const [index, unit] of ends.map((_, place) => round.units[place]!).entries()) {
    const id = await apply(year, round, unit.leader, `示例${'甲乙丙丁戊'[index]!}班组`, postsOf(year)[index % postsOf(year).length]!, true);
    await verify(year, round, id, true);
    year.moved('lastRound', teams.push(id) / ends.length / 2);
  }
  await judgeAll(year, round, (_seat, { position }, criterion) => {
    // The teams appear in the order they were entered.
    const { end, less: items } = ends[position - 1]!;
    const less = TO_TAKE.slice(0, items).includes(criterion.id) ? (end === 'refused' ? 2 : 0.5) : 0;
    return { type: 'points', points: `${Number(criterion.max) - less}` };
  });
  await organiser.api('POST /api/events/:eventId/certificate-plan', round, { prefix: `${before}SF`, issuer: { zh: '示例主办单位', en: 'Example organiser' }, date: addDays(on, -300), layout: 'landscape', ...DEFAULT_WORDS, withParticipation: false });
  const decide = async (id: string, outcome: 'named' | 'rectify' | 'refused', reason: string): Promise<void> => {
    await organiser.api('POST /api/events/:eventId/demonstration/applications/:applicationId/decisions', at(round, id), { ...command(), outcome, reason });
    const { decisions } = await organiser.api('GET /api/events/:eventId/demonstration/applications/:applicationId', at(round, id));
    await supervisor.api('POST /api/events/:eventId/demonstration/decisions/:decisionId/signature', { eventId: round.eventId, decisionId: decisions.at(-1)!.id }, { ...command(), approved: true, reason: '' });
  };
  for (const [index, { end }] of ends.entries()) {
    const id = teams[index]!;
    if (end === 'refused') {
      await decide(id, 'refused', '示例：未达到命名条件');
      continue;
    }
    if (end === 'rectified') {
      await decide(id, 'rectify', '示例：档案一处缺页，补齐后再议');
      await round.units[index]!.leader.api('POST /api/events/:eventId/unit/demonstration/:applicationId/rectification', at(round, id), { ...command(), report: '已补齐' });
    }
    await decide(id, 'named', '示例：达到命名条件');
    await organiser.api('POST /api/events/:eventId/demonstration/applications/:applicationId/plaque', at(round, id), command());
    if (end === 'withdrawn') await withdraw(year, round, id);
  }
  return round.eventId;
}

async function withdraw({ organiser, supervisors: [supervisor] }: Year, round: Round, id: string): Promise<void> {
  const { plaqueGiven } = await organiser.api('GET /api/events/:eventId/demonstration/applications/:applicationId', at(round, id));
  const place = { eventId: round.eventId, plaqueId: plaqueGiven!.id };
  await organiser.api('POST /api/events/:eventId/demonstration/plaques/:plaqueId/withdrawal', place, { ...command(), reason: '示例：班组已撤并' });
  const { plaqueGiven: asked } = await organiser.api('GET /api/events/:eventId/demonstration/applications/:applicationId', at(round, id));
  await supervisor.api('POST /api/events/:eventId/demonstration/plaques/:plaqueId/withdrawal/decision', place, { ...command(), requestId: asked!.withdrawal!.id, approved: true, reason: '' });
}

/** Fed by what the year recorded. One application is written on, one handed in, one asked for more, one entered for the review, one taken back. */
export async function playThisRound(year: Year, sources: readonly string[]): Promise<string> {
  const round = await open(year, year.on.slice(0, 4), addDays(year.on, -364), year.on, sources, false);
  const apps: string[] = [];
  for (const [index, unit] of round.units.slice(0, 5).entries()) {
    apps.push(await apply(year, round, unit.leader, `示例${'甲乙丙丁戊'[index]!}班组`, postsOf(year)[0]!, index !== 3));
    year.moved('thisRound', apps.length / 7);
  }
  await verify(year, round, apps[0]!, true);
  await verify(year, round, apps[2]!, false);
  if (apps[4]) await round.units[4]!.leader.api('POST /api/events/:eventId/unit/demonstration/:applicationId/withdrawal', at(round, apps[4]), command());
  return round.eventId;
}

/** @param judged turns the fed indicators into judged ones of the same points; its publicity was over before it was brought in. */
async function open(year: Year, label: string, from: string, until: string, sources: readonly string[], judged: boolean): Promise<Round> {
  const { organiser, on } = year;
  const name: Text = example(`${label} 年度示范岗评定`, `Demonstration posts ${label}`);
  const { id: eventId } = await organiser.api('POST /api/events', {}, { kind: 'demonstration', name });
  const units = await unitsWithLeaders(year, eventId, `${label}评定`);
  const settings = { from, until, sources: [...sources], applyUntil: `${addDays(on, 30)}T00:00:00.000Z`, rectifyDays: 30, publicityDays: judged ? 0 : 5, validYears: 3, draft: true };
  await organiser.api('POST /api/events/:eventId/demonstration', { eventId }, { ...command(), settings });
  const { contests } = await organiser.api('GET /api/events/:eventId/control', { eventId });
  const contestId = contests[0]!.id;
  const [card] = await organiser.api('GET /api/events/:eventId/schemes', { eventId });
  const place = { eventId, schemeId: card!.id };
  const file = await organiser.api('GET /api/events/:eventId/schemes/:schemeId', place);
  if (!judged) return { label, eventId, contestId, scheme: file.scheme, units };
  const byPeople = (one: Criterion): Criterion => ({ ...one, kind: 'judged', scale: { type: 'points', min: '0', max: one.max, step: '0.5' } });
  const scheme: Scheme = { ...file.scheme, modules: file.scheme.modules.map((module) => ({ ...module, criteria: module.criteria.map(byPeople) })) };
  const { revision } = await organiser.api('POST /api/events/:eventId/schemes/:schemeId/draft', place, { revision: file.revision, scheme });
  await organiser.api('POST /api/events/:eventId/schemes/:schemeId/versions', place, { revision, contestIds: [contestId] });
  return { label, eventId, contestId, scheme, units };
}

async function apply(year: Year, round: Round, leader: Client, team: string, postCode: string, handIn: boolean): Promise<string> {
  year.signal.throwIfAborted();
  const { eventId } = round;
  const { applicationId } = await leader.api('POST /api/events/:eventId/unit/demonstration', { eventId }, { ...command(), team, postCode, leader: '石主管', headcount: 8 });
  for (const { id, max } of allCriteria(round.scheme)) {
    const points = `${Number(max) - (chance(year, 'self', round.label, team, id).chance(0.2) ? 0.5 : 0)}`;
    await leader.api('POST /api/events/:eventId/unit/demonstration/:applicationId/items', at(round, applicationId), { ...command(), criterionId: id, points, statement: '示例说明' });
  }
  if (handIn) await leader.api('POST /api/events/:eventId/unit/demonstration/:applicationId/submission', at(round, applicationId), command());
  return applicationId;
}

/** @param whole false: of the first indicator more is asked for, and the rest waits. */
async function verify({ organiser }: Year, round: Round, id: string, whole: boolean): Promise<void> {
  const items = allCriteria(round.scheme).slice(0, whole ? undefined : 1);
  for (const { id: criterionId } of items) {
    await organiser.api('POST /api/events/:eventId/demonstration/applications/:applicationId/verification', at(round, id), { ...command(), criterionId, ...(whole ? { state: 'accepted', reason: '' } : { state: 'more', reason: '请补充年度发文' }) });
  }
  if (whole) await organiser.api('POST /api/events/:eventId/demonstration/applications/:applicationId/admission', at(round, id), { ...command(), admitted: true, reason: '' });
}
