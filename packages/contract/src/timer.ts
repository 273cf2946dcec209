/** The station's timer as it crosses the wire: what is banked, and since when it runs by the server's clock. */
import { z } from 'zod';
import { Instant } from './basics.ts';

export const StationTimer = z.object({
  state: z.enum(['ready', 'running', 'paused', 'stopped']),
  /** Milliseconds counted before `since`. */
  bankedMs: z.int(),
  /** While it runs: the server's time it was last set going. */
  since: Instant.nullable(),
  /** The task's time with what the chief added, in milliseconds; null where the scheme sets none. */
  limitMs: z.int().nullable(),
});
export type StationTimer = z.infer<typeof StationTimer>;
