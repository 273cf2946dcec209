/** sheet:submit — a judge hands a complete sheet in; from then on it is locked. */
import type { MessageInput, MessageOutput } from '@leitai/contract';
import { appendEvent, lockContest, Prisma, Refused, seenCommand } from '@leitai/database';
import { scoreSheet } from '@leitai/scoring';
import type { PanelIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { contestRules } from '../queries/scheme.ts';
import { marksOf, readSheets, toSheet } from '../queries/sheet.ts';
import { actorOf } from './actor.ts';

/** @throws Refused 'sheet.not-yours', 'sheet.locked', 'sheet.stale', 'sheet.incomplete' (details.missing), 'contest.not-running'. */
export async function submitSheet(ctx: Context, me: PanelIdentity, input: MessageInput<'sheet:submit'>): Promise<MessageOutput<'sheet:submit'>> {
  const { eventId, contestId, judgeId } = me;
  const { scheme } = await contestRules(ctx.db, eventId, contestId);
  const outcome = await ctx.db.$transaction(async (tx) => {
    const contest = await lockContest(tx, eventId, contestId);
    const [sheet] = await readSheets(tx, { eventId, id: input.sheetId, judgeId, judge: { endedAt: null } });
    if (!sheet) throw new Refused('sheet.not-yours');
    const seen = await seenCommand<{ revision: number }>(tx, eventId, input, actorOf(me), 'sheet:submit', sheet.id);
    if (seen) return { sheet, revision: seen.revision };
    if (contest.state !== 'running') throw new Refused('contest.not-running');
    if (sheet.state !== 'open' && sheet.state !== 'returned') throw new Refused('sheet.locked', { state: sheet.state });
    if (sheet.version !== input.expectedVersion) throw new Refused('sheet.stale', { version: sheet.version });
    const score = scoreSheet(scheme, marksOf(sheet));
    if (score.missing.length > 0) throw new Refused('sheet.incomplete', { missing: score.missing });

    const submitted = await tx.sheet.update({
      where: { eventId_id: { eventId, id: sheet.id } },
      data: { state: 'submitted', version: { increment: 1 }, submittedAt: new Date(), returned: Prisma.DbNull },
      include: { marks: true },
    });
    const entry = { type: 'sheet:submit', subject: sheet.id, before: sheet.state, after: 'submitted', version: submitted.version, total: score.total };
    const { revision } = await appendEvent(tx, eventId, contestId, input, actorOf(me), entry, {}, false);
    return { sheet: submitted, revision };
  });
  const sheet = toSheet(outcome.sheet);
  ctx.notices.sheetChanged(eventId, contestId, sheet, outcome.revision);
  return { sheet, revision: outcome.revision };
}
