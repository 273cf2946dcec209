/** How a paper sheet ends that its two typists did not end: set aside, or decided by the chief where the tablet has other marks. */
import type { MessageInput, MessageOutput, PaperAside, PaperMarks } from '@leitai/contract';
import { Refused } from '@leitai/database';
import type { AccountIdentity, PanelIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { entryOf, paperStep, requireTaking, waitingEntry } from './paper-entry-step.ts';

/** The tablet has the sheet back; what was typed stays on the record. @throws Refused 'paper.not-found', 'paper.decided', and what `paperStep` refuses. */
export async function setAsidePaper(ctx: Context, me: AccountIdentity, { eventId, entryId }: { eventId: string; entryId: string }, input: PaperAside): Promise<void> {
  const { contestId, sheetId } = await entryOf(ctx.db, eventId, entryId);
  await paperStep(ctx, me, input, {
    place: { eventId, contestId }, sheetId, verb: 'aside',
    async change(tx) {
      const entry = await waitingEntry(tx, eventId, entryId, ['entered', 'differs', 'contested']);
      return { entry, columns: { state: 'aside', endedBy: me.name, reason: input.reason } };
    },
  });
}

/** @throws Refused 'paper.not-found' (also of another contest), 'paper.decided', and what `paperStep` and `requireTaking` refuse. */
export async function decidePaper(ctx: Context, me: PanelIdentity, input: MessageInput<'paper:decide'>): Promise<MessageOutput<'paper:decide'>> {
  const { eventId, contestId } = me;
  const { entryId, stands, reason } = input;
  const found = await entryOf(ctx.db, eventId, entryId);
  if (found.contestId !== contestId) throw new Refused('paper.not-found');
  const { sheet, revision } = await paperStep(ctx, me, input, {
    place: { eventId, contestId }, sheetId: found.sheetId, verb: 'decide',
    async change(tx, before) {
      const entry = await waitingEntry(tx, eventId, entryId, ['contested']);
      if (stands === 'paper') await requireTaking(tx, before);
      return { entry, columns: { state: stands === 'paper' ? 'applied' : 'aside', endedBy: me.name, reason }, marks: (entry.settled ?? entry.second) as PaperMarks };
    },
  });
  return { sheet, revision };
}
