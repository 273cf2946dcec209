/** Sets a yearly round up, with the contest its panel judges, or changes it. */
import type { RouteInput } from '@leitai/contract';
import { Refused } from '@leitai/database';
import type { AccountIdentity } from '../../access/identity.ts';
import type { Context } from '../../context.ts';
import { demonstrationPost } from '../../seed/library.ts';
import { actorOf } from '../actor.ts';
import { addContests } from '../add-contests.ts';
import { lockEvent } from '../lock-open.ts';
import { programmeCommandIn } from '../programme-command.ts';

/** @throws Refused 'event.not-found', 'demonstration.no-round' for an event of another kind. */
export async function keepRound(ctx: Context, me: AccountIdentity, eventId: string, input: RouteInput<'POST /api/events/:eventId/demonstration'>): Promise<void> {
  const { settings } = input;
  const made = await ctx.db.$transaction(async (tx) => {
    await lockEvent(tx, eventId);
    const event = await tx.event.findUniqueOrThrow({ where: { id: eventId }, include: { demonstration: true, contests: { include: { post: true } } } });
    if (event.kind !== 'demonstration') throw new Refused('demonstration.no-round');
    const post = demonstrationPost();
    const there = event.contests.find((one) => one.post.code === post.scheme.code)?.id;
    const contestId = event.demonstration?.contestId ?? there ?? (await addContests(tx, eventId, [post])).get(post.scheme.code)!;
    const { from, until, applyUntil, ...rest } = settings;
    const data = { ...rest, from: new Date(from), until: new Date(until), applyUntil: new Date(applyUntil) };
    return programmeCommandIn(tx, eventId, actorOf(me), input, {
      type: 'round:save', subject: eventId,
      change: async () => {
        await tx.demonstrationRound.upsert({ where: { eventId }, create: { eventId, id: eventId, contestId, ...data }, update: data });
        return { entry: { by: me.name }, rows: [{ table: 'demonstration_round', id: eventId }], answer: {} };
      },
    });
  });
  ctx.notices.programmeChanged(eventId, made.revision, eventId);
}
