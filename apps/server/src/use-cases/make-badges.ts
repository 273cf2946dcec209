/** Result codes for the badges of a contest's entrants. */
import type { Badge, Text } from '@leitai/contract';
import { RESULT_CODE_LENGTH } from '@leitai/contract';
import { lockContest } from '@leitai/database';
import { hashOf, newCode } from '../access/secrets.ts';
import type { Context } from '../context.ts';
import { isSealed } from '../queries/sealed.ts';
import { cutOff } from './revoke-device.ts';

/**
 * Earlier codes end, and so do the sessions opened with them. The codes are in the answer and nowhere else. Whose they are is read under the
 * contest's lock: a draw or a substitution gives places to others. @throws Refused 'contest.not-found'.
 */
export async function makeBadges(ctx: Context, eventId: string, contestId: string, base: string): Promise<Badge[]> {
  const { sealed, made, ended } = await ctx.db.$transaction(async (tx) => {
    await lockContest(tx, eventId, contestId);
    const sealed = await isSealed(tx, { eventId, contestId });
    // Neither code nor the order of appearance, while these are sealed.
    const entrants = await tx.entrant.findMany({ where: { eventId, contestId }, orderBy: sealed ? { personId: 'asc' } : { position: 'asc' }, include: { person: true, organisation: true } });
    const made = entrants.map((entrant) => ({ entrant, resultCode: newCode(RESULT_CODE_LENGTH) }));
    const ids = made.map(({ entrant }) => entrant.id);
    const hashes = made.map(({ resultCode }) => hashOf(resultCode));
    await tx.$executeRaw`
      UPDATE entrant SET result_code_hash = made.hash
      FROM unnest(${ids}::uuid[], ${hashes}::text[]) AS made (id, hash)
      WHERE entrant.event_id = ${eventId}::uuid AND entrant.id = made.id`;
    const ended = await tx.session.updateManyAndReturn({
      where: { eventId, entrantId: { in: ids }, revokedAt: null }, data: { revokedAt: new Date() }, select: { id: true },
    });
    return { sealed, made, ended };
  });
  cutOff(ctx, ended.map(({ id }) => id));
  return made.map(({ entrant, resultCode }) => ({
    entrantId: sealed ? entrant.personId : entrant.id,
    code: sealed ? null : entrant.code,
    name: entrant.person.name,
    organisation: entrant.organisation.name as Text,
    resultCode,
    url: `${base}/r/${resultCode}`,
  }));
}
