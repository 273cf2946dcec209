/** The live store of a single node without Redis: the same promises, in this process's memory. */
import type { LiveStore, Stored } from './live-store.ts';

export function memoryStore(): LiveStore {
  const states = new Map<string, Stored>();
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
    close: () => Promise.resolve(),
  };
}
