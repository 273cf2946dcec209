/** A contest's results as anybody may read, print, link and check them: JSON whose exact text its check code is taken of. */
import { z } from 'zod';
import { ContestState, Id, Instant, OutState, PublicNames, Text } from './basics.ts';

/** `name` as the event's setting shows it: full, masked, or not there at all. */
const Somebody = z.object({ code: z.string(), name: z.string().exactOptional(), organisation: Text, correctedAt: Instant.exactOptional() });

/** Nothing in it tells when it was composed: equal results are equal texts. */
export const PublicResults = z.object({
  format: z.literal('leitai-results/1'),
  eventId: Id,
  contestId: Id,
  eventName: Text,
  letter: z.string(),
  name: Text,
  state: ContestState,
  names: PublicNames,
  /** 公示期: from the supervisor's signature to the end of objections; null until published, the deadline also where there is none. */
  publishedAt: Instant.nullable(),
  objectionsUntil: Instant.nullable(),
  /** What the points of `parts` belong to: modules, or stages where the rules compose them. */
  parts: z.array(z.object({ id: z.string(), name: Text })),
  /** Every kind of award there is, highest first. */
  awards: z.array(Text),
  /** Empty until published; ranked, best first. */
  rows: z.array(Somebody.extend({ rank: z.int(), tied: z.boolean(), parts: z.array(z.string()), total: z.string(), award: Text.nullable() })),
  /** Who ranks nowhere, in order of appearance. */
  out: z.array(Somebody.extend({ state: OutState })),
  /** How the totals and the order came about. */
  notes: z.array(Text),
});
export type PublicResults = z.infer<typeof PublicResults>;

/** Every contest of an event, with how far its results have come. */
export const PublicContests = z.object({
  format: z.literal('leitai-results-list/1'),
  eventId: Id,
  name: Text,
  contests: z.array(z.object({ letter: z.string(), name: Text, state: ContestState })),
});
export type PublicContests = z.infer<typeof PublicContests>;
