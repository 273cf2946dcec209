/** Keeps boards current: at once for a lone result, coalesced under load, and by a sweep for whatever was missed. */
import type { BoardState, OverviewState } from '@leitai/contract';
import type { Logger } from 'pino';
import { boardKey, overviewKey } from './keys.ts';
import { paced } from './paced.ts';
import { projectBoard, projectOverview, type Projection } from './project.ts';

/** Least time between two frames of one board, in milliseconds. A lone result waits for nothing. */
const BOARD_PACE = 80;
const OVERVIEW_PACE = 250;
/** How often the live store is compared with the truth, in milliseconds. */
const SWEEP = 1000;

/** How boards or overviews reach those who watch. */
type Outlet<State> = {
  /** To viewers on every node. */
  publish(state: State): void;
  /** To this node's viewers only: what another node published and this one missed. */
  publishHere(state: State): void;
  /** The newest revision that went to viewers on this node; null when none watches here. */
  shown(id: string): number | null;
};
export type Outlets = { readonly board: Outlet<BoardState>; readonly overview: Outlet<OverviewState> };

export type Projector = {
  boardDue(eventId: string, contestId: string): void;
  close(): Promise<void>;
};

export function createProjector(projection: Projection, outlets: Outlets, log: Logger): Projector {
  const overviews = paced(OVERVIEW_PACE, log, async (eventId) => {
    const made = await projectOverview(projection, eventId);
    if (made?.news) outlets.overview.publish(made.state);
  });
  const boards = paced(BOARD_PACE, log, async (key) => {
    const [eventId, contestId] = key.split('/') as [string, string];
    const made = await projectBoard(projection, eventId, contestId);
    if (made?.news) outlets.board.publish(made.state);
    overviews.due(eventId);
  });
  const boardDue = (eventId: string, contestId: string): void => boards.due(`${eventId}/${contestId}`);

  /** One state the sweeper looks after: what the truth is at, how to make it anew, how to send again what stands. */
  type Watched = { key: string; truth: number; shown: number | null; make(): void; again(body: string): void };

  async function watched(): Promise<Watched[]> {
    const contests = await projection.db.contest.findMany({ select: { eventId: true, id: true, boardRevision: true } });
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
    const { live } = projection;
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
