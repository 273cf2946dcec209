/** What a result rests on, read in one statement, and making it stand in another that notices by the versions any change in between. */
import type { ContestState, EntrantState, Sheet } from '@leitai/contract';
import type { Derived, EntrantScore, SheetInput } from '@leitai/scoring';
import type { Database } from './client.ts';
import { ask } from './hot.ts';
import { perDatabase } from './per-database.ts';
import { answered, bodyOf, type Actor, type Command, type Entry } from './record.ts';

export type ResultGround = {
  readonly contest: ContestState;
  readonly entrant: EntrantState;
  /** What records feed derived criteria with. */
  readonly derived: Readonly<Record<string, Derived>>;
  /** The seated judges' sheets and those replaced judges had handed in, by seat. */
  readonly sheets: readonly Sheet[];
};
/** `ground` is null when the contest has no such entrant. */
type ReadGround<T> = { readonly seen: T | null; readonly ground: ResultGround | null };

type Confirmation = Command & { readonly eventId: string; readonly contestId: string; readonly entrantId: string };

const TYPE = 'result:confirm';

/** One snapshot: the stored answer when this command was carried out before, and what the result rests on now. @throws Refused 'command.reused'. */
export async function readGround<T>(db: Database, actor: Actor, { eventId, contestId, entrantId, commandId }: Confirmation): Promise<ReadGround<T>> {
  const rows = await db.$queryRaw<{ seen: string | null; ground: string | null }[]>`
    SELECT seen_command(${eventId}::uuid, ${commandId}::uuid, ${actor.id}, ${TYPE}, ${entrantId})::text AS seen,
      result_ground(${eventId}::uuid, ${contestId}::uuid, ${entrantId}::uuid)::text AS ground`;
  const { seen, ground } = rows[0]!;
  return { seen: seen === null ? null : answered<T>(JSON.parse(seen)), ground: ground === null ? null : (JSON.parse(ground) as ResultGround) };
}

/** Grounds read before anybody confirmed; each is used once, and the one longest unused goes first. */
const FORESEEN = 500;
const foreseen = perDatabase(() => new Map<string, ResultGround>());

/** Reads what a result would rest on while nobody waits for it. It may change until it is used: keeping a result on it then writes nothing. */
export async function foreseeGround(db: Database, eventId: string, contestId: string, entrantId: string): Promise<void> {
  const rows = await db.$queryRaw<{ ground: string | null }[]>`
    SELECT result_ground(${eventId}::uuid, ${contestId}::uuid, ${entrantId}::uuid)::text AS ground`;
  const ground = rows[0]!.ground;
  if (ground === null) return;
  const all = foreseen(db);
  all.delete(entrantId);
  all.set(entrantId, JSON.parse(ground) as ResultGround);
  if (all.size > FORESEEN) all.delete(all.keys().next().value!);
}

/** What was foreseen for this entrant, if anything; it is forgotten with that. */
export function foreseenGround(db: Database, entrantId: string): ResultGround | null {
  const all = foreseen(db);
  const ground = all.get(entrantId) ?? null;
  all.delete(entrantId);
  return ground;
}

/** The command's answer, and the board's revision the result followed, both as of the contest's lock. */
type KeptResult<T> = { readonly answer: T & { revision: number; recordedAt: string }; readonly before: number };

type ResultEntry = Omit<Entry, 'type' | 'subject'> & { readonly sheets: readonly { readonly id: string }[] };

/** The subquery takes the lock, and so reads the revision no other command can move before this one's end. */
const CONFIRM = {
  name: 'confirm_result',
  text: `SELECT confirm_result($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::jsonb, $6::jsonb, $7::jsonb, $8::jsonb, $9::jsonb)::text AS answer, locked.board_revision::float8 AS before
    FROM (SELECT board_revision FROM contest WHERE event_id = $1::uuid AND id = $2::uuid FOR UPDATE) locked`,
};

/**
 * Writes the result, its event, the entrant's and the counted sheets' new state.
 * @param ground as `readGround` returned it.
 * @returns null, with nothing written, when the ground has changed since: read it again. @throws Refused 'command.reused'.
 */
export async function keepResult<T extends object>(
  db: Database, actor: Actor, confirmation: Confirmation, ground: ResultGround, entry: ResultEntry, score: EntrantScore, sheets: readonly SheetInput[], answer: T,
): Promise<KeptResult<T> | null> {
  const { eventId, contestId, entrantId, commandId } = confirmation;
  const body = bodyOf({ type: TYPE, subject: entrantId, ...entry }, actor, confirmation);
  const rows = await ask<{ answer: string | null; before: number }>(db, CONFIRM, [
    eventId, contestId, entrantId, commandId,
    ...[versionsOf(ground), body, score, sheets, answer].map((part) => JSON.stringify(part)),
  ]);
  const { answer: kept, before } = rows[0]!;
  return kept === null ? null : { answer: answered(JSON.parse(kept)), before };
}

/** What tells this ground from any other, as `ground_versions` has it. */
const versionsOf = ({ contest, entrant, derived, sheets }: ResultGround) => ({
  contest, entrant, derived, sheets: Object.fromEntries(sheets.map(({ id, state, version }) => [id, [state, version]])),
});
