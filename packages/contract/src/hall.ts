/** What the hall's screens show besides boards and overview: stages, order of appearance, medals. Codes only, no name of anybody. */
import { z } from 'zod';
import { ContestState, EntrantState, Id, Instant, Text } from './basics.ts';
import { LiveSchedule } from './schedule.ts';
import { StationTimer } from './timer.ts';

export const HallContest = z.object({
  contestId: Id,
  letter: z.string(),
  name: Text,
  state: ContestState,
  frozenSince: Instant.exactOptional(),
  onStage: z.object({ code: z.string(), position: z.int(), timer: StationTimer }).nullable(),
  /** In order of appearance. */
  order: z.array(z.object({ code: z.string(), state: EntrantState })),
});
export type HallContest = z.infer<typeof HallContest>;

/** Awards of published contests only (ORG-6). */
export const MedalTable = z.object({
  published: z.int(),
  awards: z.array(Text),
  rows: z.array(z.object({ rank: z.int(), name: Text, counts: z.array(z.int()), total: z.int() })),
});
export type MedalTable = z.infer<typeof MedalTable>;

export const HallState = z.object({
  eventId: Id,
  revision: z.int(),
  name: Text,
  contests: z.array(HallContest),
  /** Has a revision of its own. */
  schedule: LiveSchedule,
  medals: MedalTable,
});
export type HallState = z.infer<typeof HallState>;
