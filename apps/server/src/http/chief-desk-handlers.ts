/** Answers the routes by which the organiser serves the chief's desk. */
import type { chiefDeskRoutes } from '@leitai/contract';
import { asAccount } from '../access/as-role.ts';
import { spreadSetting } from '../queries/spread-setting.ts';
import { changeSpread } from '../use-cases/change-spread.ts';
import { substitute } from '../use-cases/substitute.ts';
import type { Handlers } from './register.ts';
import { baseOf } from './visitor.ts';

export const chiefDeskHandlers: Pick<Handlers, keyof typeof chiefDeskRoutes> = {
  'POST /api/events/:eventId/contests/:contestId/entrants/:entrantId/substitute': ({ ctx, identity, params, input, req }) => {
    const { entrantId, ...place } = params;
    return substitute(ctx, asAccount(identity), place, entrantId, input, baseOf(req));
  },
  'GET /api/events/:eventId/contests/:contestId/spread': ({ ctx, params }) => spreadSetting(ctx.db, params.eventId, params.contestId),
  'POST /api/events/:eventId/contests/:contestId/spread': async ({ ctx, identity, params, input }) => {
    await changeSpread(ctx, asAccount(identity), params, input);
    return {};
  },
};
