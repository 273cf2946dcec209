/** Closing the loop for one post of one organisation: where points are lost, in which clause, by whom, since when, and what was done about it. */
import type { LoopItem, LoopPage, LoopView, Text } from '@leitai/contract';
import { Refused, type Database } from '@leitai/database';
import { compareExact, earnedRate, sumExact } from '@leitai/scoring';
import { houseDay } from '../today.ts';
import { cites, findingsOf, plannedFor, readDone, trainingsOf, under, type Done } from './done.ts';
import { isUnder, ownOf, quarters, rated, resultsIn, type Whose } from './rates.ts';
import { lookOf, postPoints, type Look, type Point } from './rows.ts';

type LoopPlace = { readonly eventId: string; readonly postId: string; readonly organisationId: string };

/** @param least results below which no mean is told. @throws Refused 'event.not-found', 'organisation.not-found'. */
export async function loopPage(db: Database, { eventId, postId, organisationId }: LoopPlace, view: LoopView, least = 1): Promise<LoopPage> {
  const event = await db.event.findUnique({ where: { id: eventId }, include: { posts: { where: { id: postId } }, organisations: { where: { id: organisationId } } } });
  const [post, organisation] = [event?.posts[0], event?.organisations[0]];
  if (!event) throw new Refused('event.not-found');
  if (!post || !organisation) throw new Refused('organisation.not-found');
  const look = lookOf(view, await houseDay(db));
  const unit = (organisation.name as Text).zh;
  const [points, done] = await Promise.all([postPoints(db, post.code, look), readDone(db, look, { unit, postCode: post.code })]);
  return {
    event: event.name as Text, post: { id: post.id, code: post.code, name: post.name as Text }, organisation: { id: organisation.id, name: organisation.name as Text },
    ...composeLoop(points, done, post.code, look, { unit, least }),
  };
}

/** @param points everybody's of the post. @param done at least the unit's. */
export function composeLoop(points: readonly Point[], done: Done, postCode: string, { from, today }: Look, whose: Whose): Omit<LoopPage, 'event' | 'post' | 'organisation'> {
  const own = ownOf(points, whose.unit);
  const of = { unit: whose.unit, postCode, from, today };
  const findings = findingsOf(done, of);
  const { trainings, courses, plans } = trainingsOf(done, of);
  const items = [...Map.groupBy(points, ({ key }) => key)].flatMap(([key, all]): LoopItem[] => {
    const [rates, mine] = [rated(all, whose), ownOf(all, whose.unit)];
    const lost = mine.filter(({ points, max }) => compareExact(points, max) < 0);
    if (rates === null || lost.length === 0) return [];
    const { module, name, clause } = all.at(-1)!;
    const effect = (from: string, until: string) => ({ before: earnedRate(mine.filter(({ day }) => day < from)), after: earnedRate(mine.filter(({ day }) => day > until)) });
    const against = plans.filter((plan) => plannedFor(plan, clause));
    const periods = quarters(all, whose);
    return [{
      key, module, name, clause, ...rates, lost: sumExact(lost.map(({ row }) => row.lost)), times: lost.length, of: mine.length,
      since: periods.find(isUnder)?.quarter ?? null, quarters: periods, rows: mine.map(({ row }) => row).reverse(),
      findings: findings.filter((finding) => cites(finding, clause)).map(({ id }) => id),
      trainings: trainings.filter((one) => under(clause, one) || against.some(({ id }) => id === one.planId)).map(({ id, day }) => ({ sessionId: id, ...effect(day, day) })),
      plans: against.map(({ id, held }) => ({ planId: id, ...(held ? effect(held.from, held.until) : { before: null, after: null }) })),
      courses: courses.filter((course) => under(clause, course)).map(({ id }) => id),
    }];
  });
  const sources = Map.groupBy(own, ({ row }) => row.source);
  return {
    today, from, whole: rated(points, whose), quarters: quarters(points, whose), results: [...sources].map(([source, all]) => ({ source, count: resultsIn(all) })),
    items: items.sort((a, b) => compareExact(a.rate, b.rate) || (a.key < b.key ? -1 : 1)), people: peopleOf(own), findings, trainings, courses, plans,
  };
}

/** Those who lost most first. */
function peopleOf(own: readonly Point[]): LoopPage['people'] {
  const people = Map.groupBy(own.filter(({ row }) => row.person !== null), ({ row, personId }) => row.employeeNo ?? personId);
  return [...people.values()].map((all) => {
    const { person, employeeNo } = all.at(-1)!.row;
    return { name: person!, employeeNo, rate: earnedRate(all) ?? '0', lost: sumExact(all.map(({ row }) => row.lost)), results: resultsIn(all) };
  }).sort((a, b) => compareExact(a.rate, b.rate) || a.name.localeCompare(b.name, 'zh-CN'));
}
