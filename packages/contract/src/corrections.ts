/** Corrections of results: raw marks, a veto's decision or a disqualification, proposed by one person and approved by another. */
import { z } from 'zod';
import type { Criterion, MarkValue as EngineMarkValue } from '@leitai/scoring';
import { ContestState, EntrantState, Id, Instant, OutState, Plain, Role, Text } from './basics.ts';
import { Reason, Version } from './message.ts';
import { MarkValue } from './scheme.ts';

/** Never points or totals: these the engine makes of it. */
export const CorrectionChange = z.strictObject({
  entrantId: Id,
  /** The number of the event that made the result stand as the proposer saw it. */
  resultRevision: z.int().min(0),
  /** Null clears a veto that was raised by mistake; a criterion always has a reading. */
  marks: z.array(z.strictObject({ sheetId: Id, criterionId: Plain.max(60), value: MarkValue.nullable(), expectedVersion: Version })).max(200),
  /** Of raised vetoes: whether they count from now on. */
  vetoes: z.record(Plain.max(60), z.boolean()),
  /** Set, or lift what was ordered by the chief; what a confirmed veto brought is lifted by the veto. */
  disqualified: z.boolean().exactOptional(),
});
export type CorrectionChange = z.infer<typeof CorrectionChange>;

/** The reason is told to the contestant. */
export const CorrectionProposal = CorrectionChange.extend({ reason: Reason, appealId: Id.exactOptional() });
export type CorrectionProposal = z.infer<typeof CorrectionProposal>;
export const CorrectionRejection = z.strictObject({ reason: Reason });

const Outcome = z.object({ status: z.enum(['scored', ...OutState.options]), total: z.string().nullable(), rank: z.int().nullable(), tied: z.boolean(), award: Text.nullable() });
export type CorrectionOutcome = z.infer<typeof Outcome>;
/** Name and organisation are null for the chief, who goes by codes. */
const Named = { entrantId: Id, code: z.string(), name: z.string().nullable(), organisation: Text.nullable() };
/** Whose outcome a correction changes; the corrected entrant is always among them. */
export const Moved = z.object({ ...Named, before: Outcome, after: Outcome });
export type Moved = z.infer<typeof Moved>;
export const CorrectionEffect = z.object({ moved: z.array(Moved) });

const Value = z.custom<EngineMarkValue>().nullable();
const Signed = z.object({ name: z.string(), at: Instant });
export const Correction = z.object({
  id: Id,
  ...Named,
  appealId: Id.nullable(),
  state: z.enum(['proposed', 'approved', 'rejected']),
  reason: z.string(),
  proposed: Signed.extend({ role: Role }),
  /** The rejection's reason; null where approved. */
  decided: Signed.extend({ reason: z.string().nullable() }).nullable(),
  marks: z.array(z.object({ seat: z.int(), criterionId: z.string(), before: Value, after: Value })),
  vetoes: z.array(z.object({ id: z.string(), counts: z.boolean() })),
  disqualified: z.boolean().nullable(),
  /** While proposed: as it would be now, null when it no longer fits what stands. Approved: as it was. Rejected: none. */
  moved: z.array(Moved).nullable(),
  /** The objections' new deadline, where approving moved it. */
  until: Instant.nullable(),
});
export type Correction = z.infer<typeof Correction>;

export const Corrections = z.object({
  contest: z.object({ id: Id, eventId: Id, letter: z.string(), name: Text, state: ContestState, head: z.string() }),
  eventName: Text,
  criteria: z.array(z.custom<Criterion>()),
  vetoes: z.array(z.object({ id: z.string(), name: Text })),
  /** Newest first. */
  corrections: z.array(Correction),
});
export type Corrections = z.infer<typeof Corrections>;

/** One entrant's counted sheets with their versions: what a correction starts from. */
export const CorrectionGround = z.object({
  entrantId: Id,
  code: z.string(),
  state: EntrantState,
  /** Taken out by the chief, not by a veto. */
  ordered: z.boolean(),
  resultRevision: z.int(),
  criteria: z.array(z.custom<Criterion>()),
  /** `counts`: whether it was confirmed; null where nobody raised it. */
  vetoes: z.array(z.object({ id: z.string(), name: Text, counts: z.boolean().nullable() })),
  sheets: z.array(z.object({ id: Id, seat: z.int(), marks: z.array(z.object({ criterionId: z.string(), value: Value, version: z.int() })) })),
});
export type CorrectionGround = z.infer<typeof CorrectionGround>;
