/** Makes a file of an event: by hand, as its archive, on the timer, or before something that cannot be taken back. */
import type { FileCause } from '@leitai/contract';
import type { DescribedFile } from './folder.ts';
import type { Work } from './jobs.ts';
import type { FileStore } from './store.ts';
import { described } from './list-files.ts';

/** @throws Refused 'event.not-found', 'event-file.disk'. */
export async function makeFile({ folder, keep, apart }: FileStore, eventId: string, cause: FileCause, work: Work): Promise<DescribedFile> {
  const placed = await folder.place(cause, eventId);
  await apart('write', { eventId, path: placed.path }, work);
  const file = await described(folder, await folder.find(placed.id));
  await folder.rotate(eventId, keep);
  return file;
}

/** What is in both is the same: who read what since does not make another backup. */
export function sameContent(one: DescribedFile, other: DescribedFile): boolean {
  const content = ({ manifest }: DescribedFile): string =>
    JSON.stringify([manifest.schema, manifest.tables.filter(({ name }) => name !== 'access_log').map(({ member }) => member.sha256), manifest.files.map(({ sha256 }) => sha256)]);
  return content(one) === content(other);
}
