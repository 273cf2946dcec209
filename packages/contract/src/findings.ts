/** Findings (不符合项): what does not conform, who puts it right, who looks again, and what came of it. Source of the forms and their order: seed 002, 监督检查结果应用 and 标准实施改进. */
import { z } from 'zod';
import { Id, Instant, Plain, Text } from './basics.ts';
import { PhotoType, Sha256, TakenAt } from './evidence.ts';
import { Day } from './registers.ts';

const Name = Plain.trim().min(1).max(100);
const Words = Plain.trim().min(1).max(2_000);
const Said = { by: z.string(), at: Instant };

/** 轻微, 一般, 严重, 重大. */
export const Severity = z.enum(['minor', 'general', 'serious', 'major']);
export type Severity = z.infer<typeof Severity>;
/**
 * `acknowledged`: being put right. `rectified`: waits for the re-check. `closed`: the re-check passed. `improving`: a lasting measure is observed.
 * `revising`: it works, and the standard's new text waits for approval. `improved`: the end of the loop.
 */
export const FindingState = z.enum(['opened', 'acknowledged', 'rectified', 'closed', 'improving', 'revising', 'improved', 'withdrawn']);
export type FindingState = z.infer<typeof FindingState>;
/** Where it came from: a visit's item, something seen, a complaint. */
export const FindingSource = z.enum(['visit', 'hand', 'complaint']);
export type FindingSource = z.infer<typeof FindingSource>;
/** 实测, 拍照, 抽问. */
export const CheckMethod = z.enum(['measure', 'photo', 'ask']);
export type CheckMethod = z.infer<typeof CheckMethod>;

/** The engine's clause, with its words where they are known. `mark`: the part of them that is not met. */
export const FindingClause = z.strictObject({ standard: Plain.trim().min(1).max(60), title: Text, number: Plain.trim().max(40), text: Plain.trim().max(2_000), mark: Plain.trim().max(500) });
export type FindingClause = z.infer<typeof FindingClause>;

/** A photograph: of how it was found, of a measure that is done, or of the re-check. Its id is that of the command that brought it. */
export const PhotoStage = z.enum(['before', 'proof', 'recheck']);
export type PhotoStage = z.infer<typeof PhotoStage>;
export const FindingPhoto = z.object({
  id: Id, stage: PhotoStage, round: z.int(), /** Of a proof. */ measureId: Id.nullable(), caption: z.string(), hash: Sha256, type: PhotoType, width: z.int(), height: z.int(), ...Said, takenAt: TakenAt,
});
export type FindingPhoto = z.infer<typeof FindingPhoto>;

export const Measure = z.object({ id: Id, round: z.int(), text: z.string(), due: Day, done: z.object({ ...Said, accountId: Id, note: z.string() }).nullable() });
export type Measure = z.infer<typeof Measure>;

/** 原因分析 of a round: why it came to be, said before its measures (seed 002, 改进验证: 应分析原因，继续寻找新的改进方法). Said anew within a round, the latest stands. */
export const FindingCause = z.object({ round: z.int(), text: z.string(), ...Said });
export type FindingCause = z.infer<typeof FindingCause>;

export const CheckItem = z.strictObject({ text: Name, method: CheckMethod, outcome: z.boolean(), note: Plain.trim().max(500) });
export type CheckItem = z.infer<typeof CheckItem>;
/** One entry of 整改落实情况复查记录表. */
export const Recheck = z.object({ round: z.int(), items: z.array(CheckItem), passed: z.boolean(), note: z.string(), accountId: Id, ...Said });
export type Recheck = z.infer<typeof Recheck>;

export const Extension = z.object({ until: Day, reason: z.string(), ...Said, decision: z.object({ granted: z.boolean(), note: z.string(), ...Said }).nullable() });
export type Extension = z.infer<typeof Extension>;

/** The clause's words as they are and as they are to be; `version` once it is published. */
export const Revision = z.object({ before: z.string(), after: z.string(), ...Said, accountId: Id, approved: z.object({ version: z.string(), ...Said }).nullable() });
export type Revision = z.infer<typeof Revision>;
/** One entry of 持续改进记录表: verified by whether the same clause was not met again at the same place. */
export const Improvement = z.object({
  round: z.int(), measure: z.string(), since: Day, days: z.int(), ...Said,
  review: z.object({ effective: z.boolean(), recurrences: z.int(), note: z.string(), ...Said }).nullable(),
  revision: Revision.nullable(),
});
export type Improvement = z.infer<typeof Improvement>;

export const FindingReport = z.object({ text: z.string(), ...Said });
export const Withdrawal = z.object({ reason: z.string(), ...Said, accountId: Id });

/** What a finding keeps besides its columns. */
export const FindingBody = z.object({
  measured: z.string(), required: z.string(),
  /** None where it was put right before causes were asked for. */
  causes: z.array(FindingCause).default([]),
  photos: z.array(FindingPhoto), measures: z.array(Measure), rechecks: z.array(Recheck), extensions: z.array(Extension), improvements: z.array(Improvement),
  acknowledged: z.object(Said).nullable(), rectified: z.object({ ...Said, accountId: Id }).nullable(),
  /** The written report that a serious or major finding asks for. */
  report: FindingReport.nullable(), withdrawal: Withdrawal.nullable(),
});
export type FindingBody = z.infer<typeof FindingBody>;

/** The command's id becomes the finding's. Kept on a phone without a network, it may come much later than `at`. */
export const FindingOpening = z.strictObject({
  commandId: Id, at: Instant,
  organisationId: Id, postId: Id.nullable(), site: Plain.trim().max(100),
  subject: Name, severity: Severity, measured: Words, required: Plain.trim().max(2_000), clause: FindingClause.nullable(),
  /** Day it was found, and by when it is to be right; null: by the severity's days. */
  foundOn: Day, due: Day.nullable(),
  owner: Plain.trim().max(100),
  source: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('visit'), contestId: Id, entrantId: Id, criterionId: Plain.min(1).max(60) }),
    z.strictObject({ type: z.literal('hand') }),
    z.strictObject({ type: z.literal('complaint'), words: Name }),
  ]),
});
export type FindingOpening = z.infer<typeof FindingOpening>;

/** Beside the file of a multipart request; `commandId` becomes the photograph's id. */
export const FindingPhotoFields = z.strictObject({
  commandId: Id, at: Instant, stage: PhotoStage, measureId: z.union([Id, z.literal('').transform(() => null)]).exactOptional(), caption: Plain.trim().max(100), sha256: Sha256, type: PhotoType,
});
export type FindingPhotoFields = z.infer<typeof FindingPhotoFields>;

/** Days each severity is given, and who is told on which day over: the unit's owner, or whoever is named. */
export const FindingSettings = z.strictObject({
  days: z.strictObject({ minor: z.int().min(1).max(365), general: z.int().min(1).max(365), serious: z.int().min(1).max(365), major: z.int().min(1).max(365) }),
  escalation: z.array(z.strictObject({ day: z.int().min(1).max(365), to: z.enum(['owner', 'head']), name: Plain.trim().max(100) })).max(10),
  observeDays: z.int().min(1).max(365),
});
export type FindingSettings = z.infer<typeof FindingSettings>;
