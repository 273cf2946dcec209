// The product as processes that can be killed: PostgreSQL, Redis and the server, each back at the address it had.

import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import pg from 'pg';
import { startPostgres, startRedis, type Service } from '../../apps/launcher/src/services.ts';
import { root } from '../../apps/launcher/src/workplace.mjs';
import { temporaryFolder } from '../support/services-folder.ts';
import { insist } from './insist.ts';
import { isSetClock } from './shifted-clock.ts';

/** A killed PostgreSQL may still be holding its shared memory when it is started again; so long is it tried, in milliseconds. */
const PATIENCE = 30_000;

/** `flush` empties Redis and leaves it running. */
export type Part = 'server' | 'redis' | 'flush' | 'backend' | 'postgres';

export class Hall {
  private readonly folder = temporaryFolder();
  private postgres!: Service;
  private redis!: Service;
  private server!: ChildProcess;
  private port = 0;
  /** Stands for the fixed address a database server has outside of tests: here its port changes at every start. */
  private readonly door = createServer((inside) => this.forward(inside));
  /** One-time link of the first start. */
  setupPath = '';
  /** Ends of the server nobody asked for. */
  readonly crashes: string[] = [];
  private killing = false;
  /** By how many milliseconds the clock of server and database is ahead of the machine's. */
  private ahead = 0;

  static async start(): Promise<Hall> {
    const hall = new Hall();
    hall.postgres = await startPostgres({ dataDir: hall.folder.path });
    hall.redis = (await startRedis({ dataDir: hall.folder.path }))!;
    hall.door.listen(0, '127.0.0.1');
    await once(hall.door, 'listening');
    await hall.giveClock();
    hall.setupPath = String((await hall.startServer())['setupUrl']);
    return hall;
  }

  get base(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get redisUrl(): string {
    return this.redis.url;
  }

  get databaseUrl(): string {
    const url = new URL(this.postgres.url);
    url.port = String((this.door.address() as AddressInfo).port);
    return url.href;
  }

  /** kill -9, and the start that follows it. */
  async kill(part: Part): Promise<void> {
    if (part === 'server') await this.killServer();
    if (part === 'redis') await this.killRedis();
    if (part === 'flush') await this.flush();
    if (part === 'backend') await this.killBackend();
    if (part === 'postgres') await this.killPostgres();
  }

  /** The machine's clock jumps, under server and database alike; one of them alone where they are two machines. */
  async setClock(ahead: number, of: 'both' | 'server' | 'database' = 'both'): Promise<void> {
    if (of !== 'server') await this.ask(`UPDATE chaos.clock SET ahead = make_interval(secs => ${ahead / 1000})`);
    if (of === 'database') return;
    this.ahead = ahead;
    const told = new Promise<void>((resolve) => {
      const heard = (message: unknown): void => {
        if (!isSetClock(message)) return;
        this.server.off('message', heard);
        resolve();
      };
      this.server.on('message', heard);
    });
    this.server.send({ clockAhead: ahead });
    await told;
  }

  async stop(): Promise<void> {
    this.killing = true;
    const ended = once(this.server, 'exit');
    this.server.kill('SIGTERM');
    await ended;
    await this.redis.stop();
    await this.postgres.stop();
    this.door.close();
    this.folder.remove();
  }

  private async startServer(): Promise<Record<string, unknown>> {
    const env = { ...process.env, DATABASE_URL: this.databaseUrl, REDIS_URL: this.redis.url, LEITAI_DATA: this.folder.path, HOST: '127.0.0.1', PORT: String(this.port), LOG_LEVEL: 'silent', NODE_ENV: 'production', CHAOS_CLOCK: String(this.ahead) };
    const execArgv = ['--import', join(import.meta.dirname, 'shifted-clock.ts')];
    let ready: Record<string, unknown> | null = null;
    // The database may die while the server starts; whoever watches over it starts it again.
    for (const started = Date.now(); !ready; ) {
      if (Date.now() - started > PATIENCE) throw new Error('the server does not start');
      this.server = fork(join(root, 'apps/server/src/main.ts'), { env, execArgv, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
      const ended = once(this.server, 'exit').then(() => null);
      ready = await Promise.race([once(this.server, 'message').then(([message]: unknown[]) => message as Record<string, unknown>), ended]);
    }
    this.server.once('exit', (code, signal) => {
      if (this.killing) return;
      this.crashes.push(`the server ended with ${code ?? signal}`);
      void this.startServer();
    });
    this.port = Number(ready['port']);
    return ready;
  }

  /** A clock of its own for the database: its functions that tell the time stand before PostgreSQL's in the search path. CURRENT_TIMESTAMP and current_date, which are no functions, go on telling the machine's. */
  private async giveClock(): Promise<void> {
    const { pathname } = new URL(this.postgres.url);
    await this.ask(`
      CREATE SCHEMA chaos;
      CREATE TABLE chaos.clock AS SELECT interval '0' AS ahead;
      CREATE FUNCTION public.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE AS 'SELECT pg_catalog.clock_timestamp() + ahead FROM chaos.clock';
      CREATE FUNCTION public.now() RETURNS timestamptz LANGUAGE sql STABLE AS 'SELECT pg_catalog.now() + ahead FROM chaos.clock';
      ALTER DATABASE ${pg.escapeIdentifier(pathname.slice(1))} SET search_path = public, pg_catalog`);
  }

  /** Asks again while the database recovers from the blow before. */
  private ask(sql: string): Promise<void> {
    return insist(async () => {
      const client = new pg.Client({ connectionString: this.postgres.url });
      client.on('error', () => {});
      try {
        await client.connect();
        await client.query(sql);
      } finally {
        await client.end().catch(() => {});
      }
    });
  }

  private async killServer(): Promise<void> {
    this.killing = true;
    const ended = once(this.server, 'exit');
    this.server.kill('SIGKILL');
    await ended;
    this.killing = false;
    await this.startServer();
  }

  private async killRedis(): Promise<void> {
    this.redis.force();
    await this.redis.ended;
    this.redis = (await startRedis({ dataDir: this.folder.path }))!;
  }

  private async flush(): Promise<void> {
    const redis = new Redis(this.redis.url);
    await redis.flushall();
    await redis.quit();
  }

  /** PostgreSQL answers the death of one backend by ending all and recovering. */
  private async killBackend(): Promise<void> {
    const client = new pg.Client({ connectionString: this.postgres.url });
    client.on('error', () => {});
    await client.connect();
    const { rows } = await client.query<{ pid: number }>("SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() ORDER BY random() LIMIT 1");
    for (const { pid } of rows) process.kill(pid, 'SIGKILL');
    await client.end().catch(() => {});
  }

  private async killPostgres(): Promise<void> {
    const [pid] = readFileSync(join(this.folder.path, 'postgres/postmaster.pid'), 'utf8').split('\n');
    process.kill(Number(pid), 'SIGKILL');
    await this.postgres.ended;
    for (const started = Date.now(); ; await pause(200)) {
      try {
        this.postgres = await startPostgres({ dataDir: this.folder.path });
        return;
      } catch (error) {
        if (Date.now() - started > PATIENCE) throw error;
      }
    }
  }

  private forward(inside: Socket): void {
    const outside = connect(Number(new URL(this.postgres.url).port), '127.0.0.1');
    for (const [one, other] of [[inside, outside], [outside, inside]] as const) {
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
  }
}
