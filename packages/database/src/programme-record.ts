/** The record of an event's programme: what happens beside contests, in one chain per event, in the same form as a contest's. */
import type { Database, Transaction } from './client.ts';
import type { ProgrammeTable } from './audit/programme-tables.ts';
import { answered, bodyOf, type Actor, type Command, type Entry, type Stored } from './record.ts';
import { Refused } from './refusal.ts';

/** A row an event has written or taken away; the event holds all its columns as they stand then. */
export type RowRef = { readonly table: ProgrammeTable; readonly id: string };
type ProgrammeEntry = Entry & { readonly rows?: readonly RowRef[] };
export type ProgrammeStamp = { readonly revision: number; readonly recordedAt: string };

/** Locks the programme's row: after the contests' of the event, before everything else. @throws Refused 'event.not-found'. */
export async function lockProgramme(tx: Transaction, eventId: string): Promise<void> {
  await tx.$executeRaw`INSERT INTO programme (event_id) SELECT id FROM event WHERE id = ${eventId}::uuid ON CONFLICT DO NOTHING`;
  const locked = await tx.$queryRaw<object[]>`SELECT event_id::text FROM programme WHERE event_id = ${eventId}::uuid FOR UPDATE`;
  if (locked.length === 0) throw new Refused('event.not-found');
}

/** The stored answer when this command was carried out before, else null. Call under the programme's lock. @throws Refused 'command.reused'. */
export async function seenProgrammeCommand<T>(tx: Transaction, eventId: string, command: Command, actor: Actor, type: string, subject: string): Promise<T | null> {
  const [seen] = await tx.$queryRaw<[{ answer: Stored | null }]>`
    SELECT seen_programme_command(${eventId}::uuid, ${command.commandId}::uuid, ${actor.id}, ${type}, ${subject}) AS answer`;
  return seen.answer && answered<T>(seen.answer);
}

/**
 * Appends to the chain; the answer is stored with `revision` and `recordedAt` added and comes back so. Call under the programme's lock, after
 * the rows of `entry.rows` have been written.
 */
export async function appendProgrammeEvent<T extends object>(
  tx: Transaction, eventId: string, command: Command, actor: Actor, { rows = [], ...entry }: ProgrammeEntry, answer: T,
): Promise<T & ProgrammeStamp> {
  const stored = await tx.$queryRaw<[{ answer: T & ProgrammeStamp }]>`
    SELECT append_programme_event(${eventId}::uuid, ${command.commandId}::uuid,
      ${JSON.stringify(bodyOf(entry, actor, command))}::jsonb, ${JSON.stringify(answer)}::jsonb, ${JSON.stringify(rows)}::jsonb) AS answer`;
  return stored[0].answer;
}

/** Where the chain ends; an event in whose programme nothing has happened has none. */
export async function programmeHead(db: Database | Transaction, eventId: string): Promise<{ revision: number; headHash: string }> {
  const head = await db.programme.findUnique({ where: { eventId } });
  return { revision: Number(head?.revision ?? 0), headHash: head?.headHash ?? '' };
}
