/** Practical checks (实操考核), post qualifications (持证上岗) and the record of a person over the years. */
import { z } from 'zod';
import { ContestState, Id, Instant, Plain, Text } from './basics.ts';
import { CertificateNumber } from './certificates.ts';
import { Reason } from './message.ts';

const Decimal = z.string().regex(/^\d{1,6}(\.\d{1,4})?$/);
const PartId = z.string().min(1).max(64);
const Day = z.iso.date();
/** As people are known over the years: the number on their badge (工号). */
export const EmployeeNo = Plain.min(1).max(40);

const PassRule = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('fixed'), points: Decimal }),
  z.strictObject({ method: z.literal('percent'), percent: Decimal }),
  z.strictObject({ method: z.literal('angoff'), estimates: z.array(z.strictObject({ assessor: Plain.trim().min(1).max(60), values: z.record(PartId, Decimal) })).min(1).max(12) }),
]);

/** The engine's CheckRules; what they must mean together is the engine's to say. */
export const CheckRulesInput = z.strictObject({
  pass: PassRule,
  failVetoes: z.array(PartId).max(50),
  grades: z.strictObject({
    of: z.enum(['points', 'percent']),
    bands: z.array(z.strictObject({ id: PartId, name: Text, from: Decimal.exactOptional() })).min(1).max(8),
    vetoes: z.array(z.strictObject({ vetoId: PartId, atMost: PartId })).max(50),
  }),
  waitingDays: z.int().min(0).max(730),
  mostPerYear: z.int().min(1).max(50),
  validityMonths: z.int().min(1).max(120),
  renewalDays: z.int().min(0).max(730),
});
/** `day`: when it is held, which waiting times and validity are reckoned from. `site`: where, in words. */
export const CheckSettings = z.strictObject({ rules: CheckRulesInput, day: Day, site: Plain.trim().max(200) });
export type CheckSettings = z.infer<typeof CheckSettings>;
/** Counts how often they were saved; 0: never. */
export const CheckChange = z.strictObject({ settings: CheckSettings, expected: z.int().min(0) });
export type CheckChange = z.infer<typeof CheckChange>;

const Person = z.object({ key: EmployeeNo.nullable(), name: z.string(), organisation: Text });

/** A cohort of a post (批次): a contest of its own. */
export const CheckCohort = z.object({
  contestId: Id, letter: z.string(), name: Text, postCode: z.string(), post: Text, state: ContestState,
  /** Those of the engine until they are saved. */
  settings: CheckSettings, saved: z.int(), savedBy: z.string(),
  max: z.string(),
  criteria: z.array(z.object({ id: z.string(), no: z.string(), name: Text, max: z.string() })),
  vetoes: z.array(z.object({ id: z.string(), name: Text })),
  entrants: z.int(), issued: z.int(),
});
export type CheckCohort = z.infer<typeof CheckCohort>;
/** `today` is the database's. */
export const Checks = z.object({ today: Day, cohorts: z.array(CheckCohort) });
export type Checks = z.infer<typeof Checks>;

/** Somebody of the post's roster: checked for it before, in whichever event. `bar`: why not on this cohort's day, and from when. */
export const CheckCandidate = Person.extend({
  key: EmployeeNo,
  entered: z.boolean(),
  until: Day.nullable(),
  last: z.object({ day: Day, passed: z.boolean() }).nullable(),
  bar: z.object({ why: z.enum(['waiting', 'too-many']), from: Day }).nullable(),
});
export type CheckCandidate = z.infer<typeof CheckCandidate>;

/** Of one cohort: who gets a qualification and who does not, and why. */
export const CheckOutcomeRow = Person.extend({
  entrantId: Id, code: z.string(),
  status: z.enum(['passed', 'failed', 'absent', 'withdrawn', 'disqualified', 'waiting']),
  why: z.array(z.enum(['below', 'veto', 'no-result'])),
  vetoes: z.array(Text),
  /** Rounded for display. */
  score: z.string().nullable(), grade: Text.nullable(),
  /** What was issued already. */
  number: CertificateNumber.nullable(),
});
export type CheckOutcomeRow = z.infer<typeof CheckOutcomeRow>;
export const CheckOutcomes = z.object({
  state: ContestState, cut: z.string().nullable(), max: z.string(), from: Day.nullable(), until: Day.nullable(),
  /** Why nothing can be issued now; null: it can. */
  blocked: z.enum(['not-final', 'no-plan', 'practice']).nullable(),
  rows: z.array(CheckOutcomeRow),
});
export type CheckOutcomes = z.infer<typeof CheckOutcomes>;

/** `due`: to be renewed. `superseded`: a newer one of the same post is in force. */
export const QualificationState = z.enum(['valid', 'due', 'expired', 'suspended', 'withdrawn', 'superseded']);
export type QualificationState = z.infer<typeof QualificationState>;
const Signed = z.object({ name: z.string(), at: Instant });
export const Suspension = z.object({ id: Id, state: z.enum(['proposed', 'approved', 'rejected', 'lifted']), reason: z.string(), asked: Signed, decided: Signed.nullable(), lifted: Signed.extend({ reason: z.string() }).nullable() });
export type Suspension = z.infer<typeof Suspension>;

export const PostQualification = Person.extend({
  eventId: Id, certificateId: Id, number: CertificateNumber, event: Text,
  postCode: z.string(), post: Text, grade: Text, score: z.string(),
  from: Day, until: Day, renewFrom: Day,
  state: QualificationState,
  /** Days until its end; negative where it has passed. */
  left: z.int(),
  renews: z.string().nullable(),
  /** A suspension or a withdrawal somebody asked for, which waits for a supervisor. */
  waiting: z.object({ id: Id, what: z.enum(['suspension', 'withdrawal']), reason: z.string(), by: z.string() }).nullable(),
  suspension: Suspension.nullable(),
});
export type PostQualification = z.infer<typeof PostQualification>;

/** `people`: who was ever checked for the post there. */
export const QualificationGroup = z.object({ organisation: Text, postCode: z.string(), post: Text, people: z.int(), certified: z.int(), due: z.int(), suspended: z.int(), expired: z.int() });
export type QualificationGroup = z.infer<typeof QualificationGroup>;
export const QualificationRegister = z.object({ today: Day, groups: z.array(QualificationGroup), rows: z.array(PostQualification) });
export type QualificationRegister = z.infer<typeof QualificationRegister>;

export const SuspensionAsked = z.strictObject({ reason: Reason });

export const RecordRow = Person.extend({
  key: EmployeeNo,
  posts: z.array(z.object({ code: z.string(), name: Text })),
  qualification: z.object({ post: Text, state: QualificationState, until: Day, left: z.int() }).nullable(),
  last: z.object({ day: Day, post: Text, percent: z.string() }).nullable(),
});
export type RecordRow = z.infer<typeof RecordRow>;
export const RecordList = z.object({ today: Day, rows: z.array(RecordRow) });
export type RecordList = z.infer<typeof RecordList>;

/** A check of the person in percent of its max, beside the mean of all who were checked for the post in the same event; exact. The mean is null where it would tell the marks of a few. */
const CheckPoint = z.object({ eventId: Id, contestId: Id, event: Text, day: Day, score: z.string(), max: z.string(), percent: z.string(), mean: z.string().nullable(), passed: z.boolean(), grade: Text.nullable() });
const CheckLine = z.object({ postCode: z.string(), post: Text, bands: z.array(z.object({ name: Text, from: z.string().nullable() })), checks: z.array(CheckPoint) });
export type CheckLine = z.infer<typeof CheckLine>;
const CompetitionRow = z.object({ eventId: Id, contestId: Id, year: z.int(), event: Text, post: Text, score: z.string().nullable(), rank: z.int().nullable(), of: z.int(), award: Text.nullable(), final: z.boolean() });
/** How much of a criterion was earned over the last three years, exact, in percent; `mean`: by everybody of the post. `lost`: in how many of `of` results points were lost. */
export const WeakPoint = z.object({
  postCode: z.string(), criterionId: z.string(), name: Text, clause: z.object({ standard: z.string(), title: Text, number: z.string().nullable() }).nullable(),
  rate: z.string(), mean: z.string().nullable(), lost: z.int(), of: z.int(), since: z.int(),
});
export type WeakPoint = z.infer<typeof WeakPoint>;

export const PersonRecord = Person.extend({
  key: EmployeeNo, today: Day,
  posts: z.array(z.object({ code: z.string(), name: Text })),
  qualifications: z.array(PostQualification),
  lines: z.array(CheckLine),
  competitions: z.array(CompetitionRow),
  weak: z.array(WeakPoint),
  /** The neighbours in the list it was opened from. */
  before: EmployeeNo.nullable(), after: EmployeeNo.nullable(),
});
export type PersonRecord = z.infer<typeof PersonRecord>;
