/** What every use case works with; made once at start and passed on, never imported as a global. */
import type { PairedDevice } from '@leitai/contract';
import type { Database } from '@leitai/database';
import type { Logger } from 'pino';
import type { FileStore } from './event-file/store.ts';
import type { Metrics } from './metrics.ts';
import type { Network } from './networks.ts';
import type { LiveStore } from './projection/live-store.ts';
import type { Notices } from './realtime/notices.ts';

/** The judges of an event: who has a live connection on any node, and what each paired device last said of itself. */
export type Present = {
  has(judgeId: string): boolean;
  device(sessionId: string): boolean;
  report(sessionId: string): PairedDevice['report'];
};
export type Presence = (eventId: string) => Promise<Present>;

/** The screens that are connected now, on any node. */
export type ScreensOnline = () => Promise<ReadonlySet<string>>;

export type Context = {
  readonly db: Database;
  /** The disposable projection: Redis, or this process's memory. */
  readonly live: LiveStore;
  /** Tells those who watch that something committed has changed. Call after the commit only. */
  readonly notices: Notices;
  readonly presence: Presence;
  readonly screensOnline: ScreensOnline;
  /** Where webhooks may go besides the public internet. */
  readonly webhookNetworks: readonly Network[];
  /** Event files and the work on them. */
  readonly files: FileStore;
  readonly metrics: Metrics;
  readonly log: Logger;
};
