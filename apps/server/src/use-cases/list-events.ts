/** The organiser's events, the newest first. */
import type { EventSummary, Text } from '@leitai/contract';
import type { Context } from '../context.ts';

/** @param only the one event to tell of; absent: all. */
export async function listEvents({ db }: Context, only?: string): Promise<EventSummary[]> {
  const events = await db.event.findMany({
    ...(only !== undefined && { where: { id: only } }),
    orderBy: { createdAt: 'desc' },
    include: { contests: { select: { _count: { select: { entrants: true, results: true } } } } },
  });
  return events.map(({ id, kind, name, demo, createdAt, contests }) => ({
    id,
    kind: kind === 'practicalCheck' ? 'practical-check' : kind,
    name: name as Text,
    demo,
    createdAt: createdAt.toISOString(),
    contests: contests.length,
    entrants: contests.reduce((sum, { _count }) => sum + _count.entrants, 0),
    confirmed: contests.reduce((sum, { _count }) => sum + _count.results, 0),
  }));
}
