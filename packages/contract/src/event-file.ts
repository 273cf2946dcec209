/** A whole event as one file: what its manifest says, and what the console shows of files and of the work on them. */
import { z } from 'zod';
import { ContestState, EventKind, Id, Instant, Text } from './basics.ts';
import type { Refusal } from './errors.ts';

export const EVENT_FILE_FORMAT = 'leitai-event/1';

/** Why a file was made. Files of the first five are replaced by newer ones of the same cause in time; the others stay until somebody removes them. */
export const FileCause = z.enum(['timer', 'import', 'reset', 'restore', 'practice', 'hand', 'archive', 'upload']);
export type FileCause = z.infer<typeof FileCause>;

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const Count = z.int().min(0);
/** Counted before it is looked into: every wrong item of a list is an issue of its own, and millions fill the memory. */
const listed = <T extends z.ZodType>(item: T, most: number) => z.array(z.unknown()).max(most).pipe(z.array(item));
/** Of a member of the archive: the hash of its content. */
const Member = z.object({ name: z.string().max(200), sha256: Sha256, bytes: Count });

export const EventCounts = z.object({ entrants: Count, judges: Count, events: Count, marks: Count, results: Count });
export type EventCounts = z.infer<typeof EventCounts>;

/** `manifest.json`, the last member of the archive and the first that is read. */
export const EventManifest = z.object({
  format: z.string().max(40),
  /** The product's version, and the last migration of the database it came from. */
  product: z.string().max(40),
  schema: z.string().max(100),
  exportedAt: Instant,
  event: z.object({ id: Id, kind: EventKind, name: Text, practice: z.boolean() }),
  /** By letter, with the number and hash of the last event of each chain. `sealed`: its draw keeps names and codes apart. */
  contests: listed(z.object({ id: Id, letter: z.string().max(10), name: Text, state: ContestState, revision: Count, headHash: z.string().max(64), sealed: z.boolean() }), 1_000),
  /** Where the chain of the event's programme ends. Files of before there was one have none. */
  programme: z.object({ revision: Count, headHash: z.string().max(64) }).default({ revision: 0, headHash: '' }),
  counts: EventCounts,
  /** In the order they are put in. `member` holds one row a line, with these columns. */
  tables: listed(z.object({ name: z.string().max(63), columns: listed(z.string().max(63), 200), rows: Count, member: Member }), 200),
  /** Bytes of photographs and appeals. */
  files: listed(Member, 500_000),
});
export type EventManifest = z.infer<typeof EventManifest>;

export const EventFile = z.object({
  id: Id,
  cause: FileCause,
  createdAt: Instant,
  bytes: Count,
  event: EventManifest.shape.event,
  counts: EventCounts,
  contests: z.int(),
  /** Whether this installation has the event now. */
  here: z.boolean(),
  /** A contest's draw was sealed when the file was made and is not unsealed here: the file stays where it is. */
  sealed: z.boolean(),
});
export type EventFile = z.infer<typeof EventFile>;

export const FileList = z.object({
  files: z.array(EventFile),
  /** Minutes between two backups of an event, 0 for none, and how many of each cause are kept for it. */
  every: z.int(),
  keep: z.int(),
  folder: z.string(),
});
export type FileList = z.infer<typeof FileList>;

/** What checking a file has found, and what taking it in would mean. All its hashes and chains hold, or it would have been refused. */
export const FilePreview = z.object({
  file: EventFile,
  product: z.string(),
  exportedAt: Instant,
  contests: z.array(z.object({ letter: z.string(), name: Text, state: ContestState, events: z.int() })),
  members: z.int(),
  /** What happened here since: what restoring would lose. Null where the event is not here. `apart`: the file is not an earlier state of it. */
  since: z.object({ events: z.int(), marks: z.int(), results: z.int(), apart: z.boolean() }).nullable(),
});
export type FilePreview = z.infer<typeof FilePreview>;

/** Long work, on event files mostly, as far as it is. */
export const Job = z.object({
  id: Id,
  step: z.enum(['make', 'check', 'write', 'audit', 'remove', 'play']),
  done: z.int(),
  /** 0 while it is not known. */
  total: z.int(),
  state: z.enum(['working', 'done', 'refused', 'cancelled']),
  error: z.custom<Refusal>().nullable(),
  /** What came of it: a file that was made, what a check found, the event that is there now. */
  file: EventFile.nullable(),
  preview: FilePreview.nullable(),
  eventId: Id.nullable(),
});
export type Job = z.infer<typeof Job>;

/** What a practice copy calls people: by their names, or by invented ones. */
export const PracticeNames = z.enum(['keep', 'invent']);
export type PracticeNames = z.infer<typeof PracticeNames>;
