/** judge:nudge — chief or control room ask a judge to finish a sheet: shown on the judge's tablets, kept nowhere. */
import type { MessageInput, MessageOutput } from '@leitai/contract';
import { Refused } from '@leitai/database';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { AccountIdentity, PanelIdentity } from '../access/identity.ts';
import { consume } from '../access/limits.ts';
import type { Context } from '../context.ts';
import { entrantState } from '../queries/enum-names.ts';
import { isSealed } from '../queries/sealed.ts';

/** Once in so many seconds per judge and entrant. Whoever asks speaks through one node at a time. */
const PACE = new RateLimiterMemory({ keyPrefix: 'nudge', points: 1, duration: 10 });

/**
 * The control room names the judge; while the draw is sealed it knows no entrant to ask for.
 * @throws Refused 'draw.sealed', 'judge.not-found', 'judge.recused', 'sheet.not-found', 'sheet.locked' (nothing is missing), 'entrant.bad-state' (has not
 * performed yet, or is out), 'contest.not-running', 'request.rate-limited'.
 */
export async function nudgeJudge(ctx: Context, me: PanelIdentity | AccountIdentity, { judgeId, entrantId }: MessageInput<'judge:nudge'>): Promise<MessageOutput<'judge:nudge'>> {
  const place = 'contestId' in me ? { eventId: me.eventId, contestId: me.contestId } : {};
  const judge = await ctx.db.judge.findFirst({ where: { ...place, id: judgeId, role: 'judge', endedAt: null }, include: { contest: true } });
  if (!judge) throw new Refused('judge.not-found');
  const { eventId } = judge;
  if (!('contestId' in me) && (await isSealed(ctx.db, judge))) throw new Refused('draw.sealed');
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
