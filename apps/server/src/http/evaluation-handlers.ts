/** Answers the routes of the year's evaluation. */
import type { evaluationRoutes } from '@leitai/contract';
import { asAccount } from '../access/as-role.ts';
import { evaluationDesk, previewYear } from '../queries/evaluations.ts';
import { yearEvaluationPaper } from '../queries/paper/year-evaluation.ts';
import { proposeEvaluation, signEvaluation } from '../use-cases/evaluate-year.ts';
import type { Call, Handlers } from './register.ts';

const paper = ({ ctx, params }: Call<'GET /api/events/:eventId/evaluations/:evaluationId/papers/year-evaluation'>) => yearEvaluationPaper(ctx.db, params);

export const evaluationHandlers: Pick<Handlers, keyof typeof evaluationRoutes> = {
  'GET /api/events/:eventId/evaluations': ({ ctx, params }) => evaluationDesk(ctx.db, params.eventId),
  'POST /api/events/:eventId/evaluations/preview': ({ ctx, params, input }) => previewYear(ctx.db, params.eventId, input),
  'POST /api/events/:eventId/evaluations': async ({ ctx, identity, params, input }) => {
    await proposeEvaluation(ctx, asAccount(identity), params.eventId, input);
    return {};
  },
  'POST /api/events/:eventId/evaluations/:evaluationId/signature': async ({ ctx, identity, params, input }) => {
    await signEvaluation(ctx, asAccount(identity), params, input);
    return {};
  },
  'GET /api/events/:eventId/evaluations/:evaluationId/papers/year-evaluation': paper,
  'GET /api/events/:eventId/evaluations/:evaluationId/papers/year-evaluation.xlsx': paper,
};
