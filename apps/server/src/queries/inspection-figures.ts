/** How much of an inspection's plan was done, with the visits behind every figure. */
import type { Completion, VisitRow } from '@leitai/contract';
import { dayOf } from '@leitai/contract/house-day';
import type { Database, Prisma, Transaction } from '@leitai/database';
import { mean, type Exact } from '@leitai/scoring';
import { readVisits, rowOf } from './visits.ts';

/** Which visits: due (their last day) within both days; of a unit by its Chinese name, of a post by its code. Dropped ones never count. */
type InspectionScope = { readonly from: string; readonly until: string; readonly organisation?: string; readonly postCode?: string };

type PlanFigures = Completion & { /** Done in percent of planned, exact; null where nothing was planned. */ readonly percent: Exact | null; readonly rows: readonly VisitRow[] };

/** Planned visits against those done, whenever: late ones are done and told apart. */
export async function planCompletion(db: Database | Transaction, eventId: string, scope: InspectionScope): Promise<PlanFigures> {
  const rows = (await within(db, eventId, scope)).filter(({ state }) => state !== 'dropped');
  const percent = rows.length === 0 ? null : mean(rows.map(({ state }) => (state === 'done' ? '100' : '0')));
  return { ...completionOf(rows), percent, rows };
}

/** Counts of visits as they stand; dropped ones are not planned any more. */
export function completionOf(visits: readonly VisitRow[]): Completion {
  const planned = visits.filter(({ state }) => state !== 'dropped');
  const done = planned.filter(({ state }) => state === 'done');
  return {
    planned: planned.length,
    done: done.length,
    late: done.filter(({ inspectedAt, until }) => inspectedAt !== null && dayOf(new Date(inspectedAt)) > until).length,
    missed: planned.filter(({ state }) => state === 'missed' || state === 'undone').length,
    due: planned.filter(({ state }) => state === 'due' || state === 'deciding').length,
  };
}

async function within(db: Database | Transaction, eventId: string, { from, until, organisation, postCode }: InspectionScope): Promise<VisitRow[]> {
  const where: Prisma.EntrantWhereInput = {
    eventId,
    ...(organisation !== undefined && { organisation: { name: { path: ['zh'], equals: organisation } } }),
    contest: { round: { until: { gte: new Date(from), lte: new Date(until) } }, ...(postCode !== undefined && { post: { code: postCode } }) },
  };
  return (await readVisits(db, where)).map(rowOf);
}
