/** Answers the routes of satisfaction surveys. The public ones know a device by a token of its page and by a cookie of their own, which is no session. */
import type { surveyRoutes } from '@leitai/contract';
import type { Request } from 'express';
import { asAccount } from '../access/as-role.ts';
import { consume, guarded } from '../access/limits.ts';
import { newToken } from '../access/secrets.ts';
import { listSurveys, publicSurvey, surveyResult } from '../queries/surveys.ts';
import { surveyPaper } from '../queries/year-papers.ts';
import { answerSurvey, deviceHash } from '../use-cases/answer-survey.ts';
import { addSurvey, changeSurvey, closeSurvey, hideComment } from '../use-cases/keep-surveys.ts';
import type { Handlers } from './register.ts';
import { cookieOf, place } from './visitor.ts';

const DEVICE = 'leitai_survey';
const YEAR_MS = 365 * 24 * 3_600_000;
const TOKEN = new RegExp(`(?:^|;\\s*)${DEVICE}=([\\w-]{43})(?:;|$)`);

const done = async (work: Promise<void>): Promise<Record<string, never>> => {
  await work;
  return {};
};
const deviceOf = (req: Request): string | null => TOKEN.exec(req.headers.cookie ?? '')?.[1] ?? null;

export const surveyHandlers: Pick<Handlers, keyof typeof surveyRoutes> = {
  'GET /api/events/:eventId/surveys': ({ ctx, params }) => listSurveys(ctx.db, params.eventId),
  'POST /api/events/:eventId/surveys': ({ ctx, identity, params, input }) => addSurvey(ctx, asAccount(identity), params.eventId, input),
  'POST /api/events/:eventId/surveys/:surveyId': ({ ctx, identity, params, input }) => done(changeSurvey(ctx, asAccount(identity), params, input)),
  'POST /api/events/:eventId/surveys/:surveyId/closing': ({ ctx, identity, params, input }) => done(closeSurvey(ctx, asAccount(identity), params, input.reason)),
  'GET /api/events/:eventId/surveys/:surveyId': ({ ctx, params }) => surveyResult(ctx.db, params.eventId, params.surveyId),
  'GET /api/events/:eventId/surveys/:surveyId/results.xlsx': ({ ctx, params }) => surveyPaper(ctx.db, params.eventId, params.surveyId),
  'GET /api/events/:eventId/surveys/:surveyId/results.csv': ({ ctx, params }) => surveyPaper(ctx.db, params.eventId, params.surveyId),
  'POST /api/events/:eventId/surveys/:surveyId/comments/:answerId': ({ ctx, identity, params, input }) => done(hideComment(ctx, asAccount(identity), params, input.reason)),
  'GET /api/survey/:code': (call) => {
    const token = deviceOf(call.req);
    return guarded(call.limits.surveyCode, place(call), () => publicSurvey(call.ctx.db, call.params.code, (salt) => (token === null ? null : deviceHash(salt, token))));
  },
  'POST /api/survey/:code': async (call) => {
    const { ctx, params, input, limits, req } = call;
    await consume(limits.survey, place(call));
    const cookie = deviceOf(req) ?? newToken();
    await answerSurvey(ctx, params.code, input, [input.device, cookie]);
    req.res?.cookie(DEVICE, cookie, { ...cookieOf(req, YEAR_MS), path: '/api/survey' });
    return {};
  },
};
