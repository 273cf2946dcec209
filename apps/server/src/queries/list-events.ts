/** The organiser's events, the newest first. */
import type { EventSummary } from '@leitai/contract';
import type { Context } from '../context.ts';
import { eventSummary } from './event-summary.ts';

/** @param only the one event to tell of; absent: all. */
export async function listEvents({ db }: Context, only?: string): Promise<EventSummary[]> {
  const events = await db.event.findMany({
    ...(only !== undefined && { where: { id: only } }),
    orderBy: { createdAt: 'desc' },
    include: { contests: { select: { _count: { select: { entrants: true, results: true } } } } },
  });
  return events.map(eventSummary);
}
