/** ceremony:drive — a presenter starts the ceremony, goes to a step, rests, goes on, and ends it. */
import type { MessageInput } from '@leitai/contract';
import { Refused, type CeremonyModel, type Prisma } from '@leitai/database';
import type { AccountIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { endsAsRecorded, fingerprint } from '../projection/ceremony.ts';
import { factsOf, lockCeremony, runningOf } from '../queries/ceremony.ts';
import { databaseNow } from '../queries/database-now.ts';
import { freeze } from './freeze.ts';

type Act = MessageInput<'ceremony:drive'>['act'];

/**
 * Of two who press at once one goes on; the other is refused and sees what stands.
 * @throws Refused 'ceremony.none', 'ceremony.conflict' (details.revision), 'ceremony.bad-step' (details.stage), and what `requireFinal` refuses.
 */
export async function driveCeremony(ctx: Context, me: AccountIdentity, { eventId, revision, act }: MessageInput<'ceremony:drive'>): Promise<{ revision: number }> {
  const row = await ctx.db.$transaction(async (tx) => {
    const found = await lockCeremony(tx, eventId);
    if (!found) throw new Refused('ceremony.none');
    if (found.revision !== revision) throw new Refused('ceremony.conflict', { revision: found.revision });
    if (act.kind === 'start') await requireFinal(ctx, eventId, found);
    return tx.ceremony.update({ where: { eventId }, data: { ...after(found, act, await databaseNow(tx)), revision: { increment: 1 } } });
  });
  ctx.notices.ceremonyChanged(eventId);
  const { plan } = runningOf(row);
  if (act.kind === 'end' && plan.lift) await freeze(ctx, me, eventId, { contestIds: plan.posts.map(({ contestId }) => contestId), frozen: false });
  return { revision: row.revision };
}

/** @throws Refused 'ceremony.stale' when results are others than it was prepared from, 'ceremony.unequal' when its steps do not end in the recorded ones. */
async function requireFinal(ctx: Context, eventId: string, row: CeremonyModel): Promise<void> {
  const { plan, steps } = runningOf(row);
  const facts = await factsOf(ctx.db, eventId, plan);
  if ([...facts.values()].some(({ state }) => state !== 'final') || fingerprint(plan, facts) !== row.resultsHash) throw new Refused('ceremony.stale');
  if (!endsAsRecorded(plan, steps, facts)) throw new Refused('ceremony.unequal');
}

function after(row: CeremonyModel, act: Act, now: Date): Prisma.CeremonyUpdateInput {
  const { stage, pausedAt, pausedMs } = row;
  const rested = pausedMs + (pausedAt ? now.getTime() - pausedAt.getTime() : 0);
  const from = (...stages: readonly CeremonyModel['stage'][]): void => {
    if (!stages.includes(stage)) throw new Refused('ceremony.bad-step', { stage });
  };
  switch (act.kind) {
    case 'start': from('prepared'); return { stage: 'running', step: 0, startedAt: now };
    case 'go':
      from('running');
      if (act.to >= runningOf(row).steps.length) throw new Refused('ceremony.bad-step', { stage });
      return { step: act.to };
    case 'pause': from('running'); return { stage: 'paused', pausedAt: now };
    case 'resume': from('paused'); return { stage: 'running', pausedAt: null, pausedMs: rested };
    case 'end': from('running', 'paused'); return { stage: 'ended', pausedAt: null, pausedMs: rested };
    default: return act satisfies never;
  }
}
