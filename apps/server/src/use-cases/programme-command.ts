/** What every step beside contests shares: one transaction under the programme's lock, answered once, written to the record, told of afterwards. */
import {
  appendProgrammeEvent, lockProgramme, seenProgrammeCommand, type Actor, type Command, type Entry, type ProgrammeStamp, type RowRef, type Transaction,
} from '@leitai/database';
import type { Context } from '../context.ts';
import { databaseNow } from '../queries/database-now.ts';

/** What is written down besides type and subject, the rows that were written, and what a repeated command is answered. */
export type Done<A extends object> = { readonly entry: Omit<Entry, 'type' | 'subject'>; readonly rows: readonly RowRef[]; readonly answer: A };

type ProgrammeWork<A extends object> = {
  /** noun:verb */
  readonly type: string;
  /** The id of what it is done to. */
  readonly subject: string;
  /** Whether they may, before anything is answered. Refuses what is not there, or not theirs. */
  readonly allow?: (tx: Transaction) => Promise<void>;
  /** Does it. @param now the database's clock, the only one that decides deadlines. */
  readonly change: (tx: Transaction, now: Date) => Promise<Done<A>>;
};

/**
 * Carries a command out beside the contests of an event. One carried out before changes nothing and is answered as it was.
 * @throws Refused 'event.not-found', 'command.reused', and what `allow` and `change` refuse.
 */
export async function programmeCommand<A extends object>(
  ctx: Context, eventId: string, actor: Actor, command: Command, work: ProgrammeWork<A>,
): Promise<A & ProgrammeStamp> {
  const answer = await ctx.db.$transaction((tx) => programmeCommandIn(tx, eventId, actor, command, work));
  ctx.notices.programmeChanged(eventId, answer.revision, work.subject);
  return answer;
}

/** The same within a transaction that does more; say `programmeChanged` after its commit. Contests' locks come before. */
export async function programmeCommandIn<A extends object>(
  tx: Transaction, eventId: string, actor: Actor, command: Command, { type, subject, allow, change }: ProgrammeWork<A>,
): Promise<A & ProgrammeStamp> {
  await lockProgramme(tx, eventId);
  await allow?.(tx);
  const seen = await seenProgrammeCommand<A & ProgrammeStamp>(tx, eventId, command, actor, type, subject);
  if (seen) return seen;
  const { entry, rows, answer } = await change(tx, await databaseNow(tx));
  return appendProgrammeEvent(tx, eventId, command, actor, { type, subject, ...entry, rows }, answer);
}
