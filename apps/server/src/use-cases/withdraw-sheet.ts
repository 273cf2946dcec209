/** sheet:withdraw — a judge takes a sheet back shortly after handing it in; it reopens as it was before. */
import type { MessageInput, MessageOutput, Returned, Signature } from '@leitai/contract';
import { WITHDRAW_MS } from '@leitai/contract/ink';
import { Prisma, Refused } from '@leitai/database';
import type { PanelIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { databaseNow } from '../queries/database-now.ts';
import { sheetParts, toSheet } from '../queries/sheet.ts';
import { contestCommand } from './contest-command.ts';
import { ownSheet, requireNotOut } from './open-item.ts';
import { requireActive } from './take-over.ts';

/**
 * @throws Refused 'sheet.not-yours', 'judge.recused', 'sheet.locked' (not handed in, handed in on paper, confirmed, or of an entrant who is out), 'sheet.stale', 'sheet.withdraw-late',
 * 'contest.not-running', 'device.not-active'.
 */
export async function withdrawSheet(ctx: Context, me: PanelIdentity, input: MessageInput<'sheet:withdraw'>): Promise<MessageOutput<'sheet:withdraw'>> {
  const { eventId, contestId } = me;
  const { after, revision } = await contestCommand(ctx, me, input, {
    type: 'sheet:withdraw',
    subject: input.sheetId,
    board: false,
    find: (tx) => ownSheet(tx, me, input.sheetId),
    async change(tx, sheet) {
      await requireActive(tx, me);
      await requireNotOut(tx, sheet);
      if (sheet.state === 'recused') throw new Refused('judge.recused');
      if (sheet.state !== 'submitted') throw new Refused('sheet.locked', { state: sheet.state });
      if (sheet.version !== input.expectedVersion) throw new Refused('sheet.stale', { version: sheet.version });
      // A sheet that was moved to another entrant meanwhile has gone on from the version it was signed in.
      const signed = await tx.signature.findFirst({ where: { eventId, sheetId: sheet.id }, orderBy: { version: 'desc' } });
      const now = await databaseNow(tx);
      // A sheet handed in before signatures were kept was handed in long ago.
      if (signed && (JSON.parse(signed.body) as Signature).type === 'paper') throw new Refused('sheet.locked', { state: sheet.state });
      if (!signed || !sheet.submittedAt || now.getTime() - sheet.submittedAt.getTime() > WITHDRAW_MS) throw new Refused('sheet.withdraw-late');

      const returned = signed.returned as Returned | null;
      const state = returned ? 'returned' : 'open';
      const withdrawn = await tx.sheet.update({
        where: { eventId_id: { eventId, id: sheet.id } },
        data: { state, version: { increment: 1 }, submittedAt: null, returned: returned ?? Prisma.DbNull },
        include: sheetParts,
      });
      return { after: withdrawn, entry: { before: 'submitted', after: state, version: withdrawn.version, submittedAt: sheet.submittedAt, returned } };
    },
  });
  const sheet = toSheet(after);
  ctx.notices.sheetChanged(eventId, contestId, sheet, revision);
  return { sheet, revision };
}
