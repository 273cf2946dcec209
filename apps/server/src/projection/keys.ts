/**
 * Names of what stands in the live store. The event id is the cluster's hash tag: one event, one slot. What is sent stands under the shape it has:
 * after an upgrade that changed it all is made anew, and two versions side by side each have their own.
 */
import { BoardState, OverviewState, PublicResults } from '@leitai/contract';
import { shapeOf } from '@leitai/contract/shapes';

const [BOARD, OVERVIEW, RESULTS] = [BoardState, OverviewState, PublicResults].map((state) => shapeOf(state).slice(0, 6));

export const boardKey = (eventId: string, contestId: string): string => `leitai:{${eventId}}:board:${BOARD}:${contestId}`;
/** What overview and hall need of a contest and the public does not see: exact totals, awards, order of appearance. */
export const placesKey = (eventId: string, contestId: string): string => `leitai:{${eventId}}:parts:${BOARD}:${contestId}`;
/** What the public results site says of a contest. */
export const resultsKey = (eventId: string, contestId: string): string => `leitai:{${eventId}}:results:${RESULTS}:${contestId}`;
/** What judges' tablets last said of themselves, by session. */
export const reportsKey = (eventId: string): string => `leitai:{${eventId}}:reports`;
/** All that stands of an event. */
export const eventKeys = (eventId: string, contestIds: readonly string[]): string[] => [
  overviewKey(eventId), reportsKey(eventId), ...contestIds.flatMap((id) => [boardKey(eventId, id), placesKey(eventId, id), resultsKey(eventId, id)]),
];
export const overviewKey = (eventId: string): string => `leitai:{${eventId}}:overview:${OVERVIEW}`;
