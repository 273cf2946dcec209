/** Finds what was missed: states the live store lacks are made anew, those this node's viewers lack are sent again. */
import type { BoardState, OverviewState } from '@leitai/contract';
import type { Logger } from 'pino';
import type { Metrics } from '../metrics.ts';
import { boardKey, overviewKey } from './keys.ts';
import { paced } from './paced.ts';
import { PRIVATE_KINDS } from './public-event.ts';
import type { Projection } from './project.ts';
import type { Outlets } from './projector.ts';

/** How often the live store is compared with the truth, in milliseconds. */
const SWEEP = 1000;
/** Every so many sweeps the events that are over are looked at too: there hardly anything changes any more. */
const FULL = 60;

/** How a board or an overview is made anew. */
type Due = { board(eventId: string, contestId: string, truth: number): void; overview(eventId: string): void };
/** One state it looks after: what the truth is at, how to make it anew, how to send again what stands. */
type Watched = { key: string; eventId: string; truth: number; shown: number | null; make(): void; again(body: string): void };

export function createSweeper({ db, live }: Projection, outlets: Outlets, due: Due, metrics: Pick<Metrics, 'boardsBehind'>, log: Logger): { close(): Promise<void> } {
  let sweeps = 0;

  async function watched(): Promise<Watched[]> {
    const contests = await db.contest.findMany({
      where: { event: { kind: { notIn: [...PRIVATE_KINDS] }, ...(sweeps % FULL !== 0 && { contests: { some: { state: { not: 'final' } } } }) } },
      select: { eventId: true, id: true, boardRevision: true },
    });
    sweeps += 1;
    const ofBoards = contests.map(({ eventId, id, boardRevision }): Watched => ({
      key: boardKey(eventId, id),
      eventId,
      truth: Number(boardRevision),
      shown: outlets.board.shown(id),
      make: () => due.board(eventId, id, Number(boardRevision)),
      again: (body) => outlets.board.publishHere(JSON.parse(body) as BoardState),
    }));
    const ofOverviews = [...Map.groupBy(contests, ({ eventId }) => eventId)].map(([eventId, its]): Watched => ({
      key: overviewKey(eventId),
      eventId,
      // As `composeOverview` counts it.
      truth: its.reduce((sum, { boardRevision }) => sum + Number(boardRevision), 0),
      shown: outlets.overview.shown(eventId),
      make: () => due.overview(eventId),
      again: (body) => outlets.overview.publishHere(JSON.parse(body) as OverviewState),
    }));
    return [...ofBoards, ...ofOverviews];
  }

  /**
   * What a projection that was under way stored after its event had been put back to an earlier state would stand for good, as it is the newer one.
   * Between reading truth and store results may have come: the truth is read once more, and cannot be behind what was in the store before.
   */
  async function lookBehind(eventId: string, stands: ReadonlyMap<string, number>): Promise<void> {
    const contests = await db.contest.findMany({ where: { eventId }, select: { id: true, boardRevision: true } });
    const all = contests.reduce((sum, { boardRevision }) => sum + Number(boardRevision), 0);
    const ahead = (key: string, truth: number): boolean => (stands.get(key) ?? 0) > truth;
    if (!ahead(overviewKey(eventId), all) && !contests.some(({ id, boardRevision }) => ahead(boardKey(eventId, id), Number(boardRevision)))) return;
    log.warn({ eventId }, 'boards were ahead of the truth');
    outlets.beginAnew(eventId, contests.map(({ id }) => id));
  }

  const sweeper = paced(SWEEP, log, async () => {
    const states = await watched();
    const revisions = await live.revisions(states.map(({ key }) => key));
    const stand = new Map(states.map(({ key }, index) => [key, revisions[index] ?? -1]));
    metrics.boardsBehind(states.filter(({ key, truth }) => stand.get(key)! < truth).length);
    const ahead = states.filter(({ key, truth }) => stand.get(key)! > truth);
    for (const eventId of new Set(ahead.map((state) => state.eventId))) await lookBehind(eventId, stand);
    for (const { key, truth, shown, make, again } of states) {
      const stands = stand.get(key)!;
      if (stands < truth) make();
      if (stands < truth || shown === null || shown >= stands) continue;
      const stored = await live.get(key);
      if (stored) again(stored.body);
    }
  });
  const timer = setInterval(() => sweeper.due(''), SWEEP);
  sweeper.due('');

  return {
    close() {
      clearInterval(timer);
      return sweeper.close();
    },
  };
}
