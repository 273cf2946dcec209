/** Whether an event has anything for the public: inspections have not. Of these no board is made, kept or sent. */
import type { EventKind } from '@leitai/contract';
import { perDatabase, Refused, type Database, type EventModel } from '@leitai/database';

/** By what the database calls them. */
export const PRIVATE_KINDS: readonly Extract<EventModel['kind'], EventKind>[] = ['inspection'];

const known = perDatabase(() => new Map<string, boolean>());

/** An event's kind never changes, so it is looked up once. False also where there is no such event. */
export async function isPublic(db: Database, eventId: string): Promise<boolean> {
  const memory = known(db);
  const before = memory.get(eventId);
  if (before !== undefined) return before;
  const event = await db.event.findUnique({ where: { id: eventId }, select: { kind: true } });
  if (!event) return false;
  const open = !PRIVATE_KINDS.some((kind) => kind === event.kind);
  memory.set(eventId, open);
  return open;
}

/** @throws Refused 'event.not-found': the public is not told that it exists. */
export async function requirePublic(db: Database, eventId: string): Promise<void> {
  if (!(await isPublic(db, eventId))) throw new Refused('event.not-found');
}
