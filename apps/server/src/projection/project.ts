/** Brings a contest's board and an event's overview up to the truth. The update, the rebuild and the sweeper are this one function. */
import type { BoardState, OverviewState } from '@leitai/contract';
import type { ContestFacts, Database } from '@leitai/database';
import { composeBoard, type Places } from './board.ts';
import { eventFacts } from './event-facts.ts';
import { readFacts } from './facts.ts';
import { boardKey, overviewKey, placesKey, resultsKey } from './keys.ts';
import type { LiveStore } from './live-store.ts';
import { composeOverview, type ContestView } from './overview.ts';
import { composeResults } from './results.ts';
import { standingViews } from './views.ts';

export type Projection = { readonly db: Database; readonly live: LiveStore };

/** A composed state: its revision and exact text. */
export type Projected<T> = { readonly state: T; readonly revision: number; readonly body: string };
export type ProjectedBoard = Projected<BoardState> & { readonly places: Places; /** The public results, as their exact text. */ readonly results: string };

export function makeBoard(facts: ContestFacts): ProjectedBoard {
  const { board, places } = composeBoard(facts, new Date());
  return { state: board, revision: facts.revision, body: JSON.stringify(board), places, results: JSON.stringify(composeResults(facts)) };
}

/**
 * All writes are under way when this returns, the board's last: whoever sees its revision finds places and results at least as new.
 * @returns false when the store already had this board or a newer one.
 */
export async function storeBoard(live: LiveStore, { state: { eventId, contestId }, revision, body, places, results }: ProjectedBoard): Promise<boolean> {
  const [, , news] = await Promise.all([
    keep(live, placesKey(eventId, contestId), revision, JSON.stringify(places)),
    keep(live, resultsKey(eventId, contestId), revision, results),
    keep(live, boardKey(eventId, contestId), revision, body),
  ]);
  return news;
}

/** The board as the truth has it now, stored. @returns null when there is no such contest. */
export async function projectBoard({ db, live }: Projection, eventId: string, contestId: string): Promise<ProjectedBoard | null> {
  const facts = await readFacts(db, eventId, contestId);
  if (!facts) return null;
  const made = makeBoard(facts);
  await storeBoard(live, made);
  return made;
}

/** While the store is away everything counts as news: the hall still gets its frame, and the sweeper catches up later. */
const keep = (live: LiveStore, key: string, revision: number, body: string): Promise<boolean> =>
  live.put(key, revision, body).catch(() => true);

/** Makes the overview from the boards that stand, composing those that are missing. `news` is false when the store already had it or a newer one. */
export async function projectOverview(projection: Projection, eventId: string): Promise<(Projected<OverviewState> & { readonly news: boolean }) | null> {
  const { db, live } = projection;
  const facts = await eventFacts(db, eventId);
  if (!facts) return null;
  const views = await contestViews(projection, eventId, facts.contests.map(({ id }) => id));
  const overview = composeOverview(facts, views, new Date());
  const body = JSON.stringify(overview);
  const news = await keep(live, overviewKey(eventId), overview.revision, body);
  return { state: overview, revision: overview.revision, body, news };
}

/** The contests' boards with what overview and hall add up; composed now where none stands. */
export async function contestViews({ db, live }: Projection, eventId: string, contestIds: readonly string[]): Promise<ContestView[]> {
  const views = await standingViews(live, eventId, contestIds);
  return Promise.all(views.map(async (view, index) => view ?? composeBoard((await readFacts(db, eventId, contestIds[index]!))!, new Date())));
}
