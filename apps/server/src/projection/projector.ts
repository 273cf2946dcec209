/** Keeps boards current: at once for a lone result, coalesced under load, and by a sweep for whatever was missed. */
import type { BoardState, OverviewState } from '@leitai/contract';
import type { Logger } from 'pino';
import { boardKey } from './keys.ts';
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

  const sweep = async (): Promise<void> => {
    const contests = await projection.db.contest.findMany({ select: { eventId: true, id: true, boardRevision: true } });
    const standing = await projection.live.revisions(contests.map(({ eventId, id }) => boardKey(eventId, id)));
    for (const [index, { eventId, id, boardRevision }] of contests.entries()) {
      if ((standing[index] ?? -1) < Number(boardRevision)) boardDue(eventId, id);
    }
  };
  const sweeper = paced(SWEEP, log, async () => {
    await sweep();
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
