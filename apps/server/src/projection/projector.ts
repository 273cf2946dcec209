/** Keeps boards current: at once for a lone result, coalesced under load, and by a sweep for whatever was missed. */
import type { BoardState, OverviewState } from '@leitai/contract';
import type { WrittenResult } from '@leitai/database';
import type { Logger } from 'pino';
import type { Metrics } from '../metrics.ts';
import { factsChanged, knownFacts, readFacts } from './facts.ts';
import { paced, Rest } from './paced.ts';
import { isPublic } from './public-event.ts';
import { makeBoard, projectOverview, storeBoard, type Projection } from './project.ts';
import { createSweeper } from './sweeper.ts';

/** Least time between two frames of one board, in milliseconds. A lone result waits for nothing. */
const BOARD_PACE = 50;
const OVERVIEW_PACE = 250;
/** Milliseconds an overview leaves to the board and the acknowledgement of the same result. */
const LEAD = 20;
/** Milliseconds without a frame for each millisecond that sending one took, over all boards and overviews: the more viewers, the more results a frame folds. */
const REST = 4;
/** And nobody waits longer than this, in milliseconds: a wave over all boards reaches the hall within a quarter of a second. */
const LONGEST_REST = 100;

/** How boards or overviews reach those who watch. */
type Outlet<State> = {
  /** To this node's viewers: what was just made, or what another node published and this one missed. */
  publishHere(state: State): void;
  /** To viewers on the other nodes. */
  publishElsewhere(state: State): void;
  /** The newest revision that went to viewers on this node; null when none watches here. */
  shown(id: string): number | null;
};
export type Outlets = {
  readonly board: Outlet<BoardState>;
  readonly overview: Outlet<OverviewState>;
  /** What stands of these contests is ahead of the truth, which went back: everybody begins anew with them. */
  beginAnew(eventId: string, contestIds: readonly string[]): void;
};

export type Projector = {
  /** @param written the result this node just wrote, which saves reading the facts. */
  boardDue(eventId: string, contestId: string, written?: WrittenResult): void;
  close(): Promise<void>;
};

export function createProjector(projection: Projection, outlets: Outlets, metrics: Metrics, log: Logger): Projector {
  const { db, live } = projection;
  const rest = new Rest(REST, LONGEST_REST);
  /** Since when a board is due. */
  const waiting = new Map<string, number>();

  /** The hall first, before the store and other nodes are woken: nobody joins on this node until all of it is on its way. */
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
    const since = waiting.get(key);
    waiting.delete(key);
    if (!(await isPublic(db, eventId))) return;
    const facts = knownFacts(db, contestId) ?? (await readFacts(db, eventId, contestId));
    if (!facts) return;
    const started = performance.now();
    const made = makeBoard(facts);
    show(outlets.board, made.state, started);
    const stored = storeBoard(live, made);
    if (since !== undefined) metrics.boardSent(performance.now() - since);
    if ((await stored).news) outlets.board.publishElsewhere(made.state);
    overviews.due(eventId);
  }, { rest });
  const boardDue: Projector['boardDue'] = (eventId, contestId, written) => {
    const key = `${eventId}/${contestId}`;
    factsChanged(db, contestId, written);
    if (!waiting.has(key)) waiting.set(key, performance.now());
    boards.due(key);
  };

  /** What this node has heard of but not yet shown was not missed: its facts are kept. */
  const missed = (eventId: string, contestId: string, truth: number): void => {
    if ((knownFacts(db, contestId)?.revision ?? -1) < truth) boardDue(eventId, contestId);
    else boards.due(`${eventId}/${contestId}`);
  };
  const sweeper = createSweeper(projection, outlets, { board: missed, overview: overviews.due }, metrics, log);

  return {
    boardDue,
    async close() {
      await Promise.all([sweeper.close(), boards.close(), overviews.close()]);
    },
  };
}
