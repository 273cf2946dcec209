/** Answers the routes of the day itself. */
import type { scheduleRoutes } from '@leitai/contract';
import { asAccount } from '../access/as-role.ts';
import { planDesk } from '../queries/plan-desk.ts';
import { search } from '../queries/search.ts';
import { endBroadcast, sendBroadcast } from '../use-cases/broadcast.ts';
import { pauseContests, resumeContests } from '../use-cases/pause.ts';
import { savePlan } from '../use-cases/save-plan.ts';
import type { Handlers } from './register.ts';

export const scheduleHandlers: Pick<Handlers, keyof typeof scheduleRoutes> = {
  'GET /api/events/:eventId/schedule': ({ ctx, params }) => planDesk(ctx.db, params.eventId),
  'POST /api/events/:eventId/schedule': ({ ctx, params, input }) => savePlan(ctx, params.eventId, input),
  'POST /api/events/:eventId/pause': async ({ ctx, identity, params, input }) => {
    await pauseContests(ctx, asAccount(identity), params.eventId, input);
    return {};
  },
  'POST /api/events/:eventId/resume': async ({ ctx, identity, params, input }) => {
    await resumeContests(ctx, asAccount(identity), params.eventId, input.contestIds);
    return {};
  },
  'POST /api/events/:eventId/broadcasts': async ({ ctx, identity, params, input }) => {
    await sendBroadcast(ctx, asAccount(identity), params.eventId, input);
    return {};
  },
  'DELETE /api/events/:eventId/broadcasts/:broadcastId': async ({ ctx, params }) => {
    await endBroadcast(ctx, params.eventId, params.broadcastId);
    return {};
  },
  'POST /api/events/:eventId/search': ({ ctx, params, input }) => search(ctx.db, params.eventId, input.query),
};
