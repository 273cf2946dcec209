/** What a process remembers of each database it has open; it goes when the database is closed and let go of. */
import type { Database } from '@leitai/database';

/** @param make the empty memory. @returns the one memory of a database. */
export function perDatabase<Memory>(make: () => Memory): (db: Database) => Memory {
  const memories = new WeakMap<Database, Memory>();
  return (db) => {
    const memory = memories.get(db) ?? make();
    memories.set(db, memory);
    return memory;
  };
}
