/** What every use case works with; made once at start and passed on, never imported as a global. */
import type { Database } from '@leitai/database';
import type { Logger } from 'pino';
import type { LiveStore } from './projection/live-store.ts';
import type { Notices } from './realtime/notices.ts';

/** Which judges of an event have a live connection, on any node. */
export type Presence = (eventId: string) => Promise<ReadonlySet<string>>;

export type Context = {
  readonly db: Database;
  /** The disposable projection: Redis, or this process's memory. */
  readonly live: LiveStore;
  /** Tells those who watch that something committed has changed. Call after the commit only. */
  readonly notices: Notices;
  readonly presence: Presence;
  readonly log: Logger;
};
