/** Scoring schemes as organisers edit them: drafts, the versions made of them, and what a workbook of a scheme holds. */
import { z } from 'zod';
import { isSchemeDraft, type Scheme } from '@leitai/scoring';
import { ContestState, Id, Instant, Plain, Text } from './basics.ts';

/** A scheme in its format that may still be wrong: only its structure is held to. The engine's checkScheme says what is wrong. */
export const SchemeDraft = z.custom<Scheme>((value) => isSchemeDraft(value) && storable(value));

/** As the database can hold it. */
function storable(value: unknown): boolean {
  if (typeof value === 'string') return Plain.safeParse(value).success;
  return typeof value !== 'object' || value === null || Object.values(value).every(storable);
}

/** Counts the savings of a draft; 0 while there is none and the latest version stands for it. */
const Revision = z.int32().min(0);

export const SchemeContest = z.object({ id: Id, letter: z.string(), name: Text, state: ContestState, versionId: Id });
export type SchemeContest = z.infer<typeof SchemeContest>;

export const SchemeCard = z.object({
  id: Id,
  code: z.string(),
  name: Text,
  max: z.string(),
  criteria: z.int(),
  /** How many things keep the draft, or else the latest version, from being used. */
  issues: z.int(),
  /** The latest; null before there is one. */
  version: z.int().nullable(),
  /** Whether there is a draft, and who saved it last. */
  draft: z.object({ savedBy: z.string(), savedAt: Instant }).nullable(),
  contests: z.array(SchemeContest.extend({ version: z.int() })),
});
export type SchemeCard = z.infer<typeof SchemeCard>;

export const SchemeVersionCard = z.object({ id: Id, version: z.int(), hash: z.string(), frozenAt: Instant.nullable(), madeBy: z.string(), madeAt: Instant });
export type SchemeVersionCard = z.infer<typeof SchemeVersionCard>;

const Saved = { revision: Revision, savedBy: z.string(), savedAt: Instant };
/** What a saving that came second is told: the draft as it stands, so that it can be told apart. */
export const SchemeConflict = z.object({ ...Saved, scheme: SchemeDraft });
export type SchemeConflict = z.infer<typeof SchemeConflict>;

/** A scheme with everything its editor needs: the draft (or the latest version, with revision 0), its versions, and where they are used. */
export const SchemeFile = z.object({
  id: Id,
  code: z.string(),
  ...Saved,
  scheme: SchemeDraft,
  /** The newest first. */
  versions: z.array(SchemeVersionCard),
  /** Every contest of the event: one in set-up may take up any version. */
  contests: z.array(SchemeContest),
});
export type SchemeFile = z.infer<typeof SchemeFile>;

export const SchemeSaved = z.object(Saved);
export type SchemeSaved = z.infer<typeof SchemeSaved>;

export const SchemeSave = z.strictObject({ revision: Revision, scheme: SchemeDraft });
export const SchemeRelease = z.strictObject({ revision: Revision, contestIds: z.array(Id).max(100) });

/** Where something is wrong in an uploaded scheme: the row as the spreadsheet numbers it and the column's heading; null in a JSON file. The words come from `code` and `params`. */
export const SchemeFault = z.object({
  row: z.int().nullable(),
  column: Text.nullable(),
  path: z.string(),
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).exactOptional(),
});
export type SchemeFault = z.infer<typeof SchemeFault>;

/** What a file holds. Nothing is stored; a file that is no draft has no scheme. */
export const SchemeReading = z.object({ fileName: z.string(), scheme: SchemeDraft.nullable(), faults: z.array(SchemeFault) });
export type SchemeReading = z.infer<typeof SchemeReading>;
