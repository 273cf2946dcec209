/** The sealed two-step draw (加密抽签): who drew what and when, the committed seed, and the registers that name people. */
import { z } from 'zod';
import { ContestState, Id, Instant, Plain, Text } from './basics.ts';

/** A contest, and how far its sealed draw is: anybody may know this much. */
const Done = z.object({ name: z.string(), at: Instant });

/** One person of the list as it was published, with the two numbers drawn. Names only where the reader may see them. */
export const DrawnEntrant = z.object({
  place: z.int(), name: z.string().nullable(), organisation: Text.nullable(), number: z.int(), station: z.int(), code: z.string(),
});
export type DrawnEntrant = z.infer<typeof DrawnEntrant>;

export const SealedDraw = z.object({
  /** SHA-256, in hex, of the seed; and of the list, one line "place name organisation" each, that the seed is applied to. */
  seedHash: z.string(),
  listHash: z.string(),
  prepared: Done,
  /** 一次加密: persons to contestant numbers. */
  first: Done.nullable(),
  /** 二次加密: contestant numbers to stations, and so to codes and the order of appearance. */
  second: Done.nullable(),
  /** 解密: asked for by an anonymiser, done when somebody of the event's staff has witnessed it. */
  opened: Done.nullable(),
  witnessed: Done.nullable(),
  /** Once unsealed. */
  seed: z.string().nullable(),
  list: z.array(DrawnEntrant).nullable(),
});
export type SealedDraw = z.infer<typeof SealedDraw>;

/** A draw that was given up before the contest opened: its seed is shown, so that anybody sees it was a draw like the next one. */
const VoidedDraw = Done.extend({ reason: z.string(), seedHash: z.string(), seed: z.string() });

export const ContestDraw = z.object({
  contestId: Id,
  letter: z.string(),
  name: Text,
  state: ContestState,
  entrants: z.int(),
  /** Null: codes were given on import, and names are shown as set. */
  draw: SealedDraw.nullable(),
  voided: z.array(VoidedDraw),
  /** The register the reader made, and may open while it is sealed. */
  mine: z.enum(['first', 'second']).nullable(),
});
export type ContestDraw = z.infer<typeof ContestDraw>;

export const EventDraws = z.object({ eventName: Text, contests: z.array(ContestDraw) });
export type EventDraws = z.infer<typeof EventDraws>;

/** 一次加密表. Persons as they stand now: who is substituted takes over the number. */
export const FirstRegister = z.array(z.object({ number: z.int(), name: z.string(), organisation: Text }));
export type FirstRegister = z.infer<typeof FirstRegister>;
/** 二次加密表: no names, so that nobody holds both. */
export const SecondRegister = z.array(z.object({ number: z.int(), station: z.int(), code: z.string() }));
export type SecondRegister = z.infer<typeof SecondRegister>;

export const DrawCancel = z.strictObject({ reason: Plain.trim().min(1).max(500) });
