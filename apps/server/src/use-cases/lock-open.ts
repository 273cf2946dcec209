/** What changes of an event's people wait for: each other, and contests whose entrants may still change (in set-up, with no draw begun). */
import { lockContest, Refused, type Transaction } from '@leitai/database';

export type Lettered = { readonly id: string; readonly letter: string };

/** Changes of one event's people, posts and organisations come one after the other. Locked before any contest. @throws Refused 'event.not-found'. */
export async function lockEvent(tx: Transaction, eventId: string): Promise<void> {
  const [event] = await tx.$queryRaw<object[]>`SELECT id FROM event WHERE id = ${eventId}::uuid FOR NO KEY UPDATE`;
  if (!event) throw new Refused('event.not-found');
}

/**
 * Locks them in the order of their ids, so that two commands never wait for each other.
 * @throws Refused 'contest.marking-started' (details.contests, letters) for contests no longer in set-up, 'draw.begun' (the same) for those whose draw has begun.
 */
export async function lockOpen(tx: Transaction, eventId: string, contests: readonly Lettered[]): Promise<void> {
  const letters = new Map(contests.map(({ id, letter }) => [id, letter]));
  const [started, drawn]: [string[], string[]] = [[], []];
  for (const id of [...letters.keys()].sort()) {
    const { state } = await lockContest(tx, eventId, id);
    if (state !== 'setup') started.push(letters.get(id)!);
    if ((await tx.draw.count({ where: { eventId, contestId: id } })) > 0) drawn.push(letters.get(id)!);
  }
  if (started.length > 0) throw new Refused('contest.marking-started', { contests: started.sort() });
  if (drawn.length > 0) throw new Refused('draw.begun', { contests: drawn.sort() });
}

/** The event's contests of these ids. @throws Refused 'contest.not-found' when one is not there. */
export async function contestsOf(tx: Transaction, eventId: string, ids: readonly string[]): Promise<Lettered[]> {
  const found = await tx.contest.findMany({ where: { eventId, id: { in: [...ids] } }, select: { id: true, post: { select: { letter: true } } } });
  if (found.length < new Set(ids).size) throw new Refused('contest.not-found');
  return found.map(({ id, post }) => ({ id, letter: post.letter }));
}
