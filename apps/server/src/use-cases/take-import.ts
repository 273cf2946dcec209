/** Takes a previewed file up to be imported, once. */
import { Refused, type Database, type Transaction } from '@leitai/database';
import { lockEvent } from './lock-open.ts';

type ImportKind = 'contestants' | 'judges' | 'register';

/** Whether there is something to import: what is refused anyway needs no backup first. */
export const waits = async (db: Database, { eventId, importId: id }: { readonly eventId: string; readonly importId: string }, kind: ImportKind): Promise<boolean> =>
  (await db.rosterImport.count({ where: { eventId, id, kind, confirmedAt: null } })) > 0;

/** Imports of one event wait for each other. @returns its rows. @throws Refused 'event.not-found', 'import.stale' when it was confirmed, or another of its kind since it was made. */
export async function takeImport<R>(tx: Transaction, { eventId, importId }: { readonly eventId: string; readonly importId: string }, kind: ImportKind, register: string | null = null): Promise<R[]> {
  await lockEvent(tx, eventId);
  const found = await tx.rosterImport.findUnique({ where: { eventId_id: { eventId, id: importId }, kind, register } });
  if (!found) throw new Refused('import.stale');
  const later = await tx.rosterImport.count({ where: { eventId, kind, register, confirmedAt: { gte: found.createdAt } } });
  if (found.confirmedAt || later > 0) throw new Refused('import.stale');
  await tx.rosterImport.update({ where: { eventId_id: { eventId, id: importId } }, data: { confirmedAt: new Date() } });
  return found.rows as unknown as R[];
}
