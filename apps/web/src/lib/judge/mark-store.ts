/** The outbox in IndexedDB: marks that survive a reload, a crash and an empty battery. */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { Entry, OutboxStore } from './outbox.ts';

interface Schema extends DBSchema {
  outbox: { key: string; value: Entry & { commandId: string }; indexes: { judge: string } };
}

let opened: Promise<IDBPDatabase<Schema>> | undefined;

function database(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>('leitai', 1, {
    upgrade: (db) => void db.createObjectStore('outbox', { keyPath: 'commandId' }).createIndex('judge', 'judgeId'),
  });
  return opened;
}

export const markStore: OutboxStore = {
  async load(judgeId) {
    const rows = await (await database()).getAllFromIndex('outbox', 'judge', judgeId);
    return rows.map(({ commandId: _, ...entry }) => entry);
  },
  async save(entry) {
    await (await database()).put('outbox', { ...entry, commandId: entry.command.commandId });
  },
  async remove(commandId) {
    await (await database()).delete('outbox', commandId);
  },
};

/** Forgets every mark of every judge: the device was revoked. */
export async function clearMarks(): Promise<void> {
  await (await database()).clear('outbox');
}

/** Whether marks can outlive a reload on this device. */
export async function storageWorks(): Promise<boolean> {
  try {
    await database();
    return true;
  } catch {
    return false;
  }
}
