// A tablet's log of marks in two kinds: one bolder than any tablet, and the product's own on a disk that fills up and a page that is reloaded.

import { setTimeout as pause } from 'node:timers/promises';
import type { MessageInput } from '@leitai/contract';
import { Outbox, type Entry, type Stored, type Work } from '../../apps/web/src/lib/judge/outbox.ts';
import { RefusedByServer } from '../../apps/simulator/src/client.ts';
import type { Random } from '../../apps/simulator/src/random.ts';
import type { Line } from './line.ts';

export type Put = MessageInput<'mark:put'>;
export type Acked = Put & { readonly version: number; readonly revision: number; readonly recordedAt: string };

export type Log = {
  /** Puts down a mark whose `expectedVersion` is what the judge has seen acknowledged, whatever waits here. */
  put(mark: Put): Promise<void>;
  /** Sends what waits. @throws RefusedByServer for the first that was refused. */
  flush(): Promise<void>;
  /** The page is gone, and comes back with what the device has kept. */
  reload(): Promise<void>;
};

/** How a log reaches the server, and where it writes down what was acknowledged. */
export type Way = { line(): Line; acked(mark: Acked): void };
const samePlace = (one: Put, other: Put): boolean => one.sheetId === other.sheetId && one.criterionId === other.criterionId;

/** Sends every mark, in order per item, but several items in any order and at once. Keeps everything. */
export class BoldLog implements Log {
  private readonly way: Way;
  private readonly random: Random;
  private waiting: Put[] = [];

  constructor(way: Way, random: Random) {
    [this.way, this.random] = [way, random];
  }

  put(mark: Put): Promise<void> {
    const pending = this.waiting.findLast((put) => samePlace(put, mark));
    this.waiting.push(pending ? { ...mark, expectedVersion: pending.expectedVersion + 1 } : mark);
    return Promise.resolve();
  }

  async flush(): Promise<void> {
    while (this.waiting.length > 0) {
      const first = [...new Map(this.waiting.toReversed().map((put) => [`${put.sheetId}/${put.criterionId}`, put])).values()];
      const drawn = first.map((put) => ({ put, at: this.random.next() })).sort((a, b) => a.at - b.at);
      const delivered = await Promise.allSettled(drawn.map(({ put }) => this.deliver(put)));
      for (const { reason } of delivered.filter((one) => one.status === 'rejected')) throw reason as Error;
    }
  }

  reload(): Promise<void> {
    return Promise.resolve();
  }

  /** The command leaves the log only when it is acknowledged; one that is refused takes with it what was to follow it. */
  private async deliver(put: Put): Promise<void> {
    try {
      this.way.acked({ ...put, ...(await this.way.line().send('mark:put', put)) });
      this.waiting = this.waiting.filter((other) => other !== put);
    } catch (error) {
      this.waiting = this.waiting.filter((other) => !samePlace(other, put));
      throw error;
    }
  }
}

/** How often the disk is found full before a mark is put down, and how often it has room again. */
const [FILLS, FREES] = [0.05, 0.3];

/** The tablet's own log (apps/web): what it could not keep lives in its page alone, and is gone with it. */
export class OwnLog implements Log {
  private readonly way: Way;
  private readonly random: Random;
  private readonly disk = new Map<string, Entry>();
  private full = false;
  private online = false;
  private entries: readonly Entry[] = [];
  private refused: unknown[] = [];
  private outbox: Outbox = this.page();
  /** Marks put down while the disk was full. */
  unkept = 0;

  constructor(way: Way, random: Random) {
    [this.way, this.random] = [way, random];
  }

  async put(command: Put): Promise<void> {
    this.full = this.random.chance(this.full ? 1 - FREES : FILLS);
    if (this.full) this.unkept += 1;
    await this.outbox.put(command);
  }

  async flush(): Promise<void> {
    this.online = true;
    this.outbox.flush();
    while (this.entries.some(({ state }) => state !== 'conflict')) await pause(2);
    this.online = false;
    const [first] = this.refused.splice(0);
    if (first !== undefined) throw first;
  }

  async reload(): Promise<void> {
    this.outbox = this.page();
    await this.outbox.open();
  }

  private page(): Outbox {
    this.entries = [];
    return new Outbox('judge', {
      store: {
        load: () => Promise.resolve([...this.disk.values()]),
        save: (entry) => (this.full ? Promise.reject(new DOMException('the disk is full', 'QuotaExceededError')) : Promise.resolve(void this.disk.set(entry.command.commandId, entry))),
        remove: (commandId) => Promise.resolve(void this.disk.delete(commandId)),
      },
      ready: () => this.online,
      awaits: () => false,
      changed: (entries) => { this.entries = entries; },
      kept: () => {},
      stored: (done) => this.keep(done),
      refused: (_work, error) => void this.refused.push(error),
      // One judge, whose devices work in turns: there is nobody whose value it could meet.
      conflicted: ({ command }) => void this.refused.push(new Error(`a conflict nobody made: ${JSON.stringify(command)}`)),
      send: (work) => this.send(work),
    });
  }

  private keep(done: Stored): Promise<void> {
    if (done.name === 'mark:put') this.way.acked({ ...done.command, ...done.receipt });
    return Promise.resolve();
  }

  private async send(work: Work): Promise<{ type: 'stored'; done: Stored } | { type: 'conflict' | 'refused'; error: unknown }> {
    if (work.name !== 'mark:put') throw new Error(`not in this log: ${work.name}`);
    try {
      return { type: 'stored', done: { ...work, receipt: await this.way.line().send('mark:put', work.command) } };
    } catch (error) {
      return { type: error instanceof RefusedByServer && error.code === 'mark.conflict' ? 'conflict' : 'refused', error };
    }
  }
}
