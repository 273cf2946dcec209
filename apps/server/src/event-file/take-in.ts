/** Takes event files in: as an event that was not here, in place of one that is, or as a copy to practise with. */
import type { EventManifest } from '@leitai/contract';
import { lockContests, lockProgramme, programmeHead, removeEvent, Refused, shapes, type Database, type Transaction } from '@leitai/database';
import { checkArchive } from './check-archive.ts';
import type { Work } from './jobs.ts';
import { openArchive, type Archive } from './open-archive.ts';
import { putPractice, type Copy } from './practice.ts';
import { putEvent } from './put-event.ts';

/** How long it may take, in milliseconds. */
const PATIENCE = 60 * 60_000;

/** All or nothing. @throws Refused as `openArchive`, `checkArchive` and `putEvent`. */
export const importFile = (db: Database, path: string, work: Work): Promise<string> =>
  checked(path, work, (archive) => whole(db, async (tx) => {
    await putEvent(tx, archive, work);
    return archive.manifest.event.id;
  }));

/** @throws as `importFile`, but for an event that is here already. */
export const practiseFile = (db: Database, path: string, copy: Copy, work: Work): Promise<string> =>
  checked(path, work, (archive) => whole(db, (tx) => putPractice(tx, archive, copy, work)));

/**
 * In place of the event that is here, which `backUp` keeps. Its badges, leaders and screens stay; tablets and phones are let in anew.
 * @throws as `importFile`, 'event.not-found', 'event-file.changed'.
 */
export const restoreFile = (db: Database, path: string, work: Work, backUp: () => Promise<EventManifest>): Promise<string> =>
  checked(path, work, async (archive) => {
    const backup = await backUp();
    return whole(db, async (tx) => {
      await lockAsBackedUp(tx, backup);
      await replace(tx, archive, work);
      return archive.manifest.event.id;
    });
  });

/** What takes an event away loses nothing that its backup does not have. The contests stay locked. @throws Refused 'event-file.changed'. */
export async function lockAsBackedUp(tx: Transaction, { event, contests, programme }: EventManifest): Promise<void> {
  const heads = new Map(contests.map(({ id, headHash }) => [id, headHash]));
  const stand = await lockContests(tx, event.id);
  await lockProgramme(tx, event.id);
  if ((await programmeHead(tx, event.id)).headHash !== programme.headHash) throw new Refused('event-file.changed');
  if (stand.length !== heads.size || stand.some(({ id, headHash }) => heads.get(id) !== headHash)) throw new Refused('event-file.changed');
}

async function replace(tx: Transaction, archive: Archive, work: Work): Promise<void> {
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
}

/** Takes nothing in. */
export const checkFile = (path: string, work: Work): Promise<null> => checked(path, work, () => Promise.resolve(null));

async function checked<T>(path: string, work: Work, use: (archive: Archive) => Promise<T>): Promise<T> {
  const archive = await openArchive(path);
  try {
    await checkArchive(archive, work);
    return await use(archive);
  } finally {
    archive.close();
  }
}

/** One transaction, as long as it takes. */
export const whole = <T>(db: Database, put: (tx: Transaction) => Promise<T>): Promise<T> => db.$transaction(put, { timeout: PATIENCE, maxWait: PATIENCE });
