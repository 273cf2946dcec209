// Watches, beside everything else, for how long a board in the live store lacks what the truth has.

import { openDatabase, type Database } from '@leitai/database';
import { Redis } from 'ioredis';
import { setTimeout as pause } from 'node:timers/promises';
import { boardKey } from '../../apps/server/src/projection/keys.ts';
import type { Hosting } from './play.ts';

/** Milliseconds between two looks: the figure is right to about as much. */
const LOOK = 50;

export class BoardsBehind {
  private readonly hosting: Hosting;
  private readonly eventId: string;
  private readonly db: Database;
  private readonly since = new Map<string, number>();
  private longest = 0;
  private readonly looking: Promise<void>;
  private ended = false;

  constructor(hosting: Hosting, eventId: string) {
    this.hosting = hosting;
    this.eventId = eventId;
    this.db = openDatabase(hosting.databaseUrl, 1);
    this.looking = this.watch();
  }

  /** @returns the longest time a board was behind, in milliseconds. */
  async end(): Promise<number> {
    if (!this.ended) {
      this.ended = true;
      await this.looking;
      await this.db.$disconnect();
    }
    return this.longest;
  }

  private async watch(): Promise<void> {
    for (; !this.ended; await pause(LOOK)) {
      // While the truth itself is away nobody can say what is behind it.
      const contests = await this.db.contest.findMany({ where: { eventId: this.eventId }, select: { id: true, boardRevision: true } }).catch(() => null);
      if (!contests) continue;
      const standing = await this.standing(contests.map(({ id }) => id));
      const now = performance.now();
      for (const [index, { id, boardRevision }] of contests.entries()) {
        if (standing[index]! >= Number(boardRevision)) this.since.delete(id);
        else {
          const since = this.since.get(id) ?? now;
          this.since.set(id, since);
          this.longest = Math.max(this.longest, now - since);
        }
      }
    }
  }

  /** −1 where nothing stands, or nobody answers. A Redis that was killed comes back at another address. */
  private async standing(ids: readonly string[]): Promise<number[]> {
    const redis = new Redis(this.hosting.redisUrl(), { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 });
    redis.on('error', () => {});
    try {
      await redis.connect();
      return await Promise.all(ids.map(async (id) => Number((await redis.hget(boardKey(this.eventId, id), 'revision')) ?? -1)));
    } catch {
      return ids.map(() => -1);
    } finally {
      redis.disconnect();
    }
  }
}
