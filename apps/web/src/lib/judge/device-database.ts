/** The tablet's own database: what waits to be sent, and the desk as the server last told it. Versioned; an upgrade keeps what waits. */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { JudgeDesk } from '@leitai/contract';
import type { Photo } from './evidence/photo-line.ts';
import type { Entry } from './outbox.ts';

interface Schema extends DBSchema {
  outbox: { key: string; value: Entry & { commandId: string }; indexes: { judge: string } };
  photo: { key: string; value: Photo; indexes: { judge: string } };
  /** `current`: whose desk this device is; besides, one for each contest its owner inspects in. Read only by a page that speaks the same protocol. */
  desk: { key: string; value: { protocol: number; desk: JudgeDesk } };
}

/** Version 1 knew marks only, without saying so; version 2 no photographs. */
const VERSION = 3;

let opened: Promise<IDBPDatabase<Schema>> | undefined;

/** @throws where the device keeps nothing: private windows, a full disk. */
export function deviceDatabase(): Promise<IDBPDatabase<Schema>> {
  const forget = (): void => void (opened = undefined);
  opened ??= openDB<Schema>('leitai', VERSION, {
    async upgrade(db, from, _to, change) {
      if (from < 1) db.createObjectStore('outbox', { keyPath: 'commandId' }).createIndex('judge', 'judgeId');
      if (from === 1) {
        const outbox = change.objectStore('outbox');
        for (const row of await outbox.getAll()) await outbox.put({ ...row, name: 'mark:put' } as typeof row);
      }
      if (from < 2) db.createObjectStore('desk');
      if (from < 3) db.createObjectStore('photo', { keyPath: 'id' }).createIndex('judge', 'judgeId');
    },
    // A newer page wants to upgrade: this one lets go, and opens again when it needs to.
    blocking: (_current, _wanted, event) => {
      (event.target as IDBDatabase).close();
      forget();
    },
    terminated: forget,
  }).catch((error: unknown) => {
    forget();
    throw error;
  });
  return opened;
}
