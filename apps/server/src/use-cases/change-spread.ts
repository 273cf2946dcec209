/** How far judges may lie apart before the chief must have sheets looked at again, or say why the result stands: set before the contest opens. */
import type { SpreadLimits } from '@leitai/contract';
import { appendEvent, lockContest, Refused, type Prisma } from '@leitai/database';
import { checkRules, type Rules, type Scheme } from '@leitai/scoring';
import type { AccountIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import type { Place } from '../queries/sealed.ts';
import { actorOf } from './actor.ts';
import { fromOrganiser } from './from-organiser.ts';

/** @throws Refused 'contest.marking-started', 'request.invalid' (details.issues, of the engine's own check), 'contest.not-found'. */
export async function changeSpread(ctx: Context, me: AccountIdentity, { eventId, contestId }: Place, limits: SpreadLimits): Promise<void> {
  const where = { eventId_id: { eventId, id: contestId } };
  await ctx.db.$transaction(async (tx) => {
    const { state } = await lockContest(tx, eventId, contestId);
    if (state !== 'setup') throw new Refused('contest.marking-started', { state });
    const contest = await tx.contest.findUniqueOrThrow({ where, include: { scheme: true } });
    const { spread: before, ...others } = contest.rules as unknown as Rules;
    const after = spreadOf(limits);
    const rules = { ...others, ...(after && { spread: after }) };
    const issues = checkRules(rules, contest.scheme.body as unknown as Scheme);
    if (issues.length > 0) throw new Refused('request.invalid', { issues });
    await tx.contest.update({ where, data: { rules: rules as unknown as Prisma.InputJsonObject } });
    const entry = { type: 'contest:spread', subject: contestId, before: before ?? null, after };
    await appendEvent(tx, eventId, contestId, fromOrganiser(new Date()), actorOf(me), entry, {}, false);
  });
  ctx.notices.contestChanged(eventId, contestId);
}

/** As the rules hold them: what is not limited is not there. */
const spreadOf = ({ criterion, total }: SpreadLimits): NonNullable<Rules['spread']> | null =>
  criterion === null && total === null ? null : { ...(criterion && { criterion }), ...(total !== null && { total }) };
