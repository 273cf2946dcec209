/** A contestant opens the own result with the code on the badge. */
import { Refused } from '@leitai/database';
import { hashOf } from '../access/secrets.ts';
import { openSession } from '../access/sessions.ts';
import type { Context } from '../context.ts';

/** @returns the session's token. @throws Refused 'result.bad-code'. */
export async function openResult({ db }: Context, code: string): Promise<string> {
  const entrant = await db.entrant.findUnique({ where: { resultCodeHash: hashOf(code) } });
  if (!entrant) throw new Refused('result.bad-code');
  return openSession(db, { kind: 'contestant', eventId: entrant.eventId, entrantId: entrant.id });
}
