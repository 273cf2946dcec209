/** The award ceremony (颁奖揭晓): what the organiser plans, what the wall shows of it so far, and what the presenter sees. */
import { z } from 'zod';
import { ContestState, Id, Instant, Plain, Text } from './basics.ts';
import { NoticeText } from './displays.ts';
import { OrganisationStanding } from './board.ts';
import { MedalTable } from './hall.ts';

const Note = Plain.trim().max(500);

/** Tables of the whole event, after the posts. */
export const CeremonyTable = z.enum(['organisations', 'medals']);
export type CeremonyTable = z.infer<typeof CeremonyTable>;

/** What the organiser chooses; the steps follow from the recorded results. */
export const CeremonyPlan = z.strictObject({
  opening: NoticeText,
  openingNote: Note,
  closing: NoticeText,
  closingNote: Note,
  /** In the order they are awarded. `awards`: which are shown, as the contest's rules name them; `notes`: what is said with an award, else `note`. */
  posts: z
    .array(z.strictObject({
      contestId: Id, awards: z.array(z.string().max(40)).min(1).max(10), presenter: Plain.trim().max(60), note: Note, notes: z.record(z.string().max(40), Note).default({}),
    }))
    .min(1)
    .max(60),
  /** Only once every contest of the event is final. */
  tables: z.array(z.strictObject({ kind: CeremonyTable, note: Note })).max(2).default([]),
  /** Whether the end of the ceremony lifts the freeze of its contests. */
  lift: z.boolean(),
});
export type CeremonyPlan = z.infer<typeof CeremonyPlan>;

/** Named only where the contest's board names people. */
export const Winner = z.object({
  entrantId: Id, code: z.string(), name: z.string().exactOptional(), organisation: Text, score: z.string(), rank: z.int(), tied: z.boolean(),
});
export type Winner = z.infer<typeof Winner>;
const tables = [
  z.object({ kind: z.literal('organisations'), rows: z.array(OrganisationStanding) }),
  z.object({ kind: z.literal('medals'), ...MedalTable.omit({ published: true }).shape }),
] as const;
/** One press of the presenter. An award's winners of one rank are revealed together. */
export const CeremonyStep = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('opening') }),
  z.object({ kind: z.literal('post'), contestId: Id }),
  z.object({ kind: z.literal('award'), contestId: Id, awardId: z.string(), winners: z.array(Winner) }),
  ...tables,
  z.object({ kind: z.literal('closing') }),
]);
export type CeremonyStep = z.infer<typeof CeremonyStep>;

export const CeremonyStage = z.enum(['none', 'prepared', 'running', 'paused', 'ended']);
export type CeremonyStage = z.infer<typeof CeremonyStage>;

const Revealed = Winner.omit({ entrantId: true });
export const CeremonyPost = z.object({
  contestId: Id,
  letter: z.string(),
  name: Text,
  presenter: z.string(),
  /** From the first award down; `revealed` from the first rank down, and no more than was revealed. `place` is its index among all awards of the rules: 0 is gold. */
  awards: z.array(z.object({ id: z.string(), place: z.int(), name: Text, revealed: z.array(Revealed) })),
});
export type CeremonyPost = z.infer<typeof CeremonyPost>;
/** What was revealed last, by this step: it may move when the step is the next one. */
export const CeremonyPage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('opening'), text: NoticeText }),
  z.object({ kind: z.literal('post'), post: CeremonyPost, newest: z.object({ awardId: z.string(), codes: z.array(z.string()) }).nullable() }),
  ...tables,
  z.object({ kind: z.literal('closing'), text: NoticeText }),
]);
export type CeremonyPage = z.infer<typeof CeremonyPage>;

/** Everything a screen may know: nothing in it is still to be revealed. */
export const CeremonyState = z.object({
  eventId: Id,
  revision: z.int(),
  stage: CeremonyStage,
  eventName: Text,
  /** Counts from 0, so that a wall knows whether it went one step on. */
  step: z.int(),
  /** Null before it has started. */
  page: CeremonyPage.nullable(),
  /** Of the posts: which one it is at, from 1 (0 before the first), how many, and the next one's name. */
  at: z.int(),
  posts: z.int(),
  next: Text.nullable(),
});
export type CeremonyState = z.infer<typeof CeremonyState>;

/** The presenter's device: all steps, the notes, the clock, and what the wall shows. */
export const PresenterState = z.object({
  wall: CeremonyState,
  steps: z.array(z.object({ step: CeremonyStep, post: Text.nullable(), award: Text.nullable(), presenter: z.string(), note: z.string() })),
  startedAt: Instant.nullable(),
  /** Milliseconds it stood still before `pausedAt`. */
  pausedMs: z.int(),
  pausedAt: Instant.nullable(),
  /** Whether results are no longer those it was prepared from: it has to be prepared again. */
  stale: z.boolean(),
});
export type PresenterState = z.infer<typeof PresenterState>;

/** What may be prepared, and what is. */
export const CeremonyOffer = z.object({
  contests: z.array(z.object({
    contestId: Id, letter: z.string(), name: Text, state: ContestState, named: z.boolean(), frozen: z.boolean(), awards: z.array(z.object({ id: z.string(), name: Text, count: z.int() })),
  })),
  plan: CeremonyPlan.nullable(),
  stage: CeremonyStage,
});
export type CeremonyOffer = z.infer<typeof CeremonyOffer>;
