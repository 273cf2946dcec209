/** Answers what anybody may read. */
import type { publicRoutes } from '@leitai/contract';
import { readBoard, readOverview } from '../projection/read.ts';
import { currentEvent } from '../queries/current-event.ts';
import type { Handlers } from './register.ts';

export const publicHandlers: Pick<Handlers, keyof typeof publicRoutes> = {
  'GET /api/events/:eventId/overview': ({ ctx, params }) => readOverview(ctx, params.eventId),
  'GET /api/events/:eventId/contests/:contestId/board': ({ ctx, params }) => readBoard(ctx, params.eventId, params.contestId),
  'GET /api/current': ({ ctx }) => currentEvent(ctx),
};
