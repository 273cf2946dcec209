/** Result codes for the badges of a contest's entrants. */
import type { Badge, Text } from '@leitai/contract';
import { RESULT_CODE_LENGTH } from '@leitai/contract';
import { lockContest, Refused } from '@leitai/database';
import { hashOf, newCode } from '../access/secrets.ts';
import type { Context } from '../context.ts';
import { isSealed } from '../queries/sealed.ts';
import { cutOff } from './revoke-device.ts';

/** Earlier codes end, and so do the sessions opened with them. The codes are in the answer and nowhere else. */
export async function makeBadges(ctx: Context, eventId: string, contestId: string, base: string): Promise<Badge[]> {
  const contest = await ctx.db.contest.findUnique({
    where: { eventId_id: { eventId, id: contestId } },
    include: { entrants: { orderBy: { position: 'asc' }, include: { person: true, organisation: true } } },
  });
  if (!contest) throw new Refused('contest.not-found');
  const sealed = await isSealed(ctx.db, { eventId, contestId });
  // Neither code nor the order of appearance, while these are sealed.
  if (sealed) contest.entrants.sort((a, b) => (a.personId < b.personId ? -1 : 1));
  const made = contest.entrants.map((entrant) => ({ entrant, resultCode: newCode(RESULT_CODE_LENGTH) }));
  const ids = made.map(({ entrant }) => entrant.id);
  const hashes = made.map(({ resultCode }) => hashOf(resultCode));
  const ended = await ctx.db.$transaction(async (tx) => {
    await lockContest(tx, eventId, contestId);
    await tx.$executeRaw`
      UPDATE entrant SET result_code_hash = made.hash
      FROM unnest(${ids}::uuid[], ${hashes}::text[]) AS made (id, hash)
      WHERE entrant.event_id = ${eventId}::uuid AND entrant.id = made.id`;
    return tx.session.updateManyAndReturn({
      where: { eventId, entrantId: { in: ids }, revokedAt: null }, data: { revokedAt: new Date() }, select: { id: true },
    });
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
