/** Pairing codes: one for a judge's next device, or one for everybody on a panel. */
import type { PairingCard, Text } from '@leitai/contract';
import { PAIRING_CODE_LENGTH } from '@leitai/contract';
import { lockContest, Refused } from '@leitai/database';
import { hashOf, newCode } from '../access/secrets.ts';
import type { Context } from '../context.ts';

/** Long enough to print the cards and hand them out before a session begins. */
const VALID_MS = 2 * 3_600_000;

type Whose = { readonly eventId: string } & ({ readonly contestId: string } | { readonly judgeId: string });

/** Earlier unused codes of these judges end. The codes are in the answer and nowhere else. @throws Refused '…not-found'. */
export async function makeCodes(ctx: Context, whose: Whose, base: string): Promise<PairingCard[]> {
  const { eventId } = whose;
  const judges = await ctx.db.judge.findMany({
    where: { eventId, endedAt: null, ...('judgeId' in whose ? { id: whose.judgeId } : { contestId: whose.contestId }) },
    orderBy: { seat: 'asc' },
    include: { person: true, contest: { include: { post: true } } },
  });
  if (judges.length === 0) await refuseUnknown(ctx, whose);
  const contestIds = new Set(judges.map((judge) => judge.contestId));
  const now = new Date();
  const expiresAt = new Date(now.getTime() + VALID_MS);
  const made = judges.map((judge) => ({ judge, code: newCode(PAIRING_CODE_LENGTH) }));
  await ctx.db.$transaction(async (tx) => {
    for (const contestId of contestIds) await lockContest(tx, eventId, contestId);
    await tx.pairingCode.updateMany({
      where: { eventId, judgeId: { in: judges.map(({ id }) => id) }, usedAt: null, expiresAt: { gt: now } }, data: { expiresAt: now },
    });
    await tx.pairingCode.createMany({ data: made.map(({ judge, code }) => ({ codeHash: hashOf(code), eventId, judgeId: judge.id, expiresAt })) });
  });
  for (const contestId of contestIds) ctx.notices.seatsChanged(eventId, contestId);
  return made.map(({ judge, code }) => ({
    judgeId: judge.id,
    name: judge.person.name,
    seat: judge.seat,
    role: judge.role,
    contest: judge.contest.post.shortName as Text,
    code,
    url: `${base}/join/${code}`,
    expiresAt: expiresAt.toISOString(),
  }));
}

/** A contest without judges has no codes; a contest or judge that does not exist is refused. */
async function refuseUnknown(ctx: Context, whose: Whose): Promise<void> {
  if ('judgeId' in whose) throw new Refused('judge.not-found');
  const contest = await ctx.db.contest.findUnique({ where: { eventId_id: { eventId: whose.eventId, id: whose.contestId } } });
  if (!contest) throw new Refused('contest.not-found');
}
