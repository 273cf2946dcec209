/** The record of a contest: commands answered once, events appended to the chain. */
import type { BoardNames, ContestState, ErrorCode } from '@leitai/contract';
import type { Database, Transaction } from './client.ts';
import { ask } from './hot.ts';
import { Refused } from './refusal.ts';

/** Who did something, from where, and when the device says it was. Taken from the session, never from the message. */
export type Actor = {
  readonly id: string; readonly role: string; readonly device: string | null;
  /** The name of the token through which a programme acted in somebody's stead. */
  readonly token?: string;
};
export type Command = { readonly commandId: string; readonly at: string };

/** What is written down: `type` is noun:verb, `subject` names what it was done to. Values must be JSON. */
export type Entry = { readonly type: string; readonly subject: string; readonly [key: string]: unknown };

export type Stored = { refused?: ErrorCode; details?: unknown } & Record<string, unknown>;

export type LockedContest = { readonly state: ContestState; readonly boardNames: BoardNames; readonly paused: boolean };

/** Locks the contest's row, first of all locks, everywhere. @throws Refused 'contest.not-found'. */
export async function lockContest(tx: Transaction, eventId: string, contestId: string): Promise<LockedContest> {
  const rows = await tx.$queryRaw<LockedContest[]>`
    SELECT state::text, board_names::text AS "boardNames", paused_at IS NOT NULL AS paused FROM contest
    WHERE event_id = ${eventId}::uuid AND id = ${contestId}::uuid FOR UPDATE`;
  const row = rows[0];
  if (!row) throw new Refused('contest.not-found');
  return row;
}

/** The stored answer when this command was carried out before, else null. Call under the contest's lock. */
export async function seenCommand<T>(tx: Transaction, eventId: string, command: Command, actor: Actor, type: string, subject: string) {
  const rows = await tx.$queryRaw<{ answer: Stored | null }[]>`
    SELECT seen_command(${eventId}::uuid, ${command.commandId}::uuid, ${actor.id}, ${type}, ${subject}) AS answer`;
  const answer = rows[0]?.answer ?? null;
  return answer && answered<T>(answer);
}

/** A stored answer. @throws Refused when it is a refusal. */
export function answered<T>(answer: Stored): T {
  if (answer.refused) throw new Refused(answer.refused, answer.details);
  return answer as T;
}

/** What an event is written down as. */
export const bodyOf = (entry: Entry, actor: Actor, { at }: Command): Entry =>
  ({ ...entry, actor: actor.id, role: actor.role, device: actor.device, ...(actor.token !== undefined && { token: actor.token }), at });

/**
 * Appends to the chain; the answer is stored with `revision` and `recordedAt` added and comes back so.
 * @param board whether the public sees a difference, so that the board must be projected again.
 */
export async function appendEvent<T extends object>(
  tx: Transaction, eventId: string, contestId: string, command: Command, actor: Actor, entry: Entry, answer: T, board: boolean,
): Promise<T & { revision: number; recordedAt: string }> {
  const rows = await tx.$queryRaw<{ answer: T & { revision: number; recordedAt: string } }[]>`
    SELECT append_event(${eventId}::uuid, ${contestId}::uuid, ${command.commandId}::uuid,
      ${JSON.stringify(bodyOf(entry, actor, command))}::jsonb, ${JSON.stringify(answer)}::jsonb, ${board}) AS answer`;
  return rows[0]!.answer;
}

type PutMark = Command & {
  readonly eventId: string;
  readonly sheetId: string;
  readonly criterionId: string;
  readonly value: unknown;
  readonly expectedVersion: number;
};
type PutMarkAnswer = { version: number; sheetVersion: number; revision: number; recordedAt: string };

const PUT_MARK = { name: 'put_mark', text: 'SELECT put_mark($1::uuid, $2::uuid, $3::uuid, $4, $5::jsonb, $6::int, $7::uuid, $8::jsonb) AS answer' };

/** Puts one mark in one round trip. The value must have passed `checkMark`. @throws Refused, with both values on a conflict. */
export async function putMark(db: Database, actor: Actor, mark: PutMark): Promise<PutMarkAnswer> {
  const meta = { role: actor.role, device: actor.device, at: mark.at };
  const value = mark.value === null ? null : JSON.stringify(mark.value);
  const rows = await ask<{ answer: Stored & PutMarkAnswer }>(db, PUT_MARK,
    [mark.eventId, actor.id, mark.sheetId, mark.criterionId, value, mark.expectedVersion, mark.commandId, JSON.stringify(meta)]);
  return answered(rows[0]!.answer);
}
