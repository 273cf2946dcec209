/** A judge's tablet joins: the code is looked at, then used up for a session of that judge. */
import type { PairingOffer, Text } from '@leitai/contract';
import { Refused, type Prisma } from '@leitai/database';
import { allCriteria, type Scheme } from '@leitai/scoring';
import { hashOf } from '../access/secrets.ts';
import { openSession } from '../access/sessions.ts';
import type { Context } from '../context.ts';
import { cutOff, revokeDevices } from './revoke-device.ts';

const offered = {
  judge: {
    include: {
      person: true,
      contest: {
        include: {
          event: true, post: true, scheme: true,
          entrants: { orderBy: { position: 'asc' } },
          judges: { where: { role: 'chief', endedAt: null }, include: { person: true } },
        },
      },
    },
  },
} satisfies Prisma.PairingCodeInclude;

/** Whose code this is; it stays unused. @throws Refused 'pairing.bad-code', 'pairing.expired' (used, ended or over). */
export async function lookAtCode({ db }: Context, code: string): Promise<PairingOffer> {
  const found = await db.pairingCode.findUnique({ where: { codeHash: hashOf(code) }, include: offered });
  if (!found) throw new Refused('pairing.bad-code');
  const now = new Date();
  const { judge, expiresAt } = found;
  if (found.usedAt || expiresAt <= now || judge.endedAt) throw new Refused('pairing.expired');
  const { event, post, scheme, entrants, judges } = judge.contest;
  const body = scheme.body as unknown as Scheme;
  return {
    eventName: event.name as Text,
    contest: { letter: post.letter, name: post.name as Text },
    name: judge.person.name,
    seat: judge.seat,
    role: judge.role,
    chief: judges[0]?.person.name ?? null,
    entrants: entrants.map((entrant) => entrant.code),
    criteria: allCriteria(body).length,
    max: body.max,
    schemeVersion: scheme.version,
    expiresAt: expiresAt.toISOString(),
    serverTime: now.toISOString(),
  };
}

/**
 * Uses the code up; an earlier device of the judge is cut off, so that one judge has one device. @returns the session's token.
 * @throws Refused 'pairing.bad-code', 'pairing.expired'; of two that come at once with one code, the second.
 */
export async function pairDevice(ctx: Context, code: string, label: string): Promise<string> {
  const codeHash = hashOf(code);
  const paired = await ctx.db.$transaction(async (tx) => {
    const now = new Date();
    const { count } = await tx.pairingCode.updateMany({
      where: { codeHash, usedAt: null, expiresAt: { gt: now }, judge: { endedAt: null } }, data: { usedAt: now },
    });
    const found = await tx.pairingCode.findUnique({ where: { codeHash }, include: { judge: true } });
    if (!found) throw new Refused('pairing.bad-code');
    if (count === 0) throw new Refused('pairing.expired');
    const { eventId, judgeId, judge } = found;
    const earlier = await revokeDevices(tx, eventId, judgeId, now);
    const token = await openSession(tx, { kind: 'judge', eventId, judgeId, label });
    return { token, earlier, eventId, contestId: judge.contestId };
  });
  cutOff(ctx, paired.earlier);
  ctx.notices.seatsChanged(paired.eventId, paired.contestId);
  return paired.token;
}
