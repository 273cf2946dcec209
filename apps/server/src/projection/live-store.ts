/** Where the live boards stand: Redis where there is one, this process's memory where there is none. Same promises, same tests. */

/** A stored state and the revision it belongs to. */
export type Stored = { readonly revision: number; readonly body: string };

export type LiveStore = {
  readonly kind: 'redis' | 'memory';
  /** Stores `body` unless a newer or equal revision stands there. @returns whether it was stored. */
  put(key: string, revision: number, body: string): Promise<boolean>;
  get(key: string): Promise<Stored | null>;
  /** Revisions of many keys at once, null where nothing stands: what the sweeper compares with the truth. */
  revisions(keys: readonly string[]): Promise<(number | null)[]>;
  /** Sets one field of a key that is forgotten some seconds after its last change. Fields have no revision: the last one said stands. */
  setField(key: string, field: string, body: string, seconds: number): Promise<void>;
  fields(key: string): Promise<ReadonlyMap<string, string>>;
  /** Forgets these keys whatever their revision: the truth went back behind it. */
  forget(keys: readonly string[]): Promise<void>;
  close(): Promise<void>;
};
