/** A contestant opens the own result with the code on the badge. */
import { Refused } from '@leitai/database';
import type { Identity } from '../access/identity.ts';
import { hashOf } from '../access/secrets.ts';
import { openSession } from '../access/sessions.ts';
import type { Context } from '../context.ts';

/**
 * @returns the session's token.
 * @throws Refused 'result.bad-code', or 'result.device-in-use' on a device that judges or organises: a badge's link opened there must not
 * end that session.
 */
export async function openResult({ db }: Context, who: Identity, code: string): Promise<string> {
  if (who.role !== 'public' && who.role !== 'contestant') throw new Refused('result.device-in-use');
  const entrant = await db.entrant.findUnique({ where: { resultCodeHash: hashOf(code) } });
  if (!entrant) throw new Refused('result.bad-code');
  return openSession(db, { kind: 'contestant', eventId: entrant.eventId, entrantId: entrant.id });
}
