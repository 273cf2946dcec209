/** sheet:submit — a judge signs a complete sheet and hands it in; from then on it is locked. */
import type { MessageInput, MessageOutput, Returned } from '@leitai/contract';
import { Prisma, Refused } from '@leitai/database';
import { scoreSheet, unmetNeeds } from '@leitai/scoring';
import type { PanelIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { databaseNow } from '../queries/database-now.ts';
import { contestRules } from '../queries/scheme.ts';
import { besideOf, marksOf, sheetParts, toSheet } from '../queries/sheet.ts';
import { confirmHandedIn } from './confirm-handed-in.ts';
import { contestCommand } from './contest-command.ts';
import { foresee } from './foresee.ts';
import { ownSheet, requireNotOnPaper, requireNotOut } from './open-item.ts';
import { keepSignature, signatureBy } from './sheet-signature.ts';
import { requireActive } from './take-over.ts';

/** @throws Refused 'sheet.not-yours', 'sheet.locked', 'sheet.on-paper', 'judge.recused', 'sheet.stale', 'sheet.unsigned', 'sheet.incomplete' (details.missing, and details.needs: what must stand beside a mark), 'contest.not-running'. */
export async function submitSheet(ctx: Context, me: PanelIdentity, input: MessageInput<'sheet:submit'>): Promise<MessageOutput<'sheet:submit'>> {
  const { eventId, contestId } = me;
  const { scheme, autoConfirm } = await contestRules(ctx.db, eventId, contestId);
  const signature = signatureBy(me.name, input.signature);
  const { after, revision } = await contestCommand(ctx, me, input, {
    type: 'sheet:submit',
    subject: input.sheetId,
    board: false,
    find: (tx) => ownSheet(tx, me, input.sheetId),
    async change(tx, sheet) {
      await requireActive(tx, me);
      await requireNotOut(tx, sheet);
      if (sheet.state === 'recused') throw new Refused('judge.recused');
      if (sheet.state !== 'open' && sheet.state !== 'returned') throw new Refused('sheet.locked', { state: sheet.state });
      requireNotOnPaper(sheet);
      if (sheet.version !== input.expectedVersion) throw new Refused('sheet.stale', { version: sheet.version });
      const score = scoreSheet(scheme, marksOf(sheet));
      const needs = unmetNeeds(scheme, marksOf(sheet), (criterionId) => besideOf(sheet, criterionId));
      if (score.missing.length + needs.length > 0) throw new Refused('sheet.incomplete', { missing: score.missing, needs });

      const submittedAt = await databaseNow(tx);
      const submitted = await tx.sheet.update({
        where: { eventId_id: { eventId, id: sheet.id } },
        data: { state: 'submitted', version: { increment: 1 }, submittedAt, returned: Prisma.DbNull },
        include: sheetParts,
      });
      const { version } = submitted;
      const hash = await keepSignature(tx, { eventId, id: sheet.id, version, returned: sheet.returned as Returned | null }, signature);
      return { after: submitted, entry: { before: sheet.state, after: 'submitted', version, submittedAt, total: score.total, signature: hash } };
    },
  });
  const sheet = toSheet(after);
  if (!autoConfirm) foresee(ctx, me, [sheet.entrantId]);
  ctx.notices.sheetChanged(eventId, contestId, sheet, revision);
  const confirmed = autoConfirm ? await confirmHandedIn(ctx, me, sheet.entrantId) : null;
  // What stands by now: the tablet must not take an older state for the newer one.
  return confirmed === null || sheet.state !== 'submitted' ? { sheet, revision } : { sheet: { ...sheet, state: 'confirmed', version: sheet.version + 1 }, revision: confirmed };
}
