/** Checks a file and says what taking it in would mean, without taking anything in. */
import type { EventManifest, FilePreview } from '@leitai/contract';
import type { Database } from '@leitai/database';
import type { Work } from './jobs.ts';
import { describeFile, eventFile } from './list-files.ts';
import type { FileStore } from './store.ts';

/** @throws Refused as `openArchive` and `checkArchive`. */
export async function previewFile(db: Database, store: FileStore, id: string, work: Work): Promise<FilePreview> {
  const file = await describeFile(store, id);
  await store.apart('check', { path: file.path }, work);
  const { product, exportedAt, contests, tables, files } = file.manifest;
  return {
    file: await eventFile(db, file), product, exportedAt,
    contests: contests.map(({ letter, name, state, revision }) => ({ letter, name, state, events: revision })),
    members: tables.length + files.length,
    since: await since(db, file.manifest),
  };
}

/** What the chains here have behind the file's last events. */
async function since(db: Database, { event, contests, programme }: Pick<EventManifest, 'event' | 'contests' | 'programme'>): Promise<FilePreview['since']> {
  const here = await db.contest.findMany({ where: { eventId: event.id }, select: { id: true, revision: true } });
  if (here.length === 0 && (await db.event.count({ where: { id: event.id } })) === 0) return null;
  const lost = { events: 0, marks: 0, results: 0, apart: false };
  for (const { id } of here) {
    const { revision, headHash } = contests.find((contest) => contest.id === id) ?? { revision: 0, headHash: '' };
    const [counted] = await db.$queryRaw<[{ events: bigint; marks: bigint; results: bigint; head: string | null }]>`
      SELECT count(*) FILTER (WHERE seq > ${revision}) AS events,
        count(*) FILTER (WHERE seq > ${revision} AND body::jsonb->>'type' = 'mark:put') AS marks,
        count(*) FILTER (WHERE seq > ${revision} AND body::jsonb->>'type' = 'result:confirm') AS results,
        max(hash) FILTER (WHERE seq = ${revision}) AS head
      FROM contest_event WHERE event_id = ${event.id}::uuid AND contest_id = ${id}::uuid`;
    lost.events += Number(counted.events);
    lost.marks += Number(counted.marks);
    lost.results += Number(counted.results);
    lost.apart ||= revision > 0 && counted.head !== headHash;
  }
  const [beside] = await db.$queryRaw<[{ events: bigint; head: string | null }]>`
    SELECT count(*) FILTER (WHERE seq > ${programme.revision}) AS events, max(hash) FILTER (WHERE seq = ${programme.revision}) AS head
    FROM programme_event WHERE event_id = ${event.id}::uuid`;
  lost.events += Number(beside.events);
  lost.apart ||= programme.revision > 0 && beside.head !== programme.headHash;
  lost.apart ||= contests.some(({ id }) => !here.some((contest) => contest.id === id));
  return lost;
}
