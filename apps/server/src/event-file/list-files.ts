/** The event files that lie here, as the console shows them. */
import type { EventFile, FileList } from '@leitai/contract';
import { Refused, type Database } from '@leitai/database';
import type { DescribedFile, StoredFile } from './folder.ts';
import type { FileStore } from './store.ts';

export async function listFiles(db: Database, { folder, every, keep }: FileStore): Promise<FileList> {
  const files = await folder.list();
  const described = await Promise.all(files.map((file) => folder.describe(file)));
  return { files: await Promise.all(described.filter((file) => file !== null).map((file) => eventFile(db, file))), every, keep, folder: folder.path };
}

export async function eventFile(db: Database, { id, cause, createdAt, bytes, manifest }: DescribedFile): Promise<EventFile> {
  const { event, counts, contests } = manifest;
  return { id, cause, createdAt, bytes, event, counts, contests: contests.length, here: (await db.event.count({ where: { id: event.id } })) > 0, sealed: await isSealed(db, manifest) };
}

/** Names and codes of a contest whose draw is sealed leave the house only once it is unsealed here. */
async function isSealed(db: Database, { event, contests }: DescribedFile['manifest']): Promise<boolean> {
  const sealed = contests.filter((contest) => contest.sealed).map(({ id }) => id);
  if (sealed.length === 0) return false;
  return (await db.draw.count({ where: { eventId: event.id, contestId: { in: sealed }, unsealedAt: { not: null } } })) < sealed.length;
}

/** @throws Refused 'event-file.not-found', 'event-file.unreadable'. */
export async function describeFile({ folder }: FileStore, id: string): Promise<DescribedFile> {
  return described(folder, await folder.find(id));
}

export async function described(folder: FileStore['folder'], file: StoredFile): Promise<DescribedFile> {
  const found = await folder.describe(file);
  if (!found) throw new Refused('event-file.unreadable');
  return found;
}

/** @throws Refused 'event-file.sealed' for a file that may not be carried away, also 'event-file.not-found'. */
export async function fileToSend(db: Database, store: FileStore, id: string): Promise<DescribedFile> {
  const file = await describeFile(store, id);
  if (await isSealed(db, file.manifest)) throw new Refused('event-file.sealed');
  return file;
}
