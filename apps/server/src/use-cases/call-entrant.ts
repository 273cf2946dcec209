/** entrant:call — the chief calls the next entrant; who stood on the stage has performed. */
import type { MessageInput, MessageOutput } from '@leitai/contract';
import { Refused } from '@leitai/database';
import type { PanelIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { databaseNow } from '../queries/database-now.ts';
import { entrantState } from '../queries/enum-names.ts';
import { contestCommand } from './contest-command.ts';
import { freezeIn, readingsFor } from './indicators.ts';

/** @throws Refused 'entrant.not-found', 'entrant.bad-state', 'contest.not-running', 'contest.paused'. */
export async function callEntrant(ctx: Context, me: PanelIdentity, input: MessageInput<'entrant:call'>): Promise<MessageOutput<'entrant:call'>> {
  const { eventId, contestId } = me;
  const { entrantId } = input;
  // Read before the contest is locked: from the moment of the call on amendments of the sources change nothing.
  const readings = await readingsFor(ctx, { eventId, contestId, entrantId });
  const { revision } = await contestCommand(ctx, me, input, {
    type: 'entrant:call',
    subject: entrantId,
    board: true,
    stage: true,
    async find(tx) {
      const entrant = await tx.entrant.findFirst({ where: { eventId, contestId, id: entrantId } });
      if (!entrant) throw new Refused('entrant.not-found');
      return entrant;
    },
    async change(tx, entrant) {
      if (entrant.state !== 'waiting' && entrant.state !== 'performed') throw new Refused('entrant.bad-state', { state: entrantState(entrant.state) });
      if (readings) await freezeIn(tx, me, { eventId, contestId, entrantId }, readings);
      await tx.entrant.updateMany({ where: { eventId, contestId, state: 'onStage' }, data: { state: 'performed' } });
      const after = await tx.entrant.update({ where: { eventId_id: { eventId, id: entrantId } }, data: { state: 'onStage', substituteAsked: null } });
      await tx.contest.update({ where: { eventId_id: { eventId, id: contestId } }, data: { onStageId: entrantId } });
      await tx.attempt.createMany({ data: { eventId, contestId, entrantId, number: 1 }, skipDuplicates: true });
      const attempts = await tx.attempt.aggregate({ where: { eventId, entrantId }, _max: { number: true } });
      await tx.attempt.update({
        where: { eventId_entrantId_number: { eventId, entrantId, number: attempts._max.number ?? 1 } }, data: { calledAt: await databaseNow(tx) },
      });
      return { after, entry: { before: entrant.state, after: 'on-stage', attempt: attempts._max.number } };
    },
  });
  ctx.notices.boardDue(eventId, contestId);
  ctx.notices.contestChanged(eventId, contestId);
  return { revision };
}
