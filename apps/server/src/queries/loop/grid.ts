/** Where it hurts: the score rate of every organisation on every post of an event, from the results of all events. */
import type { LoopGrid, LoopView, Text } from '@leitai/contract';
import { Refused, type Database } from '@leitai/database';
import { houseDay } from '../today.ts';
import { ownOf, rated, resultsIn } from './rates.ts';
import { lookOf, postPoints } from './rows.ts';

export type Only = { /** Of the organisations only this one. */ readonly organisationId?: string; /** Results below which no mean is told. */ readonly least?: number };

/** Organisations and posts that have results alone; cohorts of a post are one. @throws Refused 'event.not-found'. */
export async function loopGrid(db: Database, eventId: string, view: LoopView, { organisationId, least = 1 }: Only = {}): Promise<LoopGrid> {
  const { event, posts, organisations } = await axes(db, eventId, organisationId);
  if (!event) throw new Refused('event.not-found');
  const look = lookOf(view, await houseDay(db));
  const cells: LoopGrid['cells'] = [];
  // One after the other: all posts' readings at once are too much to hold.
  for (const post of posts) {
    const points = await postPoints(db, post.code, look);
    for (const { id, name } of organisations) {
      const rates = rated(points, { unit: name.zh, least });
      if (rates) cells.push({ postId: post.id, organisationId: id, ...rates, results: resultsIn(ownOf(points, name.zh)) });
    }
  }
  return {
    today: look.today, from: look.from, cells,
    posts: posts.filter(({ id }) => cells.some(({ postId }) => postId === id)), organisations: organisations.filter(({ id }) => cells.some((cell) => cell.organisationId === id)),
  };
}

/** Posts by letter, organisations by name. */
export async function axes(db: Database, eventId: string, organisationId?: string) {
  const event = await db.event.findUnique({ where: { id: eventId }, include: { posts: { orderBy: { letter: 'asc' } }, organisations: true } });
  const posts = (event?.posts ?? []).map(({ id, code, name }) => ({ id, code, name: name as Text }));
  return {
    event,
    posts: posts.filter(({ code }, at) => posts.findIndex((one) => one.code === code) === at),
    organisations: (event?.organisations ?? []).filter(({ id }) => organisationId === undefined || id === organisationId)
      .map(({ id, name }) => ({ id, name: name as Text })).sort((a, b) => a.name.zh.localeCompare(b.name.zh, 'zh-CN')),
  };
}
