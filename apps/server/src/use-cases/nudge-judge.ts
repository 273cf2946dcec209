/** judge:nudge — the chief asks a judge to finish a sheet: shown on the judge's tablets, kept nowhere. */
import type { MessageInput, MessageOutput } from '@leitai/contract';
import { Refused } from '@leitai/database';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { PanelIdentity } from '../access/identity.ts';
import { consume } from '../access/limits.ts';
import type { Context } from '../context.ts';
import { entrantState } from '../queries/enum-names.ts';

/** Once in so many seconds per judge and entrant. A chief speaks through one node at a time. */
const PACE = new RateLimiterMemory({ keyPrefix: 'nudge', points: 1, duration: 10 });

/**
 * @throws Refused 'judge.not-found', 'judge.recused', 'sheet.not-found', 'sheet.locked' (nothing is missing), 'entrant.bad-state' (has not
 * performed yet, or is out), 'contest.not-running', 'request.rate-limited'.
 */
export async function nudgeJudge(ctx: Context, me: PanelIdentity, { judgeId, entrantId }: MessageInput<'judge:nudge'>): Promise<MessageOutput<'judge:nudge'>> {
  const { eventId, contestId } = me;
  const judge = await ctx.db.judge.findFirst({ where: { eventId, contestId, id: judgeId, role: 'judge', endedAt: null }, include: { contest: true } });
  if (!judge) throw new Refused('judge.not-found');
  if (judge.contest.state !== 'running') throw new Refused('contest.not-running');
  if ((await ctx.db.recusal.count({ where: { eventId, judgeId, entrantId } })) > 0) throw new Refused('judge.recused');
  const sheet = await ctx.db.sheet.findFirst({ where: { eventId, judgeId, entrantId, state: { not: 'superseded' } }, include: { entrant: true } });
  if (!sheet) throw new Refused('sheet.not-found');
  if (sheet.state !== 'open' && sheet.state !== 'returned') throw new Refused('sheet.locked', { state: sheet.state });
  const { state } = sheet.entrant;
  if (state !== 'onStage' && state !== 'performed') throw new Refused('entrant.bad-state', { state: entrantState(state) });
  await consume(PACE, `${judgeId}/${entrantId}`);
  return { reached: await ctx.notices.nudge(judgeId, entrantId) };
}
