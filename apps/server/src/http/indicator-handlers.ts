/** Answers the routes of what records say of an application. */
import type { indicatorRoutes } from '@leitai/contract';
import { asAccount, asLeader } from '../access/as-role.ts';
import { readIndicators } from '../queries/indicators.ts';
import { decideOverride, freezeIndicators, proposeOverride } from '../use-cases/indicators.ts';
import type { Handlers } from './register.ts';

const done = async (work: Promise<unknown>): Promise<Record<string, never>> => { await work; return {}; };

export const indicatorHandlers: Pick<Handlers, keyof typeof indicatorRoutes> = {
  'GET /api/events/:eventId/demonstration/applications/:applicationId/indicators': ({ ctx, identity, params }) =>
    readIndicators(ctx, params, identity.role === 'leader' ? asLeader(identity, params).organisationId : null),
  'POST /api/events/:eventId/demonstration/applications/:applicationId/indicators/freeze': ({ ctx, identity, params }) => done(freezeIndicators(ctx, asAccount(identity), params)),
  'POST /api/events/:eventId/demonstration/applications/:applicationId/indicators/override': ({ ctx, identity, params, input }) => done(proposeOverride(ctx, asAccount(identity), params, input)),
  'POST /api/events/:eventId/demonstration/applications/:applicationId/indicators/decision': ({ ctx, identity, params, input }) => done(decideOverride(ctx, asAccount(identity), params, input)),
};
