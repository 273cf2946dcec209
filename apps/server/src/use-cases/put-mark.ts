/** mark:put — a judge's reading for one criterion, durable before it is acknowledged. */
import type { MessageInput, MessageOutput } from '@leitai/contract';
import { putMark as store, Refused, type Database } from '@leitai/database';
import { checkMark } from '@leitai/scoring';
import type { PanelIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { contestRules } from '../queries/scheme.ts';
import { actorOf } from './actor.ts';

/**
 * @throws Refused 'mark.invalid' (with the engine's issues), 'mark.conflict' (with the value that stands), 'sheet.not-yours',
 * 'sheet.locked', 'sheet.on-paper', 'judge.recused', 'mark.not-returned', 'contest.not-running', 'command.reused', 'device.not-active'.
 */
export async function putMark(ctx: Context, me: PanelIdentity, input: MessageInput<'mark:put'>): Promise<MessageOutput<'mark:put'>> {
  const { scheme } = await contestRules(ctx.db, me.eventId, me.contestId);
  const { sheetId, criterionId, value } = input;
  // An absent value clears; what is cleared must still be a criterion or veto of this scheme.
  const issues = checkMark(scheme, criterionId, value).filter(({ code }) => value !== null || code === 'unknown-criterion');
  if (issues.length > 0) throw new Refused('mark.invalid', { criterionId, issues });
  const answer = await store(ctx.db, actorOf(me), { eventId: me.eventId, ...input }).catch((error: unknown) => whyLocked(ctx.db, me.eventId, sheetId, error));
  const mark = { criterionId, value, version: answer.version, at: answer.recordedAt };
  const { sheetVersion, revision } = answer;
  ctx.notices.markPut({ contestId: me.contestId, sheetId, judgeId: me.judgeId, mark, sheetVersion, revision });
  return answer;
}

/** A sheet that is closed because its judge stepped back says so. */
async function whyLocked(db: Database, eventId: string, sheetId: string, error: unknown): Promise<never> {
  if (error instanceof Refused && error.code === 'sheet.locked') {
    const sheet = await db.sheet.findUnique({ where: { eventId_id: { eventId, id: sheetId } } });
    if (sheet?.state === 'recused') throw new Refused('judge.recused');
  }
  throw error;
}
