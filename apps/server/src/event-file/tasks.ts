/** What reads or writes a whole event: done in a process of its own (`apart.ts`). */
import type { Database } from '@leitai/database';
import type { Work } from './jobs.ts';
import type { Copy } from './practice.ts';
import { checkFile, importFile, practiseFile, restoreFile } from './take-in.ts';
import { writeArchive } from './write-archive.ts';

type AtPath = { readonly path: string };

/** Each throws as the function it calls; what it is given and what it answers passes between processes. */
export const tasks = {
  write: (db: Database, { eventId, path }: AtPath & { readonly eventId: string }, work: Work) => writeArchive(db, eventId, path, work),
  check: (_: Database, { path }: AtPath, work: Work) => checkFile(path, work),
  import: (db: Database, { path }: AtPath, work: Work) => importFile(db, path, work),
  practise: (db: Database, { path, ...copy }: AtPath & Copy, work: Work) => practiseFile(db, path, copy, work),
  /** `backup`: where the event as it stands is kept. */
  restore: (db: Database, { path, eventId, backup }: AtPath & { readonly eventId: string; readonly backup: string }, work: Work) =>
    restoreFile(db, path, work, () => writeArchive(db, eventId, backup, work)),
};

export type Task = keyof typeof tasks;
export type Given<T extends Task> = Parameters<(typeof tasks)[T]>[1];
export type Made<T extends Task> = Awaited<ReturnType<(typeof tasks)[T]>>;
