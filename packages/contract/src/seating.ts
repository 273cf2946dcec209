/** Automatic seating: what is asked, who would sit where and why, and why places stay empty. */
import { z } from 'zod';
import { Id, Text } from './basics.ts';

const Day = z.iso.date();

/** Only vacant places of contests in set-up are filled. */
export const SeatingInput = z.strictObject({
  /** Judges a panel shall have beside its chief. */
  seats: z.int().min(1).max(15),
  /** Places one judge may have at most, over all contests. */
  places: z.int().min(1).max(4),
  /** Days the judges must be able to come; none: not asked. */
  days: z.array(Day).max(60),
});
export type SeatingInput = z.infer<typeof SeatingInput>;

/** The same input and seed give the same seating while people and seats are the same. Absent in a preview: a new one is made. */
const Seed = z.string().regex(/^[0-9a-f]{16}$/);
export const SeatingPreview = z.strictObject({ ...SeatingInput.shape, seed: Seed.exactOptional() });
/** `hash` is the previewed plan's: another plan is not carried out. */
export const SeatingApply = z.strictObject({ ...SeatingInput.shape, seed: Seed, hash: z.string().regex(/^[0-9a-f]{64}$/) });

const Role = z.enum(['judge', 'chief']);
export const PlannedSeat = z.object({
  contestId: Id,
  role: Role,
  /** 0 for the chief. */
  seat: z.int(),
  personId: Id,
  name: z.string(),
  organisation: Text.nullable(),
  level: z.string(),
  /** The last day the qualification holds; null: without end. */
  until: Day.nullable(),
  /** Others of the same organisation among the panel's judges. */
  colleagues: z.int(),
  /** Places the judge has in all, this one among them. */
  places: z.int(),
});
export type PlannedSeat = z.infer<typeof PlannedSeat>;

/** Of the qualified judges: how many each rule keeps away, sit here, or have all the places allowed. The parts add up. */
export const SeatShortage = z.object({
  contestId: Id,
  role: Role,
  missing: z.int(),
  qualified: z.int(),
  barred: z.object({ 'not-chief': z.int(), expired: z.int(), recused: z.int(), away: z.int() }),
  here: z.int(),
  full: z.int(),
  /** Contests they sit on instead. */
  fullIn: z.array(Id),
});
export type SeatShortage = z.infer<typeof SeatShortage>;

/** One rule given up alone would fill so many places more. `places`: one place more for each judge. */
export const SeatHelp = z.object({ loosen: z.enum(['not-chief', 'expired', 'recused', 'away', 'places']), fills: z.int() });
export type SeatHelp = z.infer<typeof SeatHelp>;

export const SeatingPlan = z.object({
  seed: z.string(),
  hash: z.string(),
  /** Judges in the pool, and places that are vacant now. */
  pool: z.int(),
  vacant: z.int(),
  seats: z.array(PlannedSeat),
  shortages: z.array(SeatShortage),
  helps: z.array(SeatHelp),
});
export type SeatingPlan = z.infer<typeof SeatingPlan>;
