/** entrant:out and entrant:reinstate — the chief takes an entrant out of the contest, or back into it, with a reason. */
import type { EntrantState, MessageInput, MessageOutput } from '@leitai/contract';
import { Refused, type Prisma, type Transaction } from '@leitai/database';
import type { PanelIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { entrantState } from '../queries/enum-names.ts';
import { contestCommand, type Acting } from './contest-command.ts';

const parts = { result: { select: { status: true } }, attempts: { select: { number: true } } } satisfies Prisma.EntrantInclude;
type Found = Prisma.EntrantGetPayload<{ include: typeof parts }>;
type Next = { state: Found['state']; outReason: string | null };

const isOut = ({ state }: Found): boolean => state === 'absent' || state === 'withdrawn' || state === 'disqualified';

/** A confirmed result stays beside the state, for whoever asks later, and counts nowhere. @throws Refused 'entrant.not-found', 'entrant.bad-state', 'contest.not-running'. */
export function takeOut(ctx: Context, me: Acting, input: MessageInput<'entrant:out'>): Promise<MessageOutput<'entrant:out'>> {
  return change(ctx, me, 'entrant:out', input, (entrant) => {
    if (isOut(entrant)) throw new Refused('entrant.bad-state', { state: entrantState(entrant.state) });
    return { state: input.state, outReason: input.reason };
  });
}

/** @throws Refused as `takeOut` does; 'entrant.bad-state' also where a confirmed veto disqualified. */
export function reinstate(ctx: Context, me: PanelIdentity, input: MessageInput<'entrant:reinstate'>): Promise<MessageOutput<'entrant:reinstate'>> {
  return change(ctx, me, 'entrant:reinstate', input, (entrant) => {
    if (!isOut(entrant) || entrant.result?.status === 'disqualified') throw new Refused('entrant.bad-state', { state: entrantState(entrant.state) });
    return { state: entrant.result ? 'confirmed' : entrant.attempts.length > 0 ? 'performed' : 'waiting', outReason: null };
  });
}

async function change(
  ctx: Context, me: Acting, type: 'entrant:out' | 'entrant:reinstate', input: MessageInput<'entrant:reinstate'>, next: (entrant: Found) => Next,
): Promise<{ revision: number }> {
  const { eventId, contestId } = me;
  const { entrantId, reason } = input;
  const { revision } = await contestCommand<Found>(ctx, me, input, {
    type,
    subject: entrantId,
    board: true,
    async find(tx) {
      const entrant = await tx.entrant.findFirst({ where: { eventId, contestId, id: entrantId }, include: parts });
      if (!entrant) throw new Refused('entrant.not-found');
      return entrant;
    },
    async change(tx, entrant) {
      const after = await tx.entrant.update({ where: { eventId_id: { eventId, id: entrantId } }, data: next(entrant), include: parts });
      await leaveStage(tx, me, entrantId);
      return { after, entry: { before: entrantState(entrant.state), after: entrantState(after.state) satisfies EntrantState, reason } };
    },
  });
  ctx.notices.boardDue(eventId, contestId);
  ctx.notices.contestChanged(eventId, contestId);
  return { revision };
}

const leaveStage = (tx: Transaction, { eventId, contestId }: Acting, entrantId: string) =>
  tx.contest.updateMany({ where: { eventId, id: contestId, onStageId: entrantId }, data: { onStageId: null } });
