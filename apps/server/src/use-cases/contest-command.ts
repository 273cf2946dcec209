/** What every command of a panel shares: one transaction under the contest's lock, answered once, written to the record. */
import { appendEvent, lockContest, Refused, seenCommand, type Command, type Entry, type Transaction } from '@leitai/database';
import type { AccountIdentity, PanelIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { actorOf } from './actor.ts';

/** Who carries a command out: a panel's member, or somebody of the house in the contest it is about. */
export type Acting = PanelIdentity | (AccountIdentity & { readonly eventId: string; readonly contestId: string });

type Stamp = { readonly revision: number; readonly recordedAt: string };

type Work<T, A extends object> = {
  /** noun:verb */
  readonly type: string;
  /** The id of what it is done to. */
  readonly subject: string;
  /** Whether the public sees a difference. */
  readonly board: boolean;
  /** Whether it brings somebody on: not while the contest is paused. */
  readonly stage?: true;
  /** May be done once the results are final, too. */
  readonly afterwards?: true;
  /** What it is done to, as it stands. Refuses what is not there, or not theirs. */
  find(tx: Transaction): Promise<T>;
  /** Does it. @returns what stands afterwards, what is written down besides type and subject, and what a repeated command is answered. */
  change(tx: Transaction, found: T): Promise<{ readonly after: T; readonly entry: Omit<Entry, 'type' | 'subject'>; readonly answer?: A }>;
};

/**
 * Carries a command out in a running contest. One carried out before changes nothing and is answered as it was.
 * @returns what the command was about, as it stands now, the revision its event was given, and the answer stored with it.
 * @throws Refused 'contest.not-running', 'contest.paused', 'command.reused', and what `find` and `change` refuse.
 */
export function contestCommand<T, A extends object = object>(
  ctx: Context, me: Acting, command: Command, { type, subject, board, stage, afterwards, find, change }: Work<T, A>,
): Promise<{ after: T; revision: number; answer: A & Stamp }> {
  const { eventId, contestId } = me;
  return ctx.db.$transaction(async (tx) => {
    const contest = await lockContest(tx, eventId, contestId);
    const found = await find(tx);
    const seen = await seenCommand<A & Stamp>(tx, eventId, command, actorOf(me), type, subject);
    if (seen) return { after: found, revision: seen.revision, answer: seen };
    if (contest.state !== 'running' && !(afterwards && contest.state === 'final')) throw new Refused('contest.not-running');
    if (stage && contest.paused) throw new Refused('contest.paused');
    const { after, entry, answer = {} as A } = await change(tx, found);
    const stored = await appendEvent(tx, eventId, contestId, command, actorOf(me), { type, subject, ...entry }, answer, board);
    return { after, revision: stored.revision, answer: stored };
  });
}
