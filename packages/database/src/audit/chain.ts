/** Walks a chain of events, a contest's or a programme's, in pages and proves every column of every event from its hash. */
import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Database, Transaction } from '../client.ts';
import { Prisma } from '../generated/client.ts';
import type { Finding, Report } from './fault.ts';

/** A hashed body as far as every event has it. Events of before the columns were sealed lack `commandId`, `answer` and `board`. */
export type EventBody = {
  readonly type: string;
  readonly subject: string;
  readonly actor: string;
  readonly at: string;
  readonly recordedAt: string;
  readonly contestId?: string;
  readonly eventId?: string;
  readonly commandId?: string;
  readonly answer?: object;
  readonly board?: boolean;
  readonly [key: string]: unknown;
};
export type ChainEvent = { readonly seq: number; readonly body: EventBody };
/** Whose chain: one contest's, or the one of the event's programme. */
type Chain =
  | { readonly table: 'contest_event'; readonly eventId: string; readonly contestId: string }
  | { readonly table: 'programme_event'; readonly eventId: string };
type ChainEnd = { readonly events: number; readonly hash: string };

type Row = {
  readonly seq: bigint; readonly command_id: string; readonly body: string; readonly answer: string;
  readonly prev_hash: string; readonly hash: string; readonly recorded_at: string;
};

const PAGE = 1_000;

/** Reads the events in order, in constant memory. */
async function* rows(db: Database | Transaction, chain: Chain): AsyncGenerator<Row> {
  const of = chain.table === 'contest_event' ? Prisma.sql`contest_event WHERE contest_id = ${chain.contestId}::uuid AND` : Prisma.sql`programme_event WHERE`;
  for (let after: bigint | null = null; ;) {
    const page: Row[] = await db.$queryRaw<Row[]>`
      SELECT seq, command_id::text, body, answer::text, prev_hash, hash,
        to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS recorded_at
      FROM ${of} event_id = ${chain.eventId}::uuid AND (${after}::bigint IS NULL OR seq > ${after}::bigint)
      ORDER BY seq LIMIT ${PAGE}`;
    yield* page;
    if (page.length < PAGE) return;
    after = page.at(-1)!.seq;
  }
}

const hashOf = (previous: string, seq: number, body: string): string =>
  createHash('sha256').update(`${previous}\n${seq}\n${body}`, 'utf8').digest('hex');

/**
 * Yields every event whose body can be read, also after a fault: one touched row does not hide the next.
 * @param head the head hash kept beside the chain, which vouches for the last event's.
 * @returns how many events there are and the hash they end with.
 */
export async function* walkChain(
  db: Database | Transaction, chain: Chain, head: string, report: Report,
): AsyncGenerator<ChainEvent, ChainEnd> {
  let previous = '';
  let last = 0;
  let held: Row | null = null;
  const check = (row: Row, vouched: string): ChainEvent | null => {
    const seq = Number(row.seq);
    const fault = (column: string, expected: unknown, found: unknown): void =>
      report({ seq, table: chain.table, row: `${seq}`, column, expected, found });
    if (seq !== last + 1) {
      fault('seq', last + 1, seq);
      // What stood in between is gone: only the row itself can say what it followed.
      previous = row.prev_hash;
    } else if (row.prev_hash !== previous) fault('prev_hash', previous, row.prev_hash);
    last = seq;
    const hash = hashOf(previous, seq, row.body);
    // The next event, or the contest, repeats this event's hash: what they agree with tells body and hash apart.
    const hashTouched = hash !== row.hash && hash === vouched;
    if (hashTouched) fault('hash', hash, row.hash);
    else if (hash !== row.hash) fault('body', `sha256 ${row.hash}`, `sha256 ${hash}`);
    previous = hashTouched ? hash : row.hash;
    const body = readBody(row.body);
    if (body) columns(row, body, chain, fault);
    return body && { seq, body };
  };
  for await (const row of rows(db, chain)) {
    const event = held && check(held, row.prev_hash);
    if (event) yield event;
    held = row;
  }
  const event = held && check(held, head);
  if (event) yield event;
  return { events: last, hash: previous };
}

/** A touched body may be no JSON any more; its hash has told so. */
function readBody(text: string): EventBody | null {
  try {
    return JSON.parse(text) as EventBody;
  } catch {
    return null;
  }
}

/** The columns beside the body must say what the body says. */
function columns(row: Row, body: EventBody, chain: Chain, fault: (column: string, expected: unknown, found: unknown) => void): void {
  if (body.commandId === undefined) return;
  if (chain.table === 'programme_event') {
    if (body.eventId !== chain.eventId) fault('event_id', body.eventId, chain.eventId);
  } else if (body.contestId !== chain.contestId) fault('contest_id', body.contestId, chain.contestId);
  if (body.commandId !== row.command_id) fault('command_id', body.commandId, row.command_id);
  if (body.recordedAt !== row.recorded_at) fault('recorded_at', body.recordedAt, row.recorded_at);
  const expected = { ...body.answer, revision: Number(row.seq), recordedAt: body.recordedAt };
  const found: unknown = JSON.parse(row.answer);
  if (!isDeepStrictEqual(found, expected)) fault('answer', expected, found);
}

export type ChainFault = Pick<Finding, 'table' | 'column'> & { readonly seq: number };

/** Walks a contest's chain from the first event and names the first place that does not hold; null when all of it does. */
export async function verifyChain(db: Database | Transaction, eventId: string, contestId: string): Promise<ChainFault | null> {
  const faults: ChainFault[] = [];
  const contest = await db.contest.findUniqueOrThrow({ where: { eventId_id: { eventId, id: contestId } } });
  const walk = walkChain(db, { table: 'contest_event', eventId, contestId }, contest.headHash, ({ seq, table, column }) => faults.push({ seq: seq!, table, column }));
  let step = await walk.next();
  while (!step.done) step = await walk.next();
  const { events, hash } = step.value;
  if (Number(contest.revision) !== events) faults.push({ seq: events, table: 'contest', column: 'revision' });
  if (contest.headHash !== hash) faults.push({ seq: events, table: 'contest', column: 'head_hash' });
  return faults[0] ?? null;
}
