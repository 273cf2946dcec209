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
const SWEEP = 2000;

export type Publish = {
  board(state: BoardState): void;
  overview(state: OverviewState): void;
  /** The newest revision of a board that went to viewers on this node; null when none watches here. */
  boardShown(contestId: string): number | null;
  /** To this node's viewers only: what another node published and this one missed. */
  boardHere(state: BoardState): void;
  overviewHere(state: OverviewState): void;
};

export type Projector = {
  boardDue(eventId: string, contestId: string): void;
  close(): Promise<void>;
};

export function createProjector(projection: Projection, publish: Publish, log: Logger): Projector {
  const overviews = paced(OVERVIEW_PACE, log, async (eventId) => {
    const made = await projectOverview(projection, eventId);
    if (made?.news) publish.overview(made.state);
  });
  const boards = paced(BOARD_PACE, log, async (key) => {
    const [eventId, contestId] = key.split('/') as [string, string];
    const made = await projectBoard(projection, eventId, contestId);
    if (made?.news) publish.board(made.state);
    overviews.due(eventId);
  });
  const boardDue = (eventId: string, contestId: string): void => boards.due(`${eventId}/${contestId}`);

  /** What the store lacks is projected; what this node's viewers lack, because a frame between nodes was lost, is sent again. */
  const sweeper = paced(SWEEP, log, async () => {
    const { db, live } = projection;
    const contests = await db.contest.findMany({ select: { eventId: true, id: true, boardRevision: true } });
    const standing = await live.revisions(contests.map(({ eventId, id }) => boardKey(eventId, id)));
    for (const [index, { eventId, id, boardRevision }] of contests.entries()) {
      const stored = standing[index] ?? -1;
      const shown = publish.boardShown(id);
      if (stored < Number(boardRevision)) boardDue(eventId, id);
      else if (shown !== null && shown < stored) await catchUp(eventId, id);
    }
  });
  const catchUp = async (eventId: string, contestId: string): Promise<void> => {
    const [board, overview] = await Promise.all([
      projection.live.get(boardKey(eventId, contestId)),
      projection.live.get(overviewKey(eventId)),
    ]);
    if (board) publish.boardHere(JSON.parse(board.body) as BoardState);
    if (overview) publish.overviewHere(JSON.parse(overview.body) as OverviewState);
  };
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
