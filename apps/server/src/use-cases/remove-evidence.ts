/** evidence:remove — a photograph comes off the sheet; its record and its bytes stay. */
import type { MessageInput, MessageOutput } from '@leitai/contract';
import { Refused } from '@leitai/database';
import type { PanelIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { toSheet, type StoredSheet } from '../queries/sheet.ts';
import { contestCommand } from './contest-command.ts';
import { tellFindings } from './findings/tell-findings.ts';
import { ownSheet, requireOpenItem, touchSheet } from './open-item.ts';

/** @throws Refused 'evidence.not-found' (also when it was removed), and what `contestCommand`, `ownSheet` and `requireOpenItem` refuse. */
export async function removeEvidence(ctx: Context, me: PanelIdentity, input: MessageInput<'evidence:remove'>): Promise<MessageOutput<'evidence:remove'>> {
  const { eventId, contestId } = me;
  const { sheetId, evidenceId } = input;
  const { after, answer } = await contestCommand<StoredSheet, { sheetVersion: number; criterionId: string }>(ctx, me, input, {
    type: 'evidence:remove',
    subject: evidenceId,
    board: false,
    find: (tx) => ownSheet(tx, me, sheetId),
    async change(tx, sheet) {
      const evidence = sheet.evidence.find(({ id }) => id === evidenceId);
      if (!evidence) throw new Refused('evidence.not-found');
      const { criterionId, hash } = evidence;
      await requireOpenItem(tx, me, sheet, criterionId);
      const removedAt = new Date();
      await tx.evidence.update({ where: { eventId_id: { eventId, id: evidenceId } }, data: { removedAt } });
      const touched = await touchSheet(tx, sheet);
      const answered = { sheetVersion: touched.version, criterionId };
      return { after: touched, entry: { entrant: sheet.entrantId, sheet: sheetId, hash, removedAt, ...answered }, answer: answered };
    },
  });
  ctx.notices.sheetChanged(eventId, contestId, toSheet(after), answer.revision);
  await tellFindings(ctx, { eventId, entrantId: after.entrantId, criterionId: answer.criterionId });
  return { sheetVersion: answer.sheetVersion, revision: answer.revision };
}
