/** Prepares an event's ceremony: the organiser chooses posts, awards and words; the steps follow from the final results. */
import type { CeremonyPlan } from '@leitai/contract';
import { Refused, type Prisma } from '@leitai/database';
import type { Context } from '../context.ts';
import { fingerprint, stepsOf } from '../projection/ceremony.ts';
import { factsOf, lockCeremony } from '../queries/ceremony.ts';

const json = (value: unknown): Prisma.InputJsonValue => JSON.parse(JSON.stringify(value)) as Prisma.InputJsonValue;

/**
 * @throws Refused 'contest.not-found', 'ceremony.not-final' (details.contests: letters of those that are not final; with tables, of the whole event), 'ceremony.no-award'
 * for an award the rules do not have, or a post or table planned twice, 'ceremony.running' while one goes on.
 */
export async function prepareCeremony(ctx: Context, eventId: string, plan: CeremonyPlan): Promise<void> {
  const facts = await factsOf(ctx.db, eventId, plan);
  const open = [...facts.values()].filter(({ state }) => state !== 'final').map(({ letter }) => letter);
  if (open.length > 0) throw new Refused('ceremony.not-final', { contests: open });
  const known = plan.posts.every(({ contestId, awards }) => awards.every((id) => facts.get(contestId)!.rules.awards.some((award) => award.id === id)));
  const twice = new Set(plan.tables.map(({ kind }) => kind)).size < plan.tables.length;
  if (!known || twice || new Set(plan.posts.map(({ contestId }) => contestId)).size < plan.posts.length) throw new Refused('ceremony.no-award');
  const data = {
    plan: json(plan), steps: json(stepsOf(plan, facts)), resultsHash: fingerprint(plan, facts),
    stage: 'prepared', step: 0, startedAt: null, pausedAt: null, pausedMs: 0,
  } as const;
  await ctx.db.$transaction(async (tx) => {
    const row = await lockCeremony(tx, eventId);
    if (row?.stage === 'running' || row?.stage === 'paused') throw new Refused('ceremony.running');
    await tx.ceremony.upsert({ where: { eventId }, create: { eventId, ...data }, update: { ...data, revision: { increment: 1 } } });
  });
  ctx.notices.ceremonyChanged(eventId);
}
