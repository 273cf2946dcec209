/** Puts an event's rows in as they were taken out, takes a whole event away, and empties a practice copy. All of it within the caller's transaction. */
import type { Transaction } from '../client.ts';
import { Refused } from '../refusal.ts';
import type { Shape } from './catalogue.ts';

/** Says which event this transaction moves as a whole, and keeps everybody else from moving the same. */
export async function moveWhole(tx: Transaction, eventId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${eventId}, 0))`;
  await tx.$executeRaw`SELECT set_config('leitai.event_file', ${eventId}, true)`;
}

/** @param columns those the lines have; the database's default stands for the others. @param lines objects as JSON, without bytes. */
export async function putRows(tx: Transaction, { name, shared }: Shape, columns: readonly string[], lines: readonly string[]): Promise<void> {
  if (lines.length === 0) return;
  const list = columns.map((column) => `"${column}"`).join(', ');
  await tx.$executeRawUnsafe(`INSERT INTO "${name}" (${list}) SELECT ${list} FROM json_populate_recordset(NULL::"${name}", $1::json)${shared ? ' ON CONFLICT DO NOTHING' : ''}`, `[${lines.join(',')}]`);
}

/** One row whose bytes are a member of their own. */
export async function putFile(tx: Transaction, { name, file }: Shape, columns: readonly string[], line: string, bytes: Uint8Array): Promise<void> {
  const list = columns.map((column) => `"${column}"`).join(', ');
  await tx.$executeRawUnsafe(
    `INSERT INTO "${name}" (${list}, "${file!.column}") SELECT ${list}, $2::bytea FROM json_populate_record(NULL::"${name}", $1::json)`, line, bytes,
  );
}

/** Beyond what any house counts to, and far from where a sequence ends: after its last number nothing could be written here any more, whatever becomes of the file. */
const MOST_NUMBER = 2n ** 53n;

/** After the last row: numbers given out from here on follow those that came with the event. @throws Refused 'event-file.broken'. */
export async function numberOn(tx: Transaction, { name, numbered }: Shape): Promise<void> {
  for (const column of numbered) {
    const [found] = await tx.$queryRawUnsafe<[{ last: bigint | null }]>(`SELECT max("${column}") AS last FROM "${name}"`);
    if ((found.last ?? 0n) > MOST_NUMBER) throw new Refused('event-file.broken', { table: name });
    await tx.$executeRawUnsafe(
      `SELECT setval(pg_get_serial_sequence('"${name}"', '${column}'), greatest((SELECT max("${column}") FROM "${name}"), nextval(pg_get_serial_sequence('"${name}"', '${column}'))))`,
    );
  }
}

/** Accounts that rows refer to and this installation does not have: they get a name, no password and a role without rights. */
export async function standIns(tx: Transaction, ids: ReadonlySet<string>): Promise<void> {
  if (ids.size === 0) return;
  await tx.$executeRaw`
    INSERT INTO account (id, name, role, password_hash)
    SELECT id::uuid, 'imported ' || id, 'imported', '' FROM unnest(${[...ids]}::text[]) id ON CONFLICT DO NOTHING`;
}

/** Contests first, as everywhere: a command under way is waited for, none comes in between. @returns where their chains end. */
export function lockContests(tx: Transaction, eventId: string): Promise<{ id: string; headHash: string }[]> {
  return tx.$queryRaw`SELECT id::text, head_hash AS "headHash" FROM contest WHERE event_id = ${eventId}::uuid ORDER BY id FOR UPDATE`;
}

/** Takes the event away with everything that belongs to it. */
export async function removeEvent(tx: Transaction, tables: readonly Shape[], eventId: string): Promise<void> {
  await moveWhole(tx, eventId);
  await lockContests(tx, eventId);
  for (const { name, where, shared } of [...tables].reverse()) {
    if (shared === undefined) await tx.$executeRawUnsafe(`DELETE FROM "${name}" WHERE ${where}`, eventId);
  }
}

/** Takes away what was done, and leaves who takes part: contests, entrants and judges are as on the first day, tablets stay paired. */
export async function emptyPractice(tx: Transaction, tables: readonly Shape[], eventId: string): Promise<void> {
  await moveWhole(tx, eventId);
  await lockContests(tx, eventId);
  for (const { name, where } of tables.filter((table) => table.practice === undefined && table.shared === undefined).reverse()) {
    await tx.$executeRawUnsafe(`DELETE FROM "${name}" WHERE ${where}`, eventId);
  }
  for (const { name, columns, practice, without = [] } of tables) {
    const reset = columns.filter((column) => practice && !practice.includes(column) && !without.includes(column) && column !== 'practice' && column !== 'created_at');
    if (reset.length > 0 && name !== 'event') await tx.$executeRawUnsafe(`UPDATE "${name}" SET ${reset.map((column) => `"${column}" = DEFAULT`).join(', ')} WHERE "event_id" = $1::uuid`, eventId);
  }
}
