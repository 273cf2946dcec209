// Makes what tests and the simulator's tests need, through the product's own HTTP interface and nothing else.

import type { HouseRole, Badge, EventKind, EventSummary, RosterPreview } from '@leitai/contract';
import { Visitor } from './visitor.ts';

export const PASSWORD = '正确的马 battery staple';

/** @param setupPath "/setup/<token>", as the server says it at its start; used up. */
export async function makeOrganiser(base: string, setupPath: string, name = '组委会'): Promise<Visitor> {
  const visitor = new Visitor(base);
  await visitor.call('POST /api/setup', { body: { token: setupPath.split('/').at(-1)!, name, password: PASSWORD } });
  return visitor;
}

/** Somebody of another role of the house, through a link the organiser made; a test that is tried again finds its account. */
export async function makeAccount(organiser: Visitor, role: HouseRole, name: string): Promise<Visitor> {
  const { url } = await organiser.call('POST /api/accounts/links', { body: { role } });
  return madeOrThere(organiser.base, url, name);
}

const madeOrThere = (base: string, url: string, name: string): Promise<Visitor> =>
  makeOrganiser(base, new URL(url).pathname, name).catch((error: unknown) => {
    if ((error as { code?: unknown }).code !== 'access.name-taken') throw error;
    return signInOrganiser(base, name);
  });

/** The leader of the unit of this name, through a link the organiser made for it. */
export async function makeLeader(organiser: Visitor, eventId: string, unit: string, name: string): Promise<Visitor> {
  const units = await organiser.call('GET /api/events/:eventId/organisations', { params: { eventId } });
  const organisationId = units.find((one) => one.name.zh === unit)!.id;
  const { url } = await organiser.call('POST /api/events/:eventId/organisations/:organisationId/leader', { params: { eventId, organisationId } });
  return makeOrganiser(organiser.base, new URL(url).pathname, name);
}

export async function signInOrganiser(base: string, name = '组委会'): Promise<Visitor> {
  const visitor = new Visitor(base);
  await visitor.call('POST /api/session', { body: { name, password: PASSWORD } });
  return visitor;
}

export type MadeContest = { readonly eventId: string; readonly contestId: string; readonly letter: string; readonly judgeIds: readonly string[]; readonly chiefId: string };
export type MadeEvent = { readonly eventId: string; readonly summary: EventSummary; readonly contests: readonly MadeContest[] };

/** An event with posts of the library, each with its entrants and a full panel, still in set-up. */
export async function makeEvent(organiser: Visitor, { posts = ['CLEAN_INDOOR'], entrants = 3, judges = 5, kind = 'competition' as EventKind } = {}): Promise<MadeEvent> {
  const summary = await organiser.call('POST /api/events', { body: { kind, name: { zh: '试验赛', en: 'Trial' }, posts } });
  const eventId = summary.id;
  if (entrants > 0) {
    const lines = posts.flatMap((post) => Array.from({ length: entrants }, (_, index) => `选手${post}${index},单位${index % 3},${post},${post}-${index}`));
    const preview = await uploadRoster(organiser, eventId, ['姓名,单位,岗位代码,工号', ...lines].join('\n'));
    await organiser.call('POST /api/events/:eventId/roster/:importId/confirm', { params: { eventId, importId: preview.importId }, body: { skipFaulty: false } });
  }
  const control = await organiser.call('GET /api/events/:eventId/control', { params: { eventId } });
  const contests: MadeContest[] = [];
  for (const { id: contestId, letter } of control.contests) contests.push({ eventId, contestId, letter, ...(await seatPanel(organiser, eventId, contestId, judges)) });
  return { eventId, summary, contests };
}

export async function seatPanel(organiser: Visitor, eventId: string, contestId: string, judges: number): Promise<{ judgeIds: string[]; chiefId: string }> {
  const seat = async (role: 'judge' | 'chief', number: number, name: string): Promise<string> => {
    const body = { seat: number, role, name, organisation: '市评价中心' };
    return (await organiser.call('POST /api/events/:eventId/contests/:contestId/judges', { params: { eventId, contestId }, body })).judgeId;
  };
  const judgeIds: string[] = [];
  for (let number = 1; number <= judges; number++) judgeIds.push(await seat('judge', number, `裁判${number}`));
  return { judgeIds, chiefId: await seat('chief', 1, '裁判长') };
}

export async function openContest(organiser: Visitor, { eventId, contestId }: { eventId: string; contestId: string }): Promise<void> {
  await organiser.call('POST /api/events/:eventId/contests/:contestId/state', { params: { eventId, contestId }, body: { state: 'running' } });
}

/** A tablet paired to this judge or chief. */
export async function pairJudge(organiser: Visitor, eventId: string, judgeId: string): Promise<Visitor> {
  const { code } = await organiser.call('POST /api/events/:eventId/judges/:judgeId/code', { params: { eventId, judgeId } });
  const tablet = new Visitor(organiser.base);
  await tablet.call('POST /api/pairing', { body: { code, label: '平板' } });
  return tablet;
}

export async function makeBadges(organiser: Visitor, { eventId, contestId }: { eventId: string; contestId: string }): Promise<Badge[]> {
  return organiser.call('POST /api/events/:eventId/contests/:contestId/badges', { params: { eventId, contestId } });
}

/** A phone that opened the own result with the badge's code. */
export async function openResult(base: string, { resultCode }: Badge): Promise<Visitor> {
  const phone = new Visitor(base);
  await phone.call('POST /api/session/contestant', { body: { code: resultCode } });
  return phone;
}

export function uploadRoster(organiser: Visitor, eventId: string, file: string | Uint8Array, name = '名册.csv'): Promise<RosterPreview> {
  return organiser.call('POST /api/events/:eventId/roster', { params: { eventId }, form: rosterForm(file, name) });
}

export function rosterForm(file: string | Uint8Array, name: string): FormData {
  const form = new FormData();
  form.append('file', new Blob([file as string | Uint8Array<ArrayBuffer>]), name);
  return form;
}
