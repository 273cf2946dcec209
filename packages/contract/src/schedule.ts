/** Where and when contests are held: stations, sessions, and how far each session has come. */
import { z } from 'zod';
import { Id, Instant, Plain, Text } from './basics.ts';

/** A place where one entrant at a time performs. */
export const Station = z.strictObject({
  id: Id,
  name: Plain.trim().min(1).max(40),
  place: Plain.trim().max(60),
  /** What may be held here; empty: anything. */
  contestIds: z.array(Id).max(60),
});
export type Station = z.infer<typeof Station>;

/** A stretch of a contest's order of appearance, held at one station without a break. */
export const ContestSession = z.strictObject({
  id: Id,
  contestId: Id,
  stationId: Id,
  startsAt: Instant,
  /** Of one entrant, and between two. */
  minutes: z.int().min(1).max(480),
  changeover: z.int().min(0).max(240),
  /** Places in the order of appearance, both included. */
  from: z.int().min(1).max(10_000),
  to: z.int().min(1).max(10_000),
}).refine(({ from, to }) => from <= to);
export type ContestSession = z.infer<typeof ContestSession>;

/** A plan as the console keeps it: whole, so that what is seen is what is saved. */
export const Plan = z.strictObject({ stations: z.array(Station).max(100), sessions: z.array(ContestSession).max(500) });
export type Plan = z.infer<typeof Plan>;

/** How far a session is. Public: places in the order of appearance, never names. */
export const LiveSession = ContestSession.extend({
  /** Who still waits to be called. */
  waiting: z.array(z.int()),
  /** The latest call. */
  calledAt: Instant.nullable(),
  /** From one call to the next: as the plan has it, until calls show otherwise. */
  paceMs: z.int(),
});
export type LiveSession = z.infer<typeof LiveSession>;

export const LiveSchedule = z.object({
  /** Grows with every change of the plan, and with every word to the hall. */
  revision: z.int(),
  /** What a new plan is based on. */
  plan: z.int(),
  stations: z.array(Station),
  sessions: z.array(LiveSession),
  /** Contests that are paused, and since when. */
  paused: z.array(z.object({ contestId: Id, since: Instant })),
  /** The latest word to the screens; null once it was taken back. */
  word: z.object({ id: Id, text: z.string() }).nullable(),
});
export type LiveSchedule = z.infer<typeof LiveSchedule>;

/** Somebody in more than one contest, who cannot be in two places at once. While a contest is sealed nobody has a position there. */
export const BusyPerson = z.object({
  name: z.string(),
  role: z.enum(['judge', 'entrant']),
  contests: z.array(z.object({ contestId: Id, position: z.int().nullable() })),
});
export type BusyPerson = z.infer<typeof BusyPerson>;

export const PlanDesk = z.object({
  plan: z.int(),
  stations: z.array(Station),
  sessions: z.array(LiveSession),
  contests: z.array(z.object({ id: Id, letter: z.string(), name: Text, entrants: z.int() })),
  people: z.array(BusyPerson),
});
export type PlanDesk = z.infer<typeof PlanDesk>;
