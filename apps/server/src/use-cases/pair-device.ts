/** A judge's tablet joins: the code is looked at, then used up for a session of that judge. */
import type { PairingOffer, Text } from '@leitai/contract';
import { lockContest, Refused, type Prisma, type Transaction } from '@leitai/database';
import { allCriteria, type Scheme } from '@leitai/scoring';
import { hashOf } from '../access/secrets.ts';
import { openDevice } from '../access/sessions.ts';
import type { Context } from '../context.ts';
import { recusedCodes } from '../queries/recusals.ts';

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
export async function lookAtCode({ db, presence }: Context, code: string): Promise<PairingOffer> {
  const found = await db.pairingCode.findUnique({ where: { codeHash: hashOf(code) }, include: offered });
  if (!found) throw new Refused('pairing.bad-code');
  const now = new Date();
  const { judge, expiresAt } = found;
  if (found.usedAt || expiresAt <= now || judge.endedAt) throw new Refused('pairing.expired');
  const { event, post, scheme, entrants, judges } = judge.contest;
  const active = await activeDevice(db, judge, now);
  const body = scheme.body as unknown as Scheme;
  return {
    eventName: event.name as Text,
    contest: { letter: post.letter, name: post.name as Text },
    name: judge.person.name,
    seat: judge.seat,
    role: judge.role,
    chief: judges[0]?.person.name ?? null,
    entrants: entrants.map((entrant) => entrant.code),
    recused: await recusedCodes(db, judge.eventId, judge.contestId, judge.id),
    criteria: allCriteria(body).length,
    max: body.max,
    schemeVersion: scheme.version,
    active: active && { label: active.label, online: (await presence(judge.eventId)).device(active.id) },
    expiresAt: expiresAt.toISOString(),
    serverTime: now.toISOString(),
  };
}

/** The judge's active device, if it still has its right. */
const activeDevice = (tx: Transaction, { activeSessionId }: { readonly activeSessionId: string | null }, now: Date) =>
  activeSessionId === null ? null : tx.session.findFirst({ where: { id: activeSessionId, revokedAt: null, expiresAt: { gt: now } } });

/**
 * Uses the code up. The first device of a judge is active at once; a further one is read-only until it takes over, except that it takes the
 * place of `held`, the session this browser gives up. @returns the session's token.
 * @throws Refused 'pairing.bad-code', 'pairing.expired'; of two that come at once with one code, the second.
 */
export async function pairDevice(ctx: Context, code: string, label: string, held: string | null): Promise<string> {
  const codeHash = hashOf(code);
  const paired = await ctx.db.$transaction(async (tx) => {
    const found = await tx.pairingCode.findUnique({ where: { codeHash }, select: { eventId: true, judgeId: true, judge: { select: { contestId: true } } } });
    if (!found) throw new Refused('pairing.bad-code');
    const { eventId, judgeId } = found;
    await lockContest(tx, eventId, found.judge.contestId);
    const now = new Date();
    const { count } = await tx.pairingCode.updateMany({
      where: { codeHash, usedAt: null, expiresAt: { gt: now }, judge: { endedAt: null } }, data: { usedAt: now },
    });
    if (count === 0) throw new Refused('pairing.expired');
    const judge = await tx.judge.findUniqueOrThrow({ where: { eventId_id: { eventId, id: judgeId } } });
    const active = await activeDevice(tx, judge, now);
    const { token, id } = await openDevice(tx, { eventId, judgeId, label });
    if (!active || active.id === held) await tx.judge.update({ where: { eventId_id: { eventId, id: judgeId } }, data: { activeSessionId: id } });
    return { token, eventId, contestId: judge.contestId };
  });
  ctx.notices.seatsChanged(paired.eventId, paired.contestId);
  return paired.token;
}
