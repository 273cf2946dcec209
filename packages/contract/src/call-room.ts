/** The call room (检录): who has come. While a draw is sealed, contestant numbers in their own order and nothing else. */
import { z } from 'zod';
import { Id, Instant, Text } from './basics.ts';

/** `missing`: called three times in vain. Absent is the chief's word alone. */
export const CheckInState = z.enum(['expected', 'arrived', 'missing']);
export type CheckInState = z.infer<typeof CheckInState>;
export const CALLS_TO_MISSING = 3;

export const CheckInRow = z.object({
  /** The code, or the contestant number (参赛号) while the draw is sealed: then nothing here may lead to a code or to a turn. */
  tag: z.string(),
  name: z.string().nullable(),
  organisation: Text.nullable(),
  position: z.int().nullable(),
  state: CheckInState,
  arrivedAt: Instant.nullable(),
  /** When the name or number was called out. */
  calls: z.array(Instant),
});
export type CheckInRow = z.infer<typeof CheckInRow>;

export const CallRoom = z.object({
  contestId: Id,
  at: Instant,
  sealed: z.boolean(),
  /** In the order of appearance, or by number while sealed. Without those who are out of the contest. */
  rows: z.array(CheckInRow),
});
export type CallRoom = z.infer<typeof CallRoom>;
