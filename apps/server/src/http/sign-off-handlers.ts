/** Answers the routes of a contest's results on their way to publication. */
import type { signOffRoutes } from '@leitai/contract';
import { contestBundle, Refused } from '@leitai/database';
import { asAccount, asPanel } from '../access/as-role.ts';
import { contestResults } from '../queries/contest-results.ts';
import { recheckSheets } from '../queries/recheck-sheets.ts';
import { changeRecheckFigures, drawRecheck, recheckEntrant } from '../use-cases/recheck.ts';
import { makeFinal, returnToChief, signAsChief, signAsSupervisor } from '../use-cases/sign-results.ts';
import type { Handlers } from './register.ts';

export const signOffHandlers: Pick<Handlers, keyof typeof signOffRoutes> = {
  'GET /api/events/:eventId/contests/:contestId/results': ({ ctx, identity, params }) => contestResults(ctx, identity, params),
  'POST /api/events/:eventId/contests/:contestId/recheck/figures': async ({ ctx, identity, params, input }) => {
    await changeRecheckFigures(ctx, asAccount(identity), params, input);
    return {};
  },
  'POST /api/events/:eventId/contests/:contestId/recheck': async ({ ctx, identity, params }) => {
    await drawRecheck(ctx, asAccount(identity), params);
    return {};
  },
  'GET /api/events/:eventId/contests/:contestId/recheck/:entrantId': ({ ctx, params }) => recheckSheets(ctx, params),
  'POST /api/events/:eventId/contests/:contestId/recheck/:entrantId': async ({ ctx, identity, params, input }) => {
    const { entrantId, ...place } = params;
    await recheckEntrant(ctx, asAccount(identity), place, entrantId, input.error);
    return {};
  },
  'POST /api/events/:eventId/contests/:contestId/signature/chief': async ({ ctx, identity, params, input }) => {
    await signAsChief(ctx, asPanel(identity), params, input.note);
    return {};
  },
  'POST /api/events/:eventId/contests/:contestId/signature/supervisor': async ({ ctx, identity, params, input }) => {
    await signAsSupervisor(ctx, asAccount(identity), params, input.days);
    return {};
  },
  'POST /api/events/:eventId/contests/:contestId/signature/return': async ({ ctx, identity, params, input }) => {
    await returnToChief(ctx, asAccount(identity), params, input.reason);
    return {};
  },
  'POST /api/events/:eventId/contests/:contestId/final': async ({ ctx, identity, params }) => {
    await makeFinal(ctx, asAccount(identity), params);
    return {};
  },
  'GET /api/events/:eventId/contests/:contestId/bundle': async ({ ctx, params }) => {
    const bundle = await contestBundle(ctx.db, params.eventId, params.contestId);
    if (!bundle) throw new Refused('contest.not-found');
    return bundle;
  },
};
