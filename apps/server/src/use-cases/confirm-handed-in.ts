/** Results that stand without a chief: as soon as the last sheet is handed in, unless somebody has to decide. */
import { randomUUID } from 'node:crypto';
import { Refused } from '@leitai/database';
import type { ErrorCode } from '@leitai/contract';
import type { Context } from '../context.ts';
import { eachByItself } from '../round-the-clock.ts';
import type { Acting } from './contest-command.ts';
import { confirmResult } from './confirm-result.ts';

/** What leaves a result to a decision, or means that another was quicker. */
const LEFT: ReadonlySet<ErrorCode> = new Set([
  'result.veto-undecided', 'result.spread', 'result.incomplete', 'result.sheets-missing', 'sheet.stale', 'entrant.confirmed', 'entrant.bad-state', 'contest.not-running', 'server.busy',
]);

/** @returns the revision of the result that stands now by this; null while sheets are out, where it waits for a decision, or where it stood before. */
export async function confirmHandedIn(ctx: Context, me: Acting, entrantId: string): Promise<number | null> {
  const { eventId, contestId } = me;
  const sheets = await ctx.db.sheet.findMany({
    where: { eventId, contestId, entrantId, state: { notIn: ['superseded', 'recused'] }, OR: [{ judge: { endedAt: null } }, { state: 'submitted' }] },
    select: { id: true, state: true, version: true },
  });
  if (sheets.length === 0 || sheets.some(({ state }) => state !== 'submitted')) return null;
  const looked = sheets.map(({ id, version }) => ({ sheetId: id, version }));
  try {
    const command = { commandId: randomUUID(), at: new Date().toISOString() };
    return (await confirmResult(ctx, me, { ...command, entrantId, sheets: looked, without: [], vetoes: {} })).revision;
  } catch (error) {
    if (error instanceof Refused && LEFT.has(error.code)) return null;
    throw error;
  } finally {
    ctx.notices.visitsChanged(eventId);
  }
}

/** Results a node that died in between left standing open. The inspector of the first seat is who handed the sheets in. */
export async function confirmLeft(ctx: Context): Promise<void> {
  const left = await ctx.db.$queryRaw<{ eventId: string; contestId: string; entrantId: string; judgeId: string; seat: number; sessionId: string; name: string }[]>`
    SELECT e.event_id AS "eventId", e.contest_id AS "contestId", e.id AS "entrantId", j.id AS "judgeId", j.seat, p.name, j.active_session_id AS "sessionId"
    FROM contest c JOIN entrant e ON e.event_id = c.event_id AND e.contest_id = c.id
      JOIN LATERAL (SELECT * FROM judge one WHERE one.event_id = c.event_id AND one.contest_id = c.id AND one.ended_at IS NULL ORDER BY one.seat LIMIT 1) j ON true
      JOIN person p ON p.event_id = j.event_id AND p.id = j.person_id
    WHERE c.auto_confirm AND c.state = 'running' AND e.state IN ('waiting', 'on-stage', 'performed')
      AND EXISTS (SELECT FROM sheet s WHERE s.event_id = e.event_id AND s.entrant_id = e.id AND s.state = 'submitted')
      AND NOT EXISTS (SELECT FROM sheet s JOIN judge o ON o.event_id = s.event_id AND o.id = s.judge_id
        WHERE s.event_id = e.event_id AND s.entrant_id = e.id AND s.state IN ('open', 'returned') AND o.ended_at IS NULL)`;
  await eachByItself(ctx.log, 'results left standing open', left, ({ entrantId, ...seat }) => confirmHandedIn(ctx, { role: 'judge', ...seat }, entrantId));
}
