/** Memory that belongs to one open database and goes with it. */
import type { Database } from './client.ts';

/** @returns for each database the same value, made at its first use. */
export function perDatabase<T>(make: (db: Database) => T): (db: Database) => T {
  const kept = new WeakMap<Database, { readonly value: T }>();
  return (db) => {
    const known = kept.get(db) ?? { value: make(db) };
    kept.set(db, known);
    return known.value;
  };
}
