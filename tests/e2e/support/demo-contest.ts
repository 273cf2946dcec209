// A contest of the demonstration event in the middle of things: one result confirmed, one entrant on stage and half marked.

import type { Badge, ControlContest } from '@leitai/contract';
import { allCriteria } from '@leitai/scoring';
import { plausibleMark } from '../../../apps/simulator/src/marks.ts';
import { command } from '../../../apps/simulator/src/client.ts';
import { makeBadges, openContest, pairJudge } from '../../support/factory.ts';
import { connect, Panel, Tablet } from '../../support/panel.ts';
import type { Visitor } from '../../support/visitor.ts';

export type DemoContest = { readonly panel: Panel; readonly badge: Badge; readonly contest: ControlContest; readonly chinese: readonly string[] };

/** Opens the first contest from this letter on that is still in set-up, and pairs its whole panel. */
async function openDemoContest(organiser: Visitor, from: string): Promise<{ panel: Panel; contest: ControlContest }> {
  const events = await organiser.call('GET /api/events');
  const eventId = events.find(({ demo }) => demo)!.id;
  const { contests } = await organiser.call('GET /api/events/:eventId/control', { params: { eventId } });
  const contest = contests.find(({ letter, state }) => letter >= from && state === 'setup')!;
  const at = { eventId, contestId: contest.id };
  await openContest(organiser, at);
  const join = async (judgeId: string): Promise<Tablet> => {
    const visitor = await pairJudge(organiser, eventId, judgeId);
    const tablet = new Tablet(await connect(visitor), visitor);
    await tablet.join();
    return tablet;
  };
  const judgeIds = contest.seats.filter(({ role }) => role === 'judge').map(({ judgeId }) => judgeId);
  const chiefId = contest.seats.find(({ role }) => role === 'chief')!.judgeId;
  return { panel: new Panel({ ...at, letter: contest.letter, judgeIds, chiefId }, await Promise.all(judgeIds.map(join)), await join(chiefId)), contest };
}

/** `chinese` in the result: what of the event's data has no English, the names of people before all. */
export async function demoContest(organiser: Visitor, from: string, seed: number): Promise<DemoContest> {
  const { panel, contest } = await openDemoContest(organiser, from);
  const [first, second] = panel.entrants;
  await panel.submitAll(first!, seed);
  await panel.confirm(first!, { note: '分差已复核' });
  await panel.chief.connection.send('entrant:call', { ...command(), entrantId: second! });
  await markHalf(panel.tablets[0]!, second!, seed);
  const badges = await makeBadges(organiser, panel.made);
  const badge = badges.find(({ entrantId }) => entrantId === first)!;
  return { panel, contest, badge, chinese: await chineseData(organiser, panel.made.eventId) };
}

async function chineseData(organiser: Visitor, eventId: string): Promise<string[]> {
  const { contests } = await organiser.call('GET /api/events/:eventId/control', { params: { eventId } });
  const lists = await Promise.all(contests.map(({ id }) => organiser.call('GET /api/events/:eventId/contests/:contestId/entrants', { params: { eventId, contestId: id } })));
  const seats = contests.flatMap((contest) => contest.seats);
  const words = [...lists.flat().map(({ name }) => name), ...seats.flatMap(({ name, organisation }) => [name, organisation?.en ?? ''])];
  return [...new Set(words.filter((word) => word !== ''))].toSorted((a, b) => b.length - a.length);
}

/** Every criterion but the middle one and the last. */
export async function markHalf(tablet: Tablet, entrantId: string, seed: number): Promise<void> {
  const random = tablet.chance(entrantId, seed);
  const criteria = allCriteria(tablet.desk.scheme);
  for (const [index, criterion] of criteria.entries()) {
    if (index === Math.floor(criteria.length / 2) || index === criteria.length - 1) continue;
    await tablet.mark(entrantId, criterion.id, plausibleMark(tablet.desk.scheme, criterion, 0.85, random));
  }
}
