/** A word from the control room: to panels' tablets, which answer that it was read, and to the screens. */
import { z } from 'zod';
import { Id, Instant, Plain } from './basics.ts';

export const BroadcastText = Plain.trim().min(1).max(200);

/** As a tablet has it. */
export const Broadcast = z.object({ id: Id, text: z.string(), at: Instant, readAt: Instant.nullable() });
export type Broadcast = z.infer<typeof Broadcast>;

/** As the control room has it. */
export const SentBroadcast = z.object({
  id: Id,
  text: z.string(),
  by: z.string(),
  at: Instant,
  screens: z.boolean(),
  /** Seats it went to: how many have confirmed reading it, and whose word is awaited. */
  read: z.int(),
  awaited: z.array(z.object({ contestId: Id, seat: z.int(), role: z.enum(['judge', 'chief']) })),
});
export type SentBroadcast = z.infer<typeof SentBroadcast>;
