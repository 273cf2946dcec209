/** The live store of a single node without Redis: the same promises, in this process's memory. */
import type { LiveStore, Stored } from './live-store.ts';

export function memoryStore(): LiveStore {
  const states = new Map<string, Stored>();
  const kept = new Map<string, { readonly fields: Map<string, string>; readonly until: number }>();
  const living = (key: string): ReadonlyMap<string, string> => {
    const found = kept.get(key);
    return found && found.until > performance.now() ? found.fields : new Map<string, string>();
  };
  return {
    kind: 'memory',
    put(key, revision, body) {
      const known = states.get(key);
      if (known && known.revision >= revision) return Promise.resolve(false);
      states.set(key, { revision, body });
      return Promise.resolve(true);
    },
    get: (key) => Promise.resolve(states.get(key) ?? null),
    revisions: (keys) => Promise.resolve(keys.map((key) => states.get(key)?.revision ?? null)),
    setField(key, field, body, seconds) {
      kept.set(key, { fields: new Map(living(key)).set(field, body), until: performance.now() + seconds * 1000 });
      return Promise.resolve();
    },
    fields: (key) => Promise.resolve(living(key)),
    forget(keys) {
      for (const key of keys) {
        states.delete(key);
        kept.delete(key);
      }
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  };
}
