/** What a node has for its work with event files; made once at start. */
import type { Logger } from 'pino';
import { makeApart, type Apart } from './apart.ts';
import { Folder } from './folder.ts';
import { Jobs } from './jobs.ts';

/** The years' examples begun here, by the account that began them, until their password was noted: it is kept nowhere else. */
type Examples = Map<string, { readonly jobId: string; readonly password: string }>;

export type FileStore = { readonly folder: Folder; readonly jobs: Jobs; readonly examples: Examples; readonly apart: Apart; /** How many backups of one event and cause are kept. */ readonly keep: number; /** Minutes between two on the timer; 0: none. */ readonly every: number };

export const openFileStore = ({ databaseUrl, dataDir, backupKeep, backupMinutes }: { databaseUrl: string; dataDir: string; backupKeep: number; backupMinutes: number }, log: Logger): FileStore => ({
  folder: new Folder(dataDir), jobs: new Jobs(log), examples: new Map(), apart: makeApart(databaseUrl), keep: backupKeep, every: backupMinutes,
});
