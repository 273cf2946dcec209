/** Sheets that were marked on paper: typed by one person, blind again by another, settled where the two differ, then put on the judge's sheet. */
import { z } from 'zod';
import type { Scheme } from '@leitai/scoring';
import { Id, Instant, Plain, Text } from './basics.ts';
import { PhotoType, Sha256 } from './evidence.ts';
import { command, Reason } from './message.ts';
import { MarkValue } from './scheme.ts';

/** `contested`: the tablet has marks of its own, and the chief says which stand. `aside`: none of it counts. */
export const PaperState = z.enum(['entered', 'differs', 'contested', 'applied', 'aside']);
export type PaperState = z.infer<typeof PaperState>;

/** What a sheet says of its paper; until it is applied the sheet takes nothing from a tablet. */
export const PaperOnSheet = z.object({
  entryId: Id, state: PaperState.exclude(['aside']), number: z.string(),
  enteredBy: z.string(), verifiedBy: z.string().nullable(), settledBy: z.string().nullable(),
});
export type PaperOnSheet = z.infer<typeof PaperOnSheet>;

/** More than any scheme has. */
const MOST_MARKS = 500;
/** By criterion or veto, as the paper has them: a whole sheet. */
export const PaperMarks = z.record(Plain.min(1).max(60), MarkValue).refine((marks) => Object.keys(marks).length <= MOST_MARKS);
export type PaperMarks = z.infer<typeof PaperMarks>;

const Number = Plain.trim().min(1).max(60);
export const PaperOpening = z.strictObject({ number: Number });
/** The field `entry` of a multipart request, with the photograph of the paper as its one file. `commandId` becomes the entry's id. */
export const PaperFirst = z.strictObject({ ...command, number: Number, marks: PaperMarks, sha256: Sha256, type: PhotoType });
export type PaperFirst = z.infer<typeof PaperFirst>;
/** The paper as it was read again, or as it was settled with the paper in view. */
export const PaperReading = z.strictObject({ ...command, marks: PaperMarks });
export type PaperReading = z.infer<typeof PaperReading>;
export const PaperAside = z.strictObject({ ...command, reason: Reason });
export type PaperAside = z.infer<typeof PaperAside>;

/** What became of it; `differences` are the criteria and vetoes that were read in two ways. */
export const PaperOutcome = z.object({ entryId: Id, state: PaperState, differences: z.array(z.string()) });
export type PaperOutcome = z.infer<typeof PaperOutcome>;

export const PaperEntry = z.object({
  id: Id, contestId: Id, number: z.string(), state: PaperState,
  enteredBy: z.string(), enteredAt: Instant, verifiedBy: z.string().nullable(), settledBy: z.string().nullable(),
  endedBy: z.string().nullable(), reason: z.string().nullable(),
});
export type PaperEntry = z.infer<typeof PaperEntry>;
/** The newest first. */
export const PaperEntries = z.object({ entries: z.array(PaperEntry) });

/** A sheet as the paper's number opens it: by code, never by name. */
export const OpenedPaper = z.object({
  contest: z.object({ id: Id, letter: z.string(), name: Text }),
  number: z.string(),
  code: z.string(),
  seat: z.int(),
  attempt: z.int(),
  scheme: z.custom<Scheme>(),
  /** What whoever asks may do now. */
  step: z.enum(['enter', 'verify', 'settle', 'wait', 'done']),
  /** How many marks the tablet has brought: with any that differ, the chief says which stand. */
  tabletMarks: z.int(),
  entry: PaperEntry.nullable(),
  /** Both readings, to who settles them, and to nobody before. */
  readings: z.object({ first: PaperMarks, second: PaperMarks }).nullable(),
});
export type OpenedPaper = z.infer<typeof OpenedPaper>;

/** What the chief decides between, beside the marks of the sheet. */
export const ContestedPaper = z.object({ entry: PaperEntry, marks: PaperMarks });
export type ContestedPaper = z.infer<typeof ContestedPaper>;
