/** The process that does one task on a whole event and ends. When the server is gone it gives up: a transaction that is not through leaves nothing. */
import type { ErrorCode } from '@leitai/contract';
import { openDatabase, passingFailure, Refused } from '@leitai/database';
import type { News } from '../beside.ts';
import type { Work } from './jobs.ts';
import { tasks, type Given, type Made, type Task } from './tasks.ts';

type Order<T extends Task = Task> = { readonly task: T; readonly given: Given<T>; readonly databaseUrl: string };
export type Told = Parameters<Work['tell']>;
/** What was made, or why nothing was; `code` is null for what nobody meant to refuse. */
export type Done = { readonly made: Made<Task> | null } | { readonly code: ErrorCode | null; readonly details?: unknown; readonly failure: string };

const say = (news: News<Done, Told>, said = (): void => {}): void => void process.send?.(news, said);
/** Milliseconds between two words on how far it is. */
const TELL = 100;
/** Milliseconds in which what was begun may be put away once the server is gone. */
const GRACE = 5_000;
/** Milliseconds between two statements: rows of a whole event are read, held against their hashes and made in between, behind everybody else. */
const STANDSTILL = 10 * 60_000;

const stop = new AbortController();
process.on('disconnect', () => {
  stop.abort();
  setTimeout(() => process.exit(1), GRACE).unref();
});
process.on('message', (message: Order | 'stop') => {
  if (message === 'stop') stop.abort();
  else void done(message).then((answer) => say({ answer }, () => process.connected && process.disconnect()));
});

async function done<T extends Task>({ task, given, databaseUrl }: Order<T>): Promise<Done> {
  const db = openDatabase(databaseUrl, 1, STANDSTILL);
  const run = tasks[task] as unknown as (with_: typeof db, given: Given<T>, work: Work) => Promise<Made<T>>;
  try {
    return { made: await run(db, given, { signal: stop.signal, tell: teller() }) };
  } catch (error) {
    const { code, details } = error instanceof Refused ? error : { code: passingFailure(error), details: undefined };
    return { code, ...(details !== undefined && { details }), failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  } finally {
    await db.$disconnect().catch(() => {});
  }
}

/** Each step at once, and then now and again. */
function teller(): Work['tell'] {
  let [last, at] = ['', 0];
  return (...told) => {
    if (told[0] === last && performance.now() - at < TELL) return;
    [last, at] = [told[0], performance.now()];
    say({ told });
  };
}
