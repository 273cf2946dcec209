/** sheet:return — the chief asks a judge to look at named items again; only these are unlocked. */
import type { MessageInput, MessageOutput } from '@leitai/contract';
import { Refused } from '@leitai/database';
import { allCriteria } from '@leitai/scoring';
import type { Context } from '../context.ts';
import { contestRules } from '../queries/scheme.ts';
import { readSheets, sheetParts, toSheet } from '../queries/sheet.ts';
import { contestCommand, type Acting } from './contest-command.ts';

/** @throws Refused 'sheet.not-found' (also when its judge was replaced: nobody could mark it again), 'sheet.locked' (not handed in, or confirmed), 'request.invalid' (unknown items). */
export async function returnSheet(ctx: Context, me: Acting, input: MessageInput<'sheet:return'>): Promise<MessageOutput<'sheet:return'>> {
  const { eventId, contestId } = me;
  const { scheme } = await contestRules(ctx.db, eventId, contestId);
  const known = new Set([...allCriteria(scheme).map(({ id }) => id), ...scheme.vetoes.map(({ id }) => id)]);
  const unknown = input.items.filter((item) => !known.has(item));
  if (unknown.length > 0) throw new Refused('request.invalid', { items: unknown });

  const { after, revision } = await contestCommand(ctx, me, input, {
    type: 'sheet:return',
    subject: input.sheetId,
    board: false,
    async find(tx) {
      const [sheet] = await readSheets(tx, { eventId, contestId, id: input.sheetId, judge: { endedAt: null } });
      if (!sheet) throw new Refused('sheet.not-found');
      return sheet;
    },
    async change(tx, sheet) {
      if (sheet.state !== 'submitted') throw new Refused('sheet.locked', { state: sheet.state });
      const { reason, items } = input;
      const at = new Date().toISOString();
      const returned = await tx.sheet.update({
        where: { eventId_id: { eventId, id: sheet.id } },
        data: { state: 'returned', version: { increment: 1 }, returned: { reason, items, at } },
        include: sheetParts,
      });
      return { after: returned, entry: { reason, items, returnedAt: at, version: returned.version } };
    },
  });
  const sheet = toSheet(after);
  ctx.notices.sheetChanged(eventId, contestId, sheet, revision);
  return { sheet, revision };
}
