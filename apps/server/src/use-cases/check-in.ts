/** call:check-in — the call room notes who has come, and who was called out in vain. It takes nobody out: absent is the chief's word. */
import type { MessageInput, MessageOutput } from '@leitai/contract';
import { appendEvent, lockContest, Refused, seenCommand, type Transaction } from '@leitai/database';
import type { AccountIdentity } from '../access/identity.ts';
import { hashOf } from '../access/secrets.ts';
import type { Context } from '../context.ts';
import { findTag, rowOf, tagOf } from '../queries/call-room.ts';
import { databaseNow } from '../queries/database-now.ts';
import { isSealed } from '../queries/sealed.ts';
import { actorOf } from './actor.ts';

type Input = MessageInput<'call:check-in'>;
type Answer = MessageOutput<'call:check-in'>;
type Kept = { readonly arrivedAt: Date | null; readonly calls: Date[] };

/**
 * From set-up until the contest closes. The event names whom it was done to by the tag that was typed: while sealed, by the contestant number.
 * @throws Refused 'contest.not-found', 'contest.not-running' once closed, 'draw.unfinished', 'entrant.not-found', 'result.bad-code', 'command.reused'.
 */
export async function checkIn(ctx: Context, me: AccountIdentity, { who, act, ...input }: Input): Promise<Answer> {
  const { eventId } = input;
  const { contestId, answer } = await ctx.db.$transaction(async (tx) => {
    const place = 'badge' in who ? await placeOfBadge(tx, eventId, who.badge) : { eventId, contestId: who.contestId };
    const { state } = await lockContest(tx, eventId, place.contestId);
    const tag = 'badge' in who ? await tagOfBadge(tx, place, who.badge) : who.tag;
    const { entrant, sealed } = await findTag(tx, place, tag);
    const subject = `${place.contestId}/${tagOf(entrant, sealed)}`;
    const row = rowOf(entrant, sealed);
    if (await seenCommand(tx, eventId, input, actorOf(me), `check-in:${act}`, subject)) return { contestId: place.contestId, answer: { contestId: place.contestId, row, changed: false } };
    if (state !== 'setup' && state !== 'running') throw new Refused('contest.not-running');
    const now = await databaseNow(tx);
    const before: Kept = { arrivedAt: row.arrivedAt === null ? null : new Date(row.arrivedAt), calls: row.calls.map((at) => new Date(at)) };
    const after = acted(act, before, now);
    if (after === before) return { contestId: place.contestId, answer: { contestId: place.contestId, row, changed: false } };
    const where = { eventId_entrantId: { eventId, entrantId: entrant.id } };
    const checkedIn = await tx.checkIn.upsert({ where, create: { ...place, entrantId: entrant.id, ...after }, update: after });
    await appendEvent(tx, eventId, place.contestId, input, actorOf(me), { type: `check-in:${act}`, subject, by: me.name }, {}, false);
    return { contestId: place.contestId, answer: { contestId: place.contestId, row: rowOf({ ...entrant, checkIn: checkedIn }, sealed), changed: true } };
  });
  if (answer.changed) ctx.notices.callRoomChanged(eventId, contestId);
  return answer;
}

/** Who has arrived is not called out again, and does not arrive twice. */
function acted(act: Input['act'], before: Kept, now: Date): Kept {
  switch (act) {
    case 'arrive': return before.arrivedAt ? before : { ...before, arrivedAt: now };
    case 'call': return before.arrivedAt ? before : { ...before, calls: [...before.calls, now] };
    case 'undo': return before.arrivedAt ? { ...before, arrivedAt: null } : before.calls.length > 0 ? { ...before, calls: before.calls.slice(0, -1) } : before;
    default: return act satisfies never;
  }
}

/** The code as it is printed or as the badge's address carries it. */
const normal = (badge: string): string => badge.toUpperCase().replace(/[^A-Z0-9]/g, '');

async function placeOfBadge(tx: Transaction, eventId: string, badge: string) {
  const entrant = await tx.entrant.findFirst({ where: { eventId, resultCodeHash: hashOf(normal(badge)) }, select: { contestId: true } });
  if (!entrant) throw new Refused('result.bad-code');
  return { eventId, contestId: entrant.contestId };
}

/** Read under the contest's lock: the badge may have been given to somebody else meanwhile. */
async function tagOfBadge(tx: Transaction, place: { readonly eventId: string; readonly contestId: string }, badge: string): Promise<string> {
  const entrant = await tx.entrant.findFirst({ where: { ...place, resultCodeHash: hashOf(normal(badge)) } });
  if (!entrant) throw new Refused('result.bad-code');
  return tagOf(entrant, await isSealed(tx, place));
}
