/** Routes of event files, backups and practice copies. Long work answers with a job to ask after; a command's id is its job's. */
import { z } from 'zod';
import { everyone, Id, Plain } from './basics.ts';
import { FileList, Job, PracticeNames } from './event-file.ts';
import { command } from './message.ts';
import { done, none, organiser, route } from './route.ts';

/** The event's name, typed by whoever takes it away or back. */
const TypedName = Plain.trim().min(1).max(200);

export const eventFileRoutes = {
  'GET /api/files': route(organiser, none, FileList),
  /** Makes a file of the event as it stands: to keep and carry elsewhere, or as its archive. */
  'POST /api/events/:eventId/files': route(organiser, z.strictObject({ ...command, cause: z.enum(['hand', 'archive']) }), Job),
  /** Multipart: one file field `file`, at most 2 GB. It is only put down here. */
  'POST /api/files': route(organiser, z.any(), z.object({ fileId: Id })),
  /** The file itself, as it lies there. */
  'GET /api/files/:fileId': route(organiser, none, z.custom<never>()),
  'DELETE /api/files/:fileId': route(organiser, none, done),
  /** Holds the file against its hashes and its chains, and says what taking it in would mean. */
  'POST /api/files/:fileId/check': route(organiser, none, Job),
  /** As an event that is not here yet. */
  'POST /api/files/:fileId/import': route(organiser, z.strictObject(command), Job),
  /** In place of the event that is here, which is backed up first. */
  'POST /api/files/:fileId/restore': route(organiser, z.strictObject({ name: TypedName }), Job),
  'POST /api/files/:fileId/practice': route(organiser, z.strictObject({ ...command, names: PracticeNames }), Job),
  'POST /api/events/:eventId/practice': route(organiser, z.strictObject({ ...command, names: PracticeNames }), Job),
  /** Whether what is shown of the event is practice: said wherever anybody looks. */
  'GET /api/events/:eventId/practice': route(everyone, none, z.object({ practice: z.boolean() })),
  /** Takes what was practised out of a practice copy. */
  'POST /api/events/:eventId/emptying': route(organiser, none, done),
  /** Deletes an event; a practice copy needs no name. */
  'POST /api/events/:eventId/removal': route(organiser, z.strictObject({ name: Plain.trim().max(200) }), Job),
  'GET /api/jobs/:jobId': route(organiser, none, Job),
  'DELETE /api/jobs/:jobId': route(organiser, none, done),
} as const;
