/** What a node has for its work with event files; made once at start. */
import type { Logger } from 'pino';
import { makeApart, type Apart } from './apart.ts';
import { Folder } from './folder.ts';
import { Jobs } from './jobs.ts';

export type FileStore = { readonly folder: Folder; readonly jobs: Jobs; readonly apart: Apart; /** How many backups of one event and cause are kept. */ readonly keep: number; /** Minutes between two on the timer; 0: none. */ readonly every: number };

export const openFileStore = ({ databaseUrl, dataDir, backupKeep, backupMinutes }: { databaseUrl: string; dataDir: string; backupKeep: number; backupMinutes: number }, log: Logger): FileStore => ({
  folder: new Folder(dataDir), jobs: new Jobs(log), apart: makeApart(databaseUrl), keep: backupKeep, every: backupMinutes,
});
