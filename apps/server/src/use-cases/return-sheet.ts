/** sheet:return — the chief asks a judge to look at named items again; only these are unlocked. */
import type { MessageInput, MessageOutput } from '@leitai/contract';
import { appendEvent, lockContest, Refused, seenCommand } from '@leitai/database';
import { allCriteria } from '@leitai/scoring';
import type { PanelIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { contestRules } from '../queries/scheme.ts';
import { readSheets, toSheet } from '../queries/sheet.ts';
import { actorOf } from './actor.ts';

/** @throws Refused 'sheet.not-found' (also when its judge was replaced: nobody could mark it again), 'sheet.locked' (not handed in, or confirmed), 'request.invalid' (unknown items). */
export async function returnSheet(ctx: Context, me: PanelIdentity, input: MessageInput<'sheet:return'>): Promise<MessageOutput<'sheet:return'>> {
  const { eventId, contestId } = me;
  const { scheme } = await contestRules(ctx.db, eventId, contestId);
  const known = new Set([...allCriteria(scheme).map(({ id }) => id), ...scheme.vetoes.map(({ id }) => id)]);
  const unknown = input.items.filter((item) => !known.has(item));
  if (unknown.length > 0) throw new Refused('request.invalid', { items: unknown });

  const outcome = await ctx.db.$transaction(async (tx) => {
    const contest = await lockContest(tx, eventId, contestId);
    const [sheet] = await readSheets(tx, { eventId, contestId, id: input.sheetId, judge: { endedAt: null } });
    if (!sheet) throw new Refused('sheet.not-found');
    const seen = await seenCommand<{ revision: number }>(tx, eventId, input, actorOf(me), 'sheet:return', sheet.id);
    if (seen) return { sheet, revision: seen.revision };
    if (contest.state !== 'running') throw new Refused('contest.not-running');
    if (sheet.state !== 'submitted') throw new Refused('sheet.locked', { state: sheet.state });

    const { reason, items } = input;
    const returned = await tx.sheet.update({
      where: { eventId_id: { eventId, id: sheet.id } },
      data: { state: 'returned', version: { increment: 1 }, returned: { reason, items, at: new Date().toISOString() } },
      include: { marks: true },
    });
    const entry = { type: 'sheet:return', subject: sheet.id, reason, items, version: returned.version };
    const { revision } = await appendEvent(tx, eventId, contestId, input, actorOf(me), entry, {}, false);
    return { sheet: returned, revision };
  });
  const sheet = toSheet(outcome.sheet);
  ctx.notices.sheetChanged(eventId, contestId, sheet, outcome.revision);
  return { sheet, revision: outcome.revision };
}
