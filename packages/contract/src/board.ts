/** What the public may see, composed on the server: complete small states, each with a revision. */
import { z } from 'zod';
import { ContestState, Exact, Id, Instant, OutState, Text } from './basics.ts';
import { StationTimer } from './timer.ts';

/** One line of a board. `name` is absent where the contest shows codes only; then it is in no public payload at all. */
export const BoardRow = z.object({
  rank: z.int(),
  tied: z.boolean(),
  code: z.string(),
  name: z.string().exactOptional(),
  /** Absent, like the name, while the contest's draw is sealed. */
  organisation: Text.exactOptional(),
  /** Fixed digits for display: "86.67". */
  score: z.string(),
  /** Points behind the first, "0.00" for the first. */
  gap: z.string(),
  /** Places won (+) or lost (−) by the latest confirmed result; null for the newcomer. */
  change: z.int().nullable(),
  /** When the result was corrected last; absent where it never was. */
  correctedAt: Instant.exactOptional(),
  /** What put it behind the row ahead, whose total is the same; absent where the totals, or nothing, tell the two apart. */
  partedBy: Text.exactOptional(),
});
export type BoardRow = z.infer<typeof BoardRow>;

export const BoardState = z.object({
  eventId: Id,
  contestId: Id,
  revision: z.int(),
  at: Instant,
  eventName: Text,
  letter: z.string(),
  name: Text,
  state: ContestState,
  /** Since when results, outcomes and state here stand still (封榜); absent where they do not. The counts, the stage and names go on. */
  frozenSince: Instant.exactOptional(),
  /** Entrants with an outcome: a confirmed result, or none for the reason `out` gives. */
  confirmed: z.int(),
  entrants: z.int(),
  rows: z.array(BoardRow),
  /** Who ranks nowhere, in order of appearance. */
  out: z.array(z.object({ code: z.string(), name: z.string().exactOptional(), organisation: Text.exactOptional(), state: OutState, correctedAt: Instant.exactOptional() })),
  onStage: z.object({ code: z.string(), position: z.int(), timer: StationTimer }).nullable(),
  latest: z
    .object({
      code: z.string(),
      name: z.string().exactOptional(),
      organisation: Text.exactOptional(),
      score: z.string(),
      rank: z.int(),
      at: Instant,
      /** Judges' totals by seat number, with the dropped extremes marked. */
      judges: z.array(z.object({ seat: z.int(), total: z.string(), use: z.enum(['kept', 'high', 'low']) })),
    })
    .nullable(),
});
export type BoardState = z.infer<typeof BoardState>;

export const OrganisationStanding = z.object({ rank: z.int(), name: Text, value: z.string(), members: z.int() });

/** The whole event at a glance: a tile for each contest, organisation standings, the latest news. */
export const OverviewState = z.object({
  eventId: Id,
  revision: z.int(),
  at: Instant,
  name: Text,
  /** Only of a practice copy. */
  practice: z.literal(true).exactOptional(),
  confirmed: z.int(),
  entrants: z.int(),
  contests: z.array(
    z.object({
      contestId: Id,
      letter: z.string(),
      name: Text,
      state: ContestState,
      frozenSince: Instant.exactOptional(),
      confirmed: z.int(),
      entrants: z.int(),
      leader: z.object({ code: z.string(), name: z.string().exactOptional(), organisation: Text.exactOptional(), score: z.string() }).nullable(),
    }),
  ),
  organisations: z.array(OrganisationStanding),
  news: z.array(z.object({ at: Instant, contest: Text, code: z.string(), name: z.string().exactOptional(), score: Exact, rank: z.int() })),
});
export type OverviewState = z.infer<typeof OverviewState>;
