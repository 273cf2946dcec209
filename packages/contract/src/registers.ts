/** Registers (台账) of a year of supervision on the wire: lines as they stand, files as they were read, and what happened to a line. */
import { z } from 'zod';
import { EVIDENCE_TYPES } from './appeal-limits.ts';
import { Id, Instant, Plain, Text } from './basics.ts';
import { RosterRow } from './console.ts';
import { REGISTERS } from './register-kinds.ts';

export const Register = z.enum(REGISTERS);
export const Day = z.iso.date();

/** By column: texts as people write them on the way in; on the way out days as YYYY-MM-DD, choices by id, organisations by Chinese name, posts by code. */
export const RegisterCells = z.record(z.string().max(40), Plain.max(500));
export type RegisterCells = z.infer<typeof RegisterCells>;

/** `waiting`: for the second person. Struck and rejected lines stay to be seen and count nowhere. */
export const EntryState = z.enum(['waiting', 'stands', 'rejected', 'struck']);
export type EntryState = z.infer<typeof EntryState>;

export const RegisterEntry = z.object({
  id: Id, cells: RegisterCells, state: EntryState, version: z.int(), enteredBy: z.string(),
  /** It counts from or happened on; of who came to a session that of the session. */
  day: Day.nullable(),
  /** What it carries: its name as it came, its type by its content. */
  file: z.object({ name: z.string(), type: z.enum(EVIDENCE_TYPES) }).nullable(),
  /** Whether the reader is the one who must leave the decision to somebody else. */
  own: z.boolean(),
  changedAt: Instant,
});
export type RegisterEntry = z.infer<typeof RegisterEntry>;

export const RegisterOverview = z.object({
  registers: z.array(z.object({ register: Register, stands: z.int(), waiting: z.int() })),
  organisations: z.array(Text),
  posts: z.array(z.object({ code: z.string(), name: Text })),
});
export type RegisterOverview = z.infer<typeof RegisterOverview>;

const AnyDay = z.union([Day, z.literal('')]).default('');
/** As `Sought`, in an address; what is not said is anything, struck lines among it. */
export const RegisterSought = z.strictObject({
  words: Plain.max(500).default(''), organisation: Plain.max(100).default(''), post: Plain.max(100).default(''), from: AnyDay, until: AnyDay, struck: z.stringbool().default(true),
});

export const RegisterRow = z.object({ line: z.int(), cells: RegisterCells, faults: RosterRow.shape.faults, does: z.enum(['add', 'change', 'same']).nullable() });
export type RegisterRow = z.infer<typeof RegisterRow>;
export const RegisterPreview = z.object({ importId: Id, fileName: z.string(), rows: z.array(RegisterRow), faulty: z.int(), adds: z.int(), changes: z.int(), same: z.int() });
export type RegisterPreview = z.infer<typeof RegisterPreview>;

export const Reason = Plain.trim().min(1).max(500);

/** Beside a file for a line; a reason where it takes another's place. */
export const FileAttaching = z.strictObject({ version: z.int().positive(), reason: Reason.nullable() });
export type FileAttaching = z.infer<typeof FileAttaching>;

/** What happened to a line, the latest first. */
export const EntryHistory = z.array(z.object({
  at: Instant, by: z.string(), what: z.enum(['enter', 'correct', 'strike', 'accept', 'reject', 'attach']), reason: z.string().nullable(),
  before: RegisterCells.nullable(), after: RegisterCells.nullable(),
  /** The name of the file that was put beside it then. */
  file: z.string().nullable(),
}));
export type EntryHistory = z.infer<typeof EntryHistory>;

/** Who needs which training: people on post with fewer sessions than wanted in the year, as the indicators count them. */
export const TrainingPlan = z.object({
  from: Day, until: Day, wanted: z.int(),
  people: z.array(z.object({ employeeNo: z.string(), name: z.string(), organisation: Text, post: z.object({ code: z.string(), name: Text }), attended: z.int() })),
});
export type TrainingPlan = z.infer<typeof TrainingPlan>;
