/** Answers the routes of the ceremony. */
import type { ceremonyRoutes } from '@leitai/contract';
import { ceremonyOffer, ceremonyState } from '../queries/ceremony.ts';
import { prepareCeremony } from '../use-cases/prepare-ceremony.ts';
import type { Handlers } from './register.ts';

export const ceremonyHandlers: Pick<Handlers, keyof typeof ceremonyRoutes> = {
  'GET /api/events/:eventId/ceremony': ({ ctx, params }) => ceremonyState(ctx.db, params.eventId),
  'GET /api/events/:eventId/ceremony/offer': ({ ctx, params }) => ceremonyOffer(ctx.db, params.eventId),
  'POST /api/events/:eventId/ceremony': async ({ ctx, params, input }) => {
    await prepareCeremony(ctx, params.eventId, input);
    return {};
  },
};
