/** attempt:grant — an entrant begins anew: the sheets so far close as they stand, and the panel gets new ones (STAGE-2: the last counts). */
import type { MessageInput, MessageOutput } from '@leitai/contract';
import { Refused, type Prisma, type Transaction } from '@leitai/database';
import type { PanelIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { entrantState } from '../queries/enum-names.ts';
import { readSheets, toSheet, type StoredSheet } from '../queries/sheet.ts';
import { contestCommand } from './contest-command.ts';
import { ensureSheets } from './ensure-sheets.ts';

const parts = { attempts: { orderBy: { number: 'desc' }, take: 1 } } satisfies Prisma.EntrantInclude;
type Found = Prisma.EntrantGetPayload<{ include: typeof parts }>;
const attemptOf = ({ attempts: [last] }: Found): number => last?.number ?? 1;

/** The entrant waits to be called again. @throws Refused 'entrant.not-found', 'entrant.confirmed', 'entrant.bad-state' (not called yet, or out), 'contest.not-running'. */
export async function grantAttempt(ctx: Context, me: PanelIdentity, input: MessageInput<'attempt:grant'>): Promise<MessageOutput<'attempt:grant'>> {
  const { eventId, contestId } = me;
  const { entrantId, reason } = input;
  let changed: readonly StoredSheet[] = [];
  const { after, revision } = await contestCommand<Found>(ctx, me, input, {
    type: 'attempt:grant',
    subject: entrantId,
    board: true,
    async find(tx) {
      const entrant = await tx.entrant.findFirst({ where: { eventId, contestId, id: entrantId }, include: parts });
      if (!entrant) throw new Refused('entrant.not-found');
      return entrant;
    },
    async change(tx, entrant) {
      if (entrant.state === 'confirmed') throw new Refused('entrant.confirmed');
      if (entrant.state !== 'onStage' && entrant.state !== 'performed') throw new Refused('entrant.bad-state', { state: entrantState(entrant.state) });
      // Off the stage first: that stops the timer of the attempt that ends.
      await tx.contest.updateMany({ where: { eventId, id: contestId, onStageId: entrantId }, data: { onStageId: null } });
      const number = attemptOf(entrant) + 1;
      await tx.attempt.create({ data: { eventId, contestId, entrantId, number } });
      const after = await tx.entrant.update({ where: { eventId_id: { eventId, id: entrantId } }, data: { state: 'waiting' }, include: parts });
      const { closed, opened, sheets } = await renew(tx, { eventId, contestId, entrantId }, number);
      changed = sheets;
      return { after, entry: { reason, attempt: number, before: entrantState(entrant.state), after: 'waiting', closed, opened } };
    },
  });
  for (const sheet of changed) ctx.notices.sheetChanged(eventId, contestId, toSheet(sheet), revision);
  ctx.notices.boardDue(eventId, contestId);
  ctx.notices.contestChanged(eventId, contestId);
  return { attempt: attemptOf(after), revision };
}

type Place = { readonly eventId: string; readonly contestId: string; readonly entrantId: string };

/** Closes what stands, whatever its state, and lays out the sheets of the new attempt. Those of recused judges are closed already. */
async function renew(tx: Transaction, { eventId, contestId, entrantId }: Place, number: number) {
  const closed = await tx.sheet.updateManyAndReturn({
    where: { eventId, entrantId, state: { in: ['open', 'submitted', 'returned'] } }, data: { state: 'superseded', version: { increment: 1 } },
    select: { id: true, version: true },
  });
  await ensureSheets(tx, eventId, contestId);
  const all = await readSheets(tx, { eventId, entrantId });
  const fresh = all.filter(({ attempt }) => attempt === number);
  const ended = new Set(closed.map(({ id }) => id));
  return { closed, opened: fresh.map(({ id, judgeId }) => ({ id, judgeId })), sheets: [...all.filter(({ id }) => ended.has(id)), ...fresh] };
}
