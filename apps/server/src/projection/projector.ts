/** Keeps boards current: at once for a lone result, coalesced under load, and by a sweep for whatever was missed. */
import type { BoardState, OverviewState } from '@leitai/contract';
import type { WrittenResult } from '@leitai/database';
import type { Logger } from 'pino';
import { factsChanged, knownFacts, readFacts } from './facts.ts';
import { boardKey, overviewKey } from './keys.ts';
import { paced, Rest } from './paced.ts';
import { makeBoard, projectOverview, storeBoard, type Projection } from './project.ts';

/** Least time between two frames of one board, in milliseconds. A lone result waits for nothing. */
const BOARD_PACE = 50;
const OVERVIEW_PACE = 250;
/** Milliseconds an overview leaves to the board and the acknowledgement of the same result. */
const LEAD = 20;
/** Milliseconds without a frame for each millisecond that sending one took, over all boards and overviews: the more viewers, the more results a frame folds. */
const REST = 7;
/** How often the live store is compared with the truth, in milliseconds. */
const SWEEP = 1000;

/** How boards or overviews reach those who watch. */
type Outlet<State> = {
  /** To this node's viewers: what was just made, or what another node published and this one missed. */
  publishHere(state: State): void;
  /** To viewers on the other nodes. */
  publishElsewhere(state: State): void;
  /** The newest revision that went to viewers on this node; null when none watches here. */
  shown(id: string): number | null;
};
export type Outlets = { readonly board: Outlet<BoardState>; readonly overview: Outlet<OverviewState> };

export type Projector = {
  /** @param written the result this node just wrote, which saves reading the facts. */
  boardDue(eventId: string, contestId: string, written?: WrittenResult): void;
  close(): Promise<void>;
};

export function createProjector(projection: Projection, outlets: Outlets, log: Logger): Projector {
  const { db, live } = projection;
  const rest = new Rest(REST);

  /** The hall first: what is sent is on its way to the store already, so that whoever joins after the frame reads a state at least as new. */
  function show<State>(outlet: Outlet<State>, state: State, started: number): void {
    outlet.publishHere(state);
    rest.spent(performance.now() - started);
  }

  const overviews = paced(OVERVIEW_PACE, log, async (eventId) => {
    const made = await projectOverview(projection, eventId);
    if (!made?.news) return;
    show(outlets.overview, made.state, performance.now());
    outlets.overview.publishElsewhere(made.state);
  }, { lead: LEAD, rest });
  const boards = paced(BOARD_PACE, log, async (key) => {
    const [eventId, contestId] = key.split('/') as [string, string];
    const facts = knownFacts(db, contestId) ?? (await readFacts(db, eventId, contestId));
    if (!facts) return;
    const started = performance.now();
    const made = makeBoard(facts);
    const stored = storeBoard(live, made);
    show(outlets.board, made.state, started);
    if (await stored) outlets.board.publishElsewhere(made.state);
    overviews.due(eventId);
  }, { rest });
  const boardDue: Projector['boardDue'] = (eventId, contestId, written) => {
    factsChanged(db, contestId, written);
    boards.due(`${eventId}/${contestId}`);
  };

  /** One state the sweeper looks after: what the truth is at, how to make it anew, how to send again what stands. */
  type Watched = { key: string; truth: number; shown: number | null; make(): void; again(body: string): void };

  async function watched(): Promise<Watched[]> {
    const contests = await db.contest.findMany({ select: { eventId: true, id: true, boardRevision: true } });
    const ofBoards = contests.map(({ eventId, id, boardRevision }): Watched => ({
      key: boardKey(eventId, id),
      truth: Number(boardRevision),
      shown: outlets.board.shown(id),
      make: () => boardDue(eventId, id),
      again: (body) => outlets.board.publishHere(JSON.parse(body) as BoardState),
    }));
    const ofOverviews = [...Map.groupBy(contests, ({ eventId }) => eventId)].map(([eventId, its]): Watched => ({
      key: overviewKey(eventId),
      // As `composeOverview` counts it.
      truth: its.reduce((sum, { boardRevision }) => sum + Number(boardRevision), 0),
      shown: outlets.overview.shown(eventId),
      make: () => overviews.due(eventId),
      again: (body) => outlets.overview.publishHere(JSON.parse(body) as OverviewState),
    }));
    return [...ofBoards, ...ofOverviews];
  }

  /** What the store lacks is projected; what this node's viewers lack, because a frame between nodes was lost, is sent again. */
  const sweeper = paced(SWEEP, log, async () => {
    const states = await watched();
    const revisions = await live.revisions(states.map(({ key }) => key));
    for (const [index, { key, truth, shown, make, again }] of states.entries()) {
      const stands = revisions[index] ?? -1;
      if (stands < truth) make();
      if (stands < truth || shown === null || shown >= stands) continue;
      const stored = await live.get(key);
      if (stored) again(stored.body);
    }
  });
  const timer = setInterval(() => sweeper.due(''), SWEEP);
  sweeper.due('');

  return {
    boardDue,
    async close() {
      clearInterval(timer);
      await Promise.all([sweeper.close(), boards.close(), overviews.close()]);
    },
  };
}
