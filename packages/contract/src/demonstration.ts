/** Demonstration posts (标准化标兵示范岗): a yearly round, a unit's application for a post team, its way to a decision, and the plaque. */
import { z } from 'zod';
import { EVIDENCE_TYPES } from './appeal-limits.ts';
import { ContestState, EventKind, Id, Instant, Plain, Text } from './basics.ts';
import { command, Reason, request } from './message.ts';

/** `review`: entered for the review on site. `publicised`: to be named, unless an objection is upheld. */
export const ApplicationState = z.enum(['draft', 'submitted', 'review', 'rectify', 'publicised', 'named', 'refused', 'withdrawn']);
export type ApplicationState = z.infer<typeof ApplicationState>;
/** What the organiser found in the material of one indicator; `more`: the unit is asked for more and may change it. */
export const ItemState = z.enum(['pending', 'accepted', 'more', 'refused']);
export type ItemState = z.infer<typeof ItemState>;
/** 命名 · 整改后复核 · 不予命名. */
export const DecisionOutcome = z.enum(['named', 'rectify', 'refused']);
export type DecisionOutcome = z.infer<typeof DecisionOutcome>;
export const StepState = z.enum(['proposed', 'approved', 'rejected']);
export const ObjectionState = z.enum(['filed', 'upheld', 'rejected']);
export type ObjectionState = z.infer<typeof ObjectionState>;
/** As it stands today; `expired` is said by the date, `withdrawn` is for good. */
export const PlaqueState = z.enum(['valid', 'suspended', 'withdrawn', 'expired']);
export type PlaqueState = z.infer<typeof PlaqueState>;

/** Files beside one indicator. */
export const MOST_APPLICATION_FILES = 6;

const Words = Plain.trim().min(1).max(4_000);
const Short = Plain.trim().min(1).max(100);
const Day = z.iso.date();
/** Not negative, with at most two digits after the point. */
const Points = z.string().regex(/^\d{1,3}(\.\d{1,2})?$/);
const CriterionId = Plain.min(1).max(60);
const step = <T extends z.ZodRawShape>(shape: T) => z.strictObject({ ...command, ...shape });

export const RoundSettings = z.strictObject({
  /** The period the figures are taken from; both days included. */
  from: Day, until: Day,
  /** The events whose records feed the derived indicators. */
  sources: z.array(Id).max(50),
  applyUntil: Instant,
  rectifyDays: z.int().min(1).max(365),
  /** 0 for a round that is brought in after its publicity. */
  publicityDays: z.int().min(0).max(60),
  validYears: z.int().min(1).max(10),
  /** Whether the indicators are still a draft; every page that shows them says so. */
  draft: z.boolean(),
}).refine(({ from, until }) => from <= until, { path: ['until'] });
export type RoundSettings = z.infer<typeof RoundSettings>;
export const RoundSaving = step({ settings: RoundSettings });

export const ApplicationFiling = step({
  team: Short,
  /** A post of the library or of the sources: what compares teams over years. */
  postCode: Plain.min(1).max(60),
  leader: Short,
  headcount: z.int().min(1).max(9_999),
});
export type ApplicationFiling = z.infer<typeof ApplicationFiling>;
export const ItemSaving = step({ criterionId: CriterionId, points: Points.nullable(), statement: Plain.max(2_000) });
export type ItemSaving = z.infer<typeof ItemSaving>;
/** The part `file` of the form, as JSON, beside the file itself. The command's id becomes the file's. */
export const FileAdding = step({ criterionId: CriterionId });
export type FileAdding = z.infer<typeof FileAdding>;
export const PlainStep = step({});
export const Rectification = step({ report: Words });
export const ItemVerifying = step({ criterionId: CriterionId, state: ItemState.exclude(['pending']), reason: Plain.trim().max(500) })
  .refine(({ state, reason }) => state === 'accepted' || reason !== '', { path: ['reason'] });
export type ItemVerifying = z.infer<typeof ItemVerifying>;
/** Ends the verification: the team is entered for the review on site, or the application ends here. */
export const Admission = step({ admitted: z.boolean(), reason: Plain.trim().max(500) }).refine(({ admitted, reason }) => admitted || reason !== '', { path: ['reason'] });
export type Admission = z.infer<typeof Admission>;
export const DecisionProposing = step({ outcome: DecisionOutcome, reason: Reason });
export type DecisionProposing = z.infer<typeof DecisionProposing>;
export const StepDeciding = step({ approved: z.boolean(), reason: Plain.trim().max(500) });
export type StepDeciding = z.infer<typeof StepDeciding>;
export const WithdrawalDeciding = step({ ...request, approved: z.boolean(), reason: Plain.trim().max(500) });
export type WithdrawalDeciding = z.infer<typeof WithdrawalDeciding>;
export const ObjectionAnswer = step({ upheld: z.boolean(), answer: Words });
export type ObjectionAnswer = z.infer<typeof ObjectionAnswer>;
export const PlaquePause = step({ suspended: z.boolean(), reason: Reason });
export type PlaquePause = z.infer<typeof PlaquePause>;
export const PlaqueChecking = step({ passed: z.boolean(), note: Words });
export type PlaqueChecking = z.infer<typeof PlaqueChecking>;
export const WithdrawalAsked = step({ reason: Reason });
/** By anybody; a unit's leader is known by the session. */
export const ObjectionFiling = step({ eventId: Id, applicationId: Id, name: Short, contact: Short, grounds: Words });
export type ObjectionFiling = z.infer<typeof ObjectionFiling>;

const Signed = z.object({ name: z.string(), at: Instant });
const Decided = z.object({ id: Id, state: StepState, reason: z.string(), proposed: Signed, decided: Signed.nullable() });
/** Points of an aspect or an indicator; null where nobody gave any. */
const Scored = z.object({ self: z.string().nullable(), review: z.string().nullable() });
export const Aspect = Scored.extend({ id: z.string(), name: Text, max: z.string() });
export type Aspect = z.infer<typeof Aspect>;
export const ApplicationFile = z.object({ id: Id, name: z.string(), type: z.enum(EVIDENCE_TYPES), sha256: z.string(), at: Instant });
export type ApplicationFile = z.infer<typeof ApplicationFile>;

export const PlaqueCheck = z.object({ id: Id, number: z.int(), due: Day, passed: z.boolean().nullable(), note: z.string(), checked: Signed.nullable() });
export const Plaque = z.object({
  id: Id, applicationId: Id, number: z.string(), team: z.string(), unit: Text, post: Text, state: PlaqueState,
  granted: Signed, validUntil: Day,
  /** Why it is suspended. */
  reason: z.string(),
  checks: z.array(PlaqueCheck),
  /** The latest that was asked for. */
  withdrawal: Decided.extend({ rejection: z.string() }).nullable(),
});
export type Plaque = z.infer<typeof Plaque>;

export const ApplicationSummary = Scored.extend({
  id: Id, team: z.string(), unit: Text, post: Text, postCode: z.string(), leader: z.string(), headcount: z.int(),
  state: ApplicationState, filedAt: Instant, submittedAt: Instant.nullable(),
  aspects: z.array(Aspect),
  rank: z.int().nullable(),
  /** What the engine says: the grade, and whether all conditions of being named are met. Null before a result is confirmed. */
  grade: Text.nullable(), eligible: z.boolean().nullable(),
  plaque: z.string().nullable(),
  /** Objections waiting for an answer. */
  objections: z.int(),
});
export type ApplicationSummary = z.infer<typeof ApplicationSummary>;

const Round = z.object({ settings: RoundSettings, contestId: Id, contestState: ContestState, line: z.string().nullable(), schemeName: Text });
export const Demonstration = z.object({
  at: Instant,
  eventName: Text,
  /** Null until the organiser has set the round up. */
  round: Round.nullable(),
  applications: z.array(ApplicationSummary),
  plaques: z.array(Plaque),
  /** Who gives the plaques; null until the organiser has decided that and how they are numbered. */
  issuer: Text.nullable(),
  /** Events that may feed the indicators. */
  events: z.array(z.object({ id: Id, name: Text, kind: EventKind })),
});
export type Demonstration = z.infer<typeof Demonstration>;

export const ApplicationItem = Scored.extend({
  criterionId: z.string(), no: z.string(), name: Text, rule: Text, max: z.string(), moduleId: z.string(),
  statement: z.string(),
  state: ItemState, reason: z.string(), verified: Signed.nullable(),
  files: z.array(ApplicationFile),
  /** Where a derived indicator's figure comes from; null where people judge. */
  source: z.string().nullable(),
});
export type ApplicationItem = z.infer<typeof ApplicationItem>;
export const Objection = z.object({
  id: Id, number: z.int(), state: ObjectionState, unit: Text.nullable(), name: z.string(), contact: z.string(), grounds: z.string(), filedAt: Instant,
  answer: z.string(), answered: Signed.nullable(),
});
export type Objection = z.infer<typeof Objection>;
export const DemonstrationDecision = Decided.extend({ number: z.int(), outcome: DecisionOutcome, rejection: z.string() });
export type DemonstrationDecision = z.infer<typeof DemonstrationDecision>;

export const Application = ApplicationSummary.extend({
  at: Instant,
  eventId: Id, eventName: Text, issuer: Text.nullable(),
  round: Round,
  entrantId: Id.nullable(),
  items: z.array(ApplicationItem),
  submittedBy: z.string().nullable(), verified: Signed.nullable(), endReason: z.string(),
  decisions: z.array(DemonstrationDecision),
  dueAt: Instant.nullable(),
  rectification: Signed.extend({ report: z.string() }).nullable(),
  publicity: z.object({ from: Instant, until: Instant }).nullable(),
  objectionsFiled: z.array(Objection),
  plaqueGiven: Plaque.nullable(),
  /** The applications before and after in the list. */
  previous: Id.nullable(), next: Id.nullable(), place: z.int(), of: z.int(),
  /** The same team, or the unit's team of the same post, in other rounds: by name of the unit and code of the post. Newest first. */
  earlier: z.array(z.object({ id: Id, eventId: Id, eventName: Text, team: z.string(), until: Day, total: z.string().nullable(), aspects: z.array(Aspect) })),
});
export type Application = z.infer<typeof Application>;

/** What a unit's leader sees of the round: the own applications, and where to apply. */
export const UnitDemonstration = z.object({
  at: Instant, eventName: Text, unit: Text, round: Round.nullable(),
  applications: z.array(ApplicationSummary),
  posts: z.array(z.object({ code: z.string(), name: Text })),
});
export type UnitDemonstration = z.infer<typeof UnitDemonstration>;

/** Everybody's: named posts and those that are about to be, without anybody's name. */
export const PublicPlaques = z.object({
  at: Instant,
  plaques: z.array(z.object({ number: z.string(), team: z.string(), unit: Text, post: Text, event: Text, state: PlaqueState, issuer: Text, grantedOn: Day, validUntil: Day })),
  /** `objections`: by number, so that who objected finds what became of it. */
  candidates: z.array(z.object({
    eventId: Id, applicationId: Id, team: z.string(), unit: Text, post: Text, event: Text, from: Instant, until: Instant, open: z.boolean(),
    objections: z.array(z.object({ number: z.int(), state: ObjectionState })),
  })),
});
export type PublicPlaques = z.infer<typeof PublicPlaques>;
