/** Boards as they stand, for whoever joins or asks: no query to the truth while the store has them. */
import type { HallState, OverviewState } from '@leitai/contract';
import { Refused } from '@leitai/database';
import { boardKey, overviewKey, resultsKey } from './keys.ts';
import { composeHall } from './hall.ts';
import { liveSchedule } from './live-schedule.ts';
import type { Stored } from './live-store.ts';
import { requirePublic } from './public-event.ts';
import { contestViews, projectBoard, projectOverview, type Projection } from './project.ts';
import { sharedReads } from './shared-reads.ts';
import { standing } from './views.ts';

/** The board as it stands; projected now when there is none. @throws Refused 'contest.not-found', 'event.not-found' for one without a public. */
export async function readBoard(projection: Projection, eventId: string, contestId: string): Promise<Stored> {
  await requirePublic(projection.db, eventId);
  const board = (await standing(projection.live, boardKey(eventId, contestId))) ?? (await projectBoard(projection, eventId, contestId));
  if (!board) throw new Refused('contest.not-found');
  return board;
}

/** A contest's public results as their exact text; made now when there are none. @throws Refused 'contest.not-found'. */
export async function readResults(projection: Projection, eventId: string, contestId: string): Promise<string> {
  await requirePublic(projection.db, eventId);
  const body = (await standing(projection.live, resultsKey(eventId, contestId)))?.body ?? (await projectBoard(projection, eventId, contestId))?.results;
  if (body === undefined) throw new Refused('contest.not-found');
  return body;
}

/** The overview as it stands; made now when there is none. @throws Refused 'event.not-found'. */
export async function readOverview(projection: Projection, eventId: string): Promise<Stored> {
  await requirePublic(projection.db, eventId);
  const overview = (await standing(projection.live, overviewKey(eventId))) ?? (await projectOverview(projection, eventId));
  if (!overview) throw new Refused('event.not-found');
  return overview;
}

const halls = new WeakMap<Projection['live'], (eventId: string) => Promise<Stored>>();

/** What the hall's screens show besides boards: made of the boards that stand, and of the schedule as the truth has it; once for all who ask at a time. @throws Refused 'event.not-found'. */
export function readHall(projection: Projection, eventId: string): Promise<Stored> {
  const shared = halls.get(projection.live) ?? sharedReads((id) => composeAsItStands(projection, id));
  halls.set(projection.live, shared);
  return shared(eventId);
}

async function composeAsItStands(projection: Projection, eventId: string): Promise<Stored> {
  const overview = JSON.parse((await readOverview(projection, eventId)).body) as OverviewState;
  const [views, schedule] = await Promise.all([
    contestViews(projection, eventId, overview.contests.map(({ contestId }) => contestId)),
    liveSchedule(projection.db, eventId),
  ]);
  const hall: HallState = { ...composeHall(overview, views), schedule };
  return { revision: hall.revision + schedule.revision, body: JSON.stringify(hall) };
}
