/** Routes anybody may read: boards as they stand. */
import { z } from 'zod';
import { everyone, Id, Text } from './basics.ts';
import { BoardState, OverviewState } from './board.ts';
import { none, route } from './route.ts';

export const publicRoutes = {
  'GET /api/events/:eventId/overview': route(everyone, none, OverviewState),
  'GET /api/events/:eventId/contests/:contestId/board': route(everyone, none, BoardState),
  /** The event big screens and phones open when no address names one: the latest. */
  'GET /api/current': route(everyone, none, z.object({ eventId: Id, name: Text, contests: z.array(z.object({ id: Id, letter: z.string(), name: Text })) })),
} as const;
