/** Messages of the day itself: the call room, and words to the panels. */
import { z } from 'zod';
import { Id, Instant, Plain } from './basics.ts';
import { CallRoom, CheckInRow } from './call-room.ts';
import { command, message } from './message.ts';
import { Broadcast } from './broadcast.ts';

const callers = ['organiser', 'steward'] as const;

export const scheduleMessages = {
  'call:join': message(callers, z.strictObject({ contestId: Id }), CallRoom),
  /** `arrive` once; `call` notes that somebody was called out in vain; `undo` takes an arrival or the latest call back. */
  'call:check-in': message(
    callers,
    z.strictObject({
      ...command,
      eventId: Id,
      act: z.enum(['arrive', 'call', 'undo']),
      /** By tag within a contest, or by the code on the badge, which finds the contest. */
      who: z.union([z.strictObject({ contestId: Id, tag: Plain.trim().min(1).max(40) }), z.strictObject({ badge: Plain.trim().min(1).max(40) })]),
    }),
    z.object({ contestId: Id, row: CheckInRow, /** Whether it changed anything. */ changed: z.boolean() }),
  ),
  /** To the own panel, the latest that was not taken back. */
  'broadcast:join': message(['judge', 'chief'], z.strictObject({}), z.object({ words: z.array(Broadcast) })),
  'broadcast:read': message(['judge', 'chief'], z.strictObject({ broadcastId: Id, at: Instant }), z.object({ at: Instant })),
} as const;
