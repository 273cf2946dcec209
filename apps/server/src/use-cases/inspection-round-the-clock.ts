/** Looks after inspections while nobody does: opens the periods that begin, and lets results stand that a node left behind. */
import type { Context } from '../context.ts';
import { confirmLeft } from './confirm-handed-in.ts';
import { openDue } from './keep-plans.ts';

/** How often, in milliseconds. */
const LOOK = 60_000;

/** @returns `close` waits for what is under way. */
export function startInspections(ctx: Context): { close(): Promise<void> } {
  let under: Promise<void> = Promise.resolve();
  let busy = false;
  const look = (): void => {
    if (busy) return;
    busy = true;
    under = lookAfter(ctx)
      .catch((error: unknown) => ctx.log.error({ error: String(error) }, 'inspections were not looked after'))
      .finally(() => { busy = false; });
  };
  const timer = setInterval(look, LOOK);
  look();
  return {
    close() {
      clearInterval(timer);
      return under;
    },
  };
}

/** A practice copy opens nothing by itself. */
export async function lookAfter(ctx: Context): Promise<void> {
  const plans = await ctx.db.inspectionPlan.findMany({
    where: { endedAt: null, frequency: { not: 'unannounced' }, event: { practice: false } }, select: { eventId: true, id: true },
  });
  for (const { eventId, id } of plans) await openDue(ctx, { eventId, planId: id }, { id, role: 'system', device: null });
  await confirmLeft(ctx);
}
