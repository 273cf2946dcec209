/** Words from the control room: as the own panel has them, and with who has read them. */
import type { Broadcast, SentBroadcast } from '@leitai/contract';
import type { Database } from '@leitai/database';

/** Not taken back, of the last day. */
const standing = () => ({ endedAt: null, at: { gt: new Date(Date.now() - 24 * 3_600_000) } });

export async function broadcastsTo(db: Database, { eventId, contestId, judgeId }: { readonly eventId: string; readonly contestId: string; readonly judgeId: string }): Promise<Broadcast[]> {
  const found = await db.broadcast.findMany({
    where: { eventId, contestIds: { has: contestId }, ...standing() }, orderBy: { at: 'desc' }, take: 20, include: { read: { where: { judgeId } } },
  });
  return found.map(({ id, text, at, read }) => ({ id, text, at: at.toISOString(), readAt: read[0]?.at.toISOString() ?? null }));
}

type Seat = { readonly id: string; readonly contestId: string; readonly seat: number; readonly role: 'judge' | 'chief' };

/** @param seats of the event, as they are now. */
export async function sentBroadcasts(db: Database, eventId: string, seats: readonly Seat[]): Promise<SentBroadcast[]> {
  const found = await db.broadcast.findMany({ where: { eventId, ...standing() }, orderBy: { at: 'desc' }, take: 20, include: { read: true } });
  return found.map(({ id, text, by, at, screens, contestIds, read }) => {
    const to = seats.filter(({ contestId }) => contestIds.includes(contestId));
    const readers = new Set(read.map(({ judgeId }) => judgeId));
    const awaited = to.filter((seat) => !readers.has(seat.id)).map(({ contestId, seat, role }) => ({ contestId, seat, role }));
    return { id, text, by, at: at.toISOString(), screens, read: to.length - awaited.length, awaited };
  });
}
