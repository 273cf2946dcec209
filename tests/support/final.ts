// Contests judged and brought to final results, through the product's own interface; only the deadline's clock is moved.

import { recheck } from './draw.ts';
import { makeEvent, openContest } from './factory.ts';
import type { TestNode } from './node.ts';
import { pairPanel, type Panel } from './panel.ts';
import type { Visitor } from './visitor.ts';

/** Contests of one event, each with all its entrants confirmed. @param before what happens once it runs and nothing is confirmed. */
export async function judgedEvent(organiser: Visitor, { posts, entrants }: { posts: readonly string[]; entrants: number }, before: (panel: Panel) => Promise<void> = async () => {}): Promise<Panel[]> {
  const { contests } = await makeEvent(organiser, { posts: [...posts], entrants, judges: 3 });
  const panels: Panel[] = [];
  for (const made of contests) {
    await openContest(organiser, made);
    const panel = await pairPanel(organiser, made);
    await before(panel);
    for (const [index, entrant] of panel.entrants.entries()) {
      await panel.submitAll(entrant, index * 10);
      await panel.confirm(entrant);
    }
    panels.push(panel);
  }
  return panels;
}

/** Closed, rechecked and signed twice. */
export async function publish(organiser: Visitor, supervisor: Visitor, { made, params, chief }: Panel): Promise<void> {
  await organiser.call('POST /api/events/:eventId/contests/:contestId/state', { params, body: { state: 'closed' } });
  await recheck(supervisor, made);
  await chief.visitor.call('POST /api/events/:eventId/contests/:contestId/signature/chief', { params, body: { note: '' } });
  await supervisor.call('POST /api/events/:eventId/contests/:contestId/signature/supervisor', { params, body: { days: 3 } });
}

/** Once published; the deadline is set into the past. */
export async function finish({ db }: Pick<TestNode, 'db'>, organiser: Visitor, { params }: Panel): Promise<void> {
  await db.contest.updateMany({ where: { id: params.contestId }, data: { objectionsUntil: new Date(Date.now() - 1_000) } });
  await organiser.call('POST /api/events/:eventId/contests/:contestId/final', { params });
}
