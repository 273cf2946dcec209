/** Takes event files in: as an event that was not here, in place of one that is, or as a copy to practise with. */
import type { PracticeNames } from '@leitai/contract';
import { removeEvent, Refused, shapes, type Database, type Transaction } from '@leitai/database';
import { checkArchive } from './check-archive.ts';
import type { Work } from './jobs.ts';
import { openArchive, type Archive } from './open-archive.ts';
import { putPractice } from './practice.ts';
import { putEvent } from './put-event.ts';

/** How long it may take, in milliseconds. */
const PATIENCE = 60 * 60_000;

/** All or nothing. @throws Refused as `openArchive`, `checkArchive` and `putEvent`. */
export const importFile = (db: Database, path: string, work: Work): Promise<string> =>
  taken(db, path, work, async (tx, archive) => {
    await putEvent(tx, archive, work);
    return archive.manifest.event.id;
  });

/** @throws as `importFile`, but for an event that is here already. */
export const practiseFile = (db: Database, path: string, names: PracticeNames, work: Work): Promise<string> =>
  taken(db, path, work, (tx, archive) => putPractice(tx, archive, names, work));

/** In place of the event that is here. Its badges, leaders and screens stay; tablets and phones are let in anew. @throws as `importFile`, 'event.not-found'. */
export const restoreFile = (db: Database, path: string, work: Work): Promise<string> =>
  taken(db, path, work, async (tx, archive) => {
    const eventId = archive.manifest.event.id;
    if ((await tx.event.count({ where: { id: eventId } })) === 0) throw new Refused('event.not-found');
    // The id is one the contract has parsed.
    const keep = (name: string, select: string) => tx.$executeRawUnsafe(`CREATE TEMP TABLE ${name} ON COMMIT DROP AS ${select} WHERE event_id = '${eventId}'::uuid`);
    await keep('kept_badge', 'SELECT id, result_code_hash FROM entrant');
    await keep('kept_leader', 'SELECT * FROM account');
    await keep('kept_screen', 'SELECT id FROM display');
    await removeEvent(tx, await shapes(tx), eventId);
    await putEvent(tx, archive, work);
    await tx.$executeRaw`UPDATE entrant e SET result_code_hash = k.result_code_hash FROM kept_badge k WHERE e.event_id = ${eventId}::uuid AND e.id = k.id`;
    await tx.$executeRaw`INSERT INTO account SELECT k.* FROM kept_leader k JOIN organisation o ON o.event_id = k.event_id AND o.id = k.organisation_id ON CONFLICT DO NOTHING`;
    await tx.$executeRaw`UPDATE display SET event_id = ${eventId}::uuid WHERE id IN (SELECT id FROM kept_screen)`;
    return eventId;
  });

async function taken(db: Database, path: string, work: Work, put: (tx: Transaction, archive: Archive) => Promise<string>): Promise<string> {
  const archive = await openArchive(path);
  try {
    await checkArchive(archive, work);
    return await db.$transaction((tx) => put(tx, archive), { timeout: PATIENCE, maxWait: PATIENCE });
  } finally {
    archive.close();
  }
}
