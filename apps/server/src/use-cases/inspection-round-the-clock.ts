/** Looks after inspections while nobody does: opens the periods that begin, and lets results stand that a node left behind. */
import type { Context } from '../context.ts';
import { eachByItself, roundTheClock } from '../round-the-clock.ts';
import { confirmLeft } from './confirm-handed-in.ts';
import { openDue } from './keep-plans.ts';

/** How often, in milliseconds. */
const LOOK = 60_000;

export const startInspections = (ctx: Context): ReturnType<typeof roundTheClock> => roundTheClock(ctx.log, 'inspections', LOOK, () => lookAfter(ctx));

/** A practice copy opens nothing by itself. */
async function lookAfter(ctx: Context): Promise<void> {
  const plans = await ctx.db.inspectionPlan.findMany({
    where: { endedAt: null, frequency: { not: 'unannounced' }, event: { practice: false } }, select: { eventId: true, id: true },
  });
  await eachByItself(ctx.log, 'inspections', plans, ({ eventId, id }) => openDue(ctx, { eventId, planId: id }, { id, role: 'system', device: null }));
  await confirmLeft(ctx);
}
