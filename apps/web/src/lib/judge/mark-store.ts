/** The outbox in IndexedDB: marks that survive a reload, a crash and an empty battery. */
import { deviceDatabase } from './device-database.ts';
import type { Entry, OutboxStore } from './outbox.ts';

export const markStore: OutboxStore = {
  async load(judgeId) {
    const rows = await (await deviceDatabase()).getAllFromIndex('outbox', 'judge', judgeId);
    return rows.map(({ commandId: _, ...entry }) => entry as Entry);
  },
  async save(entry) {
    // Durability: strict. The mark is on the disk when this returns, not merely on its way there.
    const write = (await deviceDatabase()).transaction('outbox', 'readwrite', { durability: 'strict' });
    await Promise.all([write.store.put({ ...entry, commandId: entry.command.commandId }), write.done]);
  },
  async remove(commandId) {
    await (await deviceDatabase()).delete('outbox', commandId);
  },
};

/** Forgets every mark and photograph of every judge: the device was revoked. */
export async function clearMarks(): Promise<void> {
  const db = await deviceDatabase();
  await Promise.all([db.clear('outbox'), db.clear('photo')]);
}

/** Whether marks can outlive a reload on this device. */
export async function storageWorks(): Promise<boolean> {
  try {
    await deviceDatabase();
    return true;
  } catch {
    return false;
  }
}

/** Less than this left, in bytes, and the device should be tidied before the session. */
const LOW_BYTES = 50_000_000;

/** Asks the browser never to clear our data by itself, and whether room is running out. False where the browser does not tell. */
export async function storageRunsLow(): Promise<boolean> {
  // Only on https and localhost.
  const { storage } = navigator as { storage?: StorageManager };
  if (!storage) return false;
  await storage.persist().catch(() => false);
  const { quota, usage } = await storage.estimate();
  return quota !== undefined && quota - (usage ?? 0) < LOW_BYTES;
}
