/** Looks at the product while it works: every two seconds what /metrics and the stores say, and what judges waited for since the last look. */
import { setTimeout as pause } from 'node:timers/promises';
import { percentile, type Tally } from '@leitai/simulator/tally';
import { Redis } from 'ioredis';
import pg from 'pg';
import { postgresMemory } from '../children.ts';

/** Milliseconds between two looks. */
const LOOK = 2_000;

/** What is looked at. Memory in MB, times in milliseconds, the rest counted; null where the system does not say. */
export type Figures = {
  readonly rss: number; readonly heap: number; readonly taken: number; readonly external: number; readonly files: number; readonly handles: number; readonly loop: number; readonly stall: number; readonly sockets: number;
  readonly connections: number; readonly postgres: number | null; readonly redis: number;
};
/** Milliseconds since the begin, the figures, and every wait for an acknowledgement that ended since the sample before. */
export type Sample = { readonly at: number; readonly figures: Figures; readonly acks: readonly number[] };
export type Window = Figures & { readonly p50: number | null; readonly p99: number | null };

export class Samples {
  readonly all: Sample[] = [];
  private readonly base: string;
  private readonly tally: Tally;
  private readonly client: pg.Client;
  private readonly live: Redis;
  private readonly memory: () => number | null;
  private readonly began = performance.now();
  private heard = 0;
  private ended = false;
  private looking: Promise<void> = Promise.resolve();

  private constructor(base: string, tally: Tally, client: pg.Client, live: Redis, memory: () => number | null) {
    [this.base, this.tally, this.client, this.live, this.memory] = [base, tally, client, live, memory];
  }

  static async open(base: string, databaseUrl: string, redisUrl: string, tally: Tally): Promise<Samples> {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    return new Samples(base, tally, client, new Redis(redisUrl), await postgresMemory(databaseUrl));
  }

  /** Looks again and again, until `end`. */
  begin(): void {
    this.looking = (async () => {
      for (; !this.ended; await pause(LOOK)) {
        const figures = await this.look();
        const { tapToAck } = this.tally;
        this.all.push({ at: performance.now() - this.began, figures, acks: tapToAck.slice(this.heard) });
        this.heard = tapToAck.length;
      }
    })();
    // Whoever ends it hears of it.
    this.looking.catch(() => {});
  }

  /** Stops looking. @throws what kept it from looking. */
  async end(): Promise<void> {
    this.ended = true;
    await this.looking;
  }

  async close(): Promise<void> {
    await this.client.end();
    this.live.disconnect();
  }

  async look(): Promise<Figures> {
    const text = await (await fetch(`${this.base}/metrics`)).text();
    // The sum over the labels, where a figure has some.
    const figure = (name: string): number => [...text.matchAll(new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)$`, 'gm'))].reduce((sum, [, value]) => sum + Number(value), 0);
    const { rows } = await this.client.query<{ count: number }>("SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
    const used = /^used_memory:(\d+)/m.exec(await this.live.info('memory'));
    return {
      rss: figure('process_resident_memory_bytes') / MB, heap: figure('nodejs_heap_size_used_bytes') / MB, taken: figure('nodejs_heap_size_total_bytes') / MB, external: figure('nodejs_external_memory_bytes') / MB,
      files: figure('process_open_fds'), handles: figure('nodejs_active_resources_total'), loop: figure('nodejs_eventloop_lag_p99_seconds') * 1000, stall: figure('nodejs_eventloop_lag_max_seconds') * 1000, sockets: figure('leitai_sockets'),
      connections: rows[0]!.count, postgres: this.memory(), redis: Number(used?.[1]) / MB,
    };
  }
}
const MB = 2 ** 20;

/** What is of a window: of memory the least, which is what stands when garbage has been collected; of stalls the longest; of the rest the middle. */
const OF_WINDOW: { readonly [F in keyof Figures]: 'least' | 'middle' | 'most' } = {
  rss: 'least', heap: 'least', taken: 'least', external: 'least', files: 'middle', handles: 'middle', loop: 'middle', stall: 'most', sockets: 'middle', connections: 'middle', postgres: 'least', redis: 'least',
};
const PART = { least: 0, middle: 0.5, most: 1 } as const;

/** The samples in so many windows of equal length. */
export function windowsOf(samples: readonly Sample[], count: number): Window[] {
  return Array.from({ length: count }, (_, index) => {
    const inside = samples.slice(Math.floor((index * samples.length) / count), Math.floor(((index + 1) * samples.length) / count));
    const acks = inside.flatMap((sample) => sample.acks);
    const values = Object.fromEntries(Object.entries(OF_WINDOW).map(([name, of]) => {
      const seen = inside.map(({ figures }) => figures[name as keyof Figures]).filter((value) => value !== null);
      return [name, percentile(seen, PART[of])];
    })) as Figures;
    return { ...values, p50: percentile(acks, 0.5), p99: percentile(acks, 0.99) };
  });
}
