/** Appeals (申诉): a unit's written objection to a published result, its way to a ruling, and the answer. */
import { z } from 'zod';
import { EVIDENCE_TYPES } from './appeal-limits.ts';
import { ContestState, EventKind, Id, Instant, Plain, Text } from './basics.ts';
import { command, Reason } from './message.ts';
import { OwnResult } from './own-result.ts';

/** `ruled`: upheld, and waiting for the correction; a ruling that needs none closes the appeal. */
export const AppealState = z.enum(['filed', 'accepted', 'rejected', 'ruled', 'closed', 'withdrawn']);
export type AppealState = z.infer<typeof AppealState>;
export const AppealOutcome = z.enum(['upheld', 'partly', 'dismissed']);
export type AppealOutcome = z.infer<typeof AppealOutcome>;
/** First before an arbitrator of the contest; then, once, before another whose ruling is final. */
export const AppealInstance = z.union([z.literal(1), z.literal(2)]);

const Words = Plain.trim().min(1).max(4_000);
/** The part `appeal` of the form, as JSON, beside its files. The command's id becomes the appeal's. */
export const AppealFiling = z.strictObject({
  ...command,
  grounds: Words,
  /** The criteria objected to; none for how the contest was run. */
  items: z.array(Plain.min(1).max(60)).max(200),
  /** The appeal whose ruling is not accepted: this is then the second instance. */
  against: Id.nullable(),
});
export type AppealFiling = z.infer<typeof AppealFiling>;

export const AppealStep = z.strictObject(command);
export const AppealAcceptance = z.strictObject({ ...command, arbitratorId: Id });
export type AppealAcceptance = z.infer<typeof AppealAcceptance>;
export const AppealRejection = z.strictObject({ ...command, reason: Reason });
export type AppealRejection = z.infer<typeof AppealRejection>;
export const AppealRuling = z.strictObject({
  ...command,
  outcome: AppealOutcome,
  findings: Words,
  reasons: Words,
  /** Whether the result has to be corrected before it can be final; never for what is dismissed. */
  correctionNeeded: z.boolean(),
  /** The arbitrator's word of having no tie with the unit or its contestant. */
  independent: z.literal(true),
});
export type AppealRuling = z.infer<typeof AppealRuling>;
export const AppealCorrection = z.strictObject({ ...command, correctionId: Id });
export type AppealCorrection = z.infer<typeof AppealCorrection>;

/** Hours in which an appeal is to be answered, and in which a ruling may be taken to the second instance. */
export const AppealHours = z.strictObject({ answer: z.int().min(1).max(720), review: z.int().min(1).max(720) });
export type AppealHours = z.infer<typeof AppealHours>;

const Signed = z.object({ name: z.string(), at: Instant });
export const EvidenceFile = z.object({ id: Id, name: z.string(), type: z.enum(EVIDENCE_TYPES), bytes: z.int(), sha256: z.string() });
export type EvidenceFile = z.infer<typeof EvidenceFile>;

export const AppealSummary = z.object({
  id: Id,
  /** Of the contest's letter and its count: "B-01". */
  number: z.string(),
  instance: AppealInstance,
  contest: z.object({ id: Id, letter: z.string(), name: Text }),
  entrant: z.object({ id: Id, code: z.string(), name: z.string() }),
  unit: Text,
  state: AppealState,
  filedAt: Instant,
  /** Until when it is to be answered. */
  dueAt: Instant,
  arbitrator: z.string().nullable(),
  outcome: AppealOutcome.nullable(),
});
export type AppealSummary = z.infer<typeof AppealSummary>;
/** `at`: the database's clock, by which deadlines are told. */
export const AppealList = z.object({ at: Instant, hours: AppealHours, appeals: z.array(AppealSummary) });
export type AppealList = z.infer<typeof AppealList>;

const Score = z.object({ total: z.string().nullable(), rank: z.int().nullable() });
/** A correction approved for this entrant, as the answer shows it. */
export const AppealAmendment = z.object({ id: Id, reason: z.string(), by: z.string(), at: Instant, before: Score, after: Score, forThis: z.boolean() });
export type AppealAmendment = z.infer<typeof AppealAmendment>;

export const Appeal = AppealSummary.extend({
  at: Instant,
  eventName: Text,
  /** The head of the contest's chain. */
  head: z.string(),
  grounds: z.string(),
  items: z.array(z.object({ id: z.string(), no: z.string(), name: Text })),
  files: z.array(EvidenceFile),
  filedBy: z.string(),
  accepted: Signed.nullable(),
  rejected: Signed.extend({ reason: z.string() }).nullable(),
  withdrawn: Signed.nullable(),
  ruling: Signed.extend({ outcome: AppealOutcome, findings: z.string(), reasons: z.string(), correctionNeeded: z.boolean(), /** Null in the second instance. */ reviewUntil: Instant.nullable() }).nullable(),
  correction: AppealAmendment.nullable(),
  closedAt: Instant.nullable(),
  /** The appeal this one goes on from, and the one that goes on from this. */
  against: z.object({ id: Id, number: z.string() }).nullable(),
  review: z.object({ id: Id, number: z.string() }).nullable(),
  /** Whether the reader is the assigned arbitrator. */
  mine: z.boolean(),
});
export type Appeal = z.infer<typeof Appeal>;

/** Why an arbitrator may not be given this appeal. */
export const AppealBar = z.enum(['same-unit', 'signed', 'panel', 'first-instance']);
export type AppealBar = z.infer<typeof AppealBar>;
/** Who may be assigned, and approved corrections of the entrant that the ruling may be linked to. */
export const AppealChoices = z.object({
  arbitrators: z.array(z.object({ id: Id, name: z.string(), unit: z.string(), barred: AppealBar.nullable() })),
  corrections: z.array(AppealAmendment),
});
export type AppealChoices = z.infer<typeof AppealChoices>;

/** Whether criteria's items may be objected to, and what became of it: told to the contestant without anybody else's data. */
export const OwnAppeals = z.object({
  /** Null before the results are published. */
  until: Instant.nullable(),
  open: z.boolean(),
  leaders: z.array(z.string()),
  cases: z.array(z.object({ number: z.string(), instance: AppealInstance, state: AppealState, outcome: AppealOutcome.nullable(), filedAt: Instant, answeredAt: Instant.nullable() })),
});
export type OwnAppeals = z.infer<typeof OwnAppeals>;

/** A contestant of the own unit: until the results are published by name and the person's id alone. */
export const UnitEntrant = z.object({
  id: Id,
  name: z.string(),
  shown: z.object({ code: z.string(), status: OwnResult.shape.status, score: z.string().nullable(), rank: z.int().nullable(), of: z.int().nullable(), award: Text.nullable() }).nullable(),
});
export type UnitEntrant = z.infer<typeof UnitEntrant>;
/** What a unit's leader sees: the own unit, and nothing of any other. */
export const Unit = z.object({
  at: Instant,
  kind: EventKind,
  eventName: Text,
  unit: Text,
  contests: z.array(z.object({ id: Id, letter: z.string(), name: Text, state: ContestState, until: Instant.nullable(), entrants: z.array(UnitEntrant) })),
  appeals: z.array(AppealSummary),
});
export type Unit = z.infer<typeof Unit>;
