/** Answers the routes of rules, of points that are brought in, and of publishing several contests at once. */
import type { rulesRoutes } from '@leitai/contract';
import { asAccount } from '../access/as-role.ts';
import { pointsImports, previewPoints } from '../queries/points.ts';
import { publication, resultsProgress } from '../queries/progress.ts';
import { contestRulesPage, eventRules } from '../queries/rules.ts';
import { approvePoints, proposePoints, rejectPoints } from '../use-cases/bring-in-points.ts';
import { changeDefaults, changeRules, tryRules } from '../use-cases/change-rules.ts';
import { publishSeveral } from '../use-cases/sign-results.ts';
import { goneOf, receiveFile } from './receive-file.ts';
import type { Handlers } from './register.ts';

const POINTS = { mostBytes: 5_000_000, tooLarge: 'import.too-large' } as const;

export const rulesHandlers: Pick<Handlers, keyof typeof rulesRoutes> = {
  'GET /api/events/:eventId/rules': ({ ctx, params }) => eventRules(ctx.db, params.eventId),
  'POST /api/events/:eventId/rules': async ({ ctx, params, input }) => {
    await changeDefaults(ctx, params.eventId, input.rules, input.objectionDays);
    return {};
  },
  'POST /api/events/:eventId/rules/preview': ({ ctx, params, input }) => tryRules(ctx, params.eventId, input.rules, input.contestIds),
  'POST /api/events/:eventId/rules/copy': async ({ ctx, identity, params, input }) => {
    await changeRules(ctx, asAccount(identity), params.eventId, input);
    return {};
  },
  'GET /api/events/:eventId/contests/:contestId/rules': ({ ctx, params }) => contestRulesPage(ctx.db, params),
  'POST /api/events/:eventId/contests/:contestId/rules': async ({ ctx, identity, params: { eventId, contestId }, input: { rules, expected } }) => {
    await changeRules(ctx, asAccount(identity), eventId, { rules, contests: [{ contestId, expected }] });
    return {};
  },
  'GET /api/events/:eventId/contests/:contestId/points': ({ ctx, params }) => pointsImports(ctx.db, params),
  'POST /api/events/:eventId/contests/:contestId/points/preview': async ({ ctx, params, req, res }) => {
    const { bytes, fields } = await receiveFile(req, POINTS);
    return previewPoints(ctx.db, params, fields['stageId'] ?? '', bytes, goneOf(res));
  },
  'POST /api/events/:eventId/contests/:contestId/points': ({ ctx, identity, params, input }) => proposePoints(ctx, asAccount(identity), params, input),
  'POST /api/events/:eventId/contests/:contestId/points/:importId/approve': async ({ ctx, identity, params: { importId, ...place } }) => {
    await approvePoints(ctx, asAccount(identity), place, importId);
    return {};
  },
  'POST /api/events/:eventId/contests/:contestId/points/:importId/reject': async ({ ctx, identity, params: { importId, ...place }, input }) => {
    await rejectPoints(ctx, asAccount(identity), place, importId, input.reason);
    return {};
  },
  'GET /api/events/:eventId/progress': ({ ctx, params }) => resultsProgress(ctx.db, params.eventId),
  'GET /api/events/:eventId/contests/:contestId/publication': ({ ctx, params }) => publication(ctx.db, params),
  'POST /api/events/:eventId/publication': async ({ ctx, identity, params, input }) => {
    await publishSeveral(ctx, asAccount(identity), params.eventId, input);
    return {};
  },
};
