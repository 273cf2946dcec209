/** mark:put — a judge's reading for one criterion, durable before it is acknowledged. */
import type { MessageInput, MessageOutput } from '@leitai/contract';
import { putMark as store, Refused } from '@leitai/database';
import { checkMark } from '@leitai/scoring';
import type { PanelIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { contestRules } from '../queries/scheme.ts';
import { actorOf } from './actor.ts';

/**
 * @throws Refused 'mark.invalid' (with the engine's issues), 'mark.conflict' (with the value that stands), 'sheet.not-yours',
 * 'sheet.locked', 'mark.not-returned', 'contest.not-running', 'command.reused'.
 */
export async function putMark(ctx: Context, me: PanelIdentity, input: MessageInput<'mark:put'>): Promise<MessageOutput<'mark:put'>> {
  const { scheme } = await contestRules(ctx.db, me.eventId, me.contestId);
  const { sheetId, criterionId, value } = input;
  // An absent value clears; what is cleared must still be a criterion or veto of this scheme.
  const issues = checkMark(scheme, criterionId, value).filter(({ code }) => value !== null || code === 'unknown-criterion');
  if (issues.length > 0) throw new Refused('mark.invalid', { criterionId, issues });
  const answer = await store(ctx.db, actorOf(me), { eventId: me.eventId, ...input });
  const mark = { criterionId, value, version: answer.version, at: answer.recordedAt };
  const { sheetVersion, revision } = answer;
  ctx.notices.markPut({ contestId: me.contestId, sheetId, judgeId: me.judgeId, mark, sheetVersion, revision });
  return answer;
}
