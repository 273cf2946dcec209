/** Two events of practical checks: the first with some who fail and repeat, the second that renews; qualifications in every state come of them. */
import { DEFAULT_WORDS } from '@leitai/contract';
import { DEFAULT_CHECK } from '@leitai/scoring';
import type { CheckSettings } from '@leitai/contract';
import { loadDemo } from '../../../../prisma/demo/index.ts';
import { byChance, judgeAll } from './panel.ts';
import { addDays, chance, example, postsOf, unitsOf, type Year } from './year.ts';

type Place = { readonly eventId: string; readonly contestId: string };
type Person = { readonly name: string; readonly organisation: string; readonly postCode: string; readonly employeeNo: string };
/** Share of the points: who has less has failed. */
const PASS = '75';
const WEAK = 0.5;

export async function playChecks(year: Year): Promise<string[]> {
  const { organiser, supervisors: [supervisor], on } = year;
  const [post] = postsOf(year);
  const units = unitsOf(year).map(({ name }) => name.zh);
  const people = loadDemo().roster.filter(({ postCode, organisation }) => postCode === post && units.includes(organisation)).slice(0, year.size === 'full' ? 8 : 4);
  const year1 = on.slice(0, 4);

  const first = await open(year, example(`${Number(year1) - 1} 年度实操考核`, `Practical checks ${Number(year1) - 1}`), people.slice(0, -1));
  await settle(year, first, addDays(on, -400));
  // Every third is not ready yet.
  const weak = people.filter((_, index) => index % 3 === 2).map(({ employeeNo }) => employeeNo);
  await judge(year, first, 'first', (key) => (weak.includes(key) ? WEAK : 0.92));
  await issue(year, first, `${Number(year1) - 1}P`, addDays(on, -399));
  year.moved('checks', 0.5);
  const { rows } = await organiser.api('GET /api/events/:eventId/contests/:contestId/outcomes', first);
  const failed = rows.filter(({ status }) => status === 'failed').flatMap(({ key }) => key ?? []);
  const again = { eventId: first.eventId, contestId: (await organiser.api('POST /api/events/:eventId/contests/:contestId/cohorts', first, { name: { zh: '补考', en: 'Repeat' } })).contestId };
  await settle(year, again, addDays(on, -340), 1);
  await organiser.api('POST /api/events/:eventId/contests/:contestId/candidates', again, { keys: failed });
  await judge(year, again, 'again', () => 0.86);
  await issue(year, again, null, '');
  year.moved('checks', 0.75);

  // Not everybody comes back; one is new.
  const second = await open(year, example(`${year1} 年度实操考核`, `Practical checks ${year1}`), people.slice(-3));
  await settle(year, second, addDays(on, -45));
  await judge(year, second, 'second', () => 0.94);
  await issue(year, second, `${year1}P`, addDays(on, -44));
  const held = (await organiser.api('GET /api/events/:eventId/qualifications', { eventId: second.eventId })).rows.filter(({ state, eventId }) => state === 'valid' && eventId === second.eventId);
  // Whose renewal is withdrawn: somebody who repeated and came back.
  const withdrawn = held.find(({ key }) => key !== null && failed.includes(key))!;
  const place = { eventId: second.eventId, certificateId: withdrawn.certificateId };
  await organiser.api('POST /api/events/:eventId/certificates/:certificateId/revocation', place, { reason: '示例：本人提出调离岗位' });
  const asked = (await organiser.api('GET /api/events/:eventId/certificates', { eventId: second.eventId })).certificates.find(({ payload }) => payload.id === withdrawn.certificateId);
  await supervisor.api('POST /api/events/:eventId/certificates/:certificateId/revocation/approve', place, { requestId: asked!.revocation!.id });
  return [first.eventId, second.eventId];
}

/** An event with one cohort of these people. */
async function open({ organiser }: Year, name: { zh: string; en: string }, people: readonly Person[]): Promise<Place> {
  const { id: eventId } = await organiser.api('POST /api/events', {}, { kind: 'practical-check', name, posts: [people[0]!.postCode] });
  const form = new FormData();
  const lines = people.map((one) => [one.name, one.organisation, one.postCode, one.employeeNo].join(','));
  form.append('file', new Blob([['姓名,单位,岗位代码,工号', ...lines].join('\n')]), 'roster.csv');
  const { importId } = await organiser.upload('POST /api/events/:eventId/roster', { eventId }, form);
  await organiser.api('POST /api/events/:eventId/roster/:importId/confirm', { eventId, importId }, { skipFaulty: false });
  const { contests } = await organiser.api('GET /api/events/:eventId/control', { eventId });
  return { eventId, contestId: contests[0]!.id };
}

/** @param expected how often the cohort's settings were saved: a further cohort begins with those of its post. */
async function settle({ organiser }: Year, place: Place, day: string, expected = 0): Promise<void> {
  const settings: CheckSettings = { rules: structuredClone({ ...DEFAULT_CHECK, pass: { method: 'percent', percent: PASS }, validityMonths: 12, waitingDays: 30 }) as CheckSettings['rules'], day, site: '示例实训中心' };
  await organiser.api('POST /api/events/:eventId/contests/:contestId/check', place, { settings, expected });
}

async function judge(year: Year, place: Place, name: string, skill: (employeeNo: string) => number): Promise<void> {
  const { rows } = await year.organiser.api('GET /api/events/:eventId/contests/:contestId/outcomes', place);
  const keys = new Map(rows.map(({ code, key }) => [code, key!]));
  const chief = await judgeAll(year, place, byChance(year, name, (code) => ({ who: keys.get(code)!, skill: skill(keys.get(code)!) + 0.02 * chance(year, 'skill', name, keys.get(code)!).next() })));
  await chief.api('POST /api/events/:eventId/contests/:contestId/signature/chief', place, { note: '' });
}

/** @param prefix of the certificates' numbers; null: those of the event stay. */
async function issue({ organiser }: Year, place: Place, prefix: string | null, date: string): Promise<void> {
  if (prefix !== null) {
    await organiser.api('POST /api/events/:eventId/certificate-plan', place, { prefix, issuer: { zh: '示例主办单位', en: 'Example organiser' }, date, layout: 'landscape', award: DEFAULT_WORDS.award, participation: DEFAULT_WORDS.participation, withParticipation: false });
  }
  await organiser.api('POST /api/events/:eventId/contests/:contestId/certificates', place);
}
