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
/** A board that is ready to be sent; what else is stored of the contest is made when it is stored, which nobody in the hall waits for. */
type MadeBoard = { readonly facts: ContestFacts; readonly state: BoardState; readonly places: Places };
type StoredBoard = { readonly revision: number; readonly body: string; /** The public results, as their exact text. */ readonly results: string; /** False when the store already had this board or a newer one. */ readonly news: boolean };

export function makeBoard(facts: ContestFacts): MadeBoard {
  const { board, places } = composeBoard(facts, new Date());
  return { facts, state: board, places };
}

/** All writes are under way when this returns, the board's last: whoever sees its revision finds places and results at least as new. */
export async function storeBoard(live: LiveStore, { facts, state, places }: MadeBoard): Promise<StoredBoard> {
  const { eventId, contestId, revision } = facts;
  const [results, body] = [JSON.stringify(composeResults(facts)), JSON.stringify(state)];
  const [, , news] = await Promise.all([
    keep(live, placesKey(eventId, contestId), revision, JSON.stringify(places)),
    keep(live, resultsKey(eventId, contestId), revision, results),
    keep(live, boardKey(eventId, contestId), revision, body),
  ]);
  return { revision, body, results, news };
}

/** The board as the truth has it now, stored. @returns null when there is no such contest. */
export async function projectBoard({ db, live }: Projection, eventId: string, contestId: string): Promise<StoredBoard | null> {
  const facts = await readFacts(db, eventId, contestId);
  return facts && storeBoard(live, makeBoard(facts));
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
