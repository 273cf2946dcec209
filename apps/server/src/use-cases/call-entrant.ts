/** entrant:call — the chief calls the next entrant; who stood on the stage has performed. */
import type { MessageInput, MessageOutput } from '@leitai/contract';
import { appendEvent, lockContest, Refused, seenCommand } from '@leitai/database';
import type { PanelIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { actorOf } from './actor.ts';

/** @throws Refused 'entrant.not-found', 'entrant.bad-state', 'contest.not-running'. */
export async function callEntrant(ctx: Context, me: PanelIdentity, input: MessageInput<'entrant:call'>): Promise<MessageOutput<'entrant:call'>> {
  const { eventId, contestId } = me;
  const { entrantId } = input;
  const revision = await ctx.db.$transaction(async (tx) => {
    const contest = await lockContest(tx, eventId, contestId);
    const seen = await seenCommand<{ revision: number }>(tx, eventId, input, actorOf(me), 'entrant:call', entrantId);
    if (seen) return seen.revision;
    if (contest.state !== 'running') throw new Refused('contest.not-running');
    const entrant = await tx.entrant.findFirst({ where: { eventId, contestId, id: entrantId } });
    if (!entrant) throw new Refused('entrant.not-found');
    if (entrant.state !== 'waiting' && entrant.state !== 'performed') throw new Refused('entrant.bad-state', { state: entrant.state });

    await tx.entrant.updateMany({ where: { eventId, contestId, state: 'onStage' }, data: { state: 'performed' } });
    await tx.entrant.update({ where: { eventId_id: { eventId, id: entrantId } }, data: { state: 'onStage' } });
    await tx.contest.update({ where: { eventId_id: { eventId, id: contestId } }, data: { onStageId: entrantId, onStageAt: new Date() } });
    const entry = { type: 'entrant:call', subject: entrantId, before: entrant.state, after: 'on-stage' };
    return (await appendEvent(tx, eventId, contestId, input, actorOf(me), entry, {}, true)).revision;
  });
  ctx.notices.boardDue(eventId, contestId);
  ctx.notices.contestChanged(eventId, contestId);
  return { revision };
}
