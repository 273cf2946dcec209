/** Opens the database: Prisma over one pg pool, always in UTC. */
import { createHash } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient, type Prisma } from './generated/client.ts';
import { askThrough } from './hot.ts';

export type Database = PrismaClient;
/** A Prisma transaction: what a use case works with. */
export type Transaction = Prisma.TransactionClient;

/** Milliseconds a transaction may stand still between two statements: a process that is stopped in the middle of one holds a contest's lock no longer. */
const STANDSTILL = 60_000;

/**
 * @param url a PostgreSQL address.
 * @param poolSize most connections this process opens.
 * @param standstill after which PostgreSQL takes back a transaction of which nothing is heard.
 * The adapter reads every timestamp as UTC, so a server set to another zone would shift times: the session's zone is forced.
 */
export function openDatabase(url: string, poolSize = 12, standstill = STANDSTILL): Database {
  const pool = new LendingPool({ connectionString: withUtc(url), max: poolSize, idle_in_transaction_session_timeout: standstill });
  // A connection may be ended by the server just as it is handed out, when nobody listens: that must not end the process. Its queries fail.
  pool.on('connect', (client) => client.on('error', () => {}));
  const adapter = new PrismaPg(pool, { statementNameGenerator, disposeExternalPool: true });
  return askThrough(new PrismaClient({ adapter }), pool);
}

/** Connections that are lent to a transaction; a query by itself goes straight to one. */
class LendingPool extends pg.Pool {
  override connect(): Promise<pg.PoolClient>;
  override connect(callback: ConnectCallback): void;
  override connect(callback?: ConnectCallback): Promise<pg.PoolClient> | void {
    return callback ? super.connect(callback) : super.connect().then(lent);
  }
}
type ConnectCallback = (error: Error | undefined, client: pg.PoolClient | undefined, done: (release?: unknown) => void) => void;

/** What ends a transaction, in the adapter's words. */
const ENDS = new Set(['COMMIT', 'ROLLBACK']);

/**
 * A connection for as long as one transaction has it. Prisma asks it for all parts of a nested read at once, and goes on asking for what is left of a nested
 * write after the transaction ran out of time and its connection has gone to somebody else: here one query waits for another, and none comes after the end.
 */
function lent(client: pg.PoolClient): pg.PoolClient {
  const query = client.query.bind(client) as (...args: unknown[]) => Promise<unknown>;
  let last: Promise<unknown> = Promise.resolve();
  let over = false;
  const inOrder = (...args: [{ readonly text: string }, ...unknown[]]): Promise<unknown> => {
    // As pg says that a connection was lost: it passes, and what was asked may be asked again.
    if (over) return Promise.reject(new Error('Connection terminated: the transaction is over'));
    over = ENDS.has(args[0].text);
    const asked = last.then(() => query(...args));
    last = asked.catch(() => {});
    return asked;
  };
  const own: Readonly<Record<PropertyKey, unknown>> = { query: inOrder, release: client.release.bind(client), on: client.on.bind(client), removeListener: client.removeListener.bind(client) };
  return own as unknown as pg.PoolClient;
}

/** Lists make a statement of their own for every length: only the short ones come back often enough to be kept. */
const MOST_PARAMETERS = 16;
const names = new Map<string, string>();

/** Names a statement by its text, so that each connection parses and plans it once. An empty name keeps nothing. */
function statementNameGenerator({ sql, args }: { sql: string; args: readonly unknown[] }): string {
  if (args.length > MOST_PARAMETERS) return '';
  const name = names.get(sql) ?? createHash('sha256').update(sql).digest('base64url');
  names.set(sql, name);
  return name;
}

/** The same address with the session's time zone set to UTC. */
export function withUtc(url: string): string {
  const parsed = new URL(url);
  parsed.searchParams.delete('options');
  parsed.searchParams.set('options', '-c TimeZone=UTC');
  // libpq reads percent-encoding, not '+', as a space.
  return parsed.toString().replaceAll('+', '%20');
}
