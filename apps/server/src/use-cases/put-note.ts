/** note:put — a judge's words beside a criterion. */
import type { MessageInput, MessageOutput } from '@leitai/contract';
import { Refused } from '@leitai/database';
import { findCriterion } from '@leitai/scoring';
import type { PanelIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { contestRules } from '../queries/scheme.ts';
import { toSheet } from '../queries/sheet.ts';
import { contestCommand } from './contest-command.ts';
import { ownSheet, requireOpenItem, touchSheet } from './open-item.ts';

type Answer = Pick<MessageOutput<'note:put'>, 'version' | 'sheetVersion'>;

/**
 * @throws Refused 'note.conflict' (with the text that stands), 'mark.invalid' for what is no criterion, and what `contestCommand`, `ownSheet` and
 * `requireOpenItem` refuse.
 */
export async function putNote(ctx: Context, me: PanelIdentity, input: MessageInput<'note:put'>): Promise<MessageOutput<'note:put'>> {
  const { eventId, contestId } = me;
  const { sheetId, criterionId, text, expectedVersion } = input;
  const { scheme } = await contestRules(ctx.db, eventId, contestId);
  if (!findCriterion(scheme, criterionId)) throw new Refused('mark.invalid', { criterionId });
  const { after, answer } = await contestCommand<Awaited<ReturnType<typeof ownSheet>>, Answer>(ctx, me, input, {
    type: 'note:put',
    subject: `${sheetId}/${criterionId}`,
    board: false,
    find: (tx) => ownSheet(tx, me, sheetId),
    async change(tx, sheet) {
      await requireOpenItem(tx, me, sheet, criterionId);
      const known = sheet.notes.find((note) => note.criterionId === criterionId);
      const stands = known?.version ?? 0;
      if (stands !== expectedVersion) throw new Refused('note.conflict', { version: stands, text: known?.text ?? null, at: known?.at ?? null });
      const note = { text, version: stands + 1, at: new Date() };
      await tx.note.upsert({
        where: { eventId_sheetId_criterionId: { eventId, sheetId, criterionId } }, create: { eventId, sheetId, criterionId, ...note }, update: note,
      });
      const touched = await touchSheet(tx, sheet);
      const answered = { version: note.version, sheetVersion: touched.version };
      return { after: touched, entry: { entrant: sheet.entrantId, before: known?.text ?? null, after: text, notedAt: note.at, ...answered }, answer: answered };
    },
  });
  ctx.notices.sheetChanged(eventId, contestId, toSheet(after), answer.revision);
  return answer;
}
