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
  return db.$transaction(async (tx) => {
    // Held until the session stands: whoever gives the place or the badge to somebody else meanwhile waits, and ends it too.
    const [entrant] = await tx.$queryRaw<{ eventId: string; entrantId: string }[]>`
      SELECT event_id::text AS "eventId", id::text AS "entrantId" FROM entrant WHERE result_code_hash = ${hashOf(code)} FOR SHARE`;
    if (!entrant) throw new Refused('result.bad-code');
    return openSession(tx, { kind: 'contestant', ...entrant });
  });
}
